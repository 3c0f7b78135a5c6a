"""Vectors kept in a file, so that every text is read by the model once."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreDamagedError, StoreError
from graph.semantic.embedder import DIMENSIONS, Embedder, Step, unit
from graph.store.sqlite import Database

_LAYOUT = """
CREATE TABLE IF NOT EXISTS vectors (
    text TEXT NOT NULL,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (text, model)
)"""
_VERSION = 1
_HELD = "SELECT text, vector FROM vectors WHERE model = ? AND text IN (SELECT value FROM json_each(?))"
_KEEP = "INSERT OR REPLACE INTO vectors (text, model, vector) VALUES (?, ?, ?)"
_HALF = np.dtype("<f2")
_MADE_AT_ONCE = 512
"""Vectors made before they are kept; an interruption loses no more, some seconds of work."""


class VectorCache:
    """Gives vectors of texts, and makes only those that it does not have.

    Vectors are rounded to half precision (cosines change by less than .0005), those just made too: what is asked
    twice is answered the same. The file is only a cache. A damaged one is made again; one that cannot be read or
    written, by permissions, a full disk, another process or a later version, costs the time that it would have saved.

    Parameters
    ----------
    path : pathlib.Path
        The SQLite file; it and its folder are made when there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def vectors(self, texts: Sequence[str], embedder: Embedder, progress: Step | None = None) -> NDArray[np.float32]:
        """Return the vectors of some texts.

        Parameters
        ----------
        texts : sequence of str
            The texts.
        embedder : Embedder
            What makes the vectors of the texts that are new.
        progress : callable, optional
            Called with a name of the work, the number of new texts done and the number of all new ones.

        Returns
        -------
        numpy.ndarray of float32, shape (texts, 384)
            One row a text, of length 1.

        Raises
        ------
        MissingExtraError
            If there are new texts and a package of the extra cannot be loaded.
        """
        keys = [_key(text) for text in texts]
        with closing(Database(self._path, _LAYOUT, _VERSION, "it is made again")) as database:
            known = self._read(database, embedder.model_id, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            known |= self._made(database, missing, embedder, progress)
        kept = np.frombuffer(b"".join(known[key] for key in keys), dtype=_HALF)
        return unit(kept.reshape(-1, DIMENSIONS)).astype(np.float32)

    def _read(self, database: Database, model: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what the file has; nothing if it cannot be read."""
        try:
            return _sound(dict(database.rows(_HELD, (model, json.dumps(keys)))))
        except StoreDamagedError:
            self._remove(database)
            return {}
        except StoreError:
            return {}

    def _made(
        self, database: Database, missing: dict[str, str], embedder: Embedder, progress: Step | None
    ) -> dict[str, bytes]:
        """Make the missing vectors, some at a time, and keep them."""
        made: dict[str, bytes] = {}
        keeping = bool(missing)
        items = iter(missing.items())
        while chunk := dict(islice(items, _MADE_AT_ONCE)):
            vectors = embedder.vectors(list(chunk.values())).astype(_HALF)
            fresh = {key: row.tobytes() for key, row in zip(chunk, vectors, strict=True)}
            keeping = keeping and self._keep(database, embedder.model_id, fresh)
            made |= fresh
            if progress is not None:
                progress("Embedding texts", len(made), len(missing))
        return made

    def _keep(self, database: Database, model: str, fresh: dict[str, bytes]) -> bool:
        """Write vectors and tell whether that is possible; where it is not, each try may wait for long."""
        rows = [(key, model, vector) for key, vector in fresh.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database.change_all(_KEEP, rows)
        except StoreDamagedError:
            self._remove(database)
            return True
        except (StoreError, OSError):
            return False
        return True

    def _remove(self, database: Database) -> None:
        database.close()
        for ending in ("", "-wal", "-shm"):
            # where it cannot be removed it cannot be written either, and the work goes on without it
            with suppress(OSError):
                self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sound(found: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out what cannot be a vector of length 1, rounded."""
    whole = {
        key: row for key, row in found.items() if isinstance(row, bytes) and len(row) == DIMENSIONS * _HALF.itemsize
    }
    vectors = np.frombuffer(b"".join(whole.values()), dtype=_HALF).reshape(-1, DIMENSIONS)
    with np.errstate(invalid="ignore", over="ignore"):
        lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
    return {key: row for (key, row), length in zip(whole.items(), lengths, strict=True) if abs(length - 1) < 0.01}
