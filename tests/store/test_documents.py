"""The archive of documents and the ledger of ids."""

import datetime as dt
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError, StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from graph.model import Document, Redirect
from graph.parse.identity import KnownEvent
from graph.store.documents import DocumentArchive, LedgerEntry
from graph.store.partitions import KINDS
from tests.store.building import DAY, document, event

NEXT = DAY + dt.timedelta(days=1)
TEXT = st.text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "documents.sqlite"


@settings(max_examples=25, deadline=None)
@given(kept=st.lists(st.builds(Document, TEXT, st.dates(), *[TEXT] * 6), max_size=5))
def test_documents_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, kept: list[Document]) -> None:
    archive = DocumentArchive(tmp_path_factory.mktemp("archive") / "documents.sqlite")
    for one in kept:
        archive.put(one)
    last = {one.id: one for one in kept}
    assert {one.id: archive.get(one.id) for one in kept} == last
    assert list(archive) == [last[name] for name in archive.ids()]
    assert archive.digests() == {name: one.digest for name, one in last.items()}
    assert len(archive) == len(last)
    archive.close()


def test_documents_are_streamed_in_the_order_of_ids_over_pages(path: Path) -> None:
    archive = DocumentArchive(path)
    names = [f"own/{number:04}" for number in range(450)]
    with archive.transaction():
        for name in reversed(names):
            archive.put(document(name))
    assert [one.id for one in archive] == archive.ids() == names
    archive.close()


def test_half_a_surrogate_pair_survives(path: Path) -> None:
    archive = DocumentArchive(path)
    odd = Document("d", DAY, "half \ud800 a pair", "o", "portal", "l", "x")
    archive.put(odd)
    assert archive.get("d") == odd
    archive.close()


def test_a_removed_document_is_gone_but_not_its_ids(path: Path) -> None:
    archive = DocumentArchive(path)
    archive.put(document("d"))
    archive.record([event("a", "Text.", document="d")])
    assert archive.remove("d")
    assert not archive.remove("d")
    with pytest.raises(NotFoundError, match="d"):
        archive.get("d")
    assert archive.known([DAY]) == {DAY: [KnownEvent(f"{DAY}/a", "Text.", "d")]}
    archive.close()


def test_the_ledger_keeps_the_order_of_giving_and_the_last_text(path: Path) -> None:
    archive = DocumentArchive(path)
    archive.record([event("b", "One."), event("a", "Two."), event("c", date=NEXT)])
    archive.record([event("b", "One, edited.", document="other")])
    assert archive.known([DAY, DAY + dt.timedelta(days=7)]) == {
        DAY: [KnownEvent(f"{DAY}/b", "One, edited.", "other"), KnownEvent(f"{DAY}/a", "Two.", f"portal/{DAY}")],
        DAY + dt.timedelta(days=7): [],
    }
    archive.close()


def test_the_whole_ledger_is_streamed_in_the_order_of_giving_over_pages(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.documents._LEDGER_PAGE", 3)
    archive = DocumentArchive(path)
    assert list(archive.ledger()) == []
    given_out = [LedgerEntry(name, DAY, f"Text of {name}.", "d") for name in "gfedcba"]
    archive.enter(given_out)
    archive.enter([LedgerEntry("e", NEXT, "Edited.", "other")])
    expected = [LedgerEntry("e", NEXT, "Edited.", "other") if entry.id == "e" else entry for entry in given_out]
    assert list(archive.ledger()) == expected
    archive.close()


def test_a_transaction_keeps_all_or_nothing(path: Path) -> None:
    archive = DocumentArchive(path)

    def interrupted() -> None:
        with archive.transaction():
            archive.put(document("d"))
            with archive.transaction():
                archive.record([event("a")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (archive.ids(), archive.known([DAY])) == ([], {DAY: []})
    with archive.transaction():
        archive.put(document("d"))
    archive.close()
    again = DocumentArchive(path)
    assert again.ids() == ["d"]
    again.close()


def test_another_process_reads_while_one_writes_and_cannot_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.sqlite._WAIT_S", 0.05)
    one, other = DocumentArchive(path), DocumentArchive(path)
    with one.transaction():
        one.put(document("d"))
        assert other.ids() == []
        with pytest.raises(StoreBusyError, match="another process is writing"):
            other.put(document("e"))
    assert other.ids() == ["d"]
    one.close()
    other.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])


@pytest.mark.parametrize("spoil", [garbage, cut])
def test_a_damaged_file_says_so(path: Path, spoil: Callable[[Path], None]) -> None:
    archive = DocumentArchive(path)
    for number in range(50):
        archive.put(document(f"d{number}", [event(str(number))]))
    archive.close()
    spoil(path)

    def read() -> None:
        archive = DocumentArchive(path)
        try:
            list(archive)
        finally:
            archive.close()

    with pytest.raises(StoreDamagedError, match=r"documents\.sqlite"):
        read()


def test_a_file_of_a_later_version_says_so(path: Path) -> None:
    archive = DocumentArchive(path)
    archive.put(document("d"))
    archive.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreVersionError, match="later version"):
        DocumentArchive(path).ids()


