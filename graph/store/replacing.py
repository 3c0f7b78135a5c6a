"""Replacing documents in one transaction, so that the graph is as if it had been loaded afresh."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from graph.errors import ConstraintError
from graph.model import Document, Event
from graph.store.access import rows
from graph.store.base import Runner
from graph.store.names import linked_topics, topic_rows
from graph.store.reading import read_events
from graph.store.records import Touched
from graph.store.rows import (
    DOCUMENT,
    EVENT,
    NESTING,
    SOURCE,
    Values,
    as_links,
    as_rows,
    citation_values,
    content,
    document_values,
    event_values,
    heading_values,
    mention_values,
    nesting,
    source_values,
)
from graph.store.tables import refuse_double

NewStates = Sequence[tuple[Document, Sequence[Event]]]


class Replacement:
    """Brings some documents to a new state.

    Parameters
    ----------
    runner : Runner
        A write transaction.
    changes : sequence of (Document, events)
        Documents with all their events, new or not.
    removed : collection of str
        Ids of documents to take out.
    """

    def __init__(self, runner: Runner, changes: NewStates, removed: Iterable[str] = ()) -> None:
        self._runner = runner
        self._changes = changes
        self._removed = list(removed)
        self._documents = [*(document.id for document, _ in changes), *self._removed]
        new = [(document.id, event) for document, events in changes for event in events]
        refuse_double("document", self._documents)
        refuse_double("event", (event.id for _, event in new))
        self._refuse_foreign([event.id for _, event in new])
        self._old = {event.id: event for event in self._stored()}
        self._new = {event.id: event for _, event in new}
        self._origin = {event.id: document for document, event in new}

    def _stored(self) -> list[Event]:
        found = rows(self._runner, "document_events", ids=self._documents)
        return read_events(self._runner, [row["id"] for row in found])

    def _refuse_foreign(self, ids: Sequence[str]) -> None:
        """Refuse ids that belong to events of documents which stay as they are."""
        for row in rows(self._runner, "owners", ids=ids, documents=self._documents):
            raise ConstraintError(f"The event id {row['id']} belongs to the document {row['document']} already.")

    def run(self, loaded_at: dt.datetime, revision: int) -> Touched:
        """Write the change, events with the revision the graph gets by it, and return what it touched.

        Events that are as they were are not written and keep their revision. Those that keep their id, changed or
        not, keep the relationships that analysis made from and to them, until these are computed again; those that
        go take theirs along.
        """
        added = [name for name in self._new if name not in self._old]
        removed = [name for name in self._old if name not in self._new]
        changed = [name for name, event in self._new.items() if name in self._old and self._differs(event)]
        gone = [self._old[name] for name in (*removed, *changed)]
        here = [self._new[name] for name in (*added, *changed)]
        topics = frozenset(topic for event in chain(gone, here) for topic in _linked(event))
        self._delete(removed, changed)
        self._write_documents(loaded_at)
        known = rows(self._runner, "known_topics", ids=sorted(topics))[0]["ids"]
        self._write_events(here, known, revision)
        self._change_nesting(gone, here)
        self._recount(known)
        sources, cited = _sources(gone), _sources(here)
        self._write("delete_orphan_sources", ids=sorted(sources - cited))
        return Touched(tuple(added), tuple(changed), tuple(removed), topics, sources | cited)

    def _differs(self, event: Event) -> bool:
        old = self._old[event.id]
        return old.document != self._origin[event.id] or content(old) != content(event)

    def _write(self, name: str, **params: list[Any]) -> None:
        """Run a statement for each element of its one list, unless there is none."""
        if any(params.values()):
            rows(self._runner, name, **params)

    def _delete(self, removed: list[str], changed: list[str]) -> None:
        self._write("delete_events", ids=removed)
        self._write("delete_links", ids=changed)
        self._write("delete_documents", ids=self._removed)

    def _write_documents(self, loaded_at: dt.datetime) -> None:
        values = [document_values(document, events, loaded_at) for document, events in self._changes]
        self._write("merge_documents", rows=as_rows(DOCUMENT, values))

    def _write_events(self, events: Sequence[Event], known: Sequence[str], revision: int) -> None:
        values = [(*event_values(event), revision, self._origin[event.id]) for event in events]
        self._write("merge_events", rows=as_rows((*EVENT, "revision", "document"), values))
        self._write_topics(events, set(known))
        sources = {values[0]: values for event in events for values in source_values(event)}
        self._write("merge_sources", rows=as_rows(SOURCE, list(sources.values())))
        self._write_links("create_mentions", events, mention_values)
        self._write_links("create_headings", events, heading_values)
        self._write_links("create_citations", events, citation_values)
        rows(self._runner, "link_given")

    def _write_topics(self, events: Sequence[Event], known: set[str]) -> None:
        """Write the topics that are new; nothing but these events links them, so that nothing need be read."""
        links = (link for event in events for link in (*mention_values(event), *heading_values(event)))
        self._write("merge_topics", rows=linked_topics(link for link in links if link[1] not in known))

    def _write_links(self, name: str, events: Sequence[Event], values: Callable[[Event], list[Values]]) -> None:
        self._write(name, rows=as_links(list(chain.from_iterable(map(values, events)))))

    def _change_nesting(self, gone: Sequence[Event], here: Sequence[Event]) -> None:
        change = Counter(chain.from_iterable(map(nesting, here)))
        change.subtract(chain.from_iterable(map(nesting, gone)))
        changes = [(*pair, count) for pair, count in sorted(change.items()) if count]
        fewer = [values for values in changes if values[2] < 0]
        self._write("change_nesting", rows=as_rows(NESTING, changes))
        self._write("delete_empty_nesting", rows=as_rows(NESTING, fewer))

    def _recount(self, topics: Sequence[str]) -> None:
        """Count names and events of topics again; those without events go."""
        if not topics:
            return
        found = rows(self._runner, "topic_spellings", ids=topics)[0]["topics"]
        counts = {topic: count for topic, count, _ in found if count}
        spellings = ((topic, *spelling) for topic, _, all_spellings in found for spelling in all_spellings)
        self._write("merge_topics", rows=topic_rows(spellings, counts))
        self._write("delete_topics", ids=[topic for topic in topics if topic not in counts])


def _linked(event: Event) -> Iterable[str]:
    """Return the ids of all topics that an event or its headings link."""
    return (*event.topic_ids, *event.heading_ids)


def _sources(events: Iterable[Event]) -> frozenset[str]:
    """Return the addresses that events cite."""
    return frozenset(source.url for event in events for source in event.sources)
