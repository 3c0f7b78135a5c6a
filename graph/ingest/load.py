"""The one loop of loading: document, parse, keep ids, store. Unchanged documents cost a digest and no more."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import NotFoundError
from graph.ingest.files import day_of_document, page_url
from graph.model import Document, Event, Issue, ParsedDocument
from graph.parse.identity import KnownEvent, keep_ids
from graph.parse.portal import parse_day
from graph.results import LoadReport
from graph.store.batches import batched, whole_documents
from graph.store.folder import OpenStore
from graph.store.records import Touched

Progress = Callable[[str, int, int], None]
Loaded = tuple[Document, Sequence[Event]]

BATCH = 50
PUBLISH_EVERY_S = 60.0
# documents that are looked up in the graph at once
TOGETHER = 100
REFUSED_CODES = frozenset({"unreadable-file", "cut-page", "empty-page", "redirect-page"})


def silent(step: str, done: int, total: int) -> None:
    """Take a progress report and show nothing."""


def parse_document(document: Document) -> ParsedDocument:
    """Parse a document by its format."""
    date = day_of_document(document)
    return parse_day(document.text, document=document.id, date=date, page_url=page_url(date))


@dataclass(slots=True)
class _Tally:
    """What a load has done so far."""

    documents: int = 0
    unchanged: int = 0
    events: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    topics: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def touch(self, touched: Touched) -> None:
        self.added += len(touched.added)
        self.changed += len(touched.changed)
        self.removed += len(touched.removed)
        self.topics |= touched.topics
        self.sources |= touched.sources

    def second(self, page: Document) -> None:
        self.documents += 1
        message = f"{page.origin} is a second page of {page.id}; the first one is kept."
        self.issues.append(Issue(page.id, 0, "second-page", message))

    def report(self) -> LoadReport:
        return LoadReport(
            documents=self.documents,
            unchanged=self.unchanged,
            events=self.events,
            added=self.added,
            changed=self.changed,
            removed=self.removed,
            topics=len(self.topics),
            sources=len(self.sources),
            issues=tuple(self.issues),
            seconds=round(time.monotonic() - self.started, 3),
        )


def load_documents(
    store: OpenStore,
    items: Iterable[Document | Issue | None],
    *,
    total: int = 0,
    recheck: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Load documents into a store; those it already holds unchanged are left alone.

    An empty graph of an engine that takes tables is loaded as a whole; otherwise documents replace their former
    events, some hundreds in a transaction, so that a load which was stopped goes on when it is run again. A page
    that is cut off, empty or only a redirect is refused, so that it cannot replace a whole one.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    items : iterable of Document, Issue or None
        Documents, or what was said of a file that gave none; None is passed over.
    total : int
        How many items there are, for the progress; 0 when unknown.
    recheck : bool
        Parse unchanged documents too, for their issues.
    progress : callable
        Called as ``progress(step, done, total)``.

    Returns
    -------
    LoadReport
        Counts, and every issue.

    Raises
    ------
    StoreBusyError
        If another process is writing; nothing has been touched then.
    """
    store.reserve()
    tally = _Tally()
    loaded = _parsed(store, _changed(store, _counted(items, total, progress), tally, recheck), tally)
    if store.graph.takes_tables and not store.graph.counts().documents:
        _load_first(store, loaded, tally, progress)
    else:
        _replace(store, loaded, tally)
    return tally.report()


def _counted(
    items: Iterable[Document | Issue | None], total: int, progress: Progress
) -> Iterator[Document | Issue | None]:
    for done, item in enumerate(items, 1):
        yield item
        progress("Reading pages", done, total)


def _changed(
    store: OpenStore, items: Iterable[Document | Issue | None], tally: _Tally, recheck: bool
) -> Iterator[Document]:
    """Yield the documents that are new or changed; count the others and keep the issues."""
    kept, seen = store.documents.digests(), set()
    for batch in batched(items, TOGETHER):
        held = store.graph.digests([item.id for item in batch if isinstance(item, Document)])
        strange = []
        for item in batch:
            if isinstance(item, Issue):
                tally.issues.append(item)
            elif item is not None and item.id in seen:
                tally.second(item)
            elif item is not None:
                seen.add(item.id)
                tally.documents += 1
                if held.get(item.id) != item.digest:
                    yield item
                    continue
                tally.unchanged += 1
                if recheck:
                    tally.issues.extend(parse_document(item).issues)
                if kept.get(item.id) != item.digest:
                    strange.append(item)
        _adopt(store, strange)


