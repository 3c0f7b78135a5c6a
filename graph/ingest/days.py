"""Documents that speak of the same day are read together: an event that several of them tell of stands once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ingest.parsing import is_refused, parse_document
from graph.ingest.tally import Tally
from graph.model import Document, Event, Issue
from graph.parse.folding import filled, fold, rank
from graph.parse.identity import SAME_TEXT, KnownEvent, OwnIds, is_dated, keep_ids, similarity, slug
from graph.parse.topic_rules import TopicRules
from graph.store.folder import OpenStore

Loaded = tuple[Document, Sequence[Event]]
Day = list[Loaded]


@dataclass(frozen=True, slots=True)
class _Account:
    """What a document tells of its day; `own_ids` are those of its events whose ids it gives itself."""

    document: Document
    events: Sequence[Event]
    own_ids: frozenset[str] = frozenset()


class DayReader:
    """Parses documents, folds what others tell of the same days into them, and gives events lasting ids.

    What it reads is kept in the archive, so that what is in the graph can always be made anew.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    rules : TopicRules
        By which topics are found through redirects and corrections.
    tally : Tally
        Gets the issues and the number of events.
    """

    def __init__(self, store: OpenStore, rules: TopicRules, tally: Tally) -> None:
        self._store = store
        self._rules = rules
        self._tally = tally
        self._own_ids: dict[str, dt.date] = {}
        self._read: set[str] = set()

    def read(self, documents: Sequence[Document]) -> Iterator[Day]:
        """Yield all documents of each day on which some are new or changed, with their events.

        Parameters
        ----------
        documents : sequence of Document
            New and changed documents; of several with one id the first that is not refused counts.
        """
        days: dict[dt.date, list[_Account]] = defaultdict(list)
        known = self._store.known({document.date for document in documents})
        for document in documents:
            if account := self._parsed(document, known[document.date]):
                days[document.date].append(account)
        # of what was refused, the state that is kept still counts
        here = {account.document.id for accounts in days.values() for account in accounts}
        for date, accounts in days.items():
            others = list(self._others(date, here, known[date]))
            yield self._day([*accounts, *others], known[date], {account.document.id for account in accounts})

    def read_without(self, gone: Collection[str], doomed: Collection[str]) -> Iterator[Day]:
        """Yield what is left of each day of the documents `gone`, when all that are `doomed` are not there."""
        records = self._store.graph.records(sorted(gone))
        dates = dict.fromkeys(record.date for record in records.values())
        known = self._store.known(dates.keys())
        for date in dates:
            yield self._day(list(self._others(date, set(doomed), known[date])), known[date], ())

    def _parsed(self, document: Document, known: Sequence[KnownEvent]) -> _Account | None:
        """Parse a document and note its issues; None for one that is refused, or was read already."""
        if document.id in self._read:
            self._tally.second(document)
            return None
        parsed = parse_document(document)
        self._tally.issues.extend(parsed.issues)
        if is_refused(parsed):
            return None
        self._read.add(document.id)
        events = self._rules.apply(parsed.events)
        return _Account(document, events, self._free_ids(document, parsed.own_ids, known))

    def _free_ids(self, document: Document, own_ids: frozenset[str], known: Sequence[KnownEvent]) -> frozenset[str]:
        """Return those of a document's own ids that no event of another day has."""
        if not own_ids:
            return own_ids
        held = {event.id: event.date for event in self._store.graph.events(sorted(own_ids))}
        free = {name for name in own_ids if self._is_free(name, document.date, held)}
        if self._is_kept(document):
            # it was settled when the document came, and the other day may not be in the graph yet
            free &= _given_out(known)
        self._own_ids |= dict.fromkeys(free, document.date)
        for name in sorted(own_ids - free):
            message = (
                "The id belongs to an event of another day, so the event got one made from its date and text. If its "
                "date was corrected, take the file out with `storytrail unload --origin FILE` and load it again."
            )
            self._tally.issues.append(Issue(document.id, 0, "taken-id", message, name))
        return frozenset(free)

    def _is_free(self, name: str, date: dt.date, held: dict[str, dt.date]) -> bool:
        foreign = is_dated(name) and not name.startswith(f"{date}/")
        return not foreign and held.get(name, date) == date and self._own_ids.get(name, date) == date

    def _is_kept(self, document: Document) -> bool:
        kept = self._store.documents
        return document.id in kept.of_date(document.date) and kept.get(document.id).digest == document.digest

    def _others(self, date: dt.date, here: set[str], known: Sequence[KnownEvent]) -> Iterator[_Account]:
        """Yield what other documents tell of a day: those kept here, and those of the graph that are kept elsewhere."""
        kept = self._store.documents.of_date(date)
        for name in kept:
            if name not in here:
                document = self._store.documents.get(name)
                parsed = parse_document(document)
                yield _Account(document, self._rules.apply(parsed.events), parsed.own_ids & _given_out(known))
        yield from self._strangers({entry.document for entry in known} - here - set(kept))

    def _strangers(self, names: Collection[str]) -> Iterator[_Account]:
        """Yield what those of some documents tell that are in the graph; others are known of days long ago."""
        if not names:
            return
        records, events = self._store.graph.records(sorted(names)), self._store.graph.events_of(sorted(names))
        for name, record in records.items():
            told = [_unfilled(event) for event in events[name]]
            yield _Account(record.as_document(), self._rules.apply(told))

    def _told_apart(self, accounts: Sequence[_Account], new: Collection[str]) -> OwnIds:
        """Return document and id of events with ids of a person's own; of two other events of one id, the first's."""
        owners: dict[str, Event] = {}
        own_ids = set()
        for account in sorted(accounts, key=lambda account: rank(account.document.id)):
            for event in account.events:
                if event.id in account.own_ids:
                    other = owners.setdefault(event.id, event)
                    if is_dated(event.id) or similarity(event.text, other.text) >= SAME_TEXT:
                        own_ids.add((event.document, event.id))
                    elif event.document in new:
                        self._tally.issues.append(_same_id(event, other))
        return frozenset(own_ids)

    def _day(self, accounts: Sequence[_Account], known: Sequence[KnownEvent], new: Collection[str]) -> Day:
        own_ids = self._told_apart(accounts, new)
        events, doubles = _lasting([account.events for account in accounts], known, own_ids)
        for kept, other in doubles:
            if other.document in new and slug(kept.text) != slug(other.text):
                self._tally.issues.append(_other_words(kept, other))
        by_document: dict[str, list[Event]] = {account.document.id: [] for account in accounts}
        for event in events:
            by_document[event.document].append(event)
        for name, told in by_document.items():
            if name in new or name in self._tally.events:
                self._tally.events[name] = len(told)
        with self._store.documents.transaction():
            for account in accounts:
                if account.document.id in new:
                    self._store.documents.put(account.document)
            self._store.documents.record(events)
        return [(account.document, by_document[account.document.id]) for account in accounts]


