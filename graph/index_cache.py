"""The index of related events beside the store: made once, brought up to date when the archive changes, shared."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analysis.settings import RelatedSettings
from graph.errors import StoreChangedError
from graph.index_files import IndexFiles
from graph.meanings import Meanings, wanted
from graph.store.access import again
from graph.store.graph_store import GraphStore

if TYPE_CHECKING:
    from graph.analysis.related import RelatedIndex
    from graph.analysis.snapshot import Snapshot
    from graph.analysis.updating import Update

Step = Callable[[str, int, int], None]
PATIENCE_S = 10.0
"""How long the last index answers before a new one is tried, while the graph keeps changing."""
METHOD = 2
"""Version of the way events are related; a change of it makes stored relations stale."""


def fingerprint() -> str:
    """Name the method and its settings in a few characters."""
    chosen = repr((METHOD, wanted(), sorted(asdict(RelatedSettings()).items())))
    return hashlib.sha256(chosen.encode()).hexdigest()[:12]


def _silent(step: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Refreshed:
    """An index of the graph's present data, and the rows whose lists have to be found; all of them if None.

    `before` is the index of which it was brought up to date, if it was.
    """

    index: "RelatedIndex"
    snapshot: "Snapshot"
    rows: Sequence[int] | None
    before: "RelatedIndex | None" = None


class IndexCache:
    """Gives the index for the data a graph holds now: from memory, from its file, brought up to date, or made anew.

    Parameters
    ----------
    folder : Path
        Where the files of `IndexFiles` live.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: RelatedIndex | None = None
        self._kept: tuple[RelatedIndex, Snapshot] | None = None
        self._patient_until = 0.0
        self._method = fingerprint()

    @property
    def _files(self) -> IndexFiles:
        return IndexFiles(self._folder, fingerprint())

    def get(self, graph: GraphStore, progress: Step = _silent) -> "RelatedIndex":
        """Return the index for the graph's present revision, or the last one while the graph keeps changing.

        Raises
        ------
        StoreChangedError
            If it keeps changing and there is no last one.
        """
        revision = graph.meta().revision
        with self._lock:
            self._drop_other_methods()
            if self._index is None or (self._index.revision != revision and time.monotonic() > self._patient_until):
                try:
                    self._index = self._files.index(revision) or again(lambda: self._made(graph, progress))
                except StoreChangedError:
                    if self._index is None:
                        raise
                    self._patient_until = time.monotonic() + PATIENCE_S
            return self._index

    def _drop_other_methods(self) -> None:
        """Drop from memory what was made in another way than is asked for now."""
        if self._method != fingerprint():
            self._index, self._kept, self._method = None, None, fingerprint()

    def _made(self, graph: GraphStore, progress: Step) -> "RelatedIndex":
        """Return an index brought up to date from the kept one, or made anew and kept."""
        update = self._updated(graph, progress)
        if update:
            return update[0].index
        index, snapshot = self._anew(graph, progress)
        if graph.meta().revision == index.revision:  # else another process published while we read
            self._files.keep(index, snapshot)
        return index

    def refreshed(self, graph: GraphStore, *, full: bool, progress: Step = _silent) -> Refreshed:
        """Return what is needed to bring the stored relations of a graph up to date.

        Lists of events that nothing new can enter are left as they are stored, if they are of the kept index and the
        weights have not drifted too far since all were found.

        Parameters
        ----------
        graph : GraphStore
            A graph that nobody else writes meanwhile.
        full : bool
            Find all lists anew.
        progress : callable, optional
            Called as ``progress(step, done, total)``.
        """
        with self._lock:
            self._drop_other_methods()
            meta = graph.meta()
            kept = not full and meta.analysis == fingerprint() and meta.related_revision == self._files.revision()
            update = self._updated(graph, progress) if kept else None
            if update and not update[0].drifted:
                return Refreshed(update[0].index, update[1], update[0].rows, update[2])
            return Refreshed(*self._anew(graph, progress), None)

    def keep(self, refreshed: Refreshed) -> None:
        """Keep an index of which all lists were found and stored."""
        with self._lock:
            self._index, self._kept = refreshed.index, (refreshed.index, refreshed.snapshot)
            self._files.keep(refreshed.index, refreshed.snapshot)

    def forget(self) -> None:
        """Drop the index from memory and disk; a rebuilt graph may count its revisions afresh."""
        with self._lock:
            self._index = self._kept = None
            self._files.drop()

    def _updated(self, graph: GraphStore, progress: Step) -> "tuple[Update, Snapshot, RelatedIndex] | None":
        """Return the kept index brought up to date, with its snapshot, and as it was; None if none is kept."""
        from graph.analysis.updating import updated

        kept = self._last()
        if kept is None:
            return None
        old, before = kept
        progress("Looking for what changed", 0, 0)
        meanings, revision = Meanings(self._folder, wanted()), graph.meta().revision
        changes = graph.changes_since(old.revision, old.ids)
        if 2 * len(changes.written) > len(old):
            return None
        outlines = meanings.reading(graph.outlines(changes.written))
        snapshot = before.changed(outlines, changes.gone, graph.topic_labels(), revision)
        if graph.meta().revision != revision:  # what was read may be of two states
            raise StoreChangedError("The graph was changed by another process while it was read; ask again.")
        known = dict(zip(old.ids, old.vectors, strict=True)) if meanings.wanted else None
        vectors = meanings.of(snapshot.ids, known, progress)
        return updated(old, snapshot, changes.written, vectors), snapshot, old

    def _last(self) -> "tuple[RelatedIndex, Snapshot] | None":
        """Return the index and the snapshot that are kept, from memory if these are the newest."""
        revision = self._files.revision()
        if self._kept and revision in (None, self._kept[0].revision):
            return self._kept
        index = self._files.index(revision) if revision is not None else None
        snapshot = self._files.snapshot(revision) if revision is not None else None
        return (index, snapshot) if index and snapshot else None

    def _anew(self, graph: GraphStore, progress: Step) -> "tuple[RelatedIndex, Snapshot]":
        from graph.analysis.related import RelatedIndex

        progress("Reading the archive", 0, 0)
        meanings = Meanings(self._folder, wanted())
        snapshot = read_snapshot(graph, meanings)
        return RelatedIndex.build(snapshot, vectors=meanings.of(snapshot.ids, None, progress)), snapshot


def read_snapshot(graph: GraphStore, meanings: Meanings) -> "Snapshot":
    """Return a snapshot of all events of a graph, whose texts `meanings` remembers if it wants them."""
    from graph.analysis.snapshot import Snapshot

    revision = graph.meta().revision
    return Snapshot.from_outlines(meanings.reading(graph.outlines()), graph.topic_labels(), revision)
