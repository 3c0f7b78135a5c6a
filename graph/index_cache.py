"""The index of related events beside the store: computed once for a data revision, kept as one file, shared."""

import hashlib
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from graph.analysis.settings import RelatedSettings
from graph.errors import InputError, StoreChangedError
from graph.store.access import again
from graph.store.graph_store import GraphStore

if TYPE_CHECKING:
    from graph.analysis.related import RelatedIndex

Step = Callable[[str, int, int], None]
PATIENCE_S = 10.0
"""How long the last index answers before a new one is tried, while the graph keeps changing."""
METHOD = 1
"""Version of the way events are related; a change of it makes stored relations stale."""


@cache
def fingerprint() -> str:
    """Name the method and its settings in a few characters."""
    settings = repr((METHOD, sorted(asdict(RelatedSettings()).items())))
    return hashlib.sha256(settings.encode()).hexdigest()[:12]


class IndexCache:
    """Gives the index for the data a graph holds now: from memory, from its file, or made anew.

    Parameters
    ----------
    folder : Path
        Where the file ``related-<revision>-<fingerprint>.npz`` lives. A folder that cannot be written costs time only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: RelatedIndex | None = None
        self._patient_until = 0.0

    def get(self, graph: GraphStore, progress: Step | None = None) -> "RelatedIndex":
        """Return the index for the graph's present revision, or the last one while the graph keeps changing.

        Raises
        ------
        StoreChangedError
            If it keeps changing and there is no last one.
        """
        revision = graph.meta().revision
        with self._lock:
            if self._index is None or (self._index.revision != revision and time.monotonic() > self._patient_until):
                try:
                    self._index = self._load(revision) or again(lambda: self._build(graph, progress))
                except StoreChangedError:
                    if self._index is None:
                        raise
                    self._patient_until = time.monotonic() + PATIENCE_S
            return self._index

    def forget(self) -> None:
        """Drop the index from memory and disk; a rebuilt graph may count its revisions afresh."""
        with self._lock:
            self._index = None
            self._drop()

    def _path(self, revision: int) -> Path:
        return self._folder / f"related-{revision}-{fingerprint()}.npz"

    def _load(self, revision: int) -> "RelatedIndex | None":
        path = self._path(revision)
        if not path.is_file():
            return None
        import numpy as np

        from graph.analysis.related import RelatedIndex

        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return RelatedIndex.from_arrays(arrays)
        except (InputError, OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None  # a damaged or older file is made again

    def _build(self, graph: GraphStore, progress: Step | None) -> "RelatedIndex":
        from graph.analysis.related import RelatedIndex
        from graph.analysis.snapshot import Snapshot

        if progress:
            progress("Reading the archive", 0, 0)
        revision = graph.meta().revision
        snapshot = Snapshot.from_outlines(graph.outlines(), graph.topic_labels(), revision)
        index = RelatedIndex.build(snapshot)
        if graph.meta().revision == revision:  # else another process published while we read
            self._save(index)
        return index

    def _save(self, index: "RelatedIndex") -> None:
        """Keep the index; a store that cannot be written, or a full disk, is no reason not to answer."""
        import numpy as np

        path = self._path(index.revision)
        draft = path.with_name(f"{path.stem}.{os.getpid()}.draft")
        try:
            self._folder.mkdir(exist_ok=True)
            with draft.open("wb") as file:
                np.savez(file, **index.to_arrays())  # type: ignore[arg-type]
            draft.replace(path)
            self._drop(keep=path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _drop(self, keep: Path | None = None) -> None:
        for path in self._folder.glob("related-*.npz"):
            if path != keep:
                path.unlink(missing_ok=True)