def _adopt(store: OpenStore, documents: Sequence[Document]) -> None:
    """Keep pages that the graph has from another machine, and enter the ids of their events into the ledger here."""
    events = store.graph.events_of([document.id for document in documents]) if documents else {}
    with store.documents.transaction():
        for document in documents:
            store.documents.put(document)
            store.documents.record(events[document.id])


def _parsed(store: OpenStore, documents: Iterable[Document], tally: _Tally) -> Iterator[Loaded]:
    """Parse documents, give their events lasting ids, and keep them in the archive."""
    for batch in batched(documents, TOGETHER):
        pages = [(document, events) for document in batch if (events := _readable(document, tally)) is not None]
        known = store.known({event.date for _, events in pages for event in events})
        for document, events in pages:
            lasting = _lasting(events, known)
            tally.events += len(lasting)
            with store.documents.transaction():
                store.documents.put(document)
                store.documents.record(lasting)
            yield document, lasting


def _readable(document: Document, tally: _Tally) -> Sequence[Event] | None:
    """Return the events of a document and note its issues; None for one that is refused."""
    parsed = parse_document(document)
    tally.issues.extend(parsed.issues)
    return None if any(issue.code in REFUSED_CODES for issue in parsed.issues) else parsed.events


def _lasting(events: Sequence[Event], known: dict[dt.date, list[KnownEvent]]) -> tuple[Event, ...]:
    """Give events the ids known for them, and new ones where there are none; those become known then."""
    lasting = keep_ids(events, [entry for date in {event.date for event in events} for entry in known[date]])
    for date in {event.date for event in lasting}:
        ledger = {entry.id: entry for entry in known[date]}
        ledger |= {e.id: KnownEvent(e.id, e.text, e.document) for e in lasting if e.date == date}
        known[date] = list(ledger.values())
    return lasting


def _load_first(store: OpenStore, loaded: Iterable[Loaded], tally: _Tally, progress: Progress) -> None:
    with store.documents.transaction():
        batch = list(loaded)
    if batch:
        progress("Building the graph", 0, 0)
        tally.touch(store.graph.load_first(batch))
        store.graph.publish()


def _replace(store: OpenStore, loaded: Iterable[Loaded], tally: _Tally) -> None:
    """Replace documents, a batch in one transaction, and publish now and then."""
    published = time.monotonic()
    for batch in whole_documents(loaded):
        tally.touch(store.graph.replace_documents(batch))
        if time.monotonic() - published > PUBLISH_EVERY_S:
            store.graph.publish()
            published = time.monotonic()
    store.graph.publish()


def rebuild_graph(store: OpenStore, *, progress: Progress = silent) -> LoadReport:
    """Make the graph anew from the documents the store has kept.

    Parameters
    ----------
    store : OpenStore
        Opened with ``fresh=True``: its graph is empty and replaces the old one when it is published.
    progress : callable
        Called as ``progress(step, done, total)``.

    Returns
    -------
    LoadReport
        Counts, and every issue of the kept documents.
    """
    return load_documents(store, store.documents, total=len(store.documents), progress=progress)


def unload_documents(
    store: OpenStore, document: str | None, origin: str | None, *, progress: Progress = silent
) -> LoadReport:
    """Take documents out of the graph and out of the archive; the ledger of their ids stays.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    document : str or None
        Identity of one document.
    origin : str or None
        All documents read from this file, or from below this folder.

    Returns
    -------
    LoadReport
        How many documents and events went.

    Raises
    ------
    NotFoundError
        If nothing matches.
    """
    store.reserve()
    tally = _Tally()
    doomed = _matching(store, document, origin)
    for batch in batched(doomed, BATCH):
        tally.touch(store.graph.replace_documents([], removed=batch))
        tally.documents += len(batch)
        progress("Taking documents out", tally.documents, len(doomed))
    store.graph.publish()
    with store.documents.transaction():  # last, so that what is in the graph is always in the archive
        for name in doomed:
            store.documents.remove(name)
    return tally.report()


def _matching(store: OpenStore, document: str | None, origin: str | None) -> list[str]:
    if document is not None:
        hits = list(store.graph.digests([document]))
    else:
        place = str(origin).rstrip("/")
        hits = [name for name, of in store.graph.origins().items() if of == place or of.startswith(f"{place}/")]
    if not hits:
        raise NotFoundError(
            f"No document {document or origin!r} is loaded; `storytrail query` with "
            "MATCH (d:Document) RETURN d.id, d.origin lists them."
        )
    return hits
