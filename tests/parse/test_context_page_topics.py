"""Lists of shared topics: where one title ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.parse.context_topics import split_topics


@pytest.mark.parametrize(
    ("lists", "known", "expected"),
    [
        (["Ore"], [], [("Ore",)]),
        (["Ore, Tarn"], [], [("Ore", "Tarn")]),
        (["Tarn, Washington, D.C."], [], [("Tarn", "Washington, D.C.")]),
        (["Paris, Texas", "Ore, Paris, Texas"], ["Paris, Texas"], [("Paris, Texas",), ("Ore", "Paris, Texas")]),
        # what stands between known titles is one title, commas aside; it is then known in the other lists
        (["Ore, Tarn, Zinc", "Ore", "Zinc", "King, Jr., Tarn"], [],
         [("Ore", "Tarn", "Zinc"), ("Ore",), ("Zinc",), ("King, Jr.", "Tarn")]),
        # a known title is none where the next piece would break the order
        (["Washington", "Tarn, Washington, D.C."], [], [("Washington",), ("Tarn", "Washington, D.C.")]),
        ([", ,"], [], [()]),
    ],
)  # fmt: skip
def test_lists_of_topics_are_taken_apart(lists: list[str], known: list[str], expected: list[tuple[str, ...]]) -> None:
    assert split_topics(lists, known) == expected


TITLES = st.text("ABCabc ", min_size=1, max_size=6).map(str.strip).filter(bool)


@given(st.lists(st.sets(TITLES, min_size=1, max_size=5), max_size=8), st.lists(TITLES, max_size=3))
def test_lists_of_titles_without_commas_are_always_taken_apart_rightly(lists: list[set[str]], known: list[str]) -> None:
    ordered = [tuple(sorted(titles)) for titles in lists]
    assert split_topics([", ".join(titles) for titles in ordered], known) == ordered
