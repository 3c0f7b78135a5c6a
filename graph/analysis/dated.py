"""Bursts and gaps of any dates: pandas in, no archive needed."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis.bins import as_ordinals
from graph.analysis.bursts import burst_spans
from graph.analysis.csr import Array
from graph.analysis.gaps import gaps
from graph.analysis.timeline_model import Burst, Gap, TimelineSettings
from graph.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    Dates = pd.Series[pd.Timestamp] | pd.Series[int] | pd.DatetimeIndex

_EVEN = 1000
"""Without an archive each day is taken to have so many times as many events as the subject has in all."""


@dataclass(frozen=True, slots=True)
class DatedCourse:
    """Bursts and gaps among dates, each in order of time; bursts have no label and no events."""

    bursts: tuple[Burst, ...]
    gaps: tuple[Gap, ...]


def bursts_and_gaps(
    dates: "Dates", archive: "Dates | None" = None, settings: TimelineSettings | None = None
) -> DatedCourse:
    """Return when events were many and when there were none, from their dates alone.

    Parameters
    ----------
    dates : pandas.Series or pandas.DatetimeIndex
        A date an event, in any order; or a series of counts over dates, such as ``Timeline.to_series`` gives for days.
    archive : pandas.Series or pandas.DatetimeIndex, optional
        The same of all events there are, those among them, for what is much or little; without it every day is as good
        as any other.
    settings : TimelineSettings, optional

    Raises
    ------
    InputError
        If they are no dates, one is missing, or a day has more events than the archive.

    Examples
    --------
    >>> import pandas as pd
    >>> monthly = pd.date_range("2010-01-05", "2015-12-05", freq="30D")
    >>> storm = pd.date_range("2012-06-04", periods=12)
    >>> [(str(burst.start), str(burst.end)) for burst in bursts_and_gaps(monthly.append(storm)).bursts]
    [('2012-06-04', '2012-06-23')]
    """
    chosen, days = settings or TimelineSettings(), _days(dates, "dates")
    if not len(days):
        return DatedCourse((), ())
    first, last = int(days[0]), int(days[-1])
    if archive is None:
        told, repeat = np.arange(first, last + 1), _EVEN * len(days)
    else:
        told, repeat = _days(archive, "archive"), 1
        _check_within(days, told)
    spans = burst_spans(days, told, first, last, chosen, repeat)
    strongest = sorted(spans, key=lambda span: (-span.weight, span.start))[: chosen.most_bursts]
    bursts = (
        Burst(_date(days[span.start]), _date(days[span.stop - 1]), span.level, span.weight)
        for span in sorted(strongest, key=lambda span: span.start)
    )
    return DatedCourse(tuple(bursts), gaps(days, told, chosen))


def _days(dates: "Dates", name: str) -> Array:
    """Return dates as ordinals of days, ascending; of a series of counts each date as often as it counts."""
    import pandas as pd

    times = None
    if isinstance(dates, pd.Series) and isinstance(dates.index, pd.DatetimeIndex):
        times = _times(dates, name)
    found = _read(dates if times is None else dates.index, name)  # type: ignore[union-attr]
    if found.hasnans:
        raise InputError(f"Among the {name} some are missing; leave these out with dropna().")
    days = as_ordinals(found.tz_localize(None).to_numpy())
    return np.sort(days if times is None else np.repeat(days, times))


def _times(counts: "pd.Series[Any]", name: str) -> Array | None:
    """Return the counts of a series; None if it holds something else."""
    values: Array = counts.to_numpy()
    if values.dtype.kind not in "iu":
        return None
    if (values < 0).any():
        raise InputError(f"The {name} are counted, and no count is below 0.")
    return values


def _read(dates: "Dates | pd.Index[pd.Timestamp]", name: str) -> "pd.DatetimeIndex":
    import pandas as pd

    if pd.api.types.is_numeric_dtype(dates.dtype):
        raise InputError(f"The {name} are numbers; give dates, or counts over an index of dates.")
    try:
        return pd.DatetimeIndex(pd.to_datetime(dates, format="ISO8601"))
    except (ValueError, TypeError) as error:
        raise InputError(f"The {name} cannot all be read as dates, year first: {error}") from error


def _check_within(days: Array, told: Array) -> None:
    ours, counts = np.unique(days, return_counts=True)
    there = np.searchsorted(told, ours, side="right") - np.searchsorted(told, ours)
    if (counts > there).any():
        missing = _date(ours[np.argmax(counts > there)])
        raise InputError(f"On {missing} there are more events than in the archive, which must have them all.")


def _date(day: int) -> dt.date:
    return dt.date.fromordinal(int(day))
