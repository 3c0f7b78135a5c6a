"""Answers of `EventGraph` as frozen dataclasses; each turns into the JSON of the interface by ``to_dict``."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.model import Cluster, Event, GivenRelation, Issue, Json, Reason, Story, Topic
from graph.sample import SAMPLE_ORIGIN


@dataclass(frozen=True, slots=True)
class Entry:
    """One related event: how strong, how far in days (negative is earlier), and why.

    ``when`` is ``before``, ``same_day`` or ``after``; ``summary`` says the reasons in one sentence.
    """

    event: Event
    score: float
    days: int
    when: str
    reasons: tuple[Reason, ...]
    summary: str

    def to_dict(self) -> Json:
        """Return the entry in the JSON shape of the interface."""
        return {
            "id": self.event.id,
            "date": self.event.date.isoformat(),
            "text": self.event.text,
            "score": self.score,
            "days": self.days,
            "when": self.when,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "summary": self.summary,
        }


@dataclass(frozen=True, slots=True)
class RelatedEvents:
    """Events related to one event: of other days by rank, and of the same day by rank.

    ``muted`` names the topics that were left out of the reckoning.
    """

    event: Event
    related: Sequence[Entry]
    same_day: Sequence[Entry]
    muted: Sequence[str] = ()

    def to_dict(self) -> Json:
        """Return the answer in the JSON shape of the interface."""
        return {
            "event": self.event.to_dict(),
            "related": [entry.to_dict() for entry in self.related],
            "same_day": [entry.to_dict() for entry in self.same_day],
            "muted": list(self.muted),
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits of a search, best first: events with their scores, and topics."""

    events: Sequence[tuple[Event, float]]
    topics: Sequence[Topic]
    muted: Sequence[str] = ()

    def to_dict(self) -> Json:
        """Return the hits in the JSON shape of the interface."""
        keys = ("id", "label", "aliases", "event_count")
        return {
            "events": [{**event.to_dict(), "score": score} for event, score in self.events],
            "topics": [{key: topic.to_dict()[key] for key in keys} for topic in self.topics],
            "muted": list(self.muted),
        }


@dataclass(frozen=True, slots=True)
class CoTopic:
    """A topic that shares `event_count` events with another one."""

    id: str
    label: str
    event_count: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A title that leads to a topic, and why.

    Attributes
    ----------
    title : str
        As linked.
    by : {"label", "spelling", "redirect", "person", "team"}
        ``label`` is the name of the topic itself, if nothing but its spelling put it there; ``spelling`` differs
        only in what spelling does not count;
        ``person`` is a correction made here, ``team`` one made by others of the same graph.
    since : datetime.date or None
        Day of the correction, or on which the redirect was seen.
    """

    title: str
    by: str
    since: dt.date | None = None

    def to_dict(self) -> Json:
        """Return the spelling as JSON."""
        return {"title": self.title, "by": self.by, "since": self.since.isoformat() if self.since else None}


@dataclass(frozen=True, slots=True)
class TopicView:
    """Everything known about one topic.

    Attributes
    ----------
    topic : Topic
    events : sequence of Event
        Newest first.
    co_occurring : sequence of CoTopic
        Topics it shares most events with.
    muted : bool
    spellings : sequence of Spelling
        Most frequent first.
    clusters : sequence of Cluster
        Those it is in, themes first.
    stories : sequence of (Story, int)
        Those that tell most of it, each with how many of its events link the topic, most first.
    """

    topic: Topic
    events: Sequence[Event]
    co_occurring: Sequence[CoTopic]
    muted: bool = False
    spellings: Sequence[Spelling] = ()
    clusters: Sequence[Cluster] = ()
    stories: Sequence[tuple[Story, int]] = ()

    def to_dict(self) -> Json:
        """Return the view in the JSON shape of the interface."""
        return {
            "topic": self.topic.to_dict(),
            "events": [event.to_dict() for event in self.events],
            "co_occurring": [asdict(topic) for topic in self.co_occurring],
            "clusters": [{"id": each.id, "label": each.label, "level": each.level} for each in self.clusters],
            "stories": [_told(story, shared) for story, shared in self.stories],
            "muted": self.muted,
            "spellings": [spelling.to_dict() for spelling in self.spellings],
        }


def _told(story: Story, shared: int) -> Json:
    """Return a story that tells of a topic as JSON; `shared` is how many of its events do."""
    span = {"first": story.first.isoformat(), "last": story.last.isoformat()}
    return {"id": story.id, "label": story.label, **span, "event_count": story.event_count, "shared": shared}


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """What a correction of topics did: the topic it left, how many events it moved, and what is stale now."""

    topic: Topic
    moved: int
    stale: Sequence[str] = ()

    def to_dict(self) -> Json:
        """Return the report as JSON."""
        return {"topic": self.topic.to_dict(), "moved": self.moved, "stale": list(self.stale)}


@dataclass(frozen=True, slots=True)
class GivenRelated:
    """A related event as the page of an event lists it, beside what Storytrail finds.

    `loaded` tells whether it is in the store, and `rank` which place it has in the stored list of related events
    of other days, if it has one.
    """

    given: GivenRelation
    loaded: bool
    rank: int | None

    def to_dict(self) -> Json:
        """Return it as JSON."""
        return {**self.given.to_dict(), "loaded": self.loaded, "rank": self.rank}


@dataclass(frozen=True, slots=True)
class Provenance:
    """A document that tells of an event: its id, where it was read from, under which licence."""

    id: str
    origin: str
    licence: str

    def to_dict(self) -> Json:
        """Return it as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything known about one event, with the document it came from and those that filled it up."""

    event: Event
    document_id: str
    origin: str
    licence: str
    given_related: Sequence[GivenRelated] = ()
    also: Sequence[Provenance] = ()

    @property
    def in_sample(self) -> bool:
        """Whether it is of the bundled sample, which retells the portal's pages in its own words."""
        return self.origin.startswith(f"{SAMPLE_ORIGIN}/")

    def to_dict(self) -> Json:
        """Return the view in the JSON shape of the interface."""
        document = Provenance(self.document_id, self.origin, self.licence).to_dict()
        return {
            **self.event.to_dict(),
            "given_related": [given.to_dict() for given in self.given_related],
            "document": {**document, "also": [other.to_dict() for other in self.also]},
        }


