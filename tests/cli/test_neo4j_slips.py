"""A server that cannot be used is said in one sentence, without a password; somebody else's graph is left alone."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.neo4j_server import Access, empty
from tests.neo4j_server.access import MARK
from tests.pages import write_pages

pytestmark = pytest.mark.neo4j
WRONG = "swordfish-of-nobody"
ALL_NODES = "MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS kept ORDER BY id"
ALL_RELATIONS = "MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r) AS kind, properties(r) AS kept ORDER BY id"
CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN * ORDER BY name"
INDEXES = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint RETURN * ORDER BY name"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


def commands(pages: Path, folder: Path) -> list[tuple[str | Path, ...]]:
    """Return every command that opens a store, with words that would do something."""
    return [
        ("status",),
        ("demo", "--no-serve"),
        ("load", pages),
        ("refresh",),
        ("refresh", "--full"),
        ("rebuild",),
        ("unload", "portal/2015-05-04"),
        ("search", "workers"),
        ("event", "2015-05-04/dock-workers"),
        ("topic", "Rotterdam"),
        ("day", "2015-05-04"),
        ("related", "2015-05-04/dock-workers"),
        ("query", "MATCH (n) RETURN count(n) AS n"),
        ("mute", "Rotterdam"),
        ("unmute", "Rotterdam"),
        ("muted",),
        ("user", "export", folder / "mine.json"),
        ("copy", "--to", folder / "copy"),
    ]


def sentence(*words: str | Path, store: str, secret: str) -> tuple[str, str]:
    """Run a command that must fail; check that it says one sentence and no secret; return its code and sentence."""
    for flags in ([], ["--json"]):
        result = storytrail(*words, *flags, store=store)
        assert result.exit_code == 1, result.output
        said = result.stderr.strip()
        assert said.startswith("storytrail: ")
        assert said.endswith(".")
        assert "\n" not in said
        assert "Traceback" not in result.output
        for output in (result.stdout, result.stderr, repr(result.exception)):
            assert secret not in output
    return refused(*words, store=store)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# -- a server that cannot be used ----------------------------------------------------------------------------


def test_a_wrong_password(neo4j_store: str, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", WRONG)
    for words in (("status",), ("load", pages), ("rebuild",)):
        code, message = sentence(*words, store=neo4j_store, secret=WRONG)
        assert code == "store"
        assert neo4j_store in message
        assert "NEO4J_USERNAME and NEO4J_PASSWORD" in message


def test_a_wrong_user(neo4j_store: str, neo4j_server: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", "nobody-of-that-name")
    _, message = sentence("status", store=neo4j_store, secret=neo4j_server.password)
    assert "NEO4J_USERNAME and NEO4J_PASSWORD" in message


def test_no_password(neo4j_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    code, message = refused("status", store=neo4j_store)
    assert code == "store"
    assert "asks for a password; set NEO4J_USERNAME and NEO4J_PASSWORD" in message


def test_a_password_in_the_address_is_refused_and_not_repeated(neo4j_store: str, pages: Path) -> None:
    place = neo4j_store.replace("://", f"://neo4j:{WRONG}@")
    for words in (("status",), ("load", pages), ("rebuild",), ("dashboard", "--no-browser")):
        result = storytrail(*words, store=place)
        assert result.exit_code == 1
        assert WRONG not in result.output
        assert "NEO4J_PASSWORD" in result.stderr


def test_an_unknown_host(neo4j_store: str, neo4j_server: Access) -> None:
    code, message = sentence("status", store="neo4j://no-such-host.invalid", secret=neo4j_server.password)
    assert code == "store"
    assert "The host of neo4j://no-such-host.invalid is not known" in message


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "bolt+s"])
def test_nothing_listens(neo4j_store: str, neo4j_server: Access, scheme: str, pages: Path) -> None:
    place = f"{scheme}://127.0.0.1:{free_port()}"
    for words in (("status",), ("load", pages)):
        code, message = sentence(*words, store=place, secret=neo4j_server.password)
        assert code == "store"
        assert f"No Neo4j server answers at {place}" in message


def test_something_else_listens(neo4j_store: str, neo4j_server: Access) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        place = f"bolt://127.0.0.1:{other.getsockname()[1]}"

        def answer() -> None:
            for _ in range(3):
                connection, _ = other.accept()
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        code, message = sentence("status", store=place, secret=neo4j_server.password)
    assert code == "store"
    assert place in message


def test_no_such_database(neo4j_store: str, neo4j_server: Access, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    for words in (("status",), ("load", pages), ("demo", "--no-serve")):
        _, message = sentence(*words, store=neo4j_store, secret=neo4j_server.password)
        assert "nowhere" in message
        assert "NEO4J_DATABASE" in message


def test_the_database_of_the_server_itself_holds_no_graph(
    neo4j_store: str, neo4j_server: Access, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "system")
    for words in (("status",), ("load", pages)):
        code, message = sentence(*words, store=neo4j_store, secret=neo4j_server.password)
        assert code != "query"  # nobody asked one
        assert "NEO4J_DATABASE" in message


def test_an_address_that_can_be_none(neo4j_store: str, neo4j_server: Access) -> None:
    code, message = sentence("status", store="neo4j://example..org", secret=neo4j_server.password)
    assert code in ("bad-input", "store")
    assert "example..org" in message


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_shell_shows_the_sentence_and_nothing_else(scheme: str) -> None:
    place = f"{scheme}://127.0.0.1:{free_port()}"
    words = [sys.executable, "-c", "from graph.cli import run; run()", "status", "--store", place]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "NEO4J_PASSWORD": WRONG})
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"storytrail: No Neo4j server answers at {place}")
    assert done.stderr.count("\n") == 1


def test_an_empty_database_says_how_to_fill_it(neo4j_store: str, neo4j_server: Access) -> None:
    code, message = sentence("status", store=neo4j_store, secret=neo4j_server.password)
    assert code == "store-missing"
    assert "storytrail load" in message
    assert not neo4j_server.ask(ALL_NODES)


# -- somebody else's graph -----------------------------------------------------------------------------------


def bare(access: Access) -> None:
    """Take all constraints and indexes out of an empty database but the mark of the tests and the lookups."""
    for rule in access.ask(CONSTRAINTS):
        if rule["name"] != MARK:
            access.ask(f"DROP CONSTRAINT `{rule['name']}`")
    for index in access.ask(INDEXES):
        if index["owningConstraint"] is None and index["type"] != "LOOKUP":
            access.ask(f"DROP INDEX `{index['name']}`")


def everything(access: Access) -> list[list[dict[str, Any]]]:
    return [access.ask(statement) for statement in (ALL_NODES, ALL_RELATIONS, CONSTRAINTS, INDEXES)]


@pytest.mark.parametrize(
    "others",
    [
        "CREATE (:Person {name: 'Ada', born: 1815})-[:KNOWS {since: 1833}]->(:Person {name: 'Charles'})",
        "CREATE (:Event {id: '2015-05-04/dock-workers', text: 'Not yours'}), (:Topic {id: 'rotterdam'})",
        "CREATE (:Meta {id: 'meta', schema: 'theirs'})",
        "CREATE ({without: 'a label'})",
    ],
    ids=["persons", "like ours", "a meta of theirs", "no label"],
)
def test_somebody_elses_graph_is_left_alone(
    neo4j_store: str, neo4j_server: Access, pages: Path, tmp_path: Path, others: str
) -> None:
    bare(neo4j_server)
    neo4j_server.ask(others)
    before = everything(neo4j_server)
    ask("load", pages, store=tmp_path / "mine")
    for words in commands(pages, tmp_path):
        code, message = sentence(*words, store=neo4j_store, secret=neo4j_server.password)
        assert code == "store-foreign", words
        assert "not of Storytrail" in message
        assert neo4j_store in message
    copied = storytrail("copy", "--to", neo4j_store, "--json", store=tmp_path / "mine")
    assert copied.exit_code == 1
    assert "not of Storytrail" in copied.stderr
    assert everything(neo4j_server) == before
    empty(neo4j_server)
