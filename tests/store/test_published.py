"""What a process holds of a graph file: loaded once, gone on with, and given up when the file is another's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ReadOnlyError, StoreDamagedError
from graph.store import embedded, open_store
from graph.store.folder import OpenStore
from tests.store.building import DAY, day, event
from tests.store.test_processes import child

Loads = list[Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one event."""
    with open_store(str(tmp_path), create=True) as store:
        store.graph.load_first([day(DAY, event("a"))])
    return tmp_path


@pytest.fixture
def loads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Loads:
    """Every time that a graph file is loaded."""
    loaded: Loads = []
    load = embedded._loaded

    def counted(path: Path) -> Any:
        loaded.append(path)
        return load(path)

    monkeypatch.setattr(embedded, "_loaded", counted)
    return loaded


@pytest.fixture
def reader(folder: Path, loads: Loads) -> Iterator[OpenStore]:
    """The store, open for reading."""
    with open_store(str(folder)) as store:
        yield store


def names(store: OpenStore) -> list[str]:
    return [event.id.removeprefix(f"{DAY}/") for event in store.graph.day(DAY)]


def write(folder: Path, name: str) -> None:
    """Replace the event of the day."""
    with open_store(str(folder), write=True) as store:
        store.graph.replace_document(*day(DAY, event(name, f"News of {name}.")))


def test_stores_of_one_process_load_a_file_once(folder: Path, reader: OpenStore, loads: Loads) -> None:
    with open_store(str(folder)) as other, open_store(str(folder), write=True) as writer:
        writer.reserve()
        assert (names(writer), loads) == (["a"], [folder / embedded.GRAPH_FILE])
        writer.close()
        assert names(other) == names(reader) == ["a"]
    assert len(loads) == 1


def test_what_this_process_published_is_read_and_written_to_without_loading_it(
    folder: Path, reader: OpenStore, loads: Loads
) -> None:
    assert names(reader) == ["a"]
    for name in ("bridge", "canal", "dam"):
        write(folder, name)
        assert names(reader) == [name]
        assert [found.id for found, _ in reader.graph.search_events("bridge canal dam")] == [f"{DAY}/{name}"]
    assert len(loads) == 1


def test_who_reads_while_this_process_writes_sees_what_was_published(folder: Path, reader: OpenStore) -> None:
    with open_store(str(folder), write=True) as writer:
        writer.graph.replace_document(*day(DAY, event("b")))
        assert (names(reader), names(writer)) == (["a"], ["b"])
        writer.graph.publish()
        assert names(reader) == ["b"]
        writer.graph.replace_document(*day(DAY, event("c")))
        assert (names(reader), names(writer)) == (["b"], ["c"])
    assert names(reader) == ["c"]


def test_a_stream_begun_before_this_process_wrote_goes_on_with_its_state(folder: Path, reader: OpenStore) -> None:
    stream = reader.graph.outlines()
    first = next(stream)
    write(folder, "b")
    assert [first.id, *(outline.id for outline in stream)] == [f"{DAY}/a"]
    assert names(reader) == ["b"]


def test_what_a_writer_did_not_publish_is_not_held(folder: Path, reader: OpenStore) -> None:
    def fail() -> None:
        with open_store(str(folder), write=True) as writer:
            writer.graph.replace_document(*day(DAY, event("b")))
            raise KeyboardInterrupt

    assert names(reader) == ["a"]
    with pytest.raises(KeyboardInterrupt):
        fail()
    assert names(reader) == ["a"]
    with open_store(str(folder), write=True) as writer:
        writer.reserve()
        assert names(writer) == ["a"]


def test_an_empty_graph_that_was_not_published_is_not_held(folder: Path, reader: OpenStore) -> None:
    assert names(reader) == ["a"]
    embedded.EmbeddedBackend(folder, fresh=True).close()
    assert names(reader) == ["a"]
    with open_store(str(folder), write=True) as writer:
        writer.reserve()
        assert names(writer) == ["a"]


def test_what_another_process_published_after_this_one_is_read_and_gone_on_with(
    folder: Path, reader: OpenStore, loads: Loads
) -> None:
    write(folder, "b")
    assert names(reader) == ["b"]
    before = len(loads)
    with child("hold", folder) as other:
        assert other.hears() == "written"
        assert names(reader) == ["b"]
        other.goes_on()
        assert other.hears() == "published"
        assert names(reader) == ["from-the-child"]
        other.goes_on()
        other.process.wait()
    with open_store(str(folder), write=True) as writer:
        writer.reserve()
        assert names(writer) == ["from-the-child"]
    assert len(loads) == before + 1


def test_a_file_that_is_lost_is_not_answered_for(folder: Path, reader: OpenStore) -> None:
    assert names(reader) == ["a"]
    (folder / embedded.GRAPH_FILE).unlink()
    with pytest.raises(StoreDamagedError):
        names(reader)


def test_nothing_is_held_when_no_store_is_open(folder: Path, loads: Loads) -> None:
    for _ in range(2):
        with open_store(str(folder)) as store:
            assert names(store) == ["a"]
    assert len(loads) == 2


def test_a_snapshot_of_what_this_process_wrote_refuses_writing(folder: Path, reader: OpenStore) -> None:
    write(folder, "b")
    backend = embedded.EmbeddedBackend(folder)
    with pytest.raises(ReadOnlyError):
        backend.console("MATCH (e:Event) SET e.text = 'x'", {}, limit=1, timeout_s=1)
    backend.close()
    assert names(reader) == ["b"]
