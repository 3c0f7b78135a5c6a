"""The commands that fill and keep a store, on real stores and with bad input."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import open_store
from tests.cli.running import ask, refused, storytrail
from tests.pages import HARBOUR, HARBOUR_NEXT, write_pages

REPORT_KEYS = {
    "documents",
    "unchanged",
    "events",
    "added",
    "changed",
    "removed",
    "topics",
    "sources",
    "issues",
    "seconds",
    "issue_counts",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def loaded(store: Path, pages: Path) -> Path:
    ask("load", pages, store=store)
    return store


def test_load_reports_and_relates(store: Path, pages: Path) -> None:
    report = ask("load", pages, store=store)
    assert set(report) == REPORT_KEYS
    assert (report["documents"], report["events"], report["added"], report["issues"]) == (2, 5, 5, [])
    assert ask("status", store=store)["stale"] == []
    related = ask("related", "2015-05-04/dock-workers", store=store)
    assert related["related"][0]["text"].startswith("A judge in The Hague")
    assert related["related"][0]["reasons"][0]["label"] == "Harbour strike of 2015"
    assert related["same_day"][0]["text"].startswith("The port authority")


def test_a_second_load_changes_nothing(loaded: Path, pages: Path) -> None:
    before = ask("status", store=loaded)
    report = ask("load", pages, store=loaded)
    assert (report["documents"], report["unchanged"]) == (2, 2)
    assert (report["added"], report["changed"], report["removed"]) == (0, 0, 0)
    assert ask("status", store=loaded) == before


def test_an_edited_day_keeps_the_ids_of_its_events(loaded: Path, pages: Path) -> None:
    before = {event["id"] for event in ask("day", "2015-05-04", store=loaded)["events"]}
    page = pages / "2015_May_4.txt"
    edited = HARBOUR.replace("Dock workers in", "Some 3,000 dock workers in").replace(
        "*Botanists describe a new orchid from [[Borneo]]. [http://www.example.net/orchid (Plant Letter)]\n", ""
    )
    page.write_text(edited, encoding="utf-8")
    report = ask("load", page, store=loaded)
    assert (report["added"], report["changed"], report["removed"]) == (0, 1, 1)
    after = ask("day", "2015-05-04", store=loaded)["events"]
    assert {event["id"] for event in after} < before
    assert any(event["text"].startswith("Some 3,000") for event in after)


def test_load_from_stdin_and_by_dates(store: Path, pages: Path) -> None:
    result = storytrail("load", "-", "--json", store=store, stdin=HARBOUR.encode())
    assert json.loads(result.stdout)["added"] == 3
    late = ask("load", pages, "--from", "2015-05-05", store=store)
    assert (late["documents"], late["added"]) == (1, 2)


def test_no_refresh_leaves_relations_stale_but_answers_hold(store: Path, pages: Path) -> None:
    ask("load", pages, "--no-refresh", store=store)
    assert ask("status", store=store)["stale"] == ["clusters", "related", "stories"]
    live = ask("related", "2015-05-04/dock-workers", store=store)["related"]
    assert live
    assert ask("refresh", store=store)["refreshed"] == ["related", "stories", "clusters"]
    assert ask("refresh", store=store)["refreshed"] == []
    assert [e["id"] for e in ask("related", "2015-05-04/dock-workers", store=store)["related"]] == [
        e["id"] for e in live
    ]


def test_unload_by_document_and_origin(loaded: Path, pages: Path) -> None:
    report = ask("unload", "portal/2015-05-04", store=loaded)
    assert (report["documents"], report["removed"]) == (1, 3)
    assert ask("status", store=loaded)["events"] == 2
    assert refused("unload", "portal/2015-05-04", store=loaded)[0] == "not-found"
    assert ask("unload", "--origin", pages, store=loaded)["removed"] == 2
    assert refused("unload", store=loaded)[0] == "bad-input"
    ask("load", pages, store=loaded)
    assert ask("status", store=loaded)["events"] == 5


def test_rebuild_gives_the_same_answers_and_keeps_what_is_yours(loaded: Path) -> None:
    ask("mute", "Borneo", store=loaded)
    before = ask("related", "2015-05-04/dock-workers", store=loaded)
    report = ask("rebuild", store=loaded)
    assert (report["documents"], report["added"]) == (2, 5)
    assert ask("related", "2015-05-04/dock-workers", store=loaded) == before
    assert [topic["label"] for topic in ask("muted", store=loaded)["muted"]] == ["Borneo"]


# -- bad input: a clear sentence, exit 1, nothing lost -------------------------------------------------------


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    code, message = refused("status", store=tmp_path / "nowhere")
    assert code == "store-missing"
    assert "nowhere" in message
    assert "storytrail" in message
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_does_not_exist(loaded: Path, tmp_path: Path) -> None:
    code, message = refused("load", tmp_path / "absent", store=loaded)
    assert code == "bad-source"
    assert "absent does not exist" in message
    assert ask("status", store=loaded)["events"] == 5


def test_an_empty_folder(loaded: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, message = refused("load", tmp_path / "empty", store=loaded)
    assert code == "bad-source"
    assert "holds no files" in message


def test_a_binary_file_among_the_pages_is_named_and_the_rest_loads(store: Path, pages: Path) -> None:
    (pages / "2015_May_5.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40)
    result = storytrail("load", pages, "--json", store=store)
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["added"] == 5
    assert [(Path(i["document"]).name, i["code"]) for i in report["issues"]] == [("2015_May_5.txt", "unreadable-file")]
    assert "2015_May_5.txt" in result.stderr
    assert "The rest is loaded" in result.stderr


def test_a_page_cut_in_the_middle_does_not_replace_the_whole_one(loaded: Path, pages: Path) -> None:
    page = pages / "2015_May_4.txt"
    page.write_text(HARBOUR[: HARBOUR.index("asks a judge") - 4], encoding="utf-8")
    result = storytrail("load", pages, "--json", store=loaded)
    assert result.exit_code == 1
    assert {issue["code"] for issue in json.loads(result.stdout)["issues"]} >= {"cut-page"}
    assert "2015-05-04" in result.stderr
    assert len(ask("day", "2015-05-04", store=loaded)["events"]) == 3


def test_a_file_that_is_no_page(store: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Buy milk.", encoding="utf-8")
    code, message = refused("load", tmp_path / "notes.txt", store=store)
    assert code == "bad-source"
    assert "notes.txt" in message


def test_strict_exits_1_when_something_was_skipped(store: Path, pages: Path) -> None:
    (pages / "notes.txt").write_text("Buy milk.", encoding="utf-8")
    assert storytrail("load", pages, "--json", store=store).exit_code == 0
    (pages / "2015_May_7.txt").write_text(HARBOUR_NEXT.replace("2015|05|06", "2015|05|07"), encoding="utf-8")
    assert storytrail("load", pages, "--strict", "--json", store=store).exit_code == 1
    assert ask("status", store=store)["events"] == 7


def test_an_unknown_format(store: Path, pages: Path) -> None:
    code, message = refused("load", pages, "--format", "papyrus", store=store)
    assert (code, "portal" in message) == ("bad-input", True)


def test_an_empty_store_says_how_to_fill_it(store: Path, pages: Path) -> None:
    ask("load", pages, "--to", "2000-01-01", store=store)
    code, message = refused("search", "anything", store=store)
    assert code == "store-empty"
    assert "storytrail load" in message


def test_a_garbage_graph_file_is_named_and_rebuild_mends_it(loaded: Path) -> None:
    before = ask("related", "2015-05-04/dock-workers", store=loaded)
    (loaded / "graph.kgl").write_bytes(b"not a graph at all" * 100)
    code, message = refused("status", store=loaded)
    assert code == "store-damaged"
    assert "storytrail rebuild" in message
    ask("rebuild", store=loaded)
    assert ask("related", "2015-05-04/dock-workers", store=loaded) == before


# -- as a process: quiet, interruptible, in a pipe -----------------------------------------------------------


def run(*arguments: str | Path, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STORYTRAIL_DATA": str(data)}
    words = [sys.executable, "-c", "from graph.cli import run; run()", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False)


def test_demo_without_serving_makes_its_own_store(tmp_path: Path) -> None:
    done = run("demo", "--no-serve", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    assert 300 <= status["events"] <= 400
    assert Path(status["store"]).parent == tmp_path
    assert "The sample is ready" in done.stderr


def test_demo_makes_its_own_store_anew_when_another_version_made_it(tmp_path: Path) -> None:
    place = tmp_path / "sample"
    with open_store(str(place), create=True) as store:
        store.graph._backend.run("MATCH (m:Meta) SET m.schema_version = 1", write=True)
    assert "rebuild" in run("demo", "--no-serve", "--store", place, data=tmp_path).stderr
    done = run("demo", "--no-serve", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["events"] >= 300


def test_the_default_store_is_in_the_data_folder(tmp_path: Path, pages: Path) -> None:
    done = run("load", pages, data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "5 added" in done.stdout
    assert (tmp_path / "data" / "store").is_dir()
    assert done.stderr == ""


def test_ctrl_c_ends_cleanly_and_loses_nothing(loaded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for year in range(1100, 1800):
        text = HARBOUR.replace("2015|05|04", f"{year}|05|04")
        (folder / f"{year}_May_4.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", "from graph.cli import run; run()"]
    words = [*command, "load", str(folder), "--store", str(loaded), "--no-refresh"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    journal = loaded / "documents.sqlite-wal"
    while process.poll() is None and not (journal.exists() and journal.stat().st_size > 50_000):
        pass
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert ask("status", store=loaded)["events"] >= 5
    assert ask("event", "2015-05-04/dock-workers", store=loaded)["text"].startswith("Dock workers")