def _same_id(event: Event, other: Event) -> Issue:
    message = (
        f"The id {event.id} belongs to another event of the day, in {other.document}, so the event got one made from "
        "its date and text; give it an id that no other has."
    )
    return Issue(event.document, 0, "same-id", message, event.text)


def _other_words(kept: Event, other: Event) -> Issue:
    message = f"It is the event {kept.id}, which {kept.document} tells in other words; those were kept."
    return Issue(other.document, 0, "other-words", message, other.text)


def _given_out(known: Iterable[KnownEvent]) -> frozenset[str]:
    return frozenset(entry.id for entry in known)


def _lasting(
    told: Sequence[Sequence[Event]], known: Sequence[KnownEvent], own_ids: OwnIds
) -> tuple[list[Event], list[tuple[Event, Event]]]:
    """Return the events of a day, each once and with an id that lasts, and pairs of which the second is the first."""
    events = keep_ids(fold(told, own_ids), known, own_ids)
    by_id: dict[str, Event] = {}
    doubles = []
    for event in sorted(events, key=lambda event: (event.document, event.id) in own_ids):
        # a person's own id may be that of an event which is there: then it is this event
        if kept := by_id.get(event.id):
            doubles.append((kept, event))
        by_id[event.id] = filled(kept, event) if kept else event
    return [by_id[name] for name in dict.fromkeys(event.id for event in events)], doubles


def _unfilled(event: Event) -> Event:
    """Take from an event of the graph what other documents have added to it, as far as that can be told."""
    if not event.also:
        return event
    if event.document.startswith("portal/"):
        event = replace(event, excerpt="", cover_url="", given=())
    return replace(event, also=())
