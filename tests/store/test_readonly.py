"""The read-only console: what it refuses, what it lets pass, and that nothing ever changes."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError, ReadOnlyError, StorytrailError
from graph.store.embedded import EmbeddedBackend
from graph.store.graph_store import GraphStore
from graph.store.readonly import check
from tests.store.building import DAY, day, event, heading
from tests.store.queries import ATTACKS, HONEST, PIECES


def everything(backend: EmbeddedBackend) -> list[Any]:
    """Return all nodes, relationships, indexes and constraints of a graph."""
    return [
        backend.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, n.id AS id ORDER BY id"),
        backend.run(
            "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b ORDER BY a, b, t"
        ),
        backend.run("SHOW INDEXES YIELD name, type RETURN name, type ORDER BY name, type"),
        backend.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"),
    ]


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedBackend]:
    """A small graph, open for writing: only the filter stands before it."""
    backend = EmbeddedBackend(tmp_path_factory.mktemp("console"), fresh=True)
    store = GraphStore(backend)
    store.create_schema()
    over = heading("Over", "Over")
    store.load_first(
        [day(DAY, event("a", topics=["Alpha", "Beta"], headings=[over]), event("b", topics=["Beta"], position=1))]
    )
    yield backend
    backend.close(publish=False)


@pytest.mark.parametrize("cypher", ATTACKS)
def test_what_could_do_more_than_read_is_refused(backend: EmbeddedBackend, cypher: str) -> None:
    before = everything(backend)
    with pytest.raises(ReadOnlyError) as caught:
        GraphStore(backend).query(cypher)
    assert len(str(caught.value)) > 30
    assert everything(backend) == before


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_queries_pass_and_run_and_change_nothing(backend: EmbeddedBackend, cypher: str) -> None:
    before = everything(backend)
    result = GraphStore(backend).query(cypher, {"set": "x", "id": f"{DAY}/a"})
    assert result.columns
    assert everything(backend) == before


def test_there_are_enough_of_both() -> None:
    assert len(set(ATTACKS)) >= 60
    assert len(set(HONEST)) >= 30


def test_a_refusal_names_the_word_and_what_is_allowed() -> None:
    with pytest.raises(ReadOnlyError, match=r"cannot dElEtE; it may use MATCH, .*db\.labels"):
        check("MATCH (n) dElEtE n")
    with pytest.raises(ReadOnlyError, match=r"cannot call apoc\.load\.json; it may use MATCH"):
        check("CALL apoc.load.json('x')")
    with pytest.raises(ReadOnlyError, match="several statements"):
        check("RETURN 1; RETURN 2")


def test_the_engine_is_given_no_comments() -> None:
    assert check("MATCH (n) // 'one\n/* ; two */ RETURN '//' AS `/*`;") == "MATCH (n)  \n  RETURN '//' AS `/*`"


def test_a_read_only_store_refuses_even_what_the_filter_let_pass(tmp_path: Path) -> None:
    writer = EmbeddedBackend(tmp_path, fresh=True)
    GraphStore(writer).create_schema()
    writer.close()
    reader = EmbeddedBackend(tmp_path)
    with pytest.raises(ReadOnlyError):
        reader.console("CREATE (n:Event {id: 'x'})", {}, limit=1, timeout_s=1)
    reader.close()


def test_a_query_that_needs_too_much_is_stopped(backend: EmbeddedBackend) -> None:
    with pytest.raises(QueryError, match="too many intermediate rows"):
        GraphStore(backend).query("UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " "))), max_size=9))
@example(pieces=[("MATCH (n)", " "), ("WITH n", " "), (",", " "), ("1.", " "), ("DELETE n", "")])
def test_whatever_passes_the_filter_changes_nothing(backend: EmbeddedBackend, pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    try:
        passed = check(text)
    except ReadOnlyError:
        return
    before = everything(backend)
    with contextlib.suppress(StorytrailError):
        backend.run(passed, {}, write=True)
    assert everything(backend) == before


@settings(max_examples=300)
@given(text=st.text())
def test_the_filter_answers_any_text(text: str) -> None:
    try:
        passed = check(text)
    except ReadOnlyError:
        return
    assert check(passed) == passed


@settings(max_examples=300)
@given(inside=st.text(st.characters(exclude_characters="'\\\n")), word=st.sampled_from(["DELETE n", "SET n.x = 1"]))
def test_a_string_hides_its_words_and_nothing_after_it(inside: str, word: str) -> None:
    assert check(f"RETURN '{inside} {word}' AS x") == f"RETURN '{inside} {word}' AS x"
    with pytest.raises(ReadOnlyError):
        check(f"MATCH (n) WITH n, '{inside}' AS x {word}")
