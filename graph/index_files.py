"""Index and snapshot as files beside the store: caches that cost time when they are missing, and nothing else."""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zipfile import BadZipFile

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.analysis.csr import Array
    from graph.analysis.related import RelatedIndex
    from graph.analysis.snapshot import Snapshot

Read = TypeVar("Read")
_NAME = re.compile(r"related-(\d+)-([0-9a-f]+)\.npz")


class IndexFiles:
    """The files ``related-<revision>-<method>.npz`` and ``snapshot-<revision>-<method>.npz`` of a folder.

    Parameters
    ----------
    folder : Path
        Where they live. A folder that cannot be written costs time only.
    method : str
        What made them; those of others are not read.
    """

    def __init__(self, folder: Path, method: str) -> None:
        self._folder = folder
        self._method = method

    def revision(self) -> int | None:
        """Return the revision of the newest index there is."""
        found = [_NAME.fullmatch(path.name) for path in self._folder.glob("related-*.npz")]
        return max((int(name[1]) for name in found if name and name[2] == self._method), default=None)

    def index(self, revision: int) -> "RelatedIndex | None":
        """Return the index of a revision; None if it is not there or damaged."""
        from graph.analysis.related import RelatedIndex

        return self._load("related", revision, RelatedIndex.from_arrays)

    def snapshot(self, revision: int) -> "Snapshot | None":
        """Return the snapshot of a revision; None if it is not there or damaged."""
        from graph.analysis.snapshot import Snapshot

        return self._load("snapshot", revision, Snapshot.from_arrays)

    def keep(self, index: "RelatedIndex", snapshot: "Snapshot") -> None:
        """Keep both, and drop what was there; a full disk is no reason not to answer."""
        related, archive = (self._path(name, index.revision) for name in ("related", "snapshot"))
        try:
            self._folder.mkdir(exist_ok=True)
            _write(archive, snapshot.to_arrays())
            _write(related, index.to_arrays())
            self.drop(keep=[related, archive])
        except OSError:
            with suppress(OSError):
                for path in self._folder.glob(f"*.{os.getpid()}.draft"):
                    path.unlink(missing_ok=True)

    def drop(self, keep: "list[Path] | None" = None) -> None:
        """Drop all files but some."""
        for pattern in ("related-*.npz", "snapshot-*.npz"):
            for path in self._folder.glob(pattern):
                if path not in (keep or ()):
                    with suppress(OSError):
                        path.unlink(missing_ok=True)

    def _path(self, name: str, revision: int) -> Path:
        return self._folder / f"{name}-{revision}-{self._method}.npz"

    def _load(self, name: str, revision: int, read: "Callable[[Mapping[str, Array]], Read]") -> Read | None:
        path = self._path(name, revision)
        if not path.is_file():
            return None
        import numpy as np

        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return read(arrays)
        except (InputError, OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None  # a damaged or older file is made again


def _write(path: Path, arrays: "Mapping[str, Array]") -> None:
    import numpy as np

    draft = path.with_name(f"{path.stem}.{os.getpid()}.draft")
    with draft.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
    draft.replace(path)
