"""`EventGraph` from Python: tables, graphs, progress, threads, and two processes at one store."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import graph
from graph import EventGraph, InputError, NotFoundError, StoreBusyError, StoreEmptyError, StoreMissingError
from graph.frames import EVENT_COLUMNS, TOPIC_COLUMNS
from tests.pages import HARBOUR, write_pages

STRIKE = "2015-05-04/dock-workers"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def store(tmp_path: Path, pages: Path) -> Path:
    with EventGraph.open(tmp_path / "store", create=True) as g:
        g.load([pages])
    return tmp_path / "store"


def test_events_and_topics_are_tables_with_stable_columns(sample: EventGraph) -> None:
    events, topics = sample.events(), sample.topics()
    assert tuple(events.columns) == EVENT_COLUMNS
    assert tuple(topics.columns) == TOPIC_COLUMNS
    assert events["date"].is_monotonic_increasing
    assert pd.api.types.is_datetime64_any_dtype(events["date"])
    assert len(events) == sample.status().events
    assert topics["event_count"].is_monotonic_decreasing
    lavrov = topics.set_index("label").loc["Sergey Lavrov", "event_count"]
    assert lavrov == events["topics"].map(lambda labels: "Sergey Lavrov" in labels).sum()


def test_query_gives_a_table(sample: EventGraph) -> None:
    frame = sample.query("MATCH (e:Event) RETURN e.id AS id, e.date AS date ORDER BY id LIMIT 3")
    assert list(frame.columns) == ["id", "date"]
    assert frame.attrs["truncated"] is False
    assert sample.query("MATCH (e:Event) RETURN e.id AS id", limit=5).attrs["truncated"] is True
    with pytest.raises(InputError, match="limit"):
        sample.query("RETURN 1 AS one", limit=0)


def test_the_event_graph_has_the_stored_relations(sample: EventGraph) -> None:
    network = sample.to_networkx("events")
    answer = sample.related("2016-02-03/air-strikes-will-go-on")
    node = answer.event.id
    assert network.number_of_nodes() == sample.status().events
    assert network.nodes[node]["date"] == "2016-02-03"
    ranked = sorted(network.out_edges(node, data=True), key=lambda edge: edge[2]["rank"])
    assert [target for _, target, _ in ranked] == [entry.event.id for entry in answer.related]
    assert ranked[0][2]["days"] == answer.related[0].days
    with pytest.raises(InputError, match="no graph of 'weather'"):
        sample.to_networkx("weather")  # type: ignore[call-overload]


def test_days_go_backwards_from_the_latest(sample: EventGraph) -> None:
    days = sample.days(limit=3)
    assert days[0].date == sample.status().last
    assert days[0].next is None
    assert [day.date for day in days] == sorted((day.date for day in days), reverse=True)
    assert sample.days(limit=1, before=days[1].date)[0].date == days[2].date
    assert all(day.events for day in days)


@pytest.mark.parametrize("bad", [{"limit": 0}, {"far": -1}, {"when": "someday"}])
def test_related_says_what_is_wrong_with_a_request(sample: EventGraph, bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        sample.related("2016-02-03/air-strikes-will-go-on", **bad)  # type: ignore[arg-type]


def test_an_event_can_be_asked_with_itself(sample: EventGraph) -> None:
    event = sample.event("2016-02-03/air-strikes-will-go-on").event
    assert sample.related(event).to_dict() == sample.related(event.id).to_dict()


def test_close_hits_are_listed_and_not_guessed(sample: EventGraph) -> None:
    with pytest.raises(graph.AmbiguousError, match="2012-09-13/lakhdar-brahimi"):
        sample.event("Syria")
    with pytest.raises(graph.AmbiguousError, match="name one of them"):
        sample.topic("Syri")


def test_a_topic_is_found_by_words_that_fit_one_only(sample: EventGraph) -> None:
    assert sample.topic("High Negotiations").topic.label == "High Negotiations Committee"


def test_progress_is_told_step_by_step(tmp_path: Path, pages: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with EventGraph.open(tmp_path / "new", create=True) as g:
        g.load([pages], progress=lambda *step: told.append(step))
    assert ("Reading pages", 2, 2) in told
    assert ("Relating events", 5, 5) in told
    assert "Building the graph" in {step for step, _, _ in told}


def test_an_open_graph_sees_what_another_one_loads(store: Path, pages: Path) -> None:
    with EventGraph.open(store) as reader, EventGraph.open(store) as writer:
        assert reader.status().events == 5
        text = HARBOUR.replace("2015|05|04", "2015|05|09")
        (pages / "2015_May_9.txt").write_text(text, encoding="utf-8")
        writer.load([pages])
        assert reader.status().events == 8
        related = reader.related("2015-05-09/dock-workers").related
        assert {entry.event.date.day for entry in related} == {4, 6}


def test_many_threads_may_read_one_graph(sample: EventGraph) -> None:
    ids = list(sample.events()["id"])[:60]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(sample.related, ids))
    assert [answer.to_dict() for answer in answers] == [sample.related(event).to_dict() for event in ids]


def test_muting_holds_over_reopening(store: Path) -> None:
    with EventGraph.open(store) as g:
        g.mute("Rotterdam")
    with EventGraph.open(store) as g:
        assert [topic.label for topic in g.muted()] == ["Rotterdam"]
        assert g.topic("Rotterdam").muted
        assert "Rotterdam" not in {topic.label for topic in g.search("Rotterdam").topics}
        assert g.related(STRIKE).muted == ("Rotterdam",)


def test_a_missing_and_an_empty_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="nowhere"):
        EventGraph.open(tmp_path / "nowhere")
    with EventGraph.open(tmp_path / "new", create=True) as g:
        assert g.status().events == 0
        for ask in (g.days, lambda: g.search("x"), lambda: g.topic("x"), lambda: g.event("x"), lambda: g.mute("x")):
            with pytest.raises(StoreEmptyError, match="storytrail load"):
                ask()


def test_unknown_things(sample: EventGraph) -> None:
    with pytest.raises(NotFoundError):
        sample.event("zzzzqqqq")
    with pytest.raises(NotFoundError):
        sample.unmute("Russia")
    with pytest.raises(InputError, match="3rd of May"):
        sample.day("3rd of May")


HOLD = """
import sys
from pathlib import Path
from graph.store import open_store
with open_store(sys.argv[1], write=True) as store:
    store.graph.remove_document("portal/2015-05-06")
    print("holding", flush=True)
    sys.stdin.readline()
    raise SystemExit(3)
