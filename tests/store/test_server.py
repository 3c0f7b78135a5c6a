"""What only a store on a server can do: its lock, being cut off, being too old, belonging to somebody else."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import EventGraph
from graph.errors import (
    ConstraintError,
    InputError,
    ReadOnlyError,
    StoreBusyError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreVersionError,
)
from graph.sample import sample_folder
from graph.store import OpenStore, batches, lock, neo4j, open_store
from graph.store.base import Runner
from graph.store.graph_store import GraphStore
from graph.store.records import SCHEMA_VERSION
from graph.store.replacing import Replacement
from tests.bolt_stub import stub_server
from tests.neo4j_server import Access, Server
from tests.store.building import DAY, day, event
from tests.store.scenes import LATER, NEXT, picture, talks

pytestmark = pytest.mark.neo4j
CHILD = """
import sys
from graph.store import open_store
with open_store(sys.argv[1], create=True) as store:
    store.reserve()
    print("reserved", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(neo4j_store: str) -> Iterator[OpenStore]:
    """A store on the server with the scene in it, open for writing."""
    with open_store(neo4j_store, create=True) as opened:
        opened.graph.load_first(talks())
        yield opened


# --- opening


def test_an_empty_database_is_no_store_until_one_is_made(neo4j_store: str, neo4j_server: Access) -> None:
    with pytest.raises(StoreMissingError, match=r"no store in the database neo4j at .* `storytrail load`"):
        open_store(neo4j_store)
    assert neo4j_server.ask("MATCH (n) RETURN count(*) AS n") == [{"n": 0}]
    open_store(neo4j_store, create=True).close()
    with open_store(neo4j_store) as store:
        assert store.graph.counts().events == 0


def everything(server: Access) -> list[Any]:
    """Return all that is in a database."""
    return [
        server.ask("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"),
        server.ask("SHOW INDEXES YIELD name RETURN name ORDER BY name"),
        server.ask("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"),
    ]


@pytest.mark.parametrize(
    "theirs", ["(:Person {name: 'Ada'})", "(:Meta {id: 'meta'})", "({x: 1})", "(:Lock {id: 'writer', code: 1234})"]
)
def test_somebody_elses_graph_is_left_alone(neo4j_store: str, neo4j_server: Access, theirs: str) -> None:
    neo4j_server.ask(f"CREATE {theirs}")
    before = everything(neo4j_server)
    for options in ({}, {"create": True}, {"write": True}, {"fresh": True}):
        with pytest.raises(StoreForeignError, match=r"not of Storytrail .* NEO4J_DATABASE"):
            open_store(neo4j_store, **options)
    assert everything(neo4j_server) == before


@pytest.mark.parametrize("agent", ["Neo4j/4.4.44", "Neo4j/5.25.1", "Elephant/9.9"])
def test_a_server_that_is_too_old_is_refused(agent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "any")
    with stub_server(agent) as url, pytest.raises(StoreVersionError, match=agent.replace("/", " ")) as caught:
        open_store(url, create=True)
    assert "needs Neo4j 5.26 or later" in str(caught.value)


def test_a_password_is_in_no_log_and_no_error(
    neo4j_store: str, neo4j_server: Access, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    open_store(neo4j_store, create=True).close()
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    with pytest.raises(StoreError, match="NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        open_store(neo4j_store)
    cause = caught.value.__cause__
    said = f"{caplog.text} {caught.value!r} {cause!r} {vars(cause)}"
    assert cause is not None
    assert caplog.records
    assert neo4j_server.password not in said
    assert "not-the-password" not in said


# --- reading and writing


def test_a_store_opened_for_reading_cannot_be_written_to(store: OpenStore) -> None:
    with open_store(store.url) as reader:
        page = day(DAY, event("b"))
        for task in (reader.reserve, lambda: reader.graph.replace_document(*page), reader.graph.create_schema):
            with pytest.raises(StoreError, match="opened for reading"):
                task()


def test_a_reading_statement_cannot_write(neo4j_store: str, neo4j_server: Access) -> None:
    server = neo4j.Server(neo4j_store, neo4j_server.user, neo4j_server.password)
    backend = neo4j.Neo4jBackend(server, write=True)
    with pytest.raises(ReadOnlyError):
        backend.run("CREATE (:Event {id: 'x'})")
    backend.close()
    assert neo4j_server.ask("MATCH (n) RETURN count(*) AS n") == [{"n": 0}]


def test_an_id_that_is_too_long_for_a_server_is_refused_as_such(store: OpenStore) -> None:
    before = picture(store.graph)
    with pytest.raises(ConstraintError, match="longer than the 8,000 bytes"):
        store.graph.replace_document(*day(DAY, event("a", sources=[f"https://x.example/{'a' * 9000}"])))
    assert picture(store.graph) == before


def test_who_makes_a_store_second_leaves_what_the_first_made(neo4j_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = GraphStore._begin

    def late(second: GraphStore, runner: Runner) -> None:
        monkeypatch.setattr(GraphStore, "_begin", begin)
        runner.run(
            "CREATE (:Meta {id: 'meta', schema_version: $version, engine: 'Neo4j 5', revision: 7, store: 'first'})",
            {"version": SCHEMA_VERSION},
        )
        begin(second, runner)

    monkeypatch.setattr(GraphStore, "_begin", late)
    with open_store(neo4j_store, create=True) as store:
        assert (store.graph.meta().store, store.graph.meta().revision) == ("first", 7)


def test_one_store_has_one_folder_whatever_its_server_is_called(neo4j_store: str) -> None:
    other = neo4j_store.replace("127.0.0.1", "localhost").replace("neo4j://", "bolt://")
    with open_store(neo4j_store, create=True) as one, open_store(other) as same:
        assert one.folder == same.folder
    with EventGraph.open(neo4j_store) as graph, pytest.raises(InputError, match="onto itself"):
        graph.copy(other)


# --- making it anew


def test_a_rebuild_makes_what_is_missing(store: OpenStore, neo4j_server: Access) -> None:
    keep_pages(store)
    whole = picture(store.graph)
    store.close()
    neo4j_server.ask("DROP INDEX event_words")
    neo4j_server.ask("DROP CONSTRAINT event_id")
    neo4j_server.ask("MATCH (m:Meta) SET m.schema_version = 1")
    neo4j_server.ask("MATCH (e:Event) REMOVE e.words")
    with open_store(store.url) as reader, pytest.raises(StoreVersionError, match="storytrail rebuild"):
        reader.graph.counts()
    with open_store(store.url, fresh=True) as anew:
        anew.graph.load_first(talks())
        anew.graph.finish()
        assert picture(anew.graph) == whole
        assert [event.id for event, _ in anew.graph.search_events("truce")] == [f"{LATER}/truce"]
    assert "event_id" in str(neo4j_server.ask("SHOW CONSTRAINTS YIELD name RETURN name"))


def test_a_stopped_rebuild_is_not_taken_for_a_whole_graph(store: OpenStore) -> None:
    keep_pages(store)
    store.close()

    def stopped() -> None:
        with open_store(store.url, fresh=True) as anew:
            anew.graph.load_first(talks()[:1])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    for options in ({}, {"write": True}, {"create": True}):
        with open_store(store.url, **options) as reader, pytest.raises(StoreVersionError, match="rebuild` again"):
            reader.graph.counts()
    with open_store(store.url, fresh=True) as anew:
        assert len(anew.documents) == 3
        anew.graph.load_first(talks())
        anew.graph.finish()
    with open_store(store.url) as reader:
        assert reader.graph.counts().events == 4


def test_a_rebuild_does_not_bring_back_what_others_took_out(store: OpenStore) -> None:
    keep_pages(store)
    store.graph.remove_document(f"portal/{LATER}")
    store.close()
    with open_store(store.url, fresh=True) as anew:
        assert anew.documents.ids() == [f"portal/{DAY}", f"portal/{NEXT}"]
        anew.graph.finish()


def test_a_rebuild_needs_every_page_as_it_is_in_the_graph(store: OpenStore, neo4j_server: Access) -> None:
    keep_pages(store)
    store.close()
    neo4j_server.ask("MATCH (d:Document {id: $id}) SET d.digest = 'newer'", id=f"portal/{NEXT}")
    before = neo4j_server.ask("MATCH (n) RETURN count(*) AS n")
    with pytest.raises(StoreError, match=f"would lose 1 documents .* portal/{NEXT}"):
        open_store(store.url, fresh=True)
    assert neo4j_server.ask("MATCH (n) RETURN count(*) AS n") == before


def keep_pages(store: OpenStore) -> None:
    for page, _ in talks():
        store.documents.put(page)


# --- the writer's lock


def test_a_second_writer_is_told_who_holds_the_lock(neo4j_store: str) -> None:
    command = [sys.executable, "-c", CHILD, neo4j_store]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "reserved\n"
        with open_store(neo4j_store, write=True) as store:
            with pytest.raises(StoreBusyError, match=rf"\(pid {child.pid}\) is writing .* since 20\d\d-"):
                store.reserve()
            with pytest.raises(StoreBusyError, match=rf"\(pid {child.pid}\)"):
                store.graph.load_first(talks())
            child.communicate("")
            store.graph.load_first(talks())
            assert store.graph.counts().events == 4


def test_a_lock_that_ran_out_is_taken_over_and_fences_the_old_writer(store: OpenStore, neo4j_server: Access) -> None:
    before = picture(store.graph)
    neo4j_server.ask("MATCH (l:StorytrailLock) SET l.until = 0")
    with open_store(store.url, write=True) as other:
        other.reserve()
        with pytest.raises(StoreBusyError, match="taken by another writer"):
            store.graph.replace_document(*day(DAY, event("late")))
        assert picture(other.graph) == before
        other.graph.replace_document(*day(NEXT, event("new", date=NEXT)))
    assert neo4j_server.ask("MATCH (l:StorytrailLock) RETURN count(*) AS n") == [{"n": 0}]


def test_a_lock_is_renewed_while_its_holder_does_other_things(
    neo4j_store: str, neo4j_server: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "RENEW_S", 0.01)
    with open_store(neo4j_store, create=True) as store:
        store.reserve()
        neo4j_server.ask("MATCH (l:StorytrailLock) SET l.until = 0")
        renewed = False
        while not renewed:
            renewed = neo4j_server.ask("MATCH (l:StorytrailLock) RETURN l.until > timestamp() AS renewed")[0]["renewed"]


def test_the_lock_of_a_killed_writer_is_taken_over_on_its_machine_only(neo4j_store: str, neo4j_server: Access) -> None:
    command = [sys.executable, "-c", CHILD, neo4j_store]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "reserved\n"
        child.kill()
    machine = neo4j_server.ask("MATCH (l:StorytrailLock) RETURN l.machine AS machine")[0]["machine"]
    neo4j_server.ask("MATCH (l:StorytrailLock) SET l.machine = 'another'")
    with open_store(neo4j_store, write=True) as store:
        with pytest.raises(StoreBusyError, match=rf"\(pid {child.pid}\)"):
            store.reserve()
        neo4j_server.ask("MATCH (l:StorytrailLock) SET l.machine = $machine", machine=machine)
        store.reserve()


# --- a server that goes away


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "EVENTS", 60)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Does something in the middle of the third transaction of a load."""

    def arrange(task: Callable[[], None]) -> None:
        calls = []
        nesting = Replacement._change_nesting

        def cut_nesting(self: Replacement, *given: Any) -> None:
            calls.append(1)
            if len(calls) == 3:
                task()
            nesting(self, *given)

        monkeypatch.setattr(Replacement, "_change_nesting", cut_nesting)

    return arrange


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, Any]:
    """The picture of the sample in a store that nothing happened to."""
    with EventGraph.open(tmp_path / "whole", create=True) as graph:
        graph.load_sample()
    with open_store(str(tmp_path / "whole")) as store:
        return without_engine(picture(store.graph))


def without_engine(found: dict[str, Any]) -> dict[str, Any]:
    meta = {name: value for name, value in found["meta"].items() if name != "engine"}
    documents = [{**document, "origin": None} for document in found["documents"]]
    return {**found, "meta": meta, "documents": documents}


def test_a_load_outlives_a_restart_of_the_server(
    stoppable_neo4j: Server,
    small_batches: None,
    cut: Callable[[Callable[[], None]], None],
    whole: dict[str, Any],
) -> None:
    def restart() -> None:
        stoppable_neo4j.kill()
        threading.Thread(target=stoppable_neo4j.start).start()

    with EventGraph.open(stoppable_neo4j.url, create=True) as graph:
        cut(restart)
        report = graph.load(sample_folder())
    assert (report.documents, report.events) == (277, 394)
    with open_store(stoppable_neo4j.url) as store:
        assert without_engine(picture(store.graph)) == whole


def test_a_load_that_lost_its_server_goes_on_where_it_stopped(
    stoppable_neo4j: Server,
    small_batches: None,
    cut: Callable[[Callable[[], None]], None],
    whole: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neo4j, "WRITE_RETRY_S", 0.5)
    with EventGraph.open(stoppable_neo4j.url, create=True) as graph:
        cut(stoppable_neo4j.kill)
        with pytest.raises(StoreError, match=r"No Neo4j server answers at .*; see to its address"):
            graph.load(sample_folder())
    stoppable_neo4j.start()
    with open_store(stoppable_neo4j.url) as store:
        kept = store.graph.documents()
        loaded = store.graph.counts().events
        assert sum(len(store.graph.document_events(name)) for name in kept) == loaded
        assert sum(store.graph.document(name).event_count for name in kept) == loaded
    assert 0 < loaded < 394
    with EventGraph.open(stoppable_neo4j.url) as graph:
        report = graph.load(sample_folder())
        assert (report.unchanged, report.added) == (len(kept), 394 - loaded)
    with open_store(stoppable_neo4j.url) as store:
        assert without_engine(picture(store.graph)) == whole
