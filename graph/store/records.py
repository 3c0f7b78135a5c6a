"""What the store says about itself: its state, its size, its documents, and what a change touched."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Self

from graph.model import Document

SCHEMA_VERSION = 5
# stands for the engine while a graph on a server is being made anew
REBUILDING = "a rebuild that has not ended"


@dataclass(frozen=True, slots=True)
class Meta:
    """State of a graph.

    Attributes
    ----------
    schema : int
        Version of the schema.
    engine : str
        Name and version of the engine that wrote it.
    revision : int
        Grows with every change, also over a rebuild: the time of the change in seconds since 1970, and always at
        least one more than before. Caches are named by it.
    first, last : datetime.date or None
        Dates of the first and the last event.
    stale : tuple of str
        What was computed from an older revision: ``related``, ``stories``, ``clusters``.
    store : str
        Random name of the store, by which two addresses of one server are known for the same.
    analysis : str
        What was said of how the stored relations were computed (`Relations.write_related`); empty when nothing was.
    related_revision : int
        Revision of the graph that the stored relations were computed from. 0 when there is none: before the first
        time, and while they are being written or after that was interrupted.
    stories_method, clusters_method : str
        What was said of how the stored stories and clusters were computed; empty when nothing was.
    """

    schema: int
    engine: str
    revision: int
    first: dt.date | None
    last: dt.date | None
    stale: tuple[str, ...]
    store: str
    analysis: str = ""
    related_revision: int = 0
    stories_method: str = ""
    clusters_method: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes of each kind there are, and how many RELATED relationships."""

    documents: int
    events: int
    topics: int
    sources: int
    stories: int
    clusters: int
    related: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the graph remembers of a loaded document; `loaded_at` is naive and in UTC."""

    id: str
    date: dt.date
    digest: str
    revision: str
    origin: str
    licence: str
    event_count: int
    given_count: int
    loaded_at: dt.datetime | None

    def as_document(self) -> Document:
        """Return the document without its text, which the graph does not hold."""
        return Document(self.id, self.date, "", self.origin, "", self.licence, self.digest, self.revision)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a revision: ids of events written after it, and of events that are gone, each sorted."""

    written: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change did: ids of events added, changed and removed, and of all topics and sources they name."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @classmethod
    def all(cls, changes: Iterable["Touched"]) -> Self:
        """Return what several changes did together."""
        parts = list(changes)
        return cls(
            added=tuple(chain.from_iterable(part.added for part in parts)),
            changed=tuple(chain.from_iterable(part.changed for part in parts)),
            removed=tuple(chain.from_iterable(part.removed for part in parts)),
            topics=frozenset().union(*(part.topics for part in parts)),
            sources=frozenset().union(*(part.sources for part in parts)),
        )

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of all events that are not what they were."""
        return (*self.added, *self.changed, *self.removed)
