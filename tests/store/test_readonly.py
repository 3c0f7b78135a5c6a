"""The read-only console: what it refuses, what it lets pass, and that nothing ever changes, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError, ReadOnlyError
from graph.store.base import Backend
from graph.store.embedded import EmbeddedBackend
from graph.store.graph_store import GraphStore
from graph.store.neo4j import Neo4jBackend, Server
from graph.store.readonly import DEEPEST, LONGEST, MOST_PARTS, check
from tests.neo4j_server import Access, empty
from tests.store.console import PARAMS, everything, fill, try_to_write
from tests.store.queries import ATTACKS, HONEST, HONEST_ON_EMBEDDED, HONEST_ON_NEO4J, PIECES

ON_NEO4J = pytest.param("on_neo4j", marks=pytest.mark.neo4j)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A small graph, open for writing: only the filter stands before it."""
    backend = EmbeddedBackend(tmp_path_factory.mktemp("console"), fresh=True)
    fill(backend)
    yield backend
    backend.close(publish=False)


@pytest.fixture(scope="module")
def on_neo4j(neo4j_server: Access) -> Iterator[Backend]:
    """The same on a server."""
    empty(neo4j_server)
    backend = Neo4jBackend(Server(neo4j_server.url, neo4j_server.user, neo4j_server.password), write=True)
    fill(backend)
    yield backend
    backend.close()


@pytest.fixture(scope="module", params=["embedded", ON_NEO4J])
def backend(request: pytest.FixtureRequest) -> Backend:
    """Each engine in turn."""
    backend: Backend = request.getfixturevalue(request.param)
    return backend


@pytest.fixture(scope="module")
def whole(backend: Backend) -> list[list[str]]:
    """All that is in the graph, as it has to stay."""
    return everything(backend)


def answered(backend: Backend, cypher: str) -> None:
    """See that a query is answered, and leaves the graph as it was."""
    before = everything(backend)
    assert GraphStore(backend).query(cypher, PARAMS).columns
    assert everything(backend) == before


@pytest.mark.parametrize("cypher", ATTACKS)
def test_the_filter_alone_refuses_what_could_do_more_than_read(cypher: str) -> None:
    with pytest.raises(ReadOnlyError):
        check(cypher)


@pytest.mark.parametrize("cypher", ATTACKS)
def test_what_could_do_more_than_read_is_refused(backend: Backend, whole: list[list[str]], cypher: str) -> None:
    with pytest.raises(ReadOnlyError) as caught:
        GraphStore(backend).query(cypher, PARAMS)
    assert len(str(caught.value)) > 30
    assert everything(backend) == whole


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_queries_pass_and_run_and_change_nothing(backend: Backend, cypher: str) -> None:
    answered(backend, cypher)


@pytest.mark.parametrize("cypher", HONEST_ON_EMBEDDED)
def test_honest_queries_of_the_embedded_engine_pass(embedded: Backend, cypher: str) -> None:
    answered(embedded, cypher)


@pytest.mark.neo4j
@pytest.mark.parametrize("cypher", HONEST_ON_NEO4J)
def test_honest_queries_of_neo4j_pass(on_neo4j: Backend, cypher: str) -> None:
    answered(on_neo4j, cypher)


def test_there_are_enough_of_both() -> None:
    assert len(set(ATTACKS)) == len(ATTACKS) >= 200
    assert len(set(HONEST)) == len(HONEST) >= 60


def test_a_refusal_names_the_word_and_what_is_allowed() -> None:
    with pytest.raises(ReadOnlyError, match=r"cannot dElEtE; it may use MATCH, .*db\.labels"):
        check("MATCH (n) dElEtE n")
    with pytest.raises(ReadOnlyError, match=r"cannot call apoc\.load\.json; it may use MATCH"):
        check("CALL apoc.load.json('x')")
    with pytest.raises(ReadOnlyError, match="several statements"):
        check("RETURN 1; RETURN 2")
    with pytest.raises(ReadOnlyError, match="'1SET', where a number runs into a word; put a space between them"):
        check("MATCH (n) WITH n, 1SET n.text = ''")


@pytest.mark.parametrize("text", ["x", "1x", "ſ", "call ", "CALL x.", "RETURN x.", "'"])
def test_a_refusal_is_one_line_whatever_was_asked(text: str) -> None:
    with pytest.raises(ReadOnlyError) as caught:
        check(f"{text * 9_000}y(")
    assert len(str(caught.value)) < 400


def test_the_engine_is_given_no_comments() -> None:
    assert check("MATCH (n) // 'one\n/* ; two */ RETURN '//' AS `/*`;") == "MATCH (n)  \n  RETURN '//' AS `/*`"


def test_the_engine_is_given_plain_spaces_outside_of_strings() -> None:
    assert check("RETURN\u00a0'\u00a0'\x1c\x85AS\u2028\r\n\t`\u2003`") == "RETURN '\u00a0'  AS  \n `\u2003`"


def test_the_largest_queries_that_pass_run(backend: Backend) -> None:
    deepest = DEEPEST["{}"]
    nested = "CALL { " * deepest + "RETURN 1 AS x" + " } RETURN x" * deepest
    for cypher in (nested, " UNION ALL ".join(["RETURN 1 AS x"] * MOST_PARTS)):
        assert GraphStore(backend).query(cypher).rows[0] == [1]
    text = "x" * (LONGEST - len("RETURN '' AS x"))
    assert GraphStore(backend).query(f"RETURN '{text}' AS x").rows == [[text]]


def test_half_a_character_is_a_failed_query(backend: Backend) -> None:
    with pytest.raises(QueryError):
        GraphStore(backend).query("RETURN '\ud83d' AS x")


def test_a_read_only_store_refuses_even_what_the_filter_let_pass(tmp_path: Path) -> None:
    writer = EmbeddedBackend(tmp_path, fresh=True)
    GraphStore(writer).create_schema()
    writer.close()
    reader = EmbeddedBackend(tmp_path)
    with pytest.raises(ReadOnlyError):
        reader.console("CREATE (n:Event {id: 'x'})", {}, limit=1, timeout_s=1)
    reader.close()


def test_a_query_that_needs_too_much_is_stopped(embedded: Backend) -> None:
    with pytest.raises(QueryError, match="too many intermediate rows"):
        GraphStore(embedded).query("UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b")


def texts() -> st.SearchStrategy[str]:
    """Pieces of queries, honest and not, joined with and without a space between them."""
    pieces = st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ")))
    return st.lists(pieces, max_size=9).map(lambda chosen: "".join(piece + gap for piece, gap in chosen))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
@example(text="MATCH (n) WITH n , 1. DELETE n")
@example(text="MATCH (n) WITH n , 1SET n.text = 'x'")
def test_whatever_passes_the_filter_changes_nothing(embedded: Backend, text: str) -> None:
    try_to_write(embedded, text)


@pytest.mark.neo4j
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
@example(text="MATCH (n) RETURN '\\\\\\u0027 SET n.text = 1 //' AS x")
def test_whatever_passes_the_filter_changes_nothing_on_neo4j(on_neo4j: Backend, text: str) -> None:
    try_to_write(on_neo4j, text)


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
