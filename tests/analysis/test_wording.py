"""Sentences that tell reasons."""

import dataclasses

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


def test_topics_and_names_come_before_other_words() -> None:
    shared = told("word:ferry", "topic:Aden", "word:Taiz", "word:grain", "topic:Mocha", "similar:other shared words")
    assert summary(shared, 3) == "Both mention Aden, “Taiz” and Mocha; three days later"
    assert summary(shared[:2], 3) == "Both mention Aden and “ferry”; three days later"
    assert summary(told("word:ferry", "word:grain", "word:mole", "word:crane"), 3).startswith(
        "Both mention “ferry”, “grain” and “mole”;"
    )
    assert (
        summary(told("topic:Aden", "topic:Mocha", "word:ferry"), 3) == "Both mention Aden and Mocha; three days later"
    )


@pytest.mark.parametrize(
    ("shared", "sentence"),
    [
        (("topic:Barack Obama", "word:Obama", "word:Hilo"), "Both mention Barack Obama and “Hilo”; the next day"),
        (("word:Obama", "topic:Barack Obama"), "Both mention Barack Obama; the next day"),
        (("topic:Aden", "topic:Port of Aden"), "Both mention Port of Aden; the next day"),
        (("heading:Yemeni crisis", "word:Yemen", "topic:Crisis"), "Both are part of the Yemeni crisis; the next day"),
        (("heading:Siege of Taiz", "topic:Taiz"), "Both are part of the Siege of Taiz; the next day"),
        (("topic:Iranian Navy", "topic:Iran"), "Both mention the Iranian Navy; the next day"),
        (("topic:Oman", "topic:Omaha"), "Both mention Oman and Omaha; the next day"),
    ],
)
def test_nothing_is_said_twice(shared: tuple[str, ...], sentence: str) -> None:
    assert summary(told(*shared), 1) == sentence


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("United States", "the United States"),
        ("Prime Minister of Malaysia", "the Prime Minister of Malaysia"),
        ("Netherlands", "the Netherlands"),
        ("United States Senate", "the United States Senate"),
        ("2010 FIFA World Cup", "the 2010 FIFA World Cup"),
        ("Harbour strike siege", "the Harbour strike siege"),
        ("The Hague", "The Hague"),
        ("Dragon (spacecraft)", "Dragon"),
        ("Georgia (country)", "Georgia"),
        ("Falls Church, Virginia", "Falls Church, Virginia"),
        ("President", "President"),
        ("Suicide bombing", "Suicide bombing"),
        ("Geneva", "Geneva"),
    ],
)
def test_titles_stand_in_a_sentence_as_people_say_them(title: str, named: str) -> None:
    assert summary(told(f"topic:{title}"), 1) == f"Both mention {named}; the next day"


def linked(*shared: str, part: float) -> str:
    """The sentence of reasons and an event between that has a part of the score."""
    reasons = [dataclasses.replace(reason, weight=(1 - part) / len(shared)) for reason in told(*shared)]
    return summary([*reasons, Reason("bridge", "Dockers walk out", part, "2015-09-03/dockers-walk-out")], 1)


LINK = "linked by “Dockers walk out” of 3 September 2015"


def test_the_event_between_is_told_where_much_rests_on_it() -> None:
    assert linked("topic:Aden", part=0.19) == "Both mention Aden; the next day"
    assert linked("topic:Aden", part=0.3) == f"Both mention Aden; the next day, {LINK}"
    assert linked("topic:Aden", "topic:Mocha", part=0.3) == "Both mention Aden and Mocha; the next day"
    assert linked("topic:Aden", "topic:Mocha", part=0.4) == f"Both mention Aden and Mocha; the next day, {LINK}"
    assert linked("heading:Siege of Taiz", part=0.3) == "Both are part of the Siege of Taiz; the next day"
    assert linked("similar:other shared words", part=0.01) == f"L{LINK[1:]}; the next day"
    assert summary([Reason("bridge", "Dockers walk out", 0.1)], 1) == "Linked by “Dockers walk out”; the next day"


def test_a_bare_likeness() -> None:
    assert summary(told("similar:other shared words"), 1) == "Told in similar words; the next day"


def test_a_long_sentence_mentions_less_and_long_labels_end_after_a_word() -> None:
    long = "The Commission for the Restoration of the Lower and Upper Harbours"
    shared = told(
        "heading:Siege of the Lower and the Upper Harbours of Aden, of Mocha", f"topic:{long}", f"word:{long}"
    )
    sentence = summary([*shared, *told(*(f"topic:Quay {letter * 40}" for letter in "abc"))], 1)
    assert len(sentence) <= 160
    assert "Siege of the Lower and the Upper Harbours of Aden, of Mocha; the next day" in sentence
    assert "Restoration of the Lower and Upper…" in summary(told(f"topic:{long}"), 1)


@given(
    st.lists(
        st.builds(
            Reason,
            st.sampled_from(KINDS),
            st.text(max_size=120),
            st.floats(0, 1),
            st.sampled_from(["", "2015-09-03/x"]),
        ),
        max_size=7,
    ),
    st.integers(-9000, 9000),
)
def test_a_sentence_is_never_long_and_never_empty(reasons: list[Reason], days: int) -> None:
    sentence = summary(reasons, days)
    assert 0 < len(sentence) <= 160
