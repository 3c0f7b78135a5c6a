"""Bursts and gaps of dates that pandas holds."""

import datetime as dt

import pandas as pd
import pytest

from graph.analysis.dated import bursts_and_gaps
from graph.analysis.timelines import timeline
from graph.errors import InputError
from tests.analysis.courses import aden, two_years

MONTHLY = pd.date_range("2010-01-05", "2015-12-05", freq="30D")
STORM = pd.date_range("2012-06-04", periods=12)


def test_a_series_of_dates_an_index_and_counts_say_the_same() -> None:
    dates = pd.DatetimeIndex([*MONTHLY, *STORM])
    found = bursts_and_gaps(dates)
    assert [burst.start for burst in found.bursts] == [dt.date(2012, 6, 4)]
    assert bursts_and_gaps(pd.Series(dates)) == found
    assert bursts_and_gaps(dates[::-1]) == found
    assert bursts_and_gaps(pd.Series(1, index=dates).resample("D").sum()) == found
    assert bursts_and_gaps(pd.Series(dates.date)) == found
    assert bursts_and_gaps(dates.strftime("%Y-%m-%d").to_series()) == found
    assert bursts_and_gaps(dates.tz_localize("Asia/Aden")) == found


def test_beside_the_archive_it_is_what_a_timeline_tells() -> None:
    index = two_years()
    days = pd.DatetimeIndex([dt.date.fromordinal(day) for day in index.scorer.days.tolist()])
    found, whole = bursts_and_gaps(days[aden(index)], days), timeline(index, aden(index))
    told = [(burst.start, burst.end, burst.level, burst.weight) for burst in whole.bursts]
    assert [(burst.start, burst.end, burst.level, burst.weight) for burst in found.bursts] == told
    assert found.gaps == whole.gaps
    assert {(burst.label, burst.events) for burst in found.bursts} == {("", ())}


def test_a_gap_of_the_archive_is_no_silence() -> None:
    dates = pd.DatetimeIndex([*pd.date_range("2010-01-01", periods=40), *pd.date_range("2011-01-01", periods=40)])
    others = [*pd.date_range("2009-12-01", "2010-03-01"), *pd.date_range("2010-12-01", "2011-03-01")]
    assert [gap.days for gap in bursts_and_gaps(dates).gaps] == [326]
    assert bursts_and_gaps(dates, pd.DatetimeIndex([*dates, *others])).gaps == ()


def test_no_dates_no_bursts() -> None:
    found = bursts_and_gaps(pd.DatetimeIndex([]))
    assert (found.bursts, found.gaps) == ((), ())


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        (pd.Series([1, 2, 3]), "are numbers"),
        (pd.Series(["yesterday week", "x"]), "cannot all be read as dates"),
        (pd.Series([pd.Timestamp("2010-01-01"), pd.NaT]), "missing; leave these out"),
        (pd.Series([-1], index=pd.DatetimeIndex(["2010-01-01"])), "no count is below 0"),
    ],
)
def test_what_are_no_dates(dates: "pd.Series[pd.Timestamp]", message: str) -> None:
    with pytest.raises(InputError, match=message):
        bursts_and_gaps(dates)


def test_the_archive_must_have_all_events() -> None:
    with pytest.raises(InputError, match="On 2012-06-05 there are more events than in the archive"):
        bursts_and_gaps(STORM, STORM.delete(1))
