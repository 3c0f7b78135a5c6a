"""Bins cover every day once, in calendars as people know them."""

import datetime as dt
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.bins import AnyBin, Bin, as_dates, as_ordinals, bin_end, bin_starts, chosen_bin, counted
from graph.errors import InputError

KINDS: tuple[Bin, ...] = get_args(Bin)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)).map(dt.date.toordinal)


@given(st.sampled_from(KINDS), DAYS, st.integers(0, 900))
def test_bins_follow_each_other_without_a_hole(kind: Bin, first: int, length: int) -> None:
    starts = bin_starts(kind, first, first + length).tolist()
    assert starts[0] <= first
    assert starts[-1] <= first + length <= bin_end(kind, starts[-1])
    assert [bin_end(kind, start) + 1 for start in starts[:-1]] == starts[1:]


@given(st.sampled_from(KINDS), st.lists(DAYS, min_size=1).map(sorted))
def test_every_day_is_counted_once(kind: Bin, days: list[int]) -> None:
    starts = bin_starts(kind, days[0], days[-1])
    counts = counted(np.array(days), starts, days[0], days[-1])
    expected = [sum(start <= day <= bin_end(kind, start) for day in days) for start in starts.tolist()]
    assert counts.tolist() == expected
    assert counts.sum() == len(days)


def test_starts_as_people_know_them() -> None:
    first, last = dt.date(2015, 12, 30).toordinal(), dt.date(2016, 3, 1).toordinal()

    def starts(kind: Bin) -> list[str]:
        return [str(day) for day in as_dates(bin_starts(kind, first, last)).tolist()]

    assert starts("year") == ["2015-01-01", "2016-01-01"]
    assert starts("month") == ["2015-12-01", "2016-01-01", "2016-02-01", "2016-03-01"]
    assert starts("week")[:2] == ["2015-12-28", "2016-01-04"]  # Mondays
    assert len(starts("day")) == last - first + 1


def test_days_outside_do_not_count() -> None:
    starts = np.array([10, 20, 30])
    assert counted(np.array([9, 10, 19, 25, 31, 34, 40]), starts, 12, 33).tolist() == [1, 1, 1]


@given(DAYS)
def test_days_as_dates_and_back(day: int) -> None:
    assert as_dates(np.array([day])).tolist() == [dt.date.fromordinal(day)]
    assert as_ordinals(as_dates(np.array([day]))).tolist() == [day]


@pytest.mark.parametrize(("days", "kind"), [(0, "day"), (61, "day"), (62, "week"), (400, "week"), (3000, "month")])
def test_bins_that_suit_a_span(days: int, kind: AnyBin) -> None:
    assert chosen_bin("auto", 0, days) == kind
    assert chosen_bin("year", 0, days) == "year"


def test_an_unknown_bin_is_named() -> None:
    with pytest.raises(InputError, match="'decade'; use day, week, month, year, auto"):
        chosen_bin("decade", 0, 1)
