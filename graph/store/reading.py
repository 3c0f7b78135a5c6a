"""Reading events, days and documents."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from graph.errors import NotFoundError
from graph.model import Event, EventOutline
from graph.parse.identity import KnownEvent
from graph.store.access import Access, rows, state, steady
from graph.store.base import Row, Runner
from graph.store.batches import batched
from graph.store.records import Changes, Counts, DocumentRecord, Meta
from graph.store.rows import read_event

# events a page of a stream holds, about
PAGE = 2000
Window = tuple[dt.date, dt.date]


def read_events(runner: Runner, ids: Sequence[str]) -> list[Event]:
    """Return the events of these ids, in this order; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    found = {row["id"]: read_event(row) for row in rows(runner, "events", ids=wanted)} if wanted else {}
    return [found[identity] for identity in ids if identity in found]


def all_event_ids(runner: Runner) -> set[str]:
    """Return the ids of all events."""
    return set(rows(runner, "all_event_ids")[0]["ids"])


def date_windows(runner: Runner, size: int = PAGE) -> list[Window]:
    """Return date windows that cover all events, oldest first, each of about `size` events or one day."""
    total, sized = 0, []
    for row in rows(runner, "day_counts"):
        sized.append((total // size, row["date"]))
        total += row["events"]
    days = [[date for _, date in group] for _, group in groupby(sized, key=lambda pair: pair[0])]
    return [(group[0], group[-1]) for group in days]


def _outline(row: Row) -> EventOutline:
    return EventOutline(
        row["id"],
        row["date"],
        row["text"],
        row["category"],
        tuple(dict.fromkeys(row["topics"])),
        tuple(dict.fromkeys(row["heading_topics"])),
        tuple(row["headings"]),
    )


class Reading(Access):
    """Events, days and documents."""

    def meta(self) -> Meta:
        """Return the state of the graph."""
        return state(self._backend)

    def counts(self) -> Counts:
        """Return how many of each there are."""
        return Counts(**rows(self._backend, "counts")[0])

    def changes_since(self, revision: int, known: Collection[str]) -> Changes:
        """Return what changed since a revision.

        An event that was written may have been gone in between, and the relations from and to it with it: what is
        related to it has to be written anew, even if it is what it was.

        The ids of all events are only read when their number says that some are gone. While another process
        changes the graph, the answer may be of two states of it, which `meta` before and after tells.

        Parameters
        ----------
        revision : int
            A revision that the graph had.
        known : collection of str
            Ids of all events that the graph had then.
        """
        there = frozenset(known)
        with self._backend.reading() as runner:
            row = rows(runner, "changes", revision=revision)[0]
            new = sum(written not in there for written in row["written"])
            gone = there.difference(all_event_ids(runner)) if row["events"] != len(there) + new else ()
        return Changes(tuple(sorted(row["written"])), tuple(sorted(gone)))

    def documents(self) -> dict[str, str]:
        """Return the digests of all documents by their ids, in the order of ids."""
        return {row["id"]: row["digest"] for row in rows(self._backend, "documents")}

    def origins(self) -> dict[str, str]:
        """Return the origins of all documents by their ids, in the order of ids."""
        return {row["id"]: row["origin"] for row in rows(self._backend, "documents")}

    def documents_below(self, prefix: str) -> dict[str, dt.date]:
        """Return the documents whose ids begin with `prefix`, with the day of each."""
        return {row["id"]: row["date"] for row in rows(self._backend, "documents_below", prefix=prefix)}

    def origins_below(self, prefix: str) -> list[str]:
        """Return the origins of the documents whose ids begin with `prefix`, each once."""
        return [row["origin"] for row in rows(self._backend, "origins_below", prefix=prefix)]

    def digests(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the digests of those of some documents that are loaded, by their ids."""
        return dict(rows(self._backend, "digests", ids=ids)[0]["digests"])

    def document(self, document_id: str) -> DocumentRecord:
        """Return what is remembered of a document.

        Raises
        ------
        NotFoundError
            If no such document is loaded.
        """
        found = self.records([document_id])
        if not found:
            raise NotFoundError(f"No document {document_id!r} is loaded.")
        return found[document_id]

    def records(self, ids: Sequence[str]) -> dict[str, DocumentRecord]:
        """Return what is remembered of some documents, by their ids; unknown ones are left out."""
        return {row["id"]: DocumentRecord(**row) for row in rows(self._backend, "records", ids=ids)}

    def document_events(self, document_id: str) -> list[Event]:
        """Return the events of a document in page order."""
        return self.events_of([document_id])[document_id]

    def events_of(self, ids: Sequence[str]) -> dict[str, list[Event]]:
        """Return the events of some documents, each in page order, by the ids of the documents."""
        with self._backend.reading() as runner:
            found = rows(runner, "document_events", ids=ids)
            events = read_events(runner, [row["id"] for row in found])
        grouped: dict[str, list[Event]] = {name: [] for name in ids}
        for event in events:
            if event.document in grouped:  # else another process has just moved it
                grouped[event.document].append(event)
        return grouped

    def known(self, dates: Collection[dt.date]) -> dict[dt.date, list[KnownEvent]]:
        """Return ids, texts and documents of the events of some days; a day without events is left out."""
        found: dict[dt.date, list[KnownEvent]] = {}
        for row in rows(self._backend, "known", dates=sorted(dates)):
            found.setdefault(row["date"], []).append(KnownEvent(row["id"], row["text"], row["document"]))
        return found

    def event(self, event_id: str) -> Event:
        """Return an event.

        Raises
        ------
        NotFoundError
            If there is none of this id.
        """
        found = read_events(self._backend, [event_id])
        if not found:
            raise NotFoundError(f"No event has the id {event_id!r}.")
        return found[0]

    def events(self, ids: Sequence[str]) -> list[Event]:
        """Return events in the order of their ids given; unknown ids are left out."""
        return read_events(self._backend, ids)

    def event_ids(self, prefix: str, limit: int = 10) -> list[str]:
        """Return ids of events that begin with `prefix`, sorted."""
        return [row["id"] for row in rows(self._backend, "event_ids", prefix=prefix, count=limit)]

    def day(self, date: dt.date) -> list[Event]:
        """Return the events of a day, by document, in page order."""
        with self._backend.reading() as runner:
            return read_events(runner, [row["id"] for row in rows(runner, "day", date=date)])

    def days_around(self, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """Return the nearest days with events before and after a date."""
        row = rows(self._backend, "days_around", date=date)[0]
        return row["previous"], row["next"]

    def days(self, limit: int, before: dt.date | None = None) -> list[tuple[dt.date, int]]:
        """Return the last `limit` days that have events, newest first, with their numbers of events.

        Parameters
        ----------
        limit : int
            Number of days.
        before : datetime.date, optional
            Only days before this one, for the next page.
        """
        found = rows(self._backend, "days", before=before, count=limit)
        return [(row["date"], row["events"]) for row in found]

    def outlines(self, ids: Collection[str] | None = None) -> Iterator[EventOutline]:
        """Stream the outlines of events in the order of date and id, one state of the graph throughout.

        Parameters
        ----------
        ids : collection of str, optional
            Only these events; unknown ids are left out.

        Raises
        ------
        StoreChangedError
            If the engine holds no state still and another process changed the graph meanwhile.
        """
        with self._backend.reading() as runner:
            pages = _outlines(runner) if ids is None else _outlines_of(runner, ids)
            yield from steady(runner, (map(_outline, page) for page in pages))


def _outlines(runner: Runner) -> Iterator[list[Row]]:
    return (rows(runner, "outlines", first=first, last=last) for first, last in date_windows(runner))


def _outlines_of(runner: Runner, ids: Collection[str]) -> Iterator[list[Row]]:
    # an id begins with its date
    return (rows(runner, "outlines_of", ids=batch) for batch in batched(sorted(set(ids)), PAGE))
