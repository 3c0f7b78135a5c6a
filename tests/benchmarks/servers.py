"""A Neo4j server of one's own for a benchmark, with its credentials in the environment."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tests.neo4j_server import Server


@contextmanager
def own_server() -> Iterator[Server]:
    """Start an empty server with the memory of `compose.yaml`, and stop it at the end; all it held goes with it."""
    with tempfile.TemporaryDirectory() as data, Server(heap="1g", page_cache="1g") as server:
        settings = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password, "STORYTRAIL_DATA": data}
        with patch.dict(os.environ, settings):
            yield server
