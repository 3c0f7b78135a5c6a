"""Every command on a real server: unchanged, with the answers of a store in a folder, also from another machine."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.pages import HARBOUR, write_pages

pytestmark = pytest.mark.neo4j
STRIKE = "2015-05-04/dock-workers"
# what belongs to the place, or to the moment
OWN = {"store", "engine", "revision", "seconds", "elapsed_ms"}
ORCHID = "*Botanists describe a new orchid from [[Borneo]]. [http://www.example.net/orchid (Plant Letter)]\n"
EVENTS = "MATCH (e:Event) RETURN e.id AS id, e.date AS date, e.headings AS headings ORDER BY id"
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS s"
ASKED = [
    ("status",),
    ("search", "workers Rotterdam"),
    ("search", "cup", "--kind", "events", "--from", "2015-05-05", "--category", "Sports"),
    ("search", "judge", "--topic", "Rotterdam", "--source", "example.org"),
    ("search", "Harbour", "--kind", "topics"),
    ("event", STRIKE),
    ("event", "Botanists describe a new orchid from Borneo."),
    ("topic", "harbour strike of 2015"),
    ("topic", "Rotterdam", "--limit", "2"),
    ("day", "2015-05-04"),
    ("related", STRIKE),
    ("related", STRIKE, "--when", "after", "--limit", "3"),
    ("related", STRIKE, "--mute", "Rotterdam"),
    ("related", STRIKE, "--far", "1"),
    ("query", EVENTS, "--limit", "3"),
    ("query", "RETURN $day AS day, $list AS list", "-p", "day=2015-05-04", "-p", "list=[1, 2.5, null]"),
    ("muted",),
    ("refresh",),
]
Change = Callable[[Path], object]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def folder(pages: Path, tmp_path: Path) -> Path:
    """A store in a folder that holds the two pages."""
    ask("load", pages, store=tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def server(pages: Path, neo4j_store: str) -> str:
    """A store on a server that holds the two pages."""
    ask("load", pages, store=neo4j_store)
    return neo4j_store


@pytest.fixture
def another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Goes on as on a machine where nothing is kept."""
    return lambda: monkeypatch.setenv("STORYTRAIL_DATA", str(tmp_path / "another machine"))


def shared(answer: Any) -> Any:
    """Take out what belongs to the place, and the last digits, where the same terms were added up in another order."""
    if isinstance(answer, dict):
        return {key: shared(value) for key, value in answer.items() if key not in OWN}
    if isinstance(answer, list):
        return [shared(value) for value in answer]
    return round(answer, 9) if isinstance(answer, float) else answer


def check_same(folder: Path, server: str) -> None:
    """Check that both stores answer everything alike."""
    for question in ASKED:
        assert shared(ask(*question, store=server)) == shared(ask(*question, store=folder)), question


def edit(pages: Path) -> Path:
    """Reword one event of a day and take another one out."""
    page = pages / "2015_May_4.txt"
    text = HARBOUR.replace("Dock workers in", "Some 3,000 dock workers in").replace(ORCHID, "")
    page.write_text(text, encoding="utf-8")
    return page


# -- every command -------------------------------------------------------------------------------------------


def test_all_questions_are_answered_alike(folder: Path, server: str) -> None:
    check_same(folder, server)
    assert "Neo4j" in ask("status", store=server)["engine"]
    assert ask("status", store=server)["store"] == server


@pytest.mark.parametrize("question", [("query", EVENTS, "--format", "csv"), ("query", EVENTS), ("event", STRIKE)])
def test_what_people_read_is_alike(folder: Path, server: str, question: tuple[str, ...]) -> None:
    ours, theirs = storytrail(*question, store=folder), storytrail(*question, store=server)
    assert (theirs.exit_code, theirs.stdout) == (0, ours.stdout)
    assert re.sub(r"\d+ ms", "", theirs.stderr) == re.sub(r"\d+ ms", "", ours.stderr)
    assert STRIKE in theirs.stdout or "Dock workers" in theirs.stdout


