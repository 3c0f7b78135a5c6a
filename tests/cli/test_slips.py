"""Slips of the pen, lost files and unlucky moments: each is said in a sentence, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph import EventGraph, Relation
from graph.store import open_store
from tests.cli.running import ask, refused, storytrail
from tests.pages import HARBOUR, write_pages

STRIKE = "2015-05-04/dock-workers"
COMMAND = f"{sys.executable} -c 'from graph.cli import run; run()'"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def store(tmp_path: Path, pages: Path) -> Path:
    ask("load", pages, store=tmp_path / "store")
    return tmp_path / "store"


def shell(line: str, store: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``storytrail`` is the command and the store is set."""
    environment = {**os.environ, "STORYTRAIL_STORE": str(store)}
    script = f'storytrail() {{ {COMMAND} "$@"; }}; {line}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in done.stderr
    return done


# -- nothing is lost -----------------------------------------------------------------------------------------


def test_pages_missing_from_the_archive_are_read_again_and_a_rebuild_is_refused(store: Path, pages: Path) -> None:
    for file in store.glob("documents.sqlite*"):
        file.unlink()
    code, message = refused("rebuild", store=store)
    assert code == "store"
    assert "lose 2 documents" in message
    report = ask("load", pages, store=store)
    assert (report["unchanged"], report["added"], report["removed"]) == (2, 0, 0)
    assert ask("rebuild", store=store)["added"] == 5


def test_two_pages_of_one_day_do_not_take_turns(store: Path, pages: Path) -> None:
    (pages / "copy of 2015_May_4.txt").write_text(HARBOUR.replace("pensions", "night shifts"), encoding="utf-8")
    reports = [ask("load", pages, store=store) for _ in range(3)]
    assert [[issue["code"] for issue in report["issues"]] for report in reports] == [["second-page"]] * 3
    texts = {event["text"] for event in ask("day", "2015-05-04", store=store)["events"]}
    assert "Dock workers in Rotterdam lay down their tools over pensions." in texts


@pytest.mark.parametrize("text", ["", "#REDIRECT [[Portal:Current events/2015 May 6]]"])
def test_an_empty_page_or_a_redirect_does_not_wipe_a_day(store: Path, pages: Path, text: str) -> None:
    (pages / "2015_May_4.txt").write_text(text, encoding="utf-8")
    assert storytrail("load", pages, store=store).exit_code == 1
    assert len(ask("day", "2015-05-04", store=store)["events"]) == 3


def test_a_page_cut_between_two_items_does_not_replace_the_whole_one(store: Path, pages: Path) -> None:
    (pages / "2015_May_4.txt").write_text(HARBOUR[: HARBOUR.index("**The port authority")], encoding="utf-8")
    assert storytrail("load", pages, store=store).exit_code == 1
    assert len(ask("day", "2015-05-04", store=store)["events"]) == 3


def test_a_refused_writer_leaves_no_trace(store: Path, pages: Path) -> None:
    (pages / "2015_May_8.txt").write_text(HARBOUR.replace("2015|05|04", "2015|05|08"), encoding="utf-8")
    with open_store(str(store), write=True) as busy:
        busy.reserve()
        assert refused("load", pages, store=store)[0] == "store-busy"
        assert busy.documents.ids() == ["portal/2015-05-04", "portal/2015-05-06"]
    assert ask("load", pages, store=store)["added"] == 3


def test_a_mistyped_path_leaves_no_store_behind(tmp_path: Path) -> None:
    for arguments in (("load", tmp_path / "absent"), ("load", tmp_path, "--format", "papyrus"), ("load", "")):
        refused(*arguments, store=tmp_path / "new")
        assert not (tmp_path / "new").exists()


def test_relations_computed_another_way_are_stale(store: Path) -> None:
    with open_store(str(store), write=True) as other:
        one, two, *_ = other.graph.event_ids("2015-05-04")
        other.graph.write_related([Relation(one, two, 1, 1.0, 1)], other.graph.meta().revision, "an older way")
    assert ask("status", store=store)["stale"] == ["related"]
    assert ask("related", STRIKE, store=store)["related"][0]["text"].startswith("A judge in The Hague")
    assert ask("refresh", store=store)["refreshed"] == ["related"]
    assert ask("status", store=store)["stale"] == []


def test_a_full_refresh_computes_everything_again(store: Path) -> None:
    (cache,) = (store / "analysis").glob("related-*.npz")
    before = cache.stat().st_ino, cache.stat().st_mtime_ns
    assert ask("refresh", "--full", store=store)["refreshed"] == ["related", "stories", "clusters"]
    assert (cache.stat().st_ino, cache.stat().st_mtime_ns) != before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half an archive", b"nonsense"])
