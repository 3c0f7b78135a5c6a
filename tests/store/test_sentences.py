"""What the store says when it cannot do what is asked: sentences that name the thing, not the engine's words."""

import ast
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import graph.errors
import graph.store
from graph.errors import InputError, QueryError, StoreDamagedError, StoreError, StorytrailError
from graph.model import Ref
from graph.store import OpenStore, open_store
from graph.store.address import store_folder
from graph.store.documents import DocumentArchive
from graph.store.embedded import GRAPH_FILE
from graph.store.user import UserData
from tests.store.building import DAY, day, document, event

HUGE = 2**70
ODD = "x\udcff"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenStore]:
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first([day(DAY, event("a", topics=["Alpha"]))])
        yield store


def said(task: Callable[[], Any], kind: type[StorytrailError]) -> str:
    """Return the message of the error that a task raises, which must be a whole sentence."""
    with pytest.raises(kind) as caught:
        task()
    message = str(caught.value)
    assert message[0].isupper()
    assert message.endswith(".")
    assert "kglite" not in message
    message.encode()
    return message


def test_a_damaged_graph_keeps_the_words_of_the_engine_for_the_cause(store: OpenStore) -> None:
    store.graph.publish()
    (store.folder / GRAPH_FILE).write_bytes(b"this is not a graph" * 100)
    with open_store(str(store.folder)) as reader, pytest.raises(StoreDamagedError) as caught:
        reader.graph.counts()
    way_out = "`storytrail rebuild` makes it anew from the kept documents"
    assert str(caught.value) == f"The graph in {store.folder} cannot be read; {way_out}."
    assert caught.value.__cause__ is not None


def test_a_damaged_graph_is_damaged_however_often_it_is_asked(store: OpenStore) -> None:
    store.graph.publish()
    with open_store(str(store.folder)) as reader:
        assert reader.graph.counts().events == 1
        (store.folder / GRAPH_FILE).write_bytes(b"this is not a graph" * 100)
        for _ in range(2):
            said(reader.graph.counts, StoreDamagedError)


def test_a_folder_in_the_place_of_the_graph_is_named(tmp_path: Path) -> None:
    with open_store(str(tmp_path), create=True) as store:
        store.documents.put(document("d"))
    (tmp_path / GRAPH_FILE).unlink()
    (tmp_path / GRAPH_FILE).mkdir()
    with open_store(str(tmp_path)) as store:
        assert f"A folder stands in the place of the graph's file {tmp_path / GRAPH_FILE}; move it away" in said(
            store.graph.counts, StoreDamagedError
        )
    assert "move it away" in said(lambda: open_store(str(tmp_path), fresh=True), StoreDamagedError)
    (tmp_path / GRAPH_FILE).rmdir()
    with open_store(str(tmp_path), fresh=True) as store:
        assert store.graph.counts().events == 0


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"x": HUGE}, "The value of $x is out of range"),
        ({"x": [1, {"a": -HUGE}]}, "The value of $x is out of range"),
        ({"x": 10**3000}, "one of 9,966 bits"),
        ({"x": ODD}, "'x\\udcff' is no valid Unicode"),
        ({"x": [{"a": ODD}]}, "'x\\udcff' is no valid Unicode"),
        ({ODD: 1}, "'x\\udcff' is no valid Unicode"),
        ({"x": object()}, "$x"),
        ({}, "Missing parameter: $x"),
    ],
)
def test_values_that_no_graph_holds_are_named(store: OpenStore, params: dict[str, Any], words: str) -> None:
    assert words in said(lambda: store.graph.query("RETURN $x AS x", params), QueryError)


def test_a_value_nested_too_deeply_is_named(store: OpenStore) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert "The value of $x is nested too deeply" in said(
        lambda: store.graph.query("RETURN $x AS x", {"x": deep}), QueryError
    )


def test_a_query_that_is_wrong_says_where(store: OpenStore) -> None:
    message = said(lambda: store.graph.query("MATCH (n RETURN n"), QueryError)
    assert message.startswith("The query cannot be run (line 1, column 17): ")
    assert "no valid Unicode" in said(lambda: store.graph.query(f"RETURN '{ODD}' AS x"), QueryError)


