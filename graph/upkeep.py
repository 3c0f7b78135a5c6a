"""Keeping a store: loading, refreshing, rebuilding, unloading.

Each opens the store for writing once, keeps other writers out until its end, publishes, and lets go.
"""

import time
from collections.abc import Collection
from contextlib import suppress
from functools import partial

from graph import grouping
from graph.analysis.settings import LISTED
from graph.copying import copy_store
from graph.errors import SourceError, StoreDamagedError, StoreVersionError
from graph.index_cache import IndexCache, Refreshed, fingerprint
from graph.ingest.files import LoadRequest
from graph.ingest.load import Progress, load_documents, rebuild_graph, unload_documents
from graph.ingest.readers import read_items
from graph.ingest.relink import relink as relink_topics
from graph.meanings import require_if_wanted
from graph.results import CopyReport, LoadReport, RefreshReport, RelinkReport
from graph.store.folder import OpenStore, open_store
from graph.store.records import Meta
from graph.store.state import DERIVED

STORED_LIMIT = LISTED


def stale(meta: Meta) -> tuple[str, ...]:
    """Return what of a graph was computed from older data, or in another way than today."""
    if meta.first is None:
        return meta.stale
    today = {"related": fingerprint(), "stories": grouping.fingerprint(), "clusters": grouping.fingerprint()}
    made = {"related": meta.analysis, "stories": meta.stories_method, "clusters": meta.clusters_method}
    return tuple(sorted({*meta.stale, *(part for part, method in today.items() if made[part] != method)}))


def load(
    url: str, request: LoadRequest, index: IndexCache, *, refresh: bool, recheck: bool, progress: Progress
) -> LoadReport:
    """Load files into the store at `url`; see `EventGraph.load`."""
    require_if_wanted()
    with open_store(url, write=True) as store:
        report = load_documents(
            store,
            read_items(request),
            expected=request.expected,
            wants=request.wants_day,
            recheck=recheck,
            progress=progress,
        )
        try:
            _refuse_nothing(report)
            if refresh and stale(store.graph.meta()):
                _analyse(store, index, progress)
        finally:
            store.graph.publish()  # what was loaded stays if relating it fails, and its relations are stale
    return report


def _refuse_nothing(report: LoadReport) -> None:
    if not report.documents and report.issues:
        issue, others = report.issues[0], len(report.issues) - 1
        more = f" (and {others} more)" if others else ""
        raise SourceError(f"Nothing was loaded. {issue.document}{more}: {issue.message}")


def relink(url: str, topics: Collection[str], *, progress: Progress) -> RelinkReport:
    """Find the topics of the events in the store at `url` that link some topics anew; see `Correcting`."""
    with open_store(url, write=True) as store:
        store.reserve()
        progress("Moving links", 0, 0)
        changed = relink_topics(store, topics, store.rules())
        store.graph.publish()
        return RelinkReport(changed, stale(store.graph.meta()))


def refresh(url: str, index: IndexCache, *, full: bool, progress: Progress) -> RefreshReport:
    """Compute related events, stories and clusters of the store at `url` and keep them; see `EventGraph.refresh`."""
    require_if_wanted()
    started = time.monotonic()
    with open_store(url, write=True) as store:
        store.reserve()
        outdated = stale(store.graph.meta())
        _analyse(store, index, progress, full=full)
        count = store.graph.counts().related
    return RefreshReport(
        tuple(part for part in DERIVED if full or part in outdated), count, round(time.monotonic() - started, 3)
    )


def _analyse(
    store: OpenStore, index: IndexCache, progress: Progress, *, full: bool = False, replay: bool = False
) -> None:
    """Find what may have changed of related events, stories and clusters, keep it and publish.

    With `replay`, stories and clusters are those of the ledger as far as these reach.
    """
    refreshed = index.refreshed(store.graph, full=full, progress=progress)
    _relate(store, refreshed, progress)
    grouping.group(store, refreshed, progress, anew=refreshed.rows is None and not replay)
    progress("Saving the graph", 0, 0)
    store.graph.publish()
    index.keep(refreshed)


def _relate(store: OpenStore, refreshed: Refreshed, progress: Progress) -> None:
    """Find the lists of related events that may have changed and write them."""
    related, relating = refreshed.index, partial(progress, "Relating events")
    if refreshed.rows is None:
        store.graph.publish()  # what was loaded is not to wait for that
        store.graph.write_related(related.all_related(STORED_LIMIT, relating), related.revision, fingerprint())
    else:
        sources = [related.ids[row] for row in refreshed.rows]
        found = related.related_of(refreshed.rows, STORED_LIMIT, relating)
        store.graph.update_related(sources, found, related.revision, fingerprint())


def rebuild(url: str, *, progress: Progress) -> LoadReport:
    """Make the graph at `url` anew from its kept documents; see `graph.rebuild`."""
    require_if_wanted()
    _refuse_to_lose(url)
    with open_store(url, fresh=True) as store:
        report = rebuild_graph(store, progress=progress)
        store.graph.finish()
        index = IndexCache(store.analysis)
        index.forget()
        _analyse(store, index, progress, replay=True)
    return report


def _refuse_to_lose(url: str) -> None:
    """Refuse a rebuild if the old graph can be read and has documents that are not kept beside it."""
    with open_store(url) as store, suppress(StoreDamagedError, StoreVersionError):
        store.refuse_to_lose(store.graph.documents())


def unload(url: str, document: str | None, origin: str | None, index: IndexCache, *, progress: Progress) -> LoadReport:
    """Take documents out of the store at `url`; see `EventGraph.unload`."""
    require_if_wanted()
    with open_store(url, write=True) as store:
        report = unload_documents(store, document, origin, progress=progress)
        _analyse(store, index, progress)
    return report


def copy(source: OpenStore, to: str, *, progress: Progress) -> CopyReport:
    """Copy an open store to the one at `to`; see `EventGraph.copy`."""
    with open_store(to, create=True, write=True) as target:
        return copy_store(source, target, progress=progress)
