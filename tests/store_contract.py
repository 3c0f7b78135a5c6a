"""The behaviour of a graph store, written once; each backend runs it by subclassing `StoreContract`.

A subclass gives these fixtures: ``backend``, an engine with an empty graph, wrapped in `tests.store.watching.Watched`;
``store``, a graph store with its schema on that backend; ``make_store``, which makes further empty stores;
``seen``, the dict that the backend notes its statements in.
"""

from tests.store.reading_contract import ReadingContract
from tests.store.writing_contract import WritingContract


class StoreContract(ReadingContract, WritingContract):
    """What every backend does alike."""
