"""Timelines and turning points as answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from graph.model import Event, Json

if TYPE_CHECKING:
    import pandas as pd

    from graph.analysis.timeline_model import Timeline

EVENT_COLUMNS = ("id", "date", "opening", "key", "burst")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a timeline is of: `kind` is ``topic``, ``story``, ``cluster``, ``chain`` or ``events``."""

    kind: str
    id: str
    label: str

    def to_dict(self) -> Json:
        """Return the subject as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class BurstView:
    """A time with many more events than usual.

    Attributes
    ----------
    start, end : datetime.date
        Days of its first and its last event.
    level : int
        How strong: 1 for about three times the usual rate, 2 for about nine times.
    weight : float
        How sure: what the burst saves Kleinberg's automaton, in nats.
    label : str
        What it is about.
    event_count : int
        How many of the subject's events are of these days.
    events : tuple of str
        Ids of its key events, the foremost first.
    """

    start: dt.date
    end: dt.date
    level: int
    weight: float
    label: str
    event_count: int
    events: tuple[str, ...]

    def to_dict(self) -> Json:
        """Return the burst in the JSON shape of the interface."""
        span = {"start": self.start.isoformat(), "end": self.end.isoformat()}
        return {**asdict(self), **span, "events": list(self.events)}


@dataclass(frozen=True, slots=True)
class GapView:
    """A long silence: from the last event before to the first after.

    `days` lie between the two, `archive_days` of them with events of others in the archive.
    """

    start: dt.date
    end: dt.date
    days: int
    archive_days: int

    def to_dict(self) -> Json:
        """Return the gap in the JSON shape of the interface."""
        return {**asdict(self), "start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True)
class TimelineResult:
    """The course of a topic, a story, a cluster, a chain or some events in time.

    Attributes
    ----------
    subject : Subject
    bin : {"day", "week", "month", "year"}
        What is counted by.
    event_count : int
        How many events it has.
    linked_count : int or None
        Of a topic: how many of them link it; the others name it.
    bursts : tuple of BurstView
        In order of time.
    gaps : tuple of GapView
        In order of time.
    key_events : tuple of Event
        The few that tell the whole course, in order of time.
    course : Timeline
        The counts as arrays.
    rows : tuple of (id, ordinal day, opening)
        All events, in order of time.
    muted : tuple of str
        Labels of muted topics, by which no burst is called.
    """

    subject: Subject
    bin: Literal["day", "week", "month", "year"]
    event_count: int
    linked_count: int | None
    bursts: tuple[BurstView, ...]
    gaps: tuple[GapView, ...]
    key_events: tuple[Event, ...]
    course: "Timeline"
    rows: tuple[tuple[str, dt.date, str], ...]
    muted: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> "pd.Series[Any]":
        """Events in each bin, empty ones included, over the first days of the bins."""
        return self.course.to_series()

    @cached_property
    def table(self) -> "pd.DataFrame":
        """One row a bin: `start`, `count`, `archive` (all events of the archive), `share`."""
        return self.course.to_frame()

    @cached_property
    def events(self) -> "pd.DataFrame":
        """All events, columns `EVENT_COLUMNS`: `key` tells the key events, `burst` the number of the burst, or -1."""
        import pandas as pd

        key = {event.id for event in self.key_events}
        rows = [(name, day, opening, name in key, self._burst_on(day)) for name, day, opening in self.rows]
        frame = pd.DataFrame(rows, columns=list(EVENT_COLUMNS))
        return frame.assign(date=pd.to_datetime(frame["date"]))

    def _burst_on(self, day: dt.date) -> int:
        return next((number for number, burst in enumerate(self.bursts) if burst.start <= day <= burst.end), -1)

    def to_dict(self) -> Json:
        """Return the timeline in the JSON shape of the interface; its `events` are the key events."""
        starts = [str(start) for start in self.course.starts]
        counts = zip(starts, self.course.counts.tolist(), self.course.volume.tolist(), strict=True)
        return {
            "subject": self.subject.to_dict(),
            "bin": self.bin,
            "event_count": self.event_count,
            "linked_count": self.linked_count,
            "counts": [{"start": start, "count": count, "archive": volume} for start, count, volume in counts],
            "bursts": [burst.to_dict() for burst in self.bursts],
            "gaps": [gap.to_dict() for gap in self.gaps],
            "events": [event.to_dict() for event in self.key_events],
        }


@dataclass(frozen=True, slots=True)
class TurningPointView:
    """An event that turns the course of things: see `graph.analysis.turning_points`."""

    event: Event
    kind: str
    score: float
    joins: tuple[str, ...]
    summary: str

    def to_dict(self) -> Json:
        """Return the turning point in the JSON shape of the interface."""
        return {
            "event": self.event.to_dict(),
            "kind": self.kind,
            "score": self.score,
            "joins": list(self.joins),
            "summary": self.summary,
        }


@dataclass(frozen=True, slots=True)
class TurningPointList:
    """Turning points, strongest first; `muted` are the labels of topics by which no burst is called."""

    points: Sequence[TurningPointView]
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the list in the JSON shape of the interface."""
        return {"points": [point.to_dict() for point in self.points]}

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a turning point: `id`, `date`, `kind`, `score`, `joins`, `summary`, `text`."""
        import pandas as pd

        columns = ("id", "date", "kind", "score", "joins", "summary", "text")
        rows = [
            (
                point.event.id,
                point.event.date,
                point.kind,
                point.score,
                list(point.joins),
                point.summary,
                point.event.text,
            )
            for point in self.points
        ]
        frame = pd.DataFrame(rows, columns=list(columns))
        return frame.assign(date=pd.to_datetime(frame["date"]))