def test_loads_report_alike(pages: Path, tmp_path: Path, neo4j_store: str) -> None:
    stores: tuple[Path, str] = (tmp_path / "store", neo4j_store)
    load = [shared(ask("load", pages, store=store)) for store in stores]
    again = [shared(ask("load", pages, store=store)) for store in stores]
    edit(pages)
    edited = [shared(ask("load", pages, store=store)) for store in stores]
    gone = [shared(ask("unload", "portal/2015-05-06", store=store)) for store in stores]
    for ours, theirs in (load, again, edited, gone):
        assert theirs == ours
    assert (load[1]["documents"], load[1]["added"]) == (2, 5)
    assert (again[1]["unchanged"], again[1]["added"]) == (2, 0)
    assert (edited[1]["unchanged"], edited[1]["changed"], edited[1]["removed"]) == (1, 1, 1)
    assert (gone[1]["documents"], gone[1]["removed"]) == (1, 2)
    left = [ask("query", EVENTS, store=store)["rows"] for store in stores]
    assert left[1] == left[0]
    assert [row[0] for row in left[1] if row[0].startswith(STRIKE)]


def test_an_unchanged_load_changes_nothing(server: str, pages: Path) -> None:
    before = ask("status", store=server)
    ask("load", pages, store=server)
    assert ask("status", store=server) == before
    assert ask("unload", "--origin", pages, store=server)["removed"] == 5
    assert ask("status", store=server)["events"] == 0
    assert refused("search", "workers", store=server)[0] == "store-empty"


