"""Gaps: silences of the subject, never those of the archive."""

import dataclasses
import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array
from graph.analysis.gaps import gaps
from graph.analysis.timeline_model import Gap, TimelineSettings

SETTINGS = TimelineSettings()
FIRST = dt.date(2015, 1, 1).toordinal()


def told(ours: list[int], silent: range = range(0)) -> tuple[Array, Array]:
    """A subject's days, and those of an archive with two more events on all but some days."""
    others = [day for day in range(2000) if day not in silent for _ in range(2)]
    return FIRST + np.array(sorted(ours)), FIRST + np.array(sorted([*others, *ours]))


def date(day: int) -> dt.date:
    """A day as a date."""
    return dt.date.fromordinal(FIRST + day)


def test_a_long_silence_between_short_pauses() -> None:
    found = gaps(*told([*range(0, 200, 10), *range(600, 800, 10)]), SETTINGS)
    assert found == (Gap(date(190), date(600), 410, 409),)


def test_a_silence_is_long_by_the_measure_of_the_subject() -> None:
    assert gaps(*told(list(range(0, 2000, 120))), SETTINGS) == ()


def test_when_the_archive_is_silent_nobody_is_missed() -> None:
    ours = [*range(0, 200, 10), *range(600, 800, 10)]
    assert gaps(*told(ours, range(191, 600)), SETTINGS) == ()
    assert gaps(*told(ours, range(250, 400)), SETTINGS) == (Gap(date(190), date(600), 410, 259),)


def test_the_longest_in_order_of_time() -> None:
    ours = [*range(20), *range(320, 340), *range(540, 560), *range(1000, 1020)]
    few = dataclasses.replace(SETTINGS, most_gaps=2)
    assert [gap.start for gap in gaps(*told(ours), few)] == [date(19), date(559)]


@given(st.lists(st.integers(0, 1999), max_size=40), st.integers(0, 1500), st.integers(0, 400))
def test_gaps_hold_no_event_and_are_told_in_order(ours: list[int], silent: int, length: int) -> None:
    days, archive = told(ours, range(silent, silent + length))
    found = gaps(days, archive, SETTINGS)
    for gap in found:
        first, last = gap.start.toordinal(), gap.end.toordinal()
        assert {first, last} <= set(days.tolist())
        assert not ((days > first) & (days < last)).any()
        assert gap.days == last - first
        assert gap.archive_days == len(np.unique(archive[(archive > first) & (archive < last)]))
        assert gap.archive_days >= SETTINGS.least_gap_days - 1
    assert sorted(found, key=lambda gap: gap.start) == list(found)


def test_without_events_or_with_one_there_is_no_gap() -> None:
    assert gaps(*told([]), SETTINGS) == ()
    assert gaps(*told([5, 5]), SETTINGS) == ()
