"""What importing and asking cost in modules."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.analysis.archives import index_of, outline

HEAVY = ("numpy", "scipy", "pandas", "networkx", "snowballstemmer")


def loaded_after(code: str) -> set[str]:
    """Which heavy modules a fresh interpreter has loaded after running some code."""
    script = f"import json, sys\n{code}\nprint(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import graph.analysis, graph.analysis.wording") == set()


def test_the_same_day_of_a_kept_index_needs_numpy_only(tmp_path: Path) -> None:
    events = [outline(name, day, "Dockers strike", topics=("aden",)) for name, day in (("a", 0), ("b", 0), ("c", 1))]
    index = index_of(events)
    assert list(index.all_related())  # and thereby all neighbours
    path = tmp_path / "index.npz"
    np.savez(path, **index.to_arrays())  # type: ignore[arg-type]
    opened = f"""
import numpy
from graph.analysis.related import RelatedIndex
index = RelatedIndex.from_arrays(numpy.load({str(path)!r}, allow_pickle=False))
"""
    assert loaded_after(f'{opened}assert index.same_day("a")[0].reasons') == {"numpy"}
    assert loaded_after(f'{opened}assert index.related("a")[0].reasons') == {"numpy", "scipy"}
