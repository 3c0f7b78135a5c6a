"""The public face of the library: sorted, complete, documented, and free to import."""

import subprocess
import sys

import pytest

import graph
from graph.settings import SETTINGS

HEAVY = (
    "pandas",
    "numpy",
    "scipy",
    "networkx",
    "streamlit",
    "kglite",
    "rich",
    "typer",
    "snowballstemmer",
    "sqlite3",
)


def test_all_is_sorted_and_every_name_is_there_with_a_docstring() -> None:
    assert list(graph.__all__) == sorted(graph.__all__)
    for name in graph.__all__:
        assert getattr(graph, name).__doc__


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = graph.Nonsense


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = f"import sys, graph; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_needs_nothing_heavy_for_its_help() -> None:
    code = (
        "import sys, graph.cli.app; "
        f"print([name for name in {HEAVY!r} if name in sys.modules and name not in ('typer', 'rich')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_settings_are_one_table_with_help() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.env.startswith(("STORYTRAIL_", "NEO4J_")) and setting.help for setting in SETTINGS)
