"""Keeping a store: loading, refreshing, rebuilding, unloading. Each opens the store for writing and lets go."""

import datetime as dt
import time
from collections.abc import Sequence
from functools import partial

from graph.errors import SourceError
from graph.index_cache import IndexCache
from graph.ingest.files import RawFile, read_documents
from graph.ingest.load import Progress, load_documents, rebuild_graph, unload_documents
from graph.results import LoadReport, RefreshReport
from graph.store.folder import open_store

STORED_LIMIT = 10


def load(
    url: str,
    files: Sequence[RawFile],
    *,
    format: str,  # noqa: A002 - the interface's word
    first: dt.date | None,
    last: dt.date | None,
    progress: Progress,
) -> LoadReport:
    """Load files into the store at `url`; see `EventGraph.load`."""
    items = read_documents(files, format=format, first=first, last=last)
    with open_store(url, write=True) as store:
        report = load_documents(store, items, total=len(files), progress=progress)
    if not report.documents and report.issues:
        issue, others = report.issues[0], len(report.issues) - 1
        more = f" (and {others} more)" if others else ""
        raise SourceError(f"Nothing was loaded. {issue.document}{more}: {issue.message}")
    return report


def refresh(url: str, index: IndexCache, *, progress: Progress) -> RefreshReport:
    """Compute the related events of the store at `url` and keep them there; see `EventGraph.refresh`."""
    started = time.monotonic()
    with open_store(url, write=True) as store:
        related = index.get(store.graph, progress)
        found = related.all_related(STORED_LIMIT, partial(progress, "Relating events"))
        store.graph.write_related(found, related.revision)
        progress("Saving the graph", 0, 0)
        store.graph.publish()
        count = store.graph.counts().related
    return RefreshReport(("related",), count, round(time.monotonic() - started, 3))


def rebuild(url: str, *, progress: Progress) -> LoadReport:
    """Make the graph at `url` anew from its kept documents; see `graph.rebuild`."""
    with open_store(url, fresh=True) as store:
        report = rebuild_graph(store, progress=progress)
        index = IndexCache(store.analysis)
        index.forget()
    refresh(url, index, progress=progress)
    return report


def unload(url: str, document: str | None, origin: str | None, *, progress: Progress) -> LoadReport:
    """Take documents out of the store at `url`; see `EventGraph.unload`."""
    with open_store(url, write=True) as store:
        return unload_documents(store, document, origin, progress=progress)
