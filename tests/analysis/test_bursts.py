"""Kleinberg's automaton: the arithmetic by hand, the cheapest course of all, and planted bursts."""

import dataclasses
import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.analysis.bursts import Run, burst_spans, runs, savings
from graph.analysis.csr import Array
from graph.analysis.timeline_model import TimelineSettings

SETTINGS = TimelineSettings()
MONDAY = 735_843  # 7 September 2015
GAINS = st.lists(st.integers(-6, 6).map(float), min_size=1, max_size=9)


def cheapest(saved: list[float], fresh: list[bool], rise: float) -> float:
    """The most that any course of states saves, by trying all."""
    best = 0.0
    for states in itertools.product((0, 1), repeat=len(saved)):
        before = (0, *states[:-1])
        rises = sum(now and (anew or not last) for now, last, anew in zip(states, before, fresh, strict=True))
        best = max(best, sum(gain for gain, now in zip(saved, states, strict=True) if now) - rise * rises)
    return best


def worth(found: list[Run], saved: list[float], rise: float) -> float:
    """What some runs save."""
    return sum(sum(saved[run.first : run.last + 1]) - rise for run in found)


@given(GAINS, st.data())
def test_no_course_is_cheaper(saved: list[float], data: st.DataObject) -> None:
    fresh = data.draw(st.lists(st.booleans(), min_size=len(saved), max_size=len(saved)))
    found = runs(np.array(saved), np.array(fresh), 0.5)
    rise = 0.5 * math.log(max(len(saved), 2))
    assert worth(found, saved, rise) == pytest.approx(cheapest(saved, fresh, rise))
    assert all(not any(fresh[run.first + 1 : run.last + 1]) for run in found)
    assert all(one.last < other.first for one, other in itertools.pairwise(found))


def test_the_arithmetic_by_hand() -> None:
    # Of 40 events 4 are the subject's: in the higher state the odds are 3 to 9 and not 1 to 9.
    saved = savings(np.array([4, 0]), np.array([10, 30]), 3.0)
    low, high = 0.1, 3 / 12
    first = 4 * math.log(high / low) + 6 * math.log((1 - high) / (1 - low))
    assert saved.tolist() == pytest.approx([first, 30 * math.log((1 - high) / (1 - low))])


def test_the_whole_archive_has_no_bursts() -> None:
    days = MONDAY + np.repeat(np.arange(300), np.r_[np.ones(200, dtype=int), np.full(100, 9)])
    assert burst_spans(days, days, int(days[0]), int(days[-1]), SETTINGS) == []


def planted(first: int, length: int, each: int) -> tuple[Array, Array]:
    """A subject every 40 days and so many times on each of some days, in an archive of ten events a day."""
    days = np.sort(np.concatenate([np.arange(0, 2000, 40), np.repeat(np.arange(first, first + length), each)]))
    return MONDAY + days, MONDAY + np.sort(np.concatenate([np.repeat(np.arange(2000), 10), days]))


@given(st.integers(50, 1900), st.integers(3, 20), st.integers(2, 5))
def test_a_planted_burst_is_found(first: int, length: int, each: int) -> None:
    days, archive = planted(first, length, each)
    found = max(burst_spans(days, archive, int(days[0]), int(days[-1]), SETTINGS), key=lambda span: span.weight)
    assert days[found.start] <= MONDAY + first
    assert days[found.stop - 1] >= MONDAY + first + length - 1
    assert found.stop - found.start <= length * each + 3
    assert found.level >= 1


def test_more_pages_are_no_burst() -> None:
    ours = MONDAY + np.r_[np.arange(0, 1000, 10), np.arange(1000, 1100)]
    steady = np.sort(np.r_[np.repeat(MONDAY + np.arange(1000), 2), np.repeat(MONDAY + np.arange(1000, 1100), 20), ours])
    assert burst_spans(ours, steady, int(ours[0]), int(ours[-1]), SETTINGS) == []


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=60), st.integers(0, 3000))
def test_days_without_any_page_change_nothing_but_the_calendar(ours: list[int], later: int) -> None:
    days = MONDAY + np.sort(ours)
    archive = np.sort(np.concatenate([MONDAY + np.arange(1500), days]))
    assume(days[-1] - days[0] > SETTINGS.daily_span_days)
    found = burst_spans(days, archive, int(days[0]), int(days[-1]), SETTINGS)
    moved = 7 * later
    assert burst_spans(days + moved, archive + moved, int(days[0]) + moved, int(days[-1]) + moved, SETTINGS) == found
    wider = burst_spans(days, archive, int(days[0]) - 7 * later, int(days[-1]), SETTINGS)
    only_ours = archive[archive >= days[0]]
    assert burst_spans(days, only_ours, int(days[0]) - 7 * later, int(days[-1]), SETTINGS) == found
    assert all(span.stop <= len(days) for span in wider)


def test_no_burst_reaches_over_a_hole_of_the_archive() -> None:
    told = np.r_[np.arange(700), np.arange(1100, 1800)]
    ours = np.sort(np.r_[np.arange(0, 600, 60), np.arange(690, 700), np.arange(1100, 1110), np.arange(1200, 1800, 60)])
    archive = MONDAY + np.sort(np.r_[np.repeat(told, 5), ours])
    found = burst_spans(MONDAY + ours, archive, MONDAY, MONDAY + 1799, SETTINGS)
    assert [(int(ours[span.start]), int(ours[span.stop - 1])) for span in found] == [(690, 699), (1100, 1109)]


def test_a_very_long_burst_is_taken_apart() -> None:
    ours = np.sort(np.r_[np.arange(0, 3500, 70), np.arange(1400, 1800, 5), np.repeat(np.arange(1505, 1512), 8)])
    archive = MONDAY + np.sort(np.r_[np.repeat(np.arange(3500), 5), ours])
    whole = dataclasses.replace(SETTINGS, long_burst=1000)
    ends = []
    for settings in (whole, SETTINGS):
        found = burst_spans(MONDAY + ours, archive, MONDAY, MONDAY + 3499, settings)
        ends.append([(int(ours[span.start]), int(ours[span.stop - 1])) for span in found])
    assert len(ends[0]) == 1
    assert ends[0][0][1] - ends[0][0][0] > 350
    assert len(ends[1]) == 1
    assert 1500 <= ends[1][0][0] <= 1505
    assert 1511 <= ends[1][0][1] <= 1520
