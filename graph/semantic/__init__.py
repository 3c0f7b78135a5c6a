"""Meaning of event texts as vectors: the optional extra ``storytrail[semantic]``.

Examples
--------
>>> from graph.semantic import Embedder, VectorCache, available
>>> if available():  # doctest: +SKIP
...     vectors = VectorCache(folder / "vectors.sqlite").vectors(texts, Embedder())

Names are loaded when they are first used; asking whether the extra is there costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph.semantic.extra import available, require

if TYPE_CHECKING:
    from graph.semantic.embedder import Embedder
    from graph.semantic.vector_cache import VectorCache

__all__ = ["Embedder", "VectorCache", "available", "require"]

_HOME = {"Embedder": "graph.semantic.embedder", "VectorCache": "graph.semantic.vector_cache"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
