"""A whole archive as the tables of a first load."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from graph.errors import ConstraintError
from graph.model import Document, Event
from graph.store.base import EdgeTable, NodeTable
from graph.store.names import linked_topics
from graph.store.rows import (
    CITATION,
    DOCUMENT,
    EVENT,
    GIVEN,
    HEADING,
    MENTION,
    SOURCE,
    TOPIC,
    Values,
    as_columns,
    citation_values,
    document_values,
    event_values,
    given_values,
    heading_values,
    mention_values,
    nesting,
    source_values,
)


class ArchiveTables:
    """Tables of an archive: documents with their events.

    Parameters
    ----------
    archive : sequence of (Document, events)
        Each document once; ids of events are unique.
    loaded_at : datetime.datetime
        Time of loading, naive and in UTC.
    revision : int
        Revision of the graph with these events.

    Raises
    ------
    ConstraintError
        If an id stands twice.
    """

    def __init__(
        self, archive: Sequence[tuple[Document, Sequence[Event]]], loaded_at: dt.datetime, revision: int
    ) -> None:
        self._archive = archive
        self._loaded_at = loaded_at
        self._revision = revision
        self.events = [event for _, events in archive for event in events]
        refuse_double("document", (document.id for document, _ in archive))
        refuse_double("event", (event.id for event in self.events))
        self._mentions = list(chain.from_iterable(map(mention_values, self.events)))
        self._headings = list(chain.from_iterable(map(heading_values, self.events)))
        self._citations = list(chain.from_iterable(map(citation_values, self.events)))
        # the last one named wins, as it does when documents are loaded one by one
        self._sources = {values[0]: values for values in chain.from_iterable(map(source_values, self.events))}

    def nodes(self) -> list[NodeTable]:
        """Return the tables of nodes."""
        documents = [document_values(document, events, self._loaded_at) for document, events in self._archive]
        return [
            event_table(self.events, [self._revision] * len(self.events)),
            NodeTable("Topic", self._topics()),
            NodeTable("Source", as_columns(SOURCE, list(self._sources.values()))),
            NodeTable("Document", as_columns(DOCUMENT, documents)),
        ]

    def edges(self) -> list[EdgeTable]:
        """Return the tables of relationships."""
        return [
            *_link_tables(self._mentions, self._headings, self._citations),
            self._given(),
            self._origins(),
            self._nesting(),
        ]

    @property
    def topics(self) -> frozenset[str]:
        """Ids of all topics."""
        return frozenset(link[1] for link in chain(self._mentions, self._headings))

    @property
    def sources(self) -> frozenset[str]:
        """Ids of all sources."""
        return frozenset(self._sources)

    def _topics(self) -> dict[str, list[Any]]:
        rows = linked_topics(chain(self._mentions, self._headings))
        return {name: [row[name] for row in rows] for name in TOPIC}

    def _given(self) -> EdgeTable:
        there = {event.id for event in self.events}
        links = [link for event in self.events if event.given for link in given_values(event, there)]
        return given_table(as_columns(GIVEN, links))

    def _origins(self) -> EdgeTable:
        pairs = [(event.id, document.id) for document, events in self._archive for event in events]
        return EdgeTable("FROM", "Event", "Document", [event for event, _ in pairs], [name for _, name in pairs])

    def _nesting(self) -> EdgeTable:
        counts = Counter(chain.from_iterable(map(nesting, self.events)))
        return EdgeTable(
            "WITHIN",
            "Topic",
            "Topic",
            [inner for inner, _ in counts],
            [outer for _, outer in counts],
            {"event_count": list(counts.values())},
        )


def event_table(events: Sequence[Event], revisions: Sequence[int]) -> NodeTable:
    """Return events, each with the revision it was last written with, as a table."""
    return NodeTable("Event", {**as_columns(EVENT, list(map(event_values, events))), "revision": list(revisions)})


def given_table(columns: dict[str, list[Any]]) -> EdgeTable:
    """Return columns of given relations (their two ends first) as a table."""
    source, target, *properties = columns
    return EdgeTable(
        "GIVEN_RELATED",
        "Event",
        "Event",
        columns[source],
        columns[target],
        {name: columns[name] for name in properties},
    )


def link_tables(events: Sequence[Event]) -> list[EdgeTable]:
    """Return the tables of what events mention, stand under and cite."""
    return _link_tables(
        list(chain.from_iterable(map(mention_values, events))),
        list(chain.from_iterable(map(heading_values, events))),
        list(chain.from_iterable(map(citation_values, events))),
    )


def _link_tables(
    mentions: Sequence[Values], headings: Sequence[Values], citations: Sequence[Values]
) -> list[EdgeTable]:
    return [
        _edges("MENTIONS", "Topic", MENTION, mentions),
        _edges("PART_OF", "Topic", HEADING, headings),
        _edges("CITES", "Source", CITATION, citations),
    ]


def _edges(kind: str, target_label: str, names: Sequence[str], values: Sequence[Values]) -> EdgeTable:
    columns = as_columns(names, values)
    sources, targets = columns.pop(names[0]), columns.pop(names[1])
    return EdgeTable(kind, "Event", target_label, sources, targets, columns)


def refuse_double(kind: str, ids: Iterable[str]) -> None:
    """Raise ConstraintError if an id stands twice."""
    for identity, count in Counter(ids).most_common(1):
        if count > 1:
            raise ConstraintError(f"The {kind} id {identity} is given {count} times; ids are unique in a store.")
