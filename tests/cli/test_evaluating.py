"""The command that measures: as a table, as JSON, on a store and on a file."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.evaluate.stories import telling_stories

NAMES = [
    "shared topics, newest first",
    "IDF topics",
    "BM25",
    "(BM25 + IDF) x decay",
    "Storytrail",
    "Storytrail, headings visible",
]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of a person's own events, under headings of their own, and one line that is none."""
    rows = [
        {"date": f"{event.date}", "text": event.text, "headings": [event.heading_ids[0].title()]}
        for event in telling_stories()
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "no event"]), encoding="utf-8")
    return path


def test_evaluate_prints_a_table_that_lines_up(sample_store: Path) -> None:
    told = storytrail("evaluate", "related", store=sample_store)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].split() == ["full", "cond", "far", "ms"]
    rows = {name: next(line for line in lines if line.startswith(f"{name}  ")) for name in NAMES}
    figure = r"\d\.\d{3} \d\.\d{3}\.\.\d\.\d{3}"
    assert all(len(re.findall(figure, row)) == 3 for row in rows.values())
    assert len({re.search(figure, row).start() for row in rows.values()}) == 1  # type: ignore[union-attr]
    assert re.search(r"over \(BM25 \+ IDF\) x decay +[+-]0\.\d{3} [+-]0\.\d{3}\.\.[+-]0\.\d{3}", told.stdout)
    assert "95 % intervals" in told.stdout
    assert "(half: held)" in told.stdout
    assert re.search(r"Lists of 394 events as they are served: 100\.0 % of [\d,]+ entries have a reason", told.stdout)
    assert told.stderr == ""


def test_evaluate_says_the_same_as_json(sample_store: Path) -> None:
    told = ask("evaluate", "related", "--half", "all", "--queries", "60", "--seed", "3", store=sample_store)
    assert (told["half"], told["queries"], told["seed"], told["events"]) == ("all", 60, 3, 394)
    assert told["protocol"] == "related: hidden headings, nDCG@10"
    assert [method["name"] for method in told["methods"]] == NAMES
    figures = {method["name"]: method["figures"] for method in told["methods"]}
    assert set(figures["Storytrail"]["full"]) == {"value", "low", "high"}
    assert figures["Storytrail"]["full_over_seed"]["value"] == pytest.approx(
        figures["Storytrail"]["full"]["value"] - figures["shared topics, newest first"]["full"]["value"], abs=2e-4
    )
    assert figures["Storytrail, headings visible"]["full"]["value"] > 0.8
    assert told["lists"]["events"] == 60
    assert told["lists"]["explained"] == 1


def test_events_of_a_file_are_measured_and_no_store_is_touched(mine: Path, tmp_path: Path) -> None:
    told = ask("evaluate", "related", "--events", mine, "--half", "all", store=tmp_path / "none")
    assert (told["events"], told["queries"], told["stories"], told["issues"]) == (240, 240, 60, 1)
    assert {method["name"]: method["figures"]["full"]["value"] for method in told["methods"]}["BM25"] > 0.95
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.jsonl"]


def test_lines_of_the_file_that_cannot_be_read_are_not_kept_quiet(mine: Path) -> None:
    told = storytrail("evaluate", "related", "--events", mine, "--half", "all", "--queries", "30")
    assert told.exit_code == 0, told.output
    assert "1 issue" in told.stderr
    assert "30 events of" in told.stdout


def test_events_come_on_standard_input_too(mine: Path) -> None:
    told = storytrail("evaluate", "related", "--events", "-", "--half", "all", "--json", stdin=mine.read_bytes())
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["events"] == 240


def test_too_few_events_are_said_with_the_way_out(tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text(json.dumps({"date": "2015-05-04", "text": "The harbour of Tarn reopens."}), encoding="utf-8")
    code, message = refused("evaluate", "related", "--events", few)
    assert code == "bad-input"
    assert message.startswith("Too few events of the half 'held' can be asked about: 0, under 0 of")
    assert "`--half all`" in message


def test_other_quality_is_wrong_usage(sample_store: Path) -> None:
    for words in (
        ["weather"],
        [],
        ["chains", "--half", "third"],
        ["related", "--half", "third"],
        ["related", "--queries", "-1"],
    ):
        told = storytrail("evaluate", *words, store=sample_store)
        assert told.exit_code == 2
        assert "Usage" in told.stderr


def test_a_missing_store_or_file_is_said(tmp_path: Path) -> None:
    assert refused("evaluate", "related", store=tmp_path / "none")[0] == "store-missing"
    assert refused("evaluate", "related", "--events", tmp_path / "none.csv")[0] == "bad-source"
