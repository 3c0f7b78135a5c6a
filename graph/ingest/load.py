"""The one loop of loading: document, parse, keep ids, store. Unchanged documents cost a digest and no more.

What it says of documents as a whole becomes issues with these codes; those of reading are in `graph.ingest.readers`
and `graph.ingest.tables`, those of each parser in its module.

===============  ====================================================================================================
``held-back``    lines of a file cannot be read, and a day of it has fewer events than before: it stays as it was
``other-words``  an event has the id of an event that another document tells in other words; those were kept
``same-id``      two events of a day have one id of a person's own
``same-name``    a file of a person's own has the name of another one that is loaded and still there
``second-page``  another page of this load is the same document with another content; the first one is kept
``taken-id``     an id of a person's own belongs to an event of another day
===============  ====================================================================================================
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from graph.errors import NotFoundError
from graph.ingest.days import Day, DayReader, Loaded
from graph.ingest.items import Item
from graph.ingest.redirects import RedirectBuffer
from graph.ingest.relink import relink_overruled
from graph.ingest.sieve import TOGETHER, Sieve
from graph.ingest.tally import Tally
from graph.model import Document
from graph.results import LoadReport
from graph.store.batches import batched, whole_days
from graph.store.folder import OpenStore
from graph.store.records import Touched

Progress = Callable[[str, int, int], None]
Wants = Callable[[dt.date], bool]

BATCH = 50
PUBLISH_EVERY_S = 60.0


def silent(step: str, done: int, total: int) -> None:
    """Take a progress report and show nothing."""


def _all_days(_: dt.date) -> bool:
    return True


def _unknown(_: int) -> int:
    return 0


def load_documents(
    store: OpenStore,
    items: Iterable[Item],
    *,
    expected: Callable[[int], int] = _unknown,
    wants: Wants = _all_days,
    recheck: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Load documents into a store; those it already holds unchanged are left alone.

    An empty graph of an engine that takes tables is loaded as a whole; otherwise documents replace their former
    events, some hundreds in a transaction, so that a load which was stopped goes on when it is run again. A page
    that is cut off, empty or only a redirect is refused, so that it cannot replace a whole one.

    About every minute the graph is published. What came after is for the caller to publish, or for the closing of
    the store, so that what follows from a load can be published with it.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    items : iterable of Item
        Documents, redirects, what was said of files that gave none; None is passed over.
    expected : callable
        How many items there are, as far as can be told after so many; 0 when unknown. For the progress.
    wants : callable
        Whether a day is asked for. What a file no longer says of other days stays.
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
    with RedirectBuffer() as redirects:
        load = _Load(store, redirects, wants, recheck=recheck, progress=progress)
        load.run(_counted(items, expected, progress))
        redirects.keep(store)
    relink_overruled(store, store.rules())
    return load.tally.report()


def _counted(items: Iterable[Item], expected: Callable[[int], int], progress: Progress) -> Iterator[Item]:
    done = 0
    for item in items:
        yield item
        done += isinstance(item, Document | None)
        progress("Reading pages", done, max(done, expected(done)))
    progress("Reading pages", done, done)


class _Load:
    """One load: documents stream through it into the graph."""

    def __init__(
        self, store: OpenStore, redirects: RedirectBuffer, wants: Wants, *, recheck: bool, progress: Progress
    ) -> None:
        self.tally = Tally()
        self._store = store
        self._wants = wants
        self._progress = progress
        self._reader = DayReader(store, store.rules(), self.tally)
        self._sieve = Sieve(store, redirects, self.tally, recheck=recheck)

    def run(self, items: Iterable[Item]) -> None:
        """Bring the graph to the state that the items tell of."""
        days = self._days(items)
        if self._store.graph.takes_tables and not self._store.graph.counts().documents:
            self._load_first(days)
        else:
            self._replace(days)
        self._take_out([name for prefix in self._sieve.complete for name in self._no_longer_below(prefix)])

    def _days(self, items: Iterable[Item]) -> Iterator[Day]:
        for batch in batched(self._sieve.changed(items), TOGETHER):
            yield from self._reader.read(batch)

    def _load_first(self, days: Iterable[Day]) -> None:
        with self._store.documents.transaction():
            batch = _last_states(loaded for day in days for loaded in day)
        if batch:
            self._progress("Building the graph", 0, 0)
            self.tally.touch(self._store.graph.load_first(batch))
            self._store.graph.publish()

    def _replace(self, days: Iterable[Day]) -> None:
        """Replace documents, a batch in one transaction, and publish now and then."""
        published = time.monotonic()
        for batch in whole_days(days):
            self.tally.touch(self._store.graph.replace_documents(_last_states(batch)))
            if time.monotonic() - published > PUBLISH_EVERY_S:
                self._store.graph.publish()
                published = time.monotonic()

    def _no_longer_below(self, prefix: str) -> list[str]:
        """Return the documents of a file that was read to its end which it no longer gives."""
        held = self._store.documents.below(prefix) | self._store.graph.documents_below(prefix)
        return [name for name, date in sorted(held.items()) if name not in self._sieve.seen and self._wants(date)]

    def _take_out(self, doomed: Sequence[str]) -> None:
        for touched in _taken_out(self._store, self._reader, doomed):
            self.tally.touch(touched)


def _last_states(loaded: Iterable[Loaded]) -> list[Loaded]:
    """Return each document once: when a day comes again, it comes whole."""
    return list({document.id: (document, events) for document, events in loaded}.values())


def _taken_out(store: OpenStore, reader: DayReader, doomed: Sequence[str]) -> Iterator[Touched]:
    """Take documents out of graph and archive; what they told of events that others tell of too goes with them."""
    for batch in batched(doomed, BATCH):
        rest = [loaded for day in reader.read_without(batch, doomed) for loaded in day]
        yield store.graph.replace_documents(rest, removed=batch)
    if doomed:
        store.graph.publish()
    with store.documents.transaction():  # last, so that what is in the graph is always in the archive
        for name in doomed:
            store.documents.remove(name)


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
    total = len(store.documents)
    return load_documents(store, store.documents, expected=lambda _: total, progress=progress)


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
    tally = Tally()
    doomed = _matching(store, document, origin)
    for done, touched in enumerate(_taken_out(store, DayReader(store, store.rules(), tally), doomed), 1):
        tally.touch(touched)
        tally.documents = min(done * BATCH, len(doomed))
        progress("Taking documents out", tally.documents, len(doomed))
    return tally.report()


def _below(place: str, origins: Mapping[str, str]) -> list[str]:
    """Return the documents whose origin is a file or below a folder, however the two are written."""
    whole = str(Path(place).resolve())
    return [
        name for name, origin in origins.items() if _is_at(origin, place) or _is_at(str(Path(origin).resolve()), whole)
    ]


def _is_at(origin: str, place: str) -> bool:
    return origin == place or origin.startswith(f"{place}/")


def _matching(store: OpenStore, document: str | None, origin: str | None) -> list[str]:
    if document is not None:
        # an archive may hold what a stopped `unload` has taken out of the graph
        held = store.graph.digests([document]).keys() | store.documents.digests().keys()
        hits = [document] if document in held else []
    else:
        hits = _below(str(origin).rstrip("/"), store.graph.origins())
    if not hits:
        raise NotFoundError(
            f"No document {document or origin!r} is loaded; `storytrail query` with "
            "MATCH (d:Document) RETURN d.id, d.origin lists them."
        )
    return hits
