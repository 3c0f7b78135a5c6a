"""Copying to a real server and back: the same events, relations and ids, and a stopped copy goes on."""

from pathlib import Path

import pytest

from graph import EventGraph
from graph.errors import InputError, StoreError
from graph.store import open_store
from tests import copies
from tests.copies import (
    STOPS,
    StopError,
    copy,
    fill,
    held,
    killed_copy,
    load_days,
    odd_archive,
    stopping,
    three_days,
    writing,
)
from tests.store.building import document
from tests.store.scenes import picture

pytestmark = pytest.mark.neo4j


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A store of three days."""
    return three_days(tmp_path / "source")


def test_the_sample_goes_to_a_server_and_back(sample_store: Path, neo4j_store: str, tmp_path: Path) -> None:
    copy(sample_store, neo4j_store)
    assert held(neo4j_store) == held(sample_store)
    assert copy(neo4j_store, tmp_path / "back").not_kept == 0
    assert held(tmp_path / "back") == held(sample_store)
    with EventGraph.open(sample_store) as ours, EventGraph.open(neo4j_store) as theirs:
        asked = "2016-02-03/air-strikes-will-go-on"
        assert theirs.related(asked).to_dict() == ours.related(asked).to_dict()


def test_odd_things_go_to_a_server_and_back(source: Path, neo4j_store: str, tmp_path: Path) -> None:
    with writing(source) as store:
        fill(store, odd_archive())
    copy(source, neo4j_store)
    assert held(neo4j_store) == held(source)
    copy(neo4j_store, tmp_path / "back")
    assert held(tmp_path / "back") == held(source)
    assert copy(source, neo4j_store).unchanged == copy(neo4j_store, tmp_path / "back").unchanged == 5


@pytest.mark.parametrize(("step", "at"), STOPS)
def test_a_stopped_copy_to_a_server_goes_on(
    tmp_path: Path, neo4j_store: str, monkeypatch: pytest.MonkeyPatch, step: str, at: int
) -> None:
    copies.in_small_batches(monkeypatch)
    load_days(tmp_path / "source", range(1, 13))
    with pytest.raises(StopError):
        copy(tmp_path / "source", neo4j_store, stopping(step, at))
    with open_store(neo4j_store) as store:
        before = store.graph.counts().documents
    assert copy(tmp_path / "source", neo4j_store).unchanged == before
    assert held(neo4j_store) == held(tmp_path / "source")


def test_a_killed_copy_to_a_server_goes_on(tmp_path: Path, neo4j_store: str) -> None:
    load_days(tmp_path / "source", range(1, 13))
    killed_copy(tmp_path / "source", neo4j_store)
    with open_store(neo4j_store) as store:
        before = store.graph.counts().documents
    assert 0 < before < 12
    assert copy(tmp_path / "source", neo4j_store).unchanged == before
    assert held(neo4j_store) == held(tmp_path / "source")


def test_a_server_that_others_filled_is_copied_and_its_ids_last(
    source: Path, neo4j_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(source, neo4j_store)
    monkeypatch.setenv("STORYTRAIL_DATA", str(tmp_path / "another-machine"))
    assert copy(neo4j_store, tmp_path / "back").not_kept == 3
    with open_store(str(tmp_path / "back")) as back, open_store(str(source)) as ours:
        assert picture(back.graph)["events"] == picture(ours.graph)["events"]
        assert {entry.id for entry in back.documents.ledger()} == {one.id for one in picture(ours.graph)["events"]}


def test_a_server_is_not_copied_onto_itself_and_keeps_its_own(source: Path, neo4j_store: str) -> None:
    with writing(Path(source.parent / "other")) as store:
        fill(store, [(document("own/a"), [])])
    copy(source.parent / "other", neo4j_store)
    with pytest.raises(InputError, match="onto itself"):
        copy(neo4j_store, neo4j_store)
    with pytest.raises(StoreError, match=f"{neo4j_store} holds 1 documents that .* such as own/a"):
        copy(source, neo4j_store)
    with open_store(neo4j_store) as store:
        assert list(store.graph.documents()) == ["own/a"]
