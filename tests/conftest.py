"""Fixtures for all tests: a clean environment, and the sample in a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph import EventGraph
from graph.settings import SETTINGS

# examples of any size take the time they take, and machines are slow now and then
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
