"""Words and stems of texts in several scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.tokens import STOP_WORDS, Stemmer, words


def stems(text: str) -> list[str]:
    stemmer = Stemmer()
    return [stem for word in words(text) if (stem := stemmer.stem(word))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bombings of the city's ports", ["bomb", "citi", "port"]),
        ("Zoë met ZOE’s aunt", ["zoe", "met", "zoe", "aunt"]),
        ("40 dead, 1,200 hurt; the G20 of May 2016", ["dead", "hurt", "g20"]),
        ("U.S. envoys", ["envoy"]),
        ("F-16s of the 17th Wing", ["wing"]),
        ("Маршал сказал", ["маршал", "сказал"]),
        ("", []),
    ],
)
def test_stems_of_words_that_count(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_unspaced_script_is_cut_into_pairs_of_signs() -> None:
    assert words("在日内瓦, Geneva") == ["在日", "日内", "内瓦", "Geneva"]
    assert set(stems("叙利亚和谈")) & set(stems("叙利亚停火")) == {"叙利", "利亚"}


def test_stop_words_have_no_stem() -> None:
    stemmer = Stemmer()
    assert not [word for word in STOP_WORDS if stemmer.stem(word) or stemmer.stem(word.upper())]


@given(st.text())
def test_any_text_has_words_without_white_space(text: str) -> None:
    stemmer = Stemmer()
    for word in words(text):
        assert word in text
        assert word.split() == [word]
        assert stemmer.stem(word) == stemmer.stem(word)
