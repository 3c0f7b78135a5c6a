"""Cutting texts into words, for the full-text index and for a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.words import LONGEST_WORD, MOST_WORDS, event_words, query_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergey Lavrov, the minister", ["sergey", "lavrov", "the", "minister"]),
        ("Erdoğan in São Paulo, Łódź", ["erdogan", "in", "sao", "paulo", "lodz"]),
        ("Syria's, Syria’s and the years' end", ["syria", "syria", "and", "the", "years", "end"]),
        ("U.S.-led, the U.N. and J.K. Rowling", ["us", "led", "the", "un", "and", "jk", "rowling"]),
        (
            "3,000 of 1,234,567 are not 3,14 or 12.5",
            ["3000", "of", "1234567", "are", "not", "3", "14", "or", "12", "5"],
        ),
        ("F-16, G20 and foo_bar", ["f", "16", "g20", "and", "foo", "bar"]),
        ("end. A new sentence", ["end", "a", "new", "sentence"]),
        ("中文 ΑΣ Straße", ["中文", "ασ", "strasse"]),
        ("C++ (\x00\"' \\", ["c"]),
        ("?!", []),
    ],
)
def test_words_are_letters_and_digits_in_plain_form(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_stay_what_they_are_when_cut_again(text: str) -> None:
    kept = event_words(text)
    assert kept.split(" ") == (words(text) or [""])
    assert event_words(kept) == kept
    assert all(word.isalnum() for word in words(text))


def test_a_long_word_keeps_its_beginning() -> None:
    assert words("x" * 5000) == ["x" * LONGEST_WORD]


def test_a_search_leaves_stop_words_out_unless_there_is_nothing_else() -> None:
    assert query_words("The bombing of the town, the BOMBING") == ["bombing", "town"]
    assert query_words("To be or not to be") == ["to", "be", "or", "not"]
    assert query_words(" / ") == []


def test_a_search_takes_its_first_words() -> None:
    assert query_words(" ".join(f"w{n}" for n in range(1000))) == [f"w{n}" for n in range(MOST_WORDS)]
