"""How well bursts find what the world remembers: well-known peaks of topics, by topic and day."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from graph.analysis.bins import bin_starts, counted
from graph.analysis.bursts import burst_spans
from graph.analysis.csr import Array, Floats
from graph.analysis.related import RelatedIndex
from graph.analysis.subjects import rows_of_topic
from graph.analysis.timeline_model import TimelineSettings
from graph.model import Json

PeakMethod = Literal["bursts", "count", "share"]
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Peak:
    """A week in which all the world told of a topic: the topic's id, the first of seven days, and what happened."""

    topic: str
    day: dt.date
    what: str


def _peak(topic: str, day: str, what: str) -> Peak:
    return Peak(topic, dt.date.fromisoformat(day), what)


PEAKS = (
    _peak("iraq", "2003-03-20", "invasion"),
    _peak("madrid", "2004-03-11", "bombing of trains"),
    _peak("indonesia", "2004-12-26", "earthquake and tsunami of the Indian Ocean"),
    _peak("london", "2005-07-07", "bombings in the Underground"),
    _peak("new orleans", "2005-08-30", "flood after Hurricane Katrina"),
    _peak("lebanon", "2006-07-20", "war with Israel"),
    _peak("georgia (country)", "2008-08-08", "war with Russia"),
    _peak("mumbai", "2008-11-26", "attacks on hotels and a station"),
    _peak("haiti", "2010-01-12", "earthquake"),
    _peak("chile", "2010-02-27", "earthquake"),
    _peak("poland", "2010-04-10", "air crash of Smolensk"),
    _peak("iceland", "2010-04-15", "eruption of Eyjafjallajökull"),
    _peak("tunisia", "2011-01-14", "fall of the president"),
    _peak("egypt", "2011-02-01", "fall of the president"),
    _peak("japan", "2011-03-11", "earthquake and tsunami"),
    _peak("libya", "2011-03-19", "intervention in the civil war"),
    _peak("norway", "2011-07-22", "attacks in Oslo and on Utøya"),
    _peak("ukraine", "2014-03-03", "annexation of Crimea"),
    _peak("nepal", "2015-04-25", "earthquake"),
    _peak("baltimore", "2015-04-27", "protests and riots"),
    _peak("fifa", "2015-05-27", "arrests in Zürich"),
    _peak("paris", "2015-11-13", "attacks on a concert and cafés"),
    _peak("brussels", "2016-03-22", "bombings at the airport and in the metro"),
    _peak("turkey", "2016-07-16", "attempted coup"),
)
"""Peaks of 1999 to 2018, chosen by what is generally known, of topics that are told of over years.

The first choice had three more, Liberia in October 2014, Malaysia in March 2014 and NASA in February 2003: no event of
the archive they were meant for tells of these topics in these weeks, so Brussels, Tunisia and Baltimore came in.
"""


@dataclass(frozen=True, slots=True)
class PeakRanks:
    """Where the week of a peak stands among what each method finds.

    Attributes
    ----------
    peak : Peak
    events : int
        Events of the topic in the seven days.
    bursts, count, share : int or None
        Place of the first burst, of the first week by its number of events, and by its share of the archive that
        reaches into the seven days; None if there is none.
    """

    peak: Peak
    events: int
    bursts: int | None
    count: int | None
    share: int | None

    def to_dict(self) -> Json:
        """Return the places as JSON."""
        told = {"topic": self.peak.topic, "day": self.peak.day.isoformat(), "what": self.peak.what}
        return {**told, "events": self.events, "bursts": self.bursts, "count": self.count, "share": self.share}


@dataclass(frozen=True, slots=True)
class PeaksEvaluation:
    """How many peaks are found among the first of a topic's bursts, beside plain maxima.

    Attributes
    ----------
    peaks : tuple of PeakRanks
        Those of which the archive tells.
    absent : tuple of Peak
        Those whose topics the archive does not have.
    protocol : str
        How it was measured.
    """

    peaks: tuple[PeakRanks, ...]
    absent: tuple[Peak, ...] = ()
    protocol: str = field(default="peaks: known weeks among the first bursts of their topics")

    def within(self, method: PeakMethod, first: int) -> int:
        """Return how many peaks are among the `first` of a method."""
        places = (getattr(ranks, method) for ranks in self.peaks)
        return sum(place is not None and place <= first for place in places)

    def to_dict(self) -> Json:
        """Return the measurement as JSON."""
        methods: tuple[PeakMethod, ...] = ("count", "share", "bursts")
        return {
            "protocol": self.protocol,
            "peaks": len(self.peaks),
            "methods": [
                {"name": method, "first": self.within(method, 1), "first_three": self.within(method, 3)}
                for method in methods
            ],
            "each": [ranks.to_dict() for ranks in self.peaks],
            "absent": [peak.topic for peak in self.absent],
        }


def evaluate_peaks(
    index: RelatedIndex,
    peaks: Sequence[Peak] = PEAKS,
    *,
    settings: TimelineSettings | None = None,
    rows: Callable[[RelatedIndex, str], Array] = rows_of_topic,
) -> PeaksEvaluation:
    """Measure whether the bursts of topics find known peaks, beside their weeks of most events and of highest share.

    Parameters
    ----------
    index : RelatedIndex
        The archive; neighbours are not needed.
    peaks : sequence of Peak, optional
        What is looked for.
    settings : TimelineSettings, optional
    rows : callable, optional
        What the events of a topic are.
    """
    found, absent = [], []
    for peak in peaks:
        days = index.scorer.days[rows(index, peak.topic)].astype(np.int64)
        if len(days):
            found.append(_ranked(peak, days, index.scorer.days, settings or TimelineSettings()))
        else:
            absent.append(peak)
    return PeaksEvaluation(tuple(found), tuple(absent))


def _ranked(peak: Peak, days: Array, archive: Array, settings: TimelineSettings) -> PeakRanks:
    first, last = int(days[0]), int(days[-1])
    spans = sorted(burst_spans(days, archive, first, last, settings), key=lambda span: -span.weight)
    bursts = [(int(days[span.start]), int(days[span.stop - 1])) for span in spans]
    starts = bin_starts("week", first, last)
    counts, volume = counted(days, starts, first, last), counted(archive, starts, first, last)
    return PeakRanks(
        peak=peak,
        events=int(counted(days, np.array([peak.day.toordinal()]), *_days(peak))[0]),
        bursts=_place(peak, bursts),
        count=_place(peak, _weeks(starts, counts.astype(np.float64))),
        share=_place(peak, _weeks(starts, counts / np.maximum(volume, 1))),
    )


def _days(peak: Peak) -> tuple[int, int]:
    return peak.day.toordinal(), peak.day.toordinal() + _WEEK_DAYS - 1


def _weeks(starts: Array, worth: Floats) -> list[tuple[int, int]]:
    """Return the first and last days of weeks with any event, the highest first."""
    order = np.argsort(-worth, kind="stable")
    return [(start, start + _WEEK_DAYS - 1) for start in starts[order[worth[order] > 0]].tolist()]


def _place(peak: Peak, spans: Sequence[tuple[int, int]]) -> int | None:
    """Return the place, from 1, of the first span that reaches into the days of a peak."""
    first, last = _days(peak)
    return next((place for place, (start, end) in enumerate(spans, 1) if start <= last and end >= first), None)