@pytest.mark.parametrize("timeout_s", [float("inf"), float("nan"), 0.0, -1.0, 1e300])
def test_a_time_limit_has_bounds(store: OpenStore, timeout_s: float) -> None:
    assert "at most 86,400 seconds" in said(lambda: store.graph.query("RETURN 1 AS x", timeout_s=timeout_s), InputError)


@pytest.mark.parametrize("limit", [-1, -5, HUGE])
def test_limits_have_bounds(store: OpenStore, limit: int) -> None:
    graph = store.graph
    for task in (
        lambda: graph.query("RETURN 1 AS x", limit=limit),
        lambda: graph.search_events("something", limit=limit),
        lambda: graph.topics_by_title("alpha", limit),
        lambda: graph.topic_events("alpha", limit),
        lambda: graph.days(limit),
        lambda: graph.related("a", limit=limit),
        lambda: graph.event_ids("2", limit),
    ):
        assert said(task, InputError).startswith("The limit is a whole number from 0 to ")
    assert said(lambda: graph.topic_events("alpha", 1, limit), InputError).startswith("The offset is")


def test_the_largest_limit_is_a_limit(store: OpenStore) -> None:
    assert store.graph.query("RETURN 1 AS x", limit=2**63 - 1).rows == [[1]]


def test_text_that_is_no_unicode_is_named(store: OpenStore) -> None:
    graph = store.graph
    for read in (graph.event, graph.topic, graph.topics_by_title, graph.search_events, graph.document, graph.related):
        assert "'x\\udcff' is no valid Unicode" in said(lambda read=read: read(ODD), QueryError)  # type: ignore[misc]
    for task in (
        lambda: store.user.mute(Ref(ODD, "X")),
        lambda: store.user.keep("chain", ODD, {}),
        lambda: store.documents.get(ODD),
    ):
        assert "'x\\udcff' is no valid Unicode" in said(task, InputError)


@pytest.mark.parametrize("url", ["~nosuchuser/x", "a\0b", ODD, "embedded://host", "neo4j://host", ""])
def test_a_name_that_no_store_has(url: str) -> None:
    said(lambda: store_folder(url), InputError)


def test_a_place_that_cannot_be_looked_into(tmp_path: Path) -> None:
    assert "File name too long" in said(lambda: open_store(str(tmp_path / ("a" * 5000))), StoreError)


def test_damaged_documents_say_what_a_rebuild_would_lose(tmp_path: Path) -> None:
    (tmp_path / "documents.sqlite").write_bytes(b"no database" * 1000)
    (tmp_path / "user.sqlite").write_bytes(b"no database" * 1000)
    message = said(lambda: DocumentArchive(tmp_path / "documents.sqlite").ids(), StoreDamagedError)
    assert "remove it and load all pages again" in message
    assert "load" not in said(lambda: UserData(tmp_path / "user.sqlite").muted(), StoreDamagedError)


def test_a_document_whose_content_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = DocumentArchive(tmp_path / "documents.sqlite")
    with monkeypatch.context() as patch:
        patch.setattr(zlib, "compress", lambda content: content)
        archive.put(document("d"))
    assert "load all pages again" in said(lambda: archive.get("d"), StoreDamagedError)
    archive.close()


def sentences(module: ast.AST) -> Iterator[str]:
    """Yield the messages of all errors of Storytrail that a module raises; what is filled in becomes an X."""
    for call in ast.walk(module):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args):
            continue
        text = call.args[0]
        if not hasattr(graph.errors, call.func.id):
            continue
        if isinstance(text, ast.Constant):
            yield str(text.value)
        elif isinstance(text, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in text.values)


def test_all_messages_are_sentences() -> None:
    folder = Path(str(graph.store.__file__)).parent
    found = [text for path in sorted(folder.glob("*.py")) for text in sentences(ast.parse(path.read_text("utf-8")))]
    assert len(found) > 30
    assert [text for text in found if not (text[0].isupper() and text.endswith("."))] == []