def test_a_garbage_cache_is_made_again(store: Path, content: bytes) -> None:
    before = ask("related", STRIKE, store=store)
    (cache,) = (store / "analysis").glob("related-*.npz")
    cache.write_bytes(content)
    assert ask("related", STRIKE, store=store) == before
    assert cache.stat().st_size > 1000


def test_a_store_without_room_for_caches_still_answers(store: Path) -> None:
    before = ask("related", STRIKE, store=store)
    for cache in (store / "analysis").iterdir():
        cache.unlink()
    (store / "analysis").rmdir()
    (store / "analysis").write_text("in the way", encoding="utf-8")
    assert ask("related", STRIKE, store=store) == before


# -- slips ---------------------------------------------------------------------------------------------------


def test_the_beginning_of_an_id_is_not_taken_for_words(store: Path) -> None:
    for prefix in ("2015-05", "2015-05-0", "2015-05-04"):
        code, message = refused("event", prefix, store=store)
        assert code == "ambiguous"
        assert "2015-05-04/dock-workers" in message
    assert refused("event", "2014-", store=store)[0] == "not-found"


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "pages", "--from", "2016-02-01", "--to", "2016-01-01"),
        ("search", "dock", "--from", "2016-02-01", "--to", "2016-01-01"),
        ("day", "20150504"),
        ("day", "2015-W19-1"),
        ("related", STRIKE, "--far", "4000000000"),
        ("query", "RETURN 1 AS one", "--timeout", "inf"),
        ("search", "\udce4"),
    ],
    ids=lambda words: " ".join(words[:1] + words[2:]).encode("ascii", "replace").decode(),
)
def test_a_slip_is_bad_input(store: Path, pages: Path, arguments: tuple[str, ...]) -> None:
    words = [str(pages) if word == "pages" else word for word in arguments]
    code, message = refused(*words, store=store)
    assert code == "bad-input"
    assert message.endswith(".")


def test_filters_of_events_leave_no_topics(store: Path) -> None:
    assert ask("search", "Rotterdam", "--category", "Sports", store=store)["topics"] == []
    found = ask("search", "workers", "--source", "news.example.org", store=store)
    assert found["events"]


def test_a_compact_number_is_no_date(store: Path) -> None:
    rows = ask("query", "RETURN $x AS x, $y AS y", "-p", "x=20150504", "-p", "y=2015-05-04", store=store)["rows"]
    assert rows == [[20150504, "2015-05-04"]]


def test_strict_remembers_what_was_skipped(store: Path, pages: Path) -> None:
    page = pages / "2015_May_4.txt"
    page.write_text(HARBOUR.replace("*Botanists", "*\n*Botanists"), encoding="utf-8")
    for _ in range(2):
        result = storytrail("load", pages, "--strict", "--json", store=store)
        assert result.exit_code == 1
        assert json.loads(result.stdout)["issues"]
    assert storytrail("load", pages, store=store).exit_code == 0


def test_json_has_no_infinity(store: Path) -> None:
    assert ask("query", "RETURN 1e308 * 10 AS much", store=store)["rows"] == [[None]]


def test_hidden_files_and_folders_are_no_pages(store: Path, pages: Path) -> None:
    (pages / ".git").mkdir()
    (pages / ".git" / "2015_May_9.txt").write_text(HARBOUR, encoding="utf-8")
    (pages / ".hidden.txt").write_text(HARBOUR, encoding="utf-8")
    assert ask("load", pages, store=store)["documents"] == 2


def test_one_path_may_be_a_plain_text(tmp_path: Path, pages: Path) -> None:
    with EventGraph.open(tmp_path / "new", create=True) as g:
        assert g.load(str(pages)).added == 5
        assert g.related(STRIKE, mute="Rotterdam").muted == ("Rotterdam",)


def test_the_dashboard_refuses_an_address_it_cannot_open() -> None:
    result = storytrail("dashboard", "--store", "mongodb://somewhere", "--no-browser")
    assert result.exit_code == 1
    assert "mongodb" in result.stderr


# -- the shell around it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["storytrail load - <&-", "storytrail query - <&-", "storytrail user import - <&-"])
def test_a_closed_standard_input(store: Path, line: str) -> None:
    done = shell(line, store)
    assert done.returncode == 1
    assert "standard input" in done.stderr


def test_a_full_output_and_a_reader_that_leaves(store: Path) -> None:
    full = shell("storytrail status > /dev/full", store)
    assert full.returncode == 1
    assert "No space left" in full.stderr
    assert "events" in shell("storytrail status | head -n 5", store).stdout
