"""The notebooks run from the first cell to the last, and show what they promise; they are kept without outputs."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

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
