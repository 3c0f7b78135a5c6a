"""What is said of turning points: numbers, dates and lengths."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.timeline_model import Burst
from graph.analysis.turning_wording import Part, bridge_summary, keystone_summary, onset_summary, pivot_summary

DAY = dt.date(2015, 9, 1)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2020, 1, 1))
LABELS = st.text("abc XYZ,:()", max_size=150)
PARTS = st.builds(
    lambda events, days, names: Part(events, min(days), max(days), names),
    st.integers(1, 5000),
    st.tuples(DAYS, DAYS),
    st.lists(LABELS, max_size=2),
)


def part(events: int, first: str, last: str, *names: str) -> Part:
    return Part(events, dt.date.fromisoformat(first), dt.date.fromisoformat(last), names)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            [part(9, "2015-05-01", "2015-09-01"), part(4, "2014-01-01", "2014-12-31")],
            "4 events until December 2014, and 9 from May 2015.",
        ),
        (
            [part(9, "2015-05-01", "2015-05-03"), part(4, "2015-05-04", "2015-06-01")],
            "9 events until 3 May 2015, and 4 from 4 May 2015.",
        ),
        (
            [part(9, "2015-05-01", "2015-05-03"), part(4, "2015-05-02", "2015-06-01")],
            "9 events in May 2015, and 4 from May to June 2015.",
        ),
        (
            [part(9, "2015-05-01", "2016-05-03"), part(4, "2015-05-02", "2016-05-01")],
            "9 events, and 4.",
        ),
        (
            [part(9, "2015-05-01", "2016-05-03", "Aden"), part(1, "2015-05-02", "2015-05-02", "Lahij", "Taiz")],
            "9 events about Aden from May 2015 to May 2016, and 1 about Lahij and Taiz in May 2015.",
        ),
    ],
)
def test_parts_are_told_by_when_they_were(parts: list[Part], told: str) -> None:
    assert keystone_summary("", 1.0, parts) == f"Without it the story falls into two: {told}"


def test_of_long_names_fewer_are_told_before_a_sentence_is_cut() -> None:
    long = "a title that goes on and on for nearly sixty letters or so"
    parts = [part(12, "2015-05-01", "2015-09-01", "Aden", long), part(8, "2015-05-01", "2015-08-01", "Lahij", long)]
    summary = keystone_summary("Story", 1.0, parts)
    assert summary.endswith(
        "12 events about Aden from May to September 2015, and 8 about Lahij from May to August 2015."
    )


@pytest.mark.parametrize(
    ("end", "events", "told"),
    [
        (DAY, 3, "3 events in a day"),
        (DAY + dt.timedelta(1), 3, "3 events in two days"),
        (DAY + dt.timedelta(20), 34, "34 events in three weeks"),
        (DAY + dt.timedelta(400), 1, "1 event in 13 months"),
    ],
)
def test_a_burst_is_told_by_its_length(end: dt.date, events: int, told: str) -> None:
    burst = Burst(DAY, end, 1, 2.0, "Aden")
    assert onset_summary(burst, events) == f"With it begins a burst: {told}, about Aden."


@pytest.mark.parametrize("label", ["", "Dockers in Aden walk out and…"])
def test_a_burst_without_topics_is_not_said_to_be_about_something(label: str) -> None:
    assert onset_summary(Burst(DAY, DAY, 1, 2.0, label), 4) == "With it begins a burst: 4 events in a day."


def test_the_least_share_is_one_in_a_hundred() -> None:
    assert "1 % of what links" in bridge_summary("A", "B", 0.0001)


@given(LABELS, st.floats(0, 1), st.lists(PARTS, min_size=2, max_size=7))
def test_no_sentence_is_too_long(label: str, share: float, parts: list[Part]) -> None:
    sentences = [
        keystone_summary(label, share, parts),
        pivot_summary(label, share, *parts[:2]),
        bridge_summary(label, label, share),
        onset_summary(Burst(parts[0].first, parts[0].last, 1, 2.0, label), parts[0].events),
    ]
    assert max(map(len, sentences)) <= 200
