"""A course in time as the analysis gives it: counts in bins, bursts, gaps and key events."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis.bins import Bin
from graph.analysis.csr import Array, Floats

if TYPE_CHECKING:
    import pandas as pd

FRAME_COLUMNS = ("start", "count", "archive", "share")


@dataclass(frozen=True, slots=True)
class TimelineSettings:
    """What counts as a burst or a gap, and how much is told.

    Attributes
    ----------
    scale, gamma : float
        Kleinberg's ``s`` and ``γ``: in a burst events are so many times as likely as over the whole span, and how
        much it costs to enter one.
    daily_span_days : int
        Over at most so many days bursts are sought day by day, else week by week.
    long_burst : int
        A burst of more weeks, or days, is taken apart into the bursts within it, if there are any.
    hole_days : int
        No burst reaches over so many days in which the archive has nothing.
    least_burst : int
        A burst has at least so many events.
    most_bursts : int
        At most so many bursts, the strongest.
    least_gap_days : int
        A gap has at least so many days, those on which the archive has nothing not counted.
    gap_ratio : float
        A gap is at least so many times as long as the median pause between days with events.
    least_missed : float
        In a gap at least so many events would stand at the subject's usual share of the archive.
    most_gaps : int
        At most so many gaps, the longest.
    most_events : int
        At most so many key events.
    look_back : float
        How much it counts for an event to be near to an earlier one, and not to a later one that follows from it.
    burst_events : int
        At most so many key events of each burst.
    same_text : float
        Of texts whose word weights have a higher cosine one is a key event.
    label_parts : int
        At most so many topics make up the label of a burst.
    """

    scale: float = 3.0
    gamma: float = 0.7
    daily_span_days: int = 120
    long_burst: int = 26
    hole_days: int = 28
    least_burst: int = 3
    most_bursts: int = 12
    least_gap_days: int = 90
    gap_ratio: float = 4.0
    least_missed: float = 4.0
    most_gaps: int = 5
    most_events: int = 12
    look_back: float = 0.3
    burst_events: int = 3
    same_text: float = 0.5
    label_parts: int = 2


@dataclass(frozen=True, slots=True)
class Burst:
    """A time in which there were many more events than over the whole span, relative to the archive.

    Attributes
    ----------
    start, end : datetime.date
        Days of its first and its last event.
    level : int
        State of Kleinberg's automaton that fits its rate best: 1 for about `scale` times the rate over the whole
        span, 2 for its square, and so on.
    weight : float
        What the burst saves the automaton, in nats: the higher, the stronger.
    label : str
        The headings and topics that set its events apart from the subject's others, else the first words of its first
        key event; empty where nothing is known of the events but their days.
    events : tuple of int
        Rows of its key events, the foremost first.
    """

    start: dt.date
    end: dt.date
    level: int
    weight: float
    label: str = ""
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A long silence.

    Attributes
    ----------
    start, end : datetime.date
        Days of the last event before and of the first after.
    days : int
        Days from the one to the other.
    archive_days : int
        How many of the days between have any event of the archive.
    """

    start: dt.date
    end: dt.date
    days: int
    archive_days: int


@dataclass(frozen=True, eq=False)
class Timeline:
    """The course of some events in time.

    Attributes
    ----------
    bin : {"day", "week", "month", "year"}
        How long a bin is; weeks begin on Monday.
    starts : ndarray of datetime64[D], shape (bins,)
        First day of each bin, empty ones included.
    counts, volume : ndarray of int64, shape (bins,)
        Events in each bin, and all events of the archive in it.
    bursts : tuple of Burst
        In order of time.
    gaps : tuple of Gap
        In order of time.
    key_events : tuple of int
        Rows of the events that tell the whole course in a few lines, in order of time.
    """

    bin: Bin
    starts: Array
    counts: Array
    volume: Array
    bursts: tuple[Burst, ...] = ()
    gaps: tuple[Gap, ...] = ()
    key_events: tuple[int, ...] = ()

    @property
    def shares(self) -> Floats:
        """Part of the archive's events in each bin; NaN where the archive has none."""
        there = self.volume > 0
        shares: Floats = np.divide(self.counts, self.volume, out=np.full(len(self.counts), np.nan), where=there)
        return shares

    def to_series(self) -> "pd.Series[Any]":
        """Return the counts as a pandas series over the first days of the bins."""
        import pandas as pd

        return pd.Series(self.counts, index=pd.DatetimeIndex(self.starts, name="start"), name="count")

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a bin, columns `FRAME_COLUMNS`; `share` is NaN where the archive has no events."""
        import pandas as pd

        columns = (pd.DatetimeIndex(self.starts), self.counts, self.volume, self.shares)
        return pd.DataFrame(dict(zip(FRAME_COLUMNS, columns, strict=True)))
