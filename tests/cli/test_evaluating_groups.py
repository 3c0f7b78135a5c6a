"""The command that measures stories, clusters and all: as tables, as JSON, on a store and on a file."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import ask, refused, storytrail
from tests.evaluate.test_groups import told_apart

STORIES = ["networkx Louvain", "networkx greedy modularity", "Storytrail", "Storytrail, headings visible"]
CLUSTERS = [*STORIES[:2], "Leiden, one run", *STORIES[2:]]
FIGURE = r"[+-]?\d\.\d{3} [+-]?\d\.\d{3}\.\.[+-]?\d\.\d{3}"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of a person's own events, under headings of their own, and one line that is none."""
    rows = [
        {"date": f"{event.date}", "text": event.text, "topics": list(event.topic_ids), "headings": list(event.headings)}
        for event in told_apart()
    ]
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "no event"]), encoding="utf-8")
    return path


def rows_of(lines: list[str], names: list[str], figures: int) -> list[str]:
    """The lines of a table that begin with names and hold so many figures."""
    found = [line for line in lines if line.startswith(tuple(f"{name}  " for name in names))]
    return [line for line in found if len(re.findall(FIGURE, line)) == figures]


def test_the_tables_of_stories_line_up_and_are_explained(sample_store: Path) -> None:
    told = storytrail("evaluate", "stories", "--half", "all", store=sample_store)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].split() == ["precision", "recall", "F1", "AMI", "ms"]
    rows = rows_of(lines, STORIES, 4)
    assert [row.split("  ")[0] for row in rows] == STORIES
    assert len({re.search(FIGURE, row).start() for row in rows}) == 1  # type: ignore[union-attr]
    assert max(map(len, rows)) <= 120
    assert re.search(rf"^over networkx Louvain +{FIGURE} +{FIGURE}$", told.stdout, re.M)
    assert re.search(r"^stories +\d+( +\d\.\d{3}){2} +\d+( +\d+\.\d %){4}$", told.stdout, re.M)
    assert re.search(r"^bursts +\d+ +\d+$", told.stdout, re.M)
    words = " ".join(told.stdout.split())
    assert "judged on 247 events under 33 headings (half: all)" in words
    assert re.search(r"when \d{4}-\d\d with \d+ events is added", words)
    assert re.search(r"How many of \d+ well-known peaks", words)
    assert told.stderr == ""


def test_the_tables_of_clusters_tell_of_both_levels(sample_store: Path) -> None:
    told = storytrail("evaluate", "clusters", "--half", "all", store=sample_store)
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[0].split() == ["themes", "regions", "ms"]
    assert [row.split("  ")[0] for row in rows_of(lines, CLUSTERS, 2)] == CLUSTERS
    for level in ("themes", "regions"):
        assert re.search(rf"^{level} +\d+( +\d\.\d{{3}}){{2}} +\d+( +(\d+\.\d %|-)){{4}}$", told.stdout, re.M)
    assert "peaks" not in told.stdout


def test_the_json_says_the_same(sample_store: Path) -> None:
    stories, clusters = (
        ask("evaluate", what, "--half", "all", "--seed", "3", store=sample_store) for what in ("stories", "clusters")
    )
    for told, names in ((stories, STORIES), (clusters, CLUSTERS)):
        assert (told["half"], told["seed"], told["events"], told["labelled"]) == ("all", 3, 394, 247)
        assert [method["name"] for method in told["methods"]] == names
    figures = {method["name"]: method["figures"] for method in stories["methods"]}
    assert figures["Storytrail"]["f1_over_louvain"]["value"] == pytest.approx(
        figures["Storytrail"]["f1"]["value"] - figures["networkx Louvain"]["f1"]["value"], abs=2e-4
    )
    assert figures["Storytrail, headings visible"]["ami"]["value"] > figures["Storytrail"]["ami"]["value"]
    assert [level["name"] for level in clusters["steadiness"]] == ["themes", "regions"]
    assert len(stories["peaks"]["each"]) + len(stories["peaks"]["absent"]) == 24


def test_events_of_a_file_are_measured_and_no_store_is_touched(mine: Path, tmp_path: Path) -> None:
    told = ask("evaluate", "stories", "--events", mine, "--half", "all", store=tmp_path / "none")
    assert (told["events"], told["queries"], told["stories"], told["issues"]) == (96, 96, 8, 1)
    figures = {method["name"]: method["figures"] for method in told["methods"]}
    assert figures["Storytrail"]["f1"]["value"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.jsonl"]


def test_all_are_shown_one_after_another_and_what_cannot_be_measured_says_why(mine: Path) -> None:
    told = storytrail("evaluate", "all", "--events", mine, "--half", "held", "--queries", "20")
    assert told.exit_code == 0, told.output
    titles = [line for line in told.stdout.splitlines() if line in ("Related", "Chains", "Clusters", "Stories")]
    assert titles == ["Related", "Chains", "Clusters", "Stories"]
    assert "1 issue" in told.stderr
    parts = ask("evaluate", "all", "--events", mine, "--half", "held", "--queries", "20", store=mine)
    assert list(parts) == ["related", "chains", "clusters", "stories"]
    for part in parts.values():
        assert part["error"]["message"] in told.stdout if "error" in part else part["methods"]


def test_what_does_not_fit_groups_is_refused_with_the_way_out(tmp_path: Path, sample_store: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text(json.dumps({"date": "2015-05-04", "text": "The harbour of Tarn reopens."}), encoding="utf-8")
    for what in ("stories", "clusters", "all"):
        code, message = refused("evaluate", what, "--events", few)
        assert code == "bad-input"
        assert message.startswith("Too few events")
        assert "`--half all`" in message
    assert refused("evaluate", "stories", "--semantic", store=sample_store)[1].startswith("Stories know no meanings")
    assert "leave out" in refused("evaluate", "clusters", "--queries", "5", store=sample_store)[1]
