"""Vectors of meaning for an archive, where the user asked for them: made once for a text, and carried along."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph import settings
from graph.model import EventOutline

if TYPE_CHECKING:
    from graph.analysis.csr import Array

Step = Callable[[str, int, int], None]


class Meanings:
    """The vectors of the events of an archive, or none at all when they are not asked for.

    Parameters
    ----------
    folder : Path
        Where vectors are kept, in ``vectors.sqlite``.
    wanted : bool
        Whether they are asked for.

    Raises
    ------
    MissingExtraError
        If they are asked for and the extra ``storytrail[semantic]`` is not installed.
    """

    def __init__(self, folder: Path, wanted: bool) -> None:
        self.wanted = wanted
        self._folder = folder
        self._texts: dict[str, str] = {}
        if wanted:
            from graph import semantic

            semantic.require()

    def reading(self, outlines: Iterable[EventOutline]) -> Iterator[EventOutline]:
        """Pass outlines on, and remember their texts if vectors are asked for."""
        for outline in outlines:
            if self.wanted:
                self._texts[outline.id] = outline.text
            yield outline

    def of(
        self, ids: Sequence[str], known: "Mapping[str, Array] | None" = None, progress: Step | None = None
    ) -> "Array | None":
        """Return the vectors of some events, of shape (events, dimensions) and half precision; None if not asked for.

        Parameters
        ----------
        ids : sequence of str
            Events that were read, or are known.
        known : mapping of str to ndarray, optional
            Vectors by event; of those that were read since they are made anew.
        progress : callable, optional
            Called as ``progress(step, done, total)``.
        """
        if not self.wanted:
            return None
        import numpy as np

        if not ids:
            return np.zeros((0, 0), dtype=np.float16)
        from graph.semantic import Embedder, VectorCache

        texts = {name: self._texts[name] for name in ids if name in self._texts}
        cache, embedder = VectorCache(self._folder / "vectors.sqlite"), Embedder()
        made = dict(zip(texts, cache.vectors(list(texts.values()), embedder, progress), strict=True))
        vectors = {**(known or {}), **made}
        return np.array([vectors[name] for name in ids], dtype=np.float16).reshape(len(ids), -1)


def require_if_wanted() -> None:
    """Make sure, before any work, that vectors can be made if the user asked for them.

    Raises
    ------
    MissingExtraError
        If they are asked for and the extra ``storytrail[semantic]`` is not installed.
    """
    if wanted():
        from graph import semantic

        semantic.require()


def wanted() -> bool:
    """Return whether the user asked for vectors of meaning."""
    return settings.get("semantic").casefold() in ("1", "true", "yes", "on")
