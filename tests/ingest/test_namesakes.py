"""Files of a person's own with one name: none takes the events of another out."""

from pathlib import Path

import pytest

from graph import EventGraph
from tests.ingest.making import pipe_in


def table(path: Path, text: str, day: str = "2024-05-01") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"date,text\n{day},{text}\n", encoding="utf-8")
    return path


def texts(g: EventGraph) -> set[str]:
    return set(g.events()["text"])


@pytest.fixture
def g(tmp_path: Path) -> EventGraph:
    return EventGraph.open(tmp_path / "store", create=True)


def test_a_file_of_the_same_name_in_another_folder_is_not_loaded_over_the_first(g: EventGraph, tmp_path: Path) -> None:
    g.load(table(tmp_path / "a" / "own.csv", "Rain."), refresh=False)
    other = table(tmp_path / "b" / "own.csv", "Snow.", "2024-06-01")
    beside = table(tmp_path / "b" / "beside.csv", "Hail.")
    report = g.load([other, beside], refresh=False)
    assert [(issue.code, issue.document) for issue in report.issues] == [("same-name", str(other))]
    assert "unload --origin" in report.issues[0].message
    assert texts(g) == {"Rain.", "Hail."}


def test_so_it_is_with_two_of_one_load(g: EventGraph, tmp_path: Path) -> None:
    files = [table(tmp_path / name / "own.csv", text) for name, text in (("a", "Rain."), ("b", "Snow."))]
    report = g.load(files, refresh=False)
    assert [issue.code for issue in report.issues] == ["same-name"]
    assert texts(g) == {"Rain."}


def test_and_wherever_one_stands(g: EventGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("a", "Rain."), ("b", "Snow.")):
        table(tmp_path / name / "own.csv", text)
    monkeypatch.chdir(tmp_path / "a")
    g.load("own.csv", refresh=False)
    monkeypatch.chdir(tmp_path / "b")
    assert [issue.code for issue in g.load(["own.csv", "../a/own.csv"], refresh=False).issues] == ["same-name"]
    assert texts(g) == {"Rain."}
    g.unload(origin="../a/own.csv")
    g.load("own.csv", refresh=False)
    assert texts(g) == {"Snow."}


def test_an_empty_file_takes_nothing_from_its_namesake(g: EventGraph, tmp_path: Path) -> None:
    g.load(table(tmp_path / "a" / "own.csv", "Rain."), refresh=False)
    empty = tmp_path / "b" / "own.csv"
    empty.parent.mkdir()
    empty.write_text("date,text\n", encoding="utf-8")
    g.load([empty, table(tmp_path / "b" / "more.csv", "Hail.")], refresh=False)
    assert texts(g) == {"Rain.", "Hail."}


def test_a_file_that_was_moved_is_the_same_file(g: EventGraph, tmp_path: Path) -> None:
    one = table(tmp_path / "a" / "own.csv", "Rain.")
    g.load(one, refresh=False)
    one.unlink()
    report = g.load(table(tmp_path / "b" / "own.csv", "Snow.", "2024-06-01"), refresh=False)
    assert (report.issues, report.added, report.removed) == ((), 1, 1)
    assert texts(g) == {"Snow."}


def test_standard_input_replaces_nothing(g: EventGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("Rain.", "Snow.", "Rain."):
        pipe_in(monkeypatch, f"date,text\n2024-05-01,{text}\n".encode())
        report = g.load("-", refresh=False)
    assert texts(g) == {"Rain.", "Snow."}
    assert report.unchanged == 1
