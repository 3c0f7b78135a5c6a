"""One store and several processes: readers beside a writer, a second writer, killed and crowded ones."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from graph.errors import StoreBusyError
from graph.store import open_store
from tests.store.building import DAY, day, event

ROOT = Path(__file__).parents[2]


class Child:
    """A running ``tests.store.child``."""

    def __init__(self, action: str, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.store.child", action, str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe

    def hears(self) -> str:
        """Return the next line it says."""
        line = self._pipe(self.process.stdout).readline().strip()
        if not line:
            pytest.fail(f"the other process ended: {self._pipe(self.process.stderr).read()}")
        return line

    def goes_on(self) -> None:
        """Let it take its next step."""
        pipe = self._pipe(self.process.stdin)
        pipe.write("\n")
        pipe.flush()


@contextmanager
def child(action: str, folder: Path) -> Iterator[Child]:
    running = Child(action, folder)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new store."""
    with open_store(str(tmp_path / "store"), create=True):
        return tmp_path / "store"


def test_a_reader_sees_what_another_process_published_and_not_before(folder: Path) -> None:
    with open_store(str(folder)) as store, child("hold", folder) as writer:
        assert store.graph.counts().events == 0
        assert writer.hears() == "written"
        assert store.graph.counts().events == 0
        writer.goes_on()
        assert writer.hears() == "published"
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/from-the-child"]
        assert store.graph.search_events("from the child")


def test_a_stream_begun_before_goes_on_with_the_state_it_began_with(folder: Path) -> None:
    with open_store(str(folder), write=True) as store:
        store.graph.replace_document(*day(DAY, event("mine")))
    with open_store(str(folder)) as store, child("hold", folder) as writer:
        stream = store.graph.all_topics()
        outlines = store.graph.outlines()
        assert next(outlines).id == f"{DAY}/mine"
        assert writer.hears() == "written"
        writer.goes_on()
        assert writer.hears() == "published"
        assert (list(outlines), list(stream)) == ([], [])
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/from-the-child"]


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with child("hold", folder) as writer:
        assert writer.hears() == "written"
        with open_store(str(folder), write=True) as store:
            with pytest.raises(StoreBusyError, match=rf"Another process \(pid {writer.process.pid}\)"):
                store.graph.replace_document(*day(DAY, event("mine")))
            assert store.graph.counts().events == 0
        with pytest.raises(StoreBusyError, match=str(writer.process.pid)):
            open_store(str(folder), fresh=True)
        writer.goes_on()
        assert writer.hears() == "published"
        writer.goes_on()
        writer.process.wait()
    with open_store(str(folder), write=True) as store:
        store.graph.replace_document(*day(DAY, event("mine")))
    with open_store(str(folder)) as store:
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/mine"]


def test_who_reserves_the_store_writes_and_sees_the_newest_state(folder: Path) -> None:
    with open_store(str(folder), write=True) as store:
        assert store.graph.counts().events == 0
        with child("hold", folder) as writer:
            assert writer.hears() == "written"
            with pytest.raises(StoreBusyError, match=str(writer.process.pid)):
                store.reserve()
            writer.goes_on()
            assert writer.hears() == "published"
            writer.goes_on()
            writer.process.wait()
        store.reserve()
        store.reserve()
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/from-the-child"]
        with child("hold", folder) as writer, pytest.raises(pytest.fail.Exception, match="StoreBusyError"):
            writer.hears()
        store.graph.replace_document(*day(DAY, event("mine")))
    with open_store(str(folder)) as store:
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/mine"]


@pytest.mark.parametrize("days", [1, 2, 5])
def test_a_killed_loader_leaves_whole_days_and_a_free_store(folder: Path, days: int) -> None:
    with child("load_on", folder) as loader:
        said = [loader.hears() for _ in range(days)]
        loader.process.kill()
        loader.process.wait()
    with open_store(str(folder), write=True) as store:
        loaded = store.graph.documents()
        assert set(said) <= set(loaded)
        assert set(loaded) <= set(store.documents.digests())
        assert all(len(store.graph.document_events(name)) == 7 for name in loaded)
        for name, digest in store.documents.digests().items():
            known = store.documents.known([store.graph.day(DAY)[0].date])[DAY]
            assert store.documents.get(name).digest == digest
            assert len(known) == 7
        store.graph.replace_document(*day(DAY, event("mine")))
    with open_store(str(folder)) as store:
        assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/mine"]


def test_a_full_disk_loses_nothing_that_was_published(folder: Path) -> None:
    with child("fill", folder) as loader:
        for _ in range(2):
            said = loader.hears()
            assert said.startswith("store-full: ")
            assert "o space is left" in said
        assert loader.hears() == "full"
        with open_store(str(folder)) as store:
            assert [event.id for event in store.graph.day(DAY)] == [f"{DAY}/small"]
            assert len(store.documents) == 0
        loader.goes_on()
        assert loader.hears() == "published"
        with open_store(str(folder)) as store:
            assert len(store.graph.day(DAY)) == 3000
            assert store.documents.ids() == [f"portal/{DAY}"]


def test_the_engine_says_nothing_to_the_terminal_and_reading_imports_no_frames(folder: Path) -> None:
    with child("look", folder) as reader:
        output, errors = reader.process.communicate()
    assert errors == ""
    assert output.split() == ["none"]


def test_importing_the_store_imports_no_engine() -> None:
    code = (
        "import sys, graph.store; print(sorted({'kglite', 'pandas', 'numpy', 'scipy', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
