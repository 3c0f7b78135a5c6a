"""Stored relations between events."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import attrgetter
from typing import Any

from graph.errors import InputError
from graph.model import Reason, Relation
from graph.store.access import Access, rows, steady
from graph.store.base import BulkLoader, EdgeTable, Row, Runner
from graph.store.batches import batched
from graph.store.garbage import collector_paused
from graph.store.reading import all_event_ids, date_windows
from graph.store.state import deriving
from graph.store.statements import statement

_SIGNS = {"both": 0, "before": -1, "after": 1}
# relations of one window of events are ten times as many
_WINDOW = 1000
# relations of one transaction, where they are written by statements
_BATCH = 5000
# and of one table, where an engine takes these; all at once would take gigabytes
_TABLE = 50_000


def _relation(row: Row) -> Relation:
    evidence = zip(row["reason_kinds"], row["reason_labels"], row["reason_weights"], row["reason_ids"], strict=True)
    reasons = tuple(Reason(*parts) for parts in evidence)
    return Relation(row["source"], row["target"], row["rank"], row["score"], row["days"], reasons)


def read_relations(runner: Runner, first: dt.date, last: dt.date) -> list[Relation]:
    """Return the stored relations from the events of a date window, by date and id of the source, then by rank."""
    return [_relation(row) for row in rows(runner, "relations", first=first, last=last)]


def relation_table(relations: Iterable[Relation]) -> EdgeTable:
    """Return relations as a table; reasons become parallel lists, which every engine can hold."""
    kept = list(relations)
    return EdgeTable(
        "RELATED",
        "Event",
        "Event",
        [relation.source for relation in kept],
        [relation.target for relation in kept],
        {
            "rank": [relation.rank for relation in kept],
            "score": [float(relation.score) for relation in kept],
            "days": [relation.days for relation in kept],
            "reason_kinds": [[reason.kind for reason in relation.reasons] for relation in kept],
            "reason_labels": [[reason.label for reason in relation.reasons] for relation in kept],
            "reason_weights": [[float(reason.weight) for reason in relation.reasons] for relation in kept],
            "reason_ids": [[reason.id for reason in relation.reasons] for relation in kept],
        },
    )


def relation_rows(relations: Iterable[Relation]) -> list[Row]:
    """Return relations, which should follow one another by source, as rows of ``create_relations``."""
    return [
        {"event": source, "links": [_link(relation) for relation in of_source]}
        for source, of_source in groupby(relations, attrgetter("source"))
    ]


def _link(relation: Relation) -> list[Any]:
    reasons = relation.reasons
    return [
        relation.target,
        relation.rank,
        float(relation.score),
        relation.days,
        [reason.kind for reason in reasons],
        [reason.label for reason in reasons],
        [float(reason.weight) for reason in reasons],
        [reason.id for reason in reasons],
    ]


def _only_from(sources: Collection[str], relations: Iterable[Relation]) -> Iterator[Relation]:
    for relation in relations:
        if relation.source not in sources:
            raise InputError(f"The event {relation.source} is none of those whose relations are to be replaced.")
        yield relation


class Relations(Access):
    """RELATED, written as a whole or for some events, and read by event."""

    def related(self, event_id: str, when: str = "both", limit: int = 10) -> list[Relation]:
        """Return the stored relations of an event by rank.

        Parameters
        ----------
        event_id : str
            The event.
        when : {"both", "before", "after"}
            Related events of earlier days, of later days, or both.
        limit : int
            At most so many.

        Raises
        ------
        InputError
            If `when` is none of the three.
        """
        if when not in _SIGNS:
            raise InputError(f"Related events are both, before or after an event, not {when!r}.")
        found = rows(self._backend, "related", id=event_id, sign=_SIGNS[when], count=limit)
        return [_relation(row) for row in found]

    def relations(self) -> Iterator[Relation]:
        """Stream all stored relations by date and id of the source, then by rank."""
        with self._backend.reading() as runner:
            windows = date_windows(runner, _WINDOW)
            yield from steady(runner, (read_relations(runner, first, last) for first, last in windows))

    def write_related(self, relations: Iterable[Relation], revision: int, settings: str = "") -> None:
        """Replace all stored relations.

        Relations of events that are gone since `revision` are left out. Related lists then count as up to date
        if the graph still has that revision.

        Parameters
        ----------
        relations : iterable of Relation
            All of them; a pair of events stands once.
        revision : int
            Revision of the graph they were computed from.
        settings : str
            How they were computed, for `meta` to give as `Meta.analysis`.
        """
        with self._relating(revision, settings):
            if isinstance(self._backend, BulkLoader):
                self._write_table(self._backend, relations)
            else:
                self._write_batches(relations)

    def update_related(
        self, sources: Collection[str], relations: Iterable[Relation], revision: int, settings: str = ""
    ) -> None:
        """Replace the stored relations from some events; those from all other events stay as they are.

        It is for the caller to know that these others are still right at `revision`, computed in the same way. An
        update that is interrupted leaves all of them stale and of no known revision (`Meta.related_revision` is
        0): then `write_related` has to make them anew.

        Parameters
        ----------
        sources : collection of str
            Ids of the events. One without relations ends with none; one that is gone does not matter.
        relations : iterable of Relation
            All relations from these events, best in the order of their sources; a pair of events stands once.
            Those to events that are gone are left out.
        revision, settings
            As for `write_related`.

        Raises
        ------
        InputError
            If a relation is from another event.
        """
        wanted = frozenset(sources)
        with self._relating(revision, settings):
            for batch in batched(sorted(wanted), _WINDOW):
                self._write("delete_relations_of", ids=batch)
            self._create(_only_from(wanted, relations))

    def _relating(self, revision: int, settings: str) -> AbstractContextManager[None]:
        """Say that relations are stale and of no revision until they are written, then of which they are."""
        begun = {"analysis": settings, "related_revision": 0}
        return deriving(self._backend, "related", revision, begun, {"related_revision": revision})

    def _write_table(self, loader: BulkLoader, relations: Iterable[Relation]) -> None:
        known = all_event_ids(self._backend)
        self._write("delete_relations", first=dt.date.min, last=dt.date.max)
        with collector_paused():
            for batch in batched((r for r in relations if r.source in known and r.target in known), _TABLE):
                loader.add_edges(relation_table(batch))

    def _write_batches(self, relations: Iterable[Relation]) -> None:
        for first, last in date_windows(self._backend, _WINDOW):
            self._write("delete_relations", first=first, last=last)
        self._create(relations)

    def _create(self, relations: Iterable[Relation]) -> None:
        for batch in batched(relations, _BATCH):
            self._write("create_relations", rows=relation_rows(batch))

    def _write(self, name: str, **params: object) -> None:
        # each by itself: in a transaction the embedded engine would copy every list it changes
        self._backend.run(statement(name).text, params, write=True)
