"""Fixtures for all tests: a clean environment, the sample in a real store, and a real Neo4j server."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph import EventGraph
from graph.settings import SETTINGS
from tests.needs import need
from tests.neo4j_server import Access, Server, claim, empty, given, missing

# examples of any size take the time they take, and machines are slow now and then
# the same examples on every machine that has the last word; elsewhere new ones each time
settings.register_profile("untimed", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("untimed")

# as it was before clean_environment: it may name a server for the tests, and its credentials
_ENVIRONMENT = dict(os.environ)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings and stores of whoever runs the tests out of them."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.env, raising=False)
    monkeypatch.setenv("STORYTRAIL_DATA", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the analysed sample; not to be written to."""
    store = tmp_path_factory.mktemp("sample") / "store"
    with EventGraph.open(store, create=True) as graph:
        graph.load_sample()
    return store


@pytest.fixture
def sample(sample_store: Path) -> Iterator[EventGraph]:
    """The analysed sample, open."""
    with EventGraph.open(sample_store) as graph:
        yield graph


def _start_own() -> Server:
    for what, how in missing():
        need(False, what, f"{how}; or point STORYTRAIL_TEST_NEO4J_URI at an empty Neo4j")
    server = Server()
    server.__enter__()
    return server


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Access]:
    """A real Neo4j: the one that ``STORYTRAIL_TEST_NEO4J_URI`` names, or one of the tests' own, started once."""
    access = given(_ENVIRONMENT)
    if access is not None:
        claim(access)
        yield access
        return
    with contextlib.closing(_start_own()) as server:
        yield server


@pytest.fixture(scope="session")
def _own_neo4j_server(neo4j_server: Access) -> Iterator[Server]:
    """The server of the tests if it is their own, else one beside it that may be stopped."""
    if isinstance(neo4j_server, Server):
        yield neo4j_server
        return
    with contextlib.closing(_start_own()) as server:
        yield server


def _hand_out(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    empty(access)
    monkeypatch.setenv("NEO4J_USERNAME", access.user)
    monkeypatch.setenv("NEO4J_PASSWORD", access.password)


@pytest.fixture
def neo4j_store(neo4j_server: Access, clean_environment: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an emptied Neo4j, with the credentials in the environment."""
    _hand_out(neo4j_server, monkeypatch)
    return neo4j_server.url


@pytest.fixture
def stoppable_neo4j(
    _own_neo4j_server: Server, clean_environment: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """An emptied Neo4j like `neo4j_store` that the test may stop, kill and start; it runs again afterwards."""
    _hand_out(_own_neo4j_server, monkeypatch)
    yield _own_neo4j_server
    _own_neo4j_server.start()
