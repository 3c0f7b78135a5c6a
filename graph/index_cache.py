"""The index of related events beside the store: computed once for a data revision, kept as one file, shared."""

import os
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.store.graph_store import GraphStore

if TYPE_CHECKING:
    from graph.analysis.related import RelatedIndex

Step = Callable[[str, int, int], None]


class IndexCache:
    """Gives the index for the data a graph holds now: from memory, from its file, or made anew.

    Parameters
    ----------
    folder : Path
        Where the file ``related-<revision>.npz`` lives. A folder that cannot be written costs time only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: RelatedIndex | None = None

    def get(self, graph: GraphStore, progress: Step | None = None) -> "RelatedIndex":
        """Return the index for the graph's present revision."""
        revision = graph.meta().revision
        with self._lock:
            if self._index is None or self._index.revision != revision:
                self._index = self._load(revision) or self._build(graph, revision, progress)
            return self._index

    def forget(self) -> None:
        """Drop the index from memory and disk; a rebuilt graph may count its revisions afresh."""
        with self._lock:
            self._index = None
            self._drop()

    def _path(self, revision: int) -> Path:
        return self._folder / f"related-{revision}.npz"

    def _load(self, revision: int) -> "RelatedIndex | None":
        path = self._path(revision)
        if not path.exists():
            return None
        import numpy as np

        from graph.analysis.related import RelatedIndex

        try:
            with np.load(path, allow_pickle=False) as arrays:
                return RelatedIndex.from_arrays(arrays)
        except (InputError, OSError, ValueError, KeyError):
            return None  # a damaged or older file is made again

    def _build(self, graph: GraphStore, revision: int, progress: Step | None) -> "RelatedIndex":
        from graph.analysis.related import RelatedIndex
        from graph.analysis.snapshot import Snapshot

        if progress:
            progress("Reading the archive", 0, 0)
        snapshot = Snapshot.from_outlines(graph.outlines(), graph.topic_labels(), revision)
        index = RelatedIndex.build(snapshot)
        self._save(index)
        return index

    def _save(self, index: "RelatedIndex") -> None:
        import numpy as np

        path = self._path(index.revision)
        draft = path.with_name(f"{path.stem}.{os.getpid()}.draft")
        try:
            self._folder.mkdir(exist_ok=True)
            with draft.open("wb") as file:
                np.savez(file, **index.to_arrays())  # type: ignore[arg-type]
            draft.replace(path)
            self._drop(keep=path)
        except OSError as error:
            # a store that cannot be written, or a full disk, is no reason not to answer
            draft.unlink(missing_ok=True)
            warnings.warn(f"the index could not be kept in {self._folder}: {error.strerror}", stacklevel=2)

    def _drop(self, keep: Path | None = None) -> None:
        for path in self._folder.glob("related-*.npz"):
            if path != keep:
                path.unlink(missing_ok=True)
