"""The command `export graph`."""

import shlex
from pathlib import Path

from tests.cli.running import ask, refused, storytrail


def test_export_graph_writes_files_and_shows_the_import(sample_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "for import"
    result = storytrail("export", "graph", "-o", folder, store=sample_store)
    assert result.exit_code == 0, result.output
    there, command, finish = map(shlex.split, result.stdout.splitlines())
    assert there == ["cd", str(folder)]
    assert command[:4] == ["neo4j-admin", "database", "import", "full"]
    assert all((folder / word.split("=")[-1]).is_file() for word in command if word.endswith(".csv"))
    assert (folder / finish[-1]).is_file()
    assert "--overwrite-destination" in result.stderr


def test_export_graph_says_the_same_as_json(sample_store: Path, tmp_path: Path) -> None:
    told = ask("export", "graph", "--format", "neo4j-admin", "-o", tmp_path / "out", store=sample_store)
    status = ask("status", store=sample_store)
    assert told["format"] == "neo4j-admin"
    assert told["folder"] == str(tmp_path / "out")
    assert told["nodes"] > status["events"] + status["topics"] + status["sources"]
    assert told["relationships"] > status["events"]
    assert told["command"][0] == "neo4j-admin"
    assert "finish.cypher" in told["finish"]


def test_export_graph_refuses_what_it_would_overwrite_or_does_not_know(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    code, message = refused("export", "graph", "-o", tmp_path, store=sample_store)
    assert code == "bad-input"
    assert "--force" in message
    code, message = refused("export", "graph", "-o", tmp_path / "x", "--format", "xml", store=sample_store)
    assert code == "bad-input"
    assert "neo4j-admin" in message
    assert ask("export", "graph", "-o", tmp_path, "--force", store=sample_store)["nodes"]


def test_export_graph_needs_a_store(tmp_path: Path) -> None:
    code, _ = refused("export", "graph", "-o", tmp_path / "out", store=tmp_path / "none")
    assert code == "store-missing"
    assert not (tmp_path / "out").exists()
