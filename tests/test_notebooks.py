"""The notebooks run from the first cell to the last, and show what they promise; they are kept without outputs."""

import json
import re
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from graph import EventGraph

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(path: Path) -> Any:
    """Read a notebook."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def outputs(notebook: Any) -> str:
    """Everything the code cells printed or showed as plain text."""
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in shown)


def tables(notebook: Any) -> list[str]:
    """All data frames that the code cells showed, as HTML."""
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    pages = [output.get("data", {}).get("text/html", "") for output in shown]
    return [page for page in pages if "dataframe" in page]


def pictures(notebook: Any) -> list[str]:
    """All charts that the code cells showed, as JSON with their data."""
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    pages = [output.get("data", {}).get("text/html", "") for output in shown]
    found = [re.search(r'\}\)\((\{.+\}), \{"mode": "vega-lite"\}\)', page) for page in pages]
    return [json.dumps(json.loads(match[1]), ensure_ascii=False) for match in found if match]


def sentence(shown: str, pattern: str) -> tuple[str, ...]:
    """What a sentence of the output names: the groups of a pattern that must be there."""
    found = re.search(pattern, shown)
    assert found, pattern
    return found.groups()


def dates(text: str) -> list[str]:
    """All ISO dates of a text, as they come."""
    return re.findall(r"\d{4}-\d\d-\d\d", text)


def run(path: Path, cwd: Path) -> Any:
    """Execute a notebook in a kernel of this interpreter and return it."""
    notebook = read(path)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(cwd)}}).execute()
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs(path: Path) -> None:
    cells = read(path).cells
    assert not [cell for cell in cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]


@pytest.mark.filterwarnings("default")  # the kernel's own machinery warns about event loops on some platforms
def test_following_one_event(tmp_path: Path) -> None:
    shown = outputs(run(FOLDER / "follow_one_event.ipynb", tmp_path))
    assert "Lavrov" in shown
    assert "the sum of the weights" in shown
    assert "events within two steps" in shown
    walk = [line[:10] for line in shown.splitlines() if line[:4].isdigit() and line[4:5] == "-"]
    assert len(walk) >= 4
    assert walk == sorted(walk, reverse=True)


@pytest.mark.filterwarnings("default")  # as above
def test_three_chains(tmp_path: Path) -> None:
    notebook = run(FOLDER / "three_chains.ipynb", tmp_path)
    shown, chains = outputs(notebook), [dates(table) for table in tables(notebook)[:3]]
    assert [(chain[0], chain[-1]) for chain in chains] == [
        ("2011-03-19", "2012-06-30"),
        ("2014-02-27", "2014-12-18"),
        ("2014-03-24", "2016-01-14"),
    ]
    assert all(len(chain) >= 5 and chain == sorted(set(chain)) for chain in chains)
    assert shown.count("A chain of ") == 3
    assert "VConcatChart" in shown
    assert "found: False\nNo strong story link: what happened around the two has too little in common" in shown
    _, led_here = shown.split("What led here, nearest first.\n")
    assert max(dates(led_here)) < "2016-03-18"
    assert "    20" in led_here  # a step before a step
    assert re.search(r"events, \d+ links, [23] ways without a common step", shown)


@pytest.mark.filterwarnings("default")  # as above
def test_shape_of_the_archive(tmp_path: Path, sample_store: Path) -> None:
    notebook = run(FOLDER / "shape_of_the_archive.ipynb", tmp_path)
    shown, charts = outputs(notebook), pictures(notebook)
    assert re.findall(r"alt\.(\w+)Chart\(", shown) == ["Facet", "Layer", "VConcat", "Layer", "Layer"]
    assert len(charts) == 5
    with EventGraph.open(sample_store) as graph:
        themes = {*graph.clusters(level=1)["label"]}
        stories = {entry.story.label: entry.story for entry in graph.list_stories(limit=1000).stories}
        burst = graph.timeline("Aleppo").bursts[0]

    theme, year, count, total = sentence(shown, r"than “(.+)” did in (\d{4}): (\d+) of (\d+) events, \d+%\.")
    assert (theme in themes, year, total) == (True, "2016", "84")
    assert "Syrian Civil War" in theme
    assert f'"count": {count}, "archive": {total}' in charts[0]
    assert all(label in charts[0] for label in ("Ebola virus epidemic in West Africa", "War in Donbass"))

    story, first, last, count = sentence(shown, r"“(.+)”, runs from (\w+ \d{4}) to (\w+ \d{4}) in (\d+) events")
    told = stories[story]
    assert (f"{told.first:%B %Y}", f"{told.last:%B %Y}", int(count)) == (first, last, told.event_count)
    usual = median(each.event_count for each in stories.values())
    assert told.last - told.first == max(
        each.last - each.first for each in stories.values() if each.event_count >= usual
    )
    assert story in charts[1]

    assert "“Aleppo” has 11 events" in shown
    assert f"{burst.start} to {burst.end}, has {burst.event_count} and is about “{burst.label}”" in shown
    assert "Battle of Aleppo" in burst.label
    assert "the longest silence, July 2012 to November 2015, lasts 40 months" in shown
    assert "silent for 40 months" in charts[2]

    assert "2011-03-19: In Daraa, in the south of Syria" in shown
    story, *sizes = sentence(shown, r"Without it “(.+)” (?:all but )?falls into two: (\d+) events .+, and (\d+)")
    assert sum(map(int, sizes)) == stories[story].event_count - 1
    assert all(f"{size} events around this" in charts[3] for size in sizes)

    year, olds, news, changed = sentence(
        shown, r"From \d{4} to (\d{4}), (.+) became (.+); (\d) of the \d clusters come"
    )
    with EventGraph.open(sample_store) as graph:
        found = graph.list_clusters(level=1, year=int(year))
    assert sum(entry.change in ("split", "merged") for entry in found.clusters) == int(changed) > 1
    assert {*re.findall("“(.+?)”", olds)} <= {*found.labels.values()}
    assert {*re.findall("“(.+?)”", news)} <= {entry.cluster.label for entry in found.clusters}
    assert len(re.findall("“.+?”", olds + news)) > 2
    assert any(f"({change})" in charts[4] for change in ("split", "merged"))
