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
    ("days", "start"),
    [
        (0, "On the same day"),
        (1, "The next day"),
        (-1, "The day before"),
        (2, "Two days later"),
        (-13, "13 days earlier"),
        (14, "Two weeks later"),
        (-59, "Eight weeks earlier"),
        (61, "Two months later"),
        (365, "One year later"),
        (-400, "13 months earlier"),
        (731, "Two years later"),
        (-5844, "16 years earlier"),
    ],
)
def test_distance_in_time(days: int, start: str) -> None:
    assert summary(told("topic:Aden"), days) == f"{start}, also mentions Aden"


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
    assert summary(shared, 3) == "Three days later, also mentions Aden, “ferry” and Red Sea"
    assert summary(shared[:2], 3) == "Three days later, also mentions Aden and “ferry”"


def test_a_bridge_and_a_bare_likeness() -> None:
    assert summary(told("bridge:Dockers walk out"), 1) == "The next day, by way of “Dockers walk out”"
    assert summary(told("similar:other shared words"), 1) == "The next day, in similar words"


@given(
    st.lists(st.builds(Reason, st.sampled_from(KINDS), st.text(min_size=1, max_size=120), st.just(0.1)), max_size=6),
    st.integers(-9000, 9000),
)
def test_a_sentence_is_never_long_and_never_empty(reasons: list[Reason], days: int) -> None:
    sentence = summary(reasons, days)
    assert 0 < len(sentence) <= 160
