import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j.exceptions import AuthError

from tests.neo4j_server import (
    VERSION,
    Access,
    NotATestDatabaseError,
    Server,
    ServerError,
    claim,
    empty,
    given,
    jars,
    missing,
)
from tests.neo4j_server.access import MARK
from tests.neo4j_server.jars import POM, kept

_COUNT = "MATCH (n) RETURN count(n) AS n"


def _count(access: Access) -> int:
    return int(access.ask(_COUNT)[0]["n"])


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in Maven's place, and an empty cache; write its text to say what it does with "$into"."""
    script = tmp_path / "bin" / "mvn"
    script.parent.mkdir()
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return script


def _say(script: Path, *lines: str) -> None:
    into = (
        'for argument; do case "$argument" in -DoutputDirectory=*) into="${argument#*=}";; esac; done; mkdir -p "$into"'
    )
    script.write_text("\n".join(["#!/bin/sh", into, *lines, ""]), encoding="utf-8")
    script.chmod(0o755)


def test_an_interrupted_fetch_is_not_taken_for_a_whole_one(maven: Path) -> None:
    _say(maven, 'touch "$into/first.jar"', "echo connection reset", "exit 1")
    with pytest.raises(ServerError, match="connection reset"):
        jars("5.0.0")
    _say(maven, 'touch "$into/first.jar" "$into/second.jar"')
    assert sorted(path.name for path in jars("5.0.0").iterdir()) == ["first.jar", "second.jar"]
    assert [path.name for path in kept("5.0.0").parent.iterdir()] == [kept("5.0.0").name]  # no remains


def test_a_fetch_that_was_killed_is_made_again(maven: Path) -> None:
    _say(maven, 'touch "$into/first.jar"', "kill -9 $PPID")
    program = "from tests.neo4j_server import jars; jars('5.0.0')"
    assert subprocess.run([sys.executable, "-c", program], cwd=POM.parents[2], check=False).returncode == -9
    assert not kept("5.0.0").exists()
    _say(maven, 'touch "$into/whole.jar"')
    assert [path.name for path in jars("5.0.0").iterdir()] == ["whole.jar"]


def test_jars_are_fetched_once_for_each_version(maven: Path) -> None:
    _say(maven, 'touch "$into/$$.jar"')
    first = list(jars("5.0.0").iterdir())
    assert list(jars("5.0.0").iterdir()) == first
    assert list(jars("5.0.1").iterdir()) != first


def test_without_java_and_maven_both_are_named(maven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(maven.parent))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert [what for what, _ in missing(VERSION)] == [
        f"Java 17 or later for Neo4j {VERSION}",
        f"Maven, to fetch Neo4j {VERSION}",
    ]
    assert missing("2026.09.0")[0][0] == "Java 21 or later for Neo4j 2026.09.0"
    with pytest.raises(ServerError, match="apt-get install default-jdk-headless"):
        Server()


def test_a_given_server_is_used_with_its_credentials() -> None:
    environment = {"STORYTRAIL_TEST_NEO4J_URI": "neo4j://db:7687", "NEO4J_PASSWORD": "a-password"}
    assert given(environment) == Access("neo4j://db:7687", "neo4j", "a-password")
    assert given(environment | {"NEO4J_USERNAME": "tester"}) == Access("neo4j://db:7687", "tester", "a-password")
    assert given({"NEO4J_PASSWORD": "a-password"}) is None
    assert "a-password" not in repr(given(environment))
    with pytest.raises(LookupError, match="set NEO4J_PASSWORD too"):
        given({"STORYTRAIL_TEST_NEO4J_URI": "neo4j://db:7687"})


@pytest.fixture
def unclaimed(neo4j_server: Access, neo4j_store: str) -> Iterator[Access]:
    """The emptied server without the mark that a given one gets."""
    (marked,) = neo4j_server.ask("SHOW CONSTRAINTS YIELD name WHERE name = $mark RETURN count(*) AS n", mark=MARK)
    neo4j_server.ask(f"DROP CONSTRAINT {MARK} IF EXISTS")
    yield neo4j_server
    neo4j_server.ask(f"DROP CONSTRAINT {MARK} IF EXISTS")
    empty(neo4j_server)
    if marked["n"]:
        claim(neo4j_server)


@pytest.mark.neo4j
def test_data_that_no_test_made_is_not_deleted(unclaimed: Access) -> None:
    unclaimed.ask("CREATE (:Meta {id: 'meta'})-[:KEEPS]->(:Event {id: 'precious'})")
    with pytest.raises(NotATestDatabaseError, match="holds 2 nodes that no test put there"):
        claim(unclaimed)
    assert _count(unclaimed) == 2


@pytest.mark.neo4j
def test_what_tests_left_is_emptied(unclaimed: Access) -> None:
    claim(unclaimed)
    unclaimed.ask("CREATE (hub:Left) WITH hub UNWIND range(1, 21000) AS i CREATE (hub)-[:TO]->(:Over)")
    claim(unclaimed)
    empty(unclaimed)
    assert _count(unclaimed) == 0


@pytest.mark.neo4j
def test_the_store_is_handed_out_empty_with_its_credentials(neo4j_server: Access, neo4j_store: str) -> None:
    access = Access(neo4j_store, os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    assert access == Access(neo4j_server.url, neo4j_server.user, neo4j_server.password)
    assert _count(access) == 0


@pytest.mark.neo4j
def test_a_server_answers_refuses_and_comes_back_with_its_data(stoppable_neo4j: Server) -> None:
    server = stoppable_neo4j
    assert server.ask("CALL dbms.components() YIELD versions RETURN versions") == [{"versions": [VERSION]}]
    with pytest.raises(AuthError):
        Access(server.url, server.user, "not-the-password").ask("RETURN 1")
    server.ask("CREATE (:Kept {id: 1})")
    first = server.pid
    server.stop()
    assert not server.running
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    server.start()
    assert server.pid != first
    assert server.ask("MATCH (n:Kept) RETURN n.id AS id") == [{"id": 1}]


@pytest.mark.neo4j
def test_a_developers_server_tells_how_to_reach_it_and_cleans_up(neo4j_server: Access) -> None:
    command = [sys.executable, "-m", "tests.neo4j_server"]
    with subprocess.Popen(command, cwd=POM.parents[2], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        watch = threading.Timer(240, process.kill)
        watch.start()
        try:
            lines = [process.stdout.readline() for _ in range(3)]
            told = dict(line.strip().removeprefix("export ").split("=", 1) for line in lines)
            access = Access(told["STORYTRAIL_STORE"], told["NEO4J_USERNAME"], told["NEO4J_PASSWORD"])
            (home,) = access.ask("SHOW SETTINGS 'server.directories.neo4j_home' YIELD value RETURN value")
            assert Path(home["value"]).is_dir()
        finally:
            process.terminate()
            watch.cancel()
    assert process.returncode == 0
    assert not Path(home["value"]).exists()
