"""What the tests of the read-only console stand on: a small graph on either engine, and all there is in it."""

import contextlib
from typing import Any

from graph.errors import ReadOnlyError, StorytrailError
from graph.store.base import Backend
from graph.store.graph_store import GraphStore
from graph.store.readonly import check
from tests.store.building import DAY, day, event, heading

PARAMS = {"set": "x", "id": f"{DAY}/a", "m": {"set": 1, "drop": 2}, "names": ["Event"]}
# the lock of a writer on a server is renewed now and then
_EVERYTHING = (
    "MATCH (n) WHERE NOT n:StorytrailLock RETURN labels(n) AS labels, properties(n) AS properties, n.id AS id",
    "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b",
    "SHOW INDEXES YIELD name, type RETURN name, type",
    "SHOW CONSTRAINTS YIELD name RETURN name",
)


def everything(backend: Backend) -> list[list[str]]:
    """Return all nodes, relationships, indexes and constraints of a graph."""
    return [sorted(map(repr, map(_ordered, backend.run(cypher)))) for cypher in _EVERYTHING]


def _ordered(value: Any) -> Any:
    return sorted((key, _ordered(held)) for key, held in value.items()) if isinstance(value, dict) else value


def fill(backend: Backend) -> None:
    """Load two events of one day into an empty graph."""
    store = GraphStore(backend)
    store.create_schema()
    over = heading("Over", "Over")
    store.load_first(
        [(day(DAY, event("a", topics=["Alpha", "Beta"], headings=[over]), event("b", topics=["Beta"], position=1)))]
    )


def try_to_write(backend: Backend, text: str) -> None:
    """Run a text as a writer would if it passes the filter, and see that nothing has changed."""
    try:
        passed = check(text)
    except ReadOnlyError:
        return
    before = everything(backend)
    with contextlib.suppress(StorytrailError):
        backend.run(passed, PARAMS, write=True)
    assert everything(backend) == before
