"""Stores that nobody has written to yet, or that may only be read."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.model import Ref
from graph.store import open_store
from graph.store.documents import DocumentArchive
from graph.store.user import UserData
from tests.store.building import DAY, day, document, event
from tests.store.test_documents import version_1

_NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A store, in a folder that anybody may look into."""
    place = Path(tempfile.mkdtemp())
    with open_store(str(place), create=True) as store:
        store.graph.load_first([day(DAY, event("a"))])
        store.documents.put(document("d"))
        store.documents.record([event("a")])
        store.user.mute(Ref("a", "A"))
    yield place
    shutil.rmtree(place)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Forbid writing to a folder; root, whom nothing is forbidden, becomes somebody else meanwhile."""
    me = os.geteuid()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if me == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)
        folder.chmod(0o755)


def test_what_was_never_written_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    user, documents = UserData(tmp_path / "user.sqlite"), DocumentArchive(tmp_path / "documents.sqlite")
    assert (user.muted(), user.values("chain"), user.export_()["muted"]) == ([], {}, [])
    assert (len(documents), documents.ids(), list(documents), documents.known([DAY])) == (0, [], [], {DAY: []})
    assert list(tmp_path.iterdir()) == []
    other = UserData(tmp_path / "user.sqlite")
    other.mute(Ref("a", "A"))
    assert user.muted() == [Ref("a", "A")]
    user.close()
    other.close()
    documents.close()


def test_a_read_only_store_can_be_read_and_says_that_it_cannot_be_written_to(folder: Path) -> None:
    before = sorted(folder.iterdir())
    with read_only(folder), open_store(str(folder), write=True) as store:
        assert store.user.muted() == [Ref("a", "A")]
        assert (store.documents.ids(), len(store.documents.known([DAY])[DAY])) == (["d"], 1)
        assert store.graph.counts().events == 1
        with pytest.raises(StoreError, match=r"The file .*user.* cannot be used: .*permissions.*\.$"):
            store.user.mute(Ref("b", "B"))
        with pytest.raises(StoreError, match=r"The file .*documents.* cannot be used: .*permissions.*\.$"):
            store.documents.put(document("e"))
        with pytest.raises(StoreError, match=r"The store .* cannot be read or written; see to its permissions .*\.$"):
            store.reserve()
        assert store.user.muted() == [Ref("a", "A")]
    assert sorted(folder.iterdir()) == before


def test_a_read_only_file_of_an_older_version_can_be_read() -> None:
    folder = Path(tempfile.mkdtemp())
    path = folder / "documents.sqlite"
    version_1(path)
    with read_only(folder):
        assert DocumentArchive(path).of_date(DAY) == ["portal/2016-02-03"]
    shutil.rmtree(folder)


def test_a_read_only_file_that_holds_nothing_reads_as_empty(folder: Path) -> None:
    (folder / "user.sqlite").unlink()
    sqlite3.connect(folder / "user.sqlite").close()
    (folder / "user.sqlite").touch()
    with read_only(folder), open_store(str(folder)) as store:
        assert store.user.muted() == []