"""


def test_a_second_writer_is_told_who_writes_and_loses_nothing(store: Path, pages: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"
    (pages / "2015_May_4.txt").write_text(HARBOUR.replace("pensions", "night shifts"), encoding="utf-8")
    with EventGraph.open(store) as g:
        with pytest.raises(StoreBusyError, match=str(holder.pid)):
            g.load([pages])
        assert g.status().events == 5
        holder.communicate("\n")
        assert g.load([pages]).changed == 1
        assert g.status().events == 5


FULL = """
import resource, sys
from graph import EventGraph, StorytrailError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    EventGraph.open(sys.argv[1]).load([sys.argv[2]])
except StorytrailError as error:
    print(error.code, error)
"""


@pytest.mark.parametrize("bytes_allowed", [65536, 131072])
def test_a_full_disk_is_said_and_loses_nothing(store: Path, pages: Path, tmp_path: Path, bytes_allowed: int) -> None:
    with EventGraph.open(store) as g:
        before = g.related(STRIKE).to_dict()
    more = tmp_path / "more"
    more.mkdir()
    for day in range(10, 28):
        text = HARBOUR.replace("2015|05|04", f"2015|05|{day}")
        (more / f"2015_May_{day}.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(store), str(more), str(bytes_allowed)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("store-full"), done.stdout + done.stderr
    with EventGraph.open(store) as g:
        assert g.status().events == 5
        assert g.related(STRIKE).to_dict() == before
        assert g.load([more]).added == 54
