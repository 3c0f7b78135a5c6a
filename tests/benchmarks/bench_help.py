"""``storytrail --help`` against the help of an empty Typer application."""

import subprocess
import sys

from tests.benchmarks.figures import Figure, paired

RUNS = 15
OURS = "from graph.cli import run; run()"
EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: None); app.command('b')(lambda: None); app()"


def _help(code: str) -> None:
    subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, check=True)


def measure() -> Figure:
    """Start both in turn."""
    ratio, ours, empty = paired(lambda: _help(OURS), lambda: _help(EMPTY), RUNS)
    return Figure("-", "storytrail --help", ratio, "<= 1.5", f"{ours * 1000:.0f} ms, empty {empty * 1000:.0f} ms")
