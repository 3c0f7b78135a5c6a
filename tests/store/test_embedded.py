"""The embedded backend: the common contract, and what only a file shared by processes can do."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.errors import StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from graph.store import open_store
from graph.store.base import Backend
from graph.store.embedded import GRAPH_FILE, EmbeddedBackend
from graph.store.graph_store import GraphStore
from tests.store.building import DAY, day, event
from tests.store.scenes import MakeStore
from tests.store_contract import StoreContract


@contextmanager
def new_store(folder: Path) -> Iterator[GraphStore]:
    store = GraphStore(EmbeddedBackend(folder, fresh=True))
    store.create_schema()
    yield store
    store.close(publish=False)


class TestEmbeddedStore(StoreContract):
    engine = "embedded"

    @pytest.fixture
    def make_store(self) -> MakeStore:
        @contextmanager
        def make() -> Iterator[GraphStore]:
            with TemporaryDirectory() as folder, new_store(Path(folder)) as store:
                yield store

        return make

    @pytest.fixture
    def backend(self, tmp_path: Path) -> Backend:
        return EmbeddedBackend(tmp_path, fresh=True)

    @pytest.fixture
    def store(self, backend: Backend) -> Iterator[GraphStore]:
        store = GraphStore(backend)
        store.create_schema()
        yield store
        store.close(publish=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one event, whose document is kept."""
    page, events = day(DAY, event("a", topics=["Alpha"]))
    with open_store(str(tmp_path), create=True) as store:
        store.documents.put(page)
        store.graph.load_first([(page, events)])
    return tmp_path


def spoil_nothing(path: Path) -> None:
    path.unlink()


def spoil_all(path: Path) -> None:
    path.write_bytes(b"this is not a graph" * 100)


def spoil_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def spoil_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [spoil_nothing, spoil_all, spoil_end, spoil_middle, empty])
def test_a_damaged_graph_names_the_way_out_and_can_be_made_anew(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder / GRAPH_FILE)
    with open_store(str(folder), write=True) as store:
        with pytest.raises(StoreDamagedError, match="storytrail rebuild"):
            store.graph.counts()
        with pytest.raises(StoreDamagedError, match="storytrail rebuild"):
            store.graph.replace_document(*day(DAY, event("b")))
        assert store.user.muted() == []
    with open_store(str(folder), fresh=True) as store:
        store.graph.load_first([day(DAY, event("b"))])
    with open_store(str(folder)) as store:
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/b"]


@pytest.mark.parametrize("change", ["m.schema_version = 99", "m.engine = 'kglite 0.1.0'"])
def test_a_graph_of_another_version_names_the_way_out(folder: Path, change: str) -> None:
    backend = EmbeddedBackend(folder, write=True)
    backend.run(f"MATCH (m:Meta) SET {change}", write=True)
    backend.close()
    with open_store(str(folder), write=True) as store:
        with pytest.raises(StoreVersionError, match="storytrail rebuild"):
            store.graph.meta()
        with pytest.raises(StoreVersionError, match="storytrail rebuild"):
            store.graph.replace_document(*day(DAY, event("b")))


def test_a_file_of_a_later_engine_names_the_way_out(folder: Path) -> None:
    path = folder / GRAPH_FILE
    content = bytearray(path.read_bytes())
    assert content[:3] == b"RGF"
    content[3] = 99
    path.write_bytes(content)
    with open_store(str(folder)) as store, pytest.raises(StoreVersionError, match="storytrail rebuild"):
        store.graph.meta()


def test_a_graph_of_somebody_else_is_not_written_to(tmp_path: Path) -> None:
    backend = EmbeddedBackend(tmp_path, fresh=True)
    backend.run("CREATE (:Person {id: 'somebody'})", write=True)
    backend.close()
    with open_store(str(tmp_path), write=True) as store:
        with pytest.raises(StoreDamagedError, match="no Storytrail data"):
            store.graph.load_first([day(DAY, event("b"))])
        with pytest.raises(StoreDamagedError, match="no Storytrail data"):
            store.graph.replace_document(*day(DAY, event("b")))


def test_the_old_graph_is_there_until_the_new_one_is_published(folder: Path) -> None:
    with open_store(str(folder)) as reader, open_store(str(folder), fresh=True) as store:
        store.graph.load_first([day(DAY, event("b"))])
        assert [event.id for event in reader.graph.day(DAY)] == [f"{DAY}/a"]
        before = reader.graph.meta().revision
        store.graph.publish()
        assert [event.id for event in reader.graph.day(DAY)] == [f"{DAY}/b"]
        assert reader.graph.meta().revision > before - 1


def test_an_error_drops_what_was_not_published(folder: Path) -> None:
    def fail(*, fresh: bool) -> None:
        with open_store(str(folder), write=True, fresh=fresh) as store:
            store.graph.replace_document(*day(DAY, event("b")))
            raise KeyboardInterrupt

    for fresh in (False, True):
        with pytest.raises(KeyboardInterrupt):
            fail(fresh=fresh)
        with open_store(str(folder)) as store:
            assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/a"]


def test_a_store_opened_for_reading_cannot_be_written_to(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir() if not path.name.startswith("writer"))
    with open_store(str(folder)) as store:
        with pytest.raises(StoreError, match="opened for reading"):
            store.graph.replace_document(*day(DAY, event("b")))
        with pytest.raises(StoreError, match="opened for reading"):
            store.reserve()
        assert store.graph.counts().events == 1
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith("writer")) == before


def test_this_process_cannot_write_twice_at_once(folder: Path) -> None:
    with open_store(str(folder), write=True) as one, open_store(str(folder), write=True) as other:
        one.graph.replace_document(*day(DAY, event("b")))
        with pytest.raises(StoreBusyError, match="This same process"):
            other.graph.replace_document(*day(DAY, event("c")))


def test_a_reserved_store_keeps_others_out_until_it_is_closed(folder: Path) -> None:
    with open_store(str(folder), write=True) as one, open_store(str(folder), write=True) as other:
        one.reserve()
        with pytest.raises(StoreBusyError):
            other.reserve()
        one.close()
        other.reserve()


def test_a_store_that_cannot_be_reserved_is_left_to_others(folder: Path) -> None:
    content = (folder / GRAPH_FILE).read_bytes()
    with open_store(str(folder), write=True) as store, open_store(str(folder), write=True) as other:
        store.graph.counts()
        spoil_middle(folder / GRAPH_FILE)
        for _ in range(2):
            with pytest.raises(StoreDamagedError):
                store.reserve()
        (folder / GRAPH_FILE).write_bytes(content)
        other.reserve()


def test_threads_read_while_one_writes(folder: Path) -> None:
    with open_store(str(folder), write=True) as store:

        def read(_: int) -> int:
            return len(store.graph.day(DAY)) + len(list(store.graph.outlines()))

        def write(number: int) -> int:
            store.graph.replace_document(*day(DAY, event("a", f"Text {number}.")))
            return 2

        with ThreadPoolExecutor(4) as pool:
            tasks = [pool.submit(write if n % 5 == 0 else read, n) for n in range(60)]
            assert {task.result() for task in tasks} == {2}