@dataclass(frozen=True, slots=True)
class DayView:
    """The events of one day in page order, with the nearest days before and after that have events."""

    date: dt.date
    previous: dt.date | None
    next: dt.date | None
    events: Sequence[Event]

    def to_dict(self) -> Json:
        """Return the day in the JSON shape of the interface."""
        return {
            "date": self.date.isoformat(),
            "previous": self.previous.isoformat() if self.previous else None,
            "next": self.next.isoformat() if self.next else None,
            "events": [event.to_dict() for event in self.events],
        }


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of a Cypher query; ``truncated`` tells that there were more than the limit."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    truncated: bool
    elapsed_ms: float

    def to_dict(self) -> Json:
        """Return the rows in the JSON shape of the interface; dates become ISO text."""
        return {
            "columns": list(self.columns),
            "rows": [[_plain(value) for value in row] for row in self.rows],
            "truncated": self.truncated,
            "elapsed_ms": round(self.elapsed_ms, 3),
        }


def _plain(value: Any) -> Any:
    """Turn a value of the graph into one that JSON knows; it has no infinity and no NaN."""
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. Counts are of documents, events and distinct topics and sources it touched."""

    documents: int = 0
    unchanged: int = 0
    events: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    topics: int = 0
    sources: int = 0
    issues: Sequence[Issue] = field(default=())
    seconds: float = 0.0

    def to_dict(self) -> Json:
        """Return the report in the JSON shape of the interface."""
        shape = {name: getattr(self, name) for name in self.__slots__}
        counts = Counter(issue.code for issue in self.issues)
        return {
            **shape,
            "issues": [issue.to_dict() for issue in self.issues],
            "issue_counts": dict(counts.most_common()),
        }


@dataclass(frozen=True, slots=True)
class RelinkReport:
    """What a correction of topics did: how many events it changed, and what is stale now."""

    events: int
    stale: Sequence[str]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: the parts it brought up to date, and the relations the graph has now."""

    refreshed: Sequence[str]
    relations: int
    seconds: float

    def to_dict(self) -> Json:
        """Return the report as JSON."""
        return {"refreshed": list(self.refreshed), "relations": self.relations, "seconds": self.seconds}


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a copy to another store did, and what that store holds now.

    Attributes
    ----------
    documents, events, topics, sources, related : int
        How many the other store holds: as many as this one.
    unchanged : int
        How many of its documents were there already.
    not_kept : int
        How many of its documents cannot be rebuilt, because their pages are not kept beside this store.
    imported : int
        How many muted topics, chains and notes were new there.
    seconds : float
        Time it took.
    """

    documents: int = 0
    unchanged: int = 0
    events: int = 0
    topics: int = 0
    sources: int = 0
    related: int = 0
    not_kept: int = 0
    imported: int = 0
    seconds: float = 0.0

    def to_dict(self) -> Json:
        """Return the report in the JSON shape of the interface."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Status:
    """State of a store: where, by what engine, how much, from when to when, and what is `stale`."""

    store: str
    engine: str
    version: int
    revision: int
    events: int
    topics: int
    sources: int
    stories: int
    clusters: int
    first: dt.date | None
    last: dt.date | None
    stale: Sequence[str] = ()

    def to_dict(self) -> Json:
        """Return the status in the JSON shape of the interface."""
        shape = {name: getattr(self, name) for name in self.__slots__}
        first, last = (day.isoformat() if day else None for day in (self.first, self.last))
        return {**shape, "first": first, "last": last, "stale": list(self.stale)}