def version_1(path: Path) -> None:
    """Make the file that version 1 of the layout would have made of a day page and its event."""
    connection = sqlite3.connect(path)
    connection.executescript("""
        CREATE TABLE document (
          id TEXT PRIMARY KEY, digest TEXT NOT NULL, revision TEXT NOT NULL, origin TEXT NOT NULL,
          format TEXT NOT NULL, licence TEXT NOT NULL, content BLOB NOT NULL
        );
        CREATE TABLE ledger (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT NOT NULL, text TEXT NOT NULL,
          document TEXT NOT NULL
        );
        INSERT INTO ledger VALUES (1, '2016-02-03/a', '2016-02-03', 'A', 'portal/2016-02-03');
        PRAGMA user_version = 1;
    """)
    row = ("portal/2016-02-03", "digest", "", "a.txt", "portal", "CC BY-SA 4.0", zlib.compress(b"page"))
    connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()


def test_a_file_of_version_1_is_brought_up_to_date(path: Path) -> None:
    version_1(path)
    archive = DocumentArchive(path)
    kept = archive.get("portal/2016-02-03")
    assert (kept.date, kept.text) == (DAY, "page")
    assert archive.of_date(DAY) == ["portal/2016-02-03"]
    assert archive.redirects() == []
    assert [entry.id for entry in archive.ledger()] == ["2016-02-03/a"]
    archive.put(document("d"))
    archive.close()
    assert DocumentArchive(path).ids() == ["d", "portal/2016-02-03"]


def test_a_file_of_version_2_is_brought_up_to_date(path: Path) -> None:
    archive = DocumentArchive(path)
    archive.put(document("d"))
    archive.close()
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE member; DROP TABLE part; PRAGMA user_version = 2")
    connection.close()
    archive = DocumentArchive(path)
    assert archive.partition("stories") == ({}, {})
    archive.keep_partition("stories", {"a": "s1"}, {"s1": "One"})
    assert archive.partition("stories") == ({"a": "s1"}, {"s1": "One"})
    assert archive.ids() == ["d"]
    archive.close()


# --- partitions

PARTITIONS = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["s1", "s2", "é\n"]))
LABELS = st.dictionaries(st.sampled_from(["s1", "s2", "é\n"]), st.sampled_from(["", "One", "Two 🙂"]))


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), PARTITIONS, LABELS), max_size=6))
def test_the_last_partition_of_each_kind_is_kept(tmp_path_factory: pytest.TempPathFactory, steps: Any) -> None:
    path = tmp_path_factory.mktemp("archive") / "documents.sqlite"
    archive = DocumentArchive(path)
    last: dict[str, Any] = {kind: ({}, {}) for kind in KINDS}
    for kind, members, labels in steps:
        archive.keep_partition(kind, members, labels)
        last[kind] = members, labels
    archive.close()
    again = DocumentArchive(path)
    assert {kind: again.partition(kind) for kind in KINDS} == last
    assert all(list(part) == sorted(part) for kind in KINDS for part in again.partition(kind))
    again.close()


def test_only_what_differs_of_a_partition_is_written(path: Path) -> None:
    archive = DocumentArchive(path)
    members, labels = {"a": "s1", "b": "s1", "c": "s2"}, {"s1": "One", "s2": "Two"}
    archive.keep_partition("stories", members, labels)
    connection = sqlite3.connect(path)
    connection.executescript("""
        CREATE TABLE seen (id TEXT);
        CREATE TRIGGER put AFTER INSERT ON member BEGIN INSERT INTO seen VALUES ('+' || new.id); END;
        CREATE TRIGGER took AFTER DELETE ON member BEGIN INSERT INTO seen VALUES ('-' || old.id); END;
        CREATE TRIGGER named AFTER INSERT ON part BEGIN INSERT INTO seen VALUES ('+' || new.id); END;
    """)
    archive.keep_partition("stories", {"a": "s1", "b": "s2", "d": "s2"}, {"s1": "One", "s2": "Three"})
    assert connection.execute("SELECT id FROM seen").fetchall() == [("-c",), ("+b",), ("+d",), ("+s2",)]
    connection.close()
    archive.close()


def test_a_partition_is_kept_as_a_whole_or_not_at_all(path: Path) -> None:
    archive = DocumentArchive(path)
    archive.keep_partition("stories", {"a": "s1"}, {"s1": "One"})
    with pytest.raises(InputError, match="half a surrogate"):
        archive.keep_partition("stories", {"b": "s2"}, {"s2": "half \ud800 a pair"})
    assert archive.partition("stories") == ({"a": "s1"}, {"s1": "One"})
    archive.close()


def test_partitions_are_of_three_kinds(path: Path) -> None:
    archive = DocumentArchive(path)
    with pytest.raises(InputError, match="stories, themes, regions, not of 'topics'"):
        archive.keep_partition("topics", {}, {})
    with pytest.raises(InputError, match="topics"):
        archive.partition("topics")


def test_redirects_are_kept_and_the_newest_holds(path: Path) -> None:
    archive = DocumentArchive(path)
    later = DAY + dt.timedelta(days=1)
    archive.learn([Redirect("Burma", "Myanmar", later), Redirect("Zaire", "Congo", DAY)])
    archive.learn([Redirect("Burma", "Bama", DAY), Redirect("Zaire", "DR Congo", later)])
    assert archive.redirects() == [Redirect("Burma", "Myanmar", later), Redirect("Zaire", "DR Congo", later)]


def test_a_place_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"documents\.sqlite cannot be used"):
        DocumentArchive(tmp_path / "documents.sqlite").ids()
