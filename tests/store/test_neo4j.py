"""The Neo4j backend on a real server: the common contract."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.store.base import Backend
from graph.store.graph_store import GraphStore
from graph.store.neo4j import Neo4jBackend, Server
from graph.store.state import first_meta, set_meta
from tests.neo4j_server import Access
from tests.store.scenes import MakeStore
from tests.store_contract import StoreContract

pytestmark = pytest.mark.neo4j


@pytest.fixture
def writer(neo4j_store: str, neo4j_server: Access) -> Iterator[Neo4jBackend]:
    """An empty database, open for writing."""
    backend = Neo4jBackend(Server(neo4j_store, neo4j_server.user, neo4j_server.password), write=True)
    yield backend
    backend.close()


class TestNeo4jStore(StoreContract):
    engine = "neo4j"

    @pytest.fixture
    def make_store(self, writer: Neo4jBackend, store: GraphStore) -> MakeStore:
        @contextmanager
        def make() -> Iterator[GraphStore]:
            writer.clear()
            writer.write(lambda runner: set_meta(runner, first_meta(writer.engine)))
            yield store

        return make

    @pytest.fixture
    def backend(self, writer: Neo4jBackend) -> Backend:
        return writer

    @pytest.fixture
    def store(self, backend: Backend) -> GraphStore:
        store = GraphStore(backend)
        store.create_schema()
        return store
