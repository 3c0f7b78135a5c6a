"""The behaviour of a graph store, written once; each backend runs it by subclassing `StoreContract`.

A subclass names its ``engine``, as the folder of its own statements is called, and gives these fixtures:
``backend``, an engine with an empty graph; ``store``, a graph store with its schema on that backend; ``make_store``,
which makes empty stores, one at a time.
"""

from tests.store.grouping_contract import GroupingContract
from tests.store.reading_contract import ReadingContract
from tests.store.relating_contract import RelatingContract
from tests.store.statements_contract import StatementsContract
from tests.store.writing_contract import WritingContract


class StoreContract(ReadingContract, WritingContract, RelatingContract, GroupingContract, StatementsContract):
    """What every backend does alike."""