def test_the_store_may_be_a_setting(server: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYTRAIL_STORE", server)
    for question in ASKED:
        answer = storytrail(*question, "--json")
        assert shared(json.loads(answer.stdout)) == shared(ask(*question, store=folder)), question


def test_every_scheme_names_the_same_store(server: str) -> None:
    other = server.replace("neo4j://", "bolt://") if server.startswith("neo4j://") else server
    ask("mute", "Borneo", store=server)
    assert ask("status", store=other) == {**ask("status", store=server), "store": other}
    assert [topic["label"] for topic in ask("muted", store=other)["muted"]] == ["Borneo"]


def test_demo_makes_the_sample_on_a_server(neo4j_store: str, sample_store: Path) -> None:
    for _ in range(2):
        status = ask("demo", "--no-serve", store=neo4j_store)
        assert shared(status) == shared(ask("status", store=sample_store))
    told = storytrail("status", store=neo4j_store)
    assert told.exit_code == 0
    assert neo4j_store in told.stdout


def test_stories_clusters_and_timelines_are_alike(neo4j_store: str, sample_store: Path) -> None:
    ask("demo", "--no-serve", store=neo4j_store)
    story = ask("stories", store=sample_store)["stories"][0]["id"]
    theme = ask("clusters", store=sample_store)["clusters"][0]["id"]
    for question in (
        ("stories", "--limit", "100"),
        ("stories", "--on", "2016-02-03", "--topic", "Russia"),
        ("story", story),
        ("clusters",),
        ("clusters", "--level", "2", "--year", "2016"),
        ("cluster", theme),
        ("topic", "Greece"),
        ("timeline", "Syria", "--bin", "week"),
        ("timeline", "--story", story),
        ("timeline", "--cluster", theme),
        ("turning-points",),
        ("turning-points", "--story", story),
    ):
        assert shared(ask(*question, store=neo4j_store)) == shared(ask(*question, store=sample_store)), question
    for command in (("stories",), ("cluster", theme), ("timeline", "Syria")):
        assert storytrail(*command, store=neo4j_store).stdout == storytrail(*command, store=sample_store).stdout


def test_stale_relations_are_refreshed(neo4j_store: str, pages: Path) -> None:
    ask("load", pages, "--no-refresh", store=neo4j_store)
    assert ask("status", store=neo4j_store)["stale"] == ["clusters", "related", "stories"]
    live = ask("related", STRIKE, store=neo4j_store)
    report = ask("refresh", store=neo4j_store)
    assert report["refreshed"] == ["related", "stories", "clusters"]
    assert ask("refresh", store=neo4j_store)["refreshed"] == []
    assert ask("refresh", "--full", store=neo4j_store)["relations"] == report["relations"] > 0
    assert ask("status", store=neo4j_store)["stale"] == []
    stored = ask("related", STRIKE, store=neo4j_store)
    assert [entry["id"] for entry in stored["related"]] == [entry["id"] for entry in live["related"]]


def test_a_query_is_limited_timed_and_only_reads(server: str) -> None:
    answer = ask("query", EVENTS, "--limit", "2", store=server)
    assert (len(answer["rows"]), answer["truncated"]) == (2, True)
    assert refused("query", ENDLESS, "--timeout", "0.5", store=server)[0] == "query-timeout"
    for written in ("MATCH (e:Event) DETACH DELETE e", "CREATE (:Event {id: 'a'})", "DROP INDEX event_words"):
        assert refused("query", written, store=server)[0] == "read-only"
    assert refused("query", "MATCH (e:Event RETURN e", store=server)[0] == "query"
    assert ask("status", store=server)["events"] == 5


def test_what_is_yours_is_kept_beside_a_server_too(server: str, folder: Path, tmp_path: Path) -> None:
    for topic in ("harbour strike of 2015", "Borneo"):
        assert ask("mute", topic, store=server) == ask("mute", topic, store=folder)
    check_same(folder, server)
    ask("unmute", "borneo", store=server)
    ask("user", "export", tmp_path / "mine.json", store=server)
    assert ask("user", "import", tmp_path / "mine.json", store=tmp_path / "store")["imported"] == 0
    ask("unmute", "Harbour strike of 2015", store=server)
    assert ask("muted", store=server)["muted"] == []
    assert ask("user", "import", tmp_path / "mine.json", store=server)["imported"] == 1
    assert [topic["label"] for topic in ask("muted", store=server)["muted"]] == ["Harbour strike of 2015"]
    assert refused("unmute", "Borneo", store=server)[0] == "not-found"


def test_rebuild_makes_the_same_graph(server: str, folder: Path) -> None:
    ask("mute", "Borneo", store=server)
    ask("mute", "Borneo", store=folder)
    report = ask("rebuild", store=server)
    assert (report["documents"], report["added"], report["unchanged"]) == (2, 5, 0)
    check_same(folder, server)


def test_copy_brings_a_folder_to_a_server_and_back(folder: Path, neo4j_store: str, tmp_path: Path) -> None:
    ask("mute", "Borneo", store=folder)
    report = ask("copy", "--to", neo4j_store, store=folder)
    assert (report["documents"], report["events"], report["not_kept"], report["imported"]) == (2, 5, 0, 1)
    check_same(folder, neo4j_store)
    assert ask("copy", "--to", neo4j_store, store=folder)["unchanged"] == 2
    ask("copy", "--to", tmp_path / "back", store=neo4j_store)
    for question in ASKED:
        assert shared(ask(*question, store=tmp_path / "back")) == shared(ask(*question, store=folder)), question
    ask("rebuild", store=neo4j_store)
    check_same(folder, neo4j_store)


# -- another machine -----------------------------------------------------------------------------------------


def test_another_machine_sees_the_graph(server: str, folder: Path, another_machine: Callable[[], None]) -> None:
    ask("mute", "Rotterdam", store=server)
    another_machine()
    check_same(folder, server)  # what is muted is a person's own


def test_another_machine_cannot_rebuild_before_it_has_the_pages(
    server: str, folder: Path, pages: Path, another_machine: Callable[[], None]
) -> None:
    before = ask("query", EVENTS, store=server)["rows"]
    another_machine()
    code, message = refused("rebuild", store=server)
    assert code == "store"
    assert "lose 2 documents" in message
    assert "load" in message
    assert ask("query", EVENTS, store=server)["rows"] == before
    report = ask("load", pages, store=server)
    assert (report["documents"], report["unchanged"], report["added"]) == (2, 2, 0)
    assert ask("rebuild", store=server)["added"] == 5
    assert ask("query", EVENTS, store=server)["rows"] == before
    check_same(folder, server)


def test_a_day_edited_on_another_machine_keeps_its_ids(
    server: str, pages: Path, another_machine: Callable[[], None]
) -> None:
    before = {event["id"] for event in ask("day", "2015-05-04", store=server)["events"]}
    another_machine()
    report = ask("load", edit(pages), store=server)
    assert (report["added"], report["changed"], report["removed"]) == (0, 1, 1)
    after = ask("day", "2015-05-04", store=server)["events"]
    assert {event["id"] for event in after} < before
    assert next(e["text"] for e in after if e["id"].startswith(STRIKE)).startswith("Some 3,000 dock workers")


def test_a_day_edited_elsewhere_is_not_lost_by_the_first_machine(
    server: str, pages: Path, another_machine: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    another_machine()
    ask("load", edit(pages), store=server)
    edited = ask("query", EVENTS, store=server)["rows"]
    monkeypatch.setenv("STORYTRAIL_DATA", str(tmp_path / "data"))
    assert "lose 1 documents" in refused("rebuild", store=server)[1]
    assert ask("query", EVENTS, store=server)["rows"] == edited
    assert ask("load", pages, store=server)["unchanged"] == 2
    ask("rebuild", store=server)
    assert ask("query", EVENTS, store=server)["rows"] == edited
