"""Sentences that tell reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.explain import summary
from graph.model import Reason

KINDS = ("heading", "topic", "word", "bridge", "time", "category", "similar")


def told(*shared: str) -> list[Reason]:
    """Reasons from ``kind:label``."""
    split = (text.split(":", 1) for text in shared)
    return [Reason(kind, label, 0.1) for kind, label in split]


@pytest.mark.parametrize(
    ("days", "distance"),
    [
        (0, "on the same day"),
        (1, "the next day"),
        (-1, "the day before"),
        (2, "two days later"),
        (-13, "13 days earlier"),
        (14, "two weeks later"),
        (-59, "eight weeks earlier"),
        (61, "two months later"),
        (365, "one year later"),
        (-400, "13 months earlier"),
        (731, "two years later"),
        (-5844, "16 years earlier"),
    ],
)
def test_distance_in_time(days: int, distance: str) -> None:
    assert summary(told("topic:Aden"), days) == f"Both mention Aden; {distance}"


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("Syrian peace process", "Both are part of the Syrian peace process"),
        ("War in Donbass", "Both are part of the War in Donbass"),
        ("Ukrainian parliamentary election, 2014", "Both are part of the Ukrainian parliamentary election, 2014"),
        ("2010 FIFA World Cup", "Both are part of the 2010 FIFA World Cup"),
        ("The Troubles", "Both are about The Troubles"),
        ("2018 in spaceflight", "Both are about 2018 in spaceflight"),
        ("Arab Spring", "Both are about Arab Spring"),
        ("Iran–Russia relations", "Both are about Iran–Russia relations"),
    ],
)
def test_a_heading_opens_the_sentence(heading: str, start: str) -> None:
    assert summary(told(f"heading:{heading}", "topic:Geneva"), 2) == f"{start}; two days later, also mentions Geneva"
    assert summary(told("topic:Geneva", f"heading:{heading}"), 0) == f"{start}; on the same day, also mentions Geneva"
    assert summary(told(f"heading:{heading}"), -1) == f"{start}; the day before"


def test_topics_and_words_are_listed() -> None:
    shared = told("topic:Aden", "word:ferry", "topic:Red Sea", "word:grain", "similar:other shared words")
    assert summary(shared, 3) == "Both mention Aden, “ferry” and Red Sea; three days later"
    assert summary(shared[:2], 3) == "Both mention Aden and “ferry”; three days later"


def test_a_bridge_and_a_bare_likeness() -> None:
    assert summary(told("bridge:Dockers walk out"), 1) == "Linked; the next day, by way of “Dockers walk out”"
    assert summary(told("similar:other shared words"), 1) == "Told in similar words; the next day"


@given(
    st.lists(st.builds(Reason, st.sampled_from(KINDS), st.text(min_size=1, max_size=120), st.just(0.1)), max_size=6),
    st.integers(-9000, 9000),
)
def test_a_sentence_is_never_long_and_never_empty(reasons: list[Reason], days: int) -> None:
    sentence = summary(reasons, days)
    assert 0 < len(sentence) <= 160
