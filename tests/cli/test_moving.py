"""The command that copies a store to another place."""

import json
from pathlib import Path

import pytest

from graph.store import open_store
from tests.cli.running import ask, refused, storytrail
from tests.copies import held
from tests.pages import write_pages

REPORT_KEYS = {
    "documents",
    "unchanged",
    "events",
    "topics",
    "sources",
    "related",
    "not_kept",
    "imported",
    "seconds",
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    ask("load", write_pages(tmp_path / "pages"), store=tmp_path / "store")
    ask("mute", "Rotterdam", store=tmp_path / "store")
    return tmp_path / "store"


def test_copy_reports_and_the_copy_answers_the_same(store: Path, tmp_path: Path) -> None:
    report = ask("copy", "--to", tmp_path / "copy", store=store)
    status = ask("status", store=store)
    assert set(report) == REPORT_KEYS
    assert (report["documents"], report["unchanged"], report["imported"], report["not_kept"]) == (2, 0, 1, 0)
    assert {name: report[name] for name in ("events", "topics", "sources")} == {
        name: status[name] for name in ("events", "topics", "sources")
    }
    for question in (("related", "2015-05-04/dock-workers"), ("search", "port"), ("muted",)):
        assert ask(*question, store=tmp_path / "copy") == ask(*question, store=store)
    assert ask("copy", "--to", tmp_path / "copy", store=store)["unchanged"] == 2


def test_copy_says_what_it_did(store: Path, tmp_path: Path) -> None:
    told = storytrail("copy", "--to", tmp_path / "copy", store=store)
    assert told.exit_code == 0
    assert told.stdout.startswith("2 documents, in ")
    assert "5 events, " in told.stdout
    assert "1 thing of yours came along" in told.stdout
    assert told.stderr == ""
    again = storytrail("copy", "--to", tmp_path / "copy", store=store)
    assert again.stdout.startswith("2 documents, 2 of them were there, in ")
    assert "yours" not in again.stdout


def test_copy_says_when_pages_are_not_kept(store: Path, tmp_path: Path) -> None:
    with open_store(str(store), write=True) as opened:
        opened.documents.remove("portal/2015-05-04")
    told = storytrail("copy", "--to", tmp_path / "copy", store=store)
    assert told.exit_code == 0
    assert "The pages of 1 document are not kept" in told.stderr


def test_what_cannot_be_copied_is_refused(store: Path, tmp_path: Path) -> None:
    code, message = refused("copy", "--to", store, store=store)
    assert code == "bad-input"
    assert "onto itself" in message
    assert refused("copy", "--to", "gopher://host", store=store)[0] == "bad-input"
    ask("demo", "--no-serve", store=tmp_path / "sample")
    before = held(tmp_path / "sample")
    code, message = refused("copy", "--to", tmp_path / "sample", store=store)
    assert code == "store"
    assert "does not have" in message
    assert held(tmp_path / "sample") == before


def test_a_store_that_is_not_there_makes_no_copy(tmp_path: Path) -> None:
    assert refused("copy", "--to", tmp_path / "copy", store=tmp_path / "nowhere")[0] == "store-missing"
    assert not (tmp_path / "copy").exists()


def test_the_copy_of_an_empty_store_is_empty(tmp_path: Path) -> None:
    open_store(str(tmp_path / "empty"), create=True).close()
    assert ask("copy", "--to", tmp_path / "copy", store=tmp_path / "empty")["documents"] == 0
    assert ask("status", store=tmp_path / "copy")["events"] == 0


def test_copy_without_a_place_is_wrong_usage(store: Path) -> None:
    assert storytrail("copy", store=store).exit_code == 2


def test_json_is_all_that_copy_prints(store: Path, tmp_path: Path) -> None:
    told = storytrail("copy", "--to", tmp_path / "copy", "--json", store=store)
    assert json.loads(told.stdout)["documents"] == 2
    assert told.stderr == ""
