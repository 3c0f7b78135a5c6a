"""The notebooks run from the first cell to the last, and show what they promise; they are kept without outputs."""

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
    dates = [line[:10] for line in shown.splitlines() if line[:4].isdigit() and line[4:5] == "-"]
    assert len(dates) >= 4
    assert dates == sorted(dates, reverse=True)
