"""The command that measures chains: as tables, as JSON, on a store and on a file."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.evaluate.test_chains import long_stories

NAMES = ["shortest path", "widest path", "spanning tree", "Storytrail"]
FIGURE = r"[+-]?\d\.\d{2,3} [+-]?\d\.\d{2,3}\.\.[+-]?\d\.\d{2,3}"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of a person's own events, under headings of their own, and one line that is none."""
    rows = [
        {"date": f"{event.date}", "text": event.text, "headings": [event.heading_ids[0].title()]}
        for event in long_stories()
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "no event"]), encoding="utf-8")
    return path


def test_the_tables_line_up_and_are_explained(sample_store: Path) -> None:
    told = storytrail("evaluate", "chains", "--half", "all", store=sample_store)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].split() == ["judged", "weakest", "inner", "largest", "gap"]
    rows = [line for line in lines if line.startswith(tuple(f"{name}  " for name in NAMES))]
    assert max(map(len, rows)) <= 120
    assert [row.split("  ")[0] for row in rows] == [*NAMES, *NAMES, "Storytrail"]
    assert all(len(re.findall(FIGURE, row)) == 4 for row in rows[:4])
    assert all(re.fullmatch(r"[a-zS ]+( +\d+\.\d %){5}( +\d+\.\d){2} *", row) for row in rows[4:8])
    assert len(re.findall(rf"^over the .+ path +{FIGURE}$|^over the spanning tree +{FIGURE}$", told.stdout, re.M)) == 3
    words = " ".join(told.stdout.split())
    assert "200 pairs of events of 15 stories (half: all), headings hidden" in words
    assert "95 % intervals" in words
    assert told.stderr == ""


def test_the_json_says_the_same(sample_store: Path) -> None:
    told = ask("evaluate", "chains", "--half", "all", "--queries", "45", "--seed", "3", store=sample_store)
    assert (told["half"], told["queries"], told["stories"], told["seed"], told["events"]) == ("all", 45, 15, 3, 394)
    assert told["protocol"] == "chains: hidden headings, 5 inner events"
    assert [method["name"] for method in told["methods"]] == NAMES
    figures = {method["name"]: method["figures"] for method in told["methods"]}
    assert set(figures["Storytrail"]["judged_over_tree"]) == {"value", "low", "high"}
    assert figures["Storytrail"]["in_order"]["value"] == figures["Storytrail"]["explained"]["value"] == 1
    assert 0.5 < figures["Storytrail"]["judged"]["value"] <= 1


def test_events_of_a_file_are_measured_and_no_store_is_touched(mine: Path, tmp_path: Path) -> None:
    told = ask("evaluate", "chains", "--events", mine, "--half", "all", store=tmp_path / "none")
    assert (told["events"], told["queries"], told["stories"], told["issues"]) == (144, 200, 12, 1)
    assert {method["name"]: method["figures"]["judged"]["value"] for method in told["methods"]} == dict.fromkeys(
        NAMES, pytest.approx(1)
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.jsonl"]


def test_too_few_stories_and_meanings_are_refused_with_the_way_out(tmp_path: Path, sample_store: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text(json.dumps({"date": "2015-05-04", "text": "The harbour of Tarn reopens."}), encoding="utf-8")
    code, message = refused("evaluate", "chains", "--events", few)
    assert code == "bad-input"
    assert message.startswith("Too few pairs of events of the half 'held' can be asked about: 0, under 0 of")
    assert "`--half all`" in message
    assert refused("evaluate", "chains", "--semantic", store=sample_store)[1].startswith("Chains know no meanings")
