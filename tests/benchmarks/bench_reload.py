"""Benchmark 3: an unchanged corpus loaded again against its first load."""

import tempfile
from pathlib import Path

from graph import EventGraph
from tests.benchmarks.figures import Figure, seconds
from tests.corpus import corpus_folder


def measure() -> Figure:
    """Load the whole corpus twice, with related events kept up to date, as the command does."""
    folder = corpus_folder()
    with tempfile.TemporaryDirectory() as place, EventGraph.open(Path(place) / "store", create=True) as graph:
        first = seconds(lambda: graph.load([folder]))
        again = seconds(lambda: graph.load([folder]))
        events = graph.status().events
    detail = f"{events} events: first {first:.1f} s, again {again:.2f} s"
    return Figure("3", "unchanged corpus again", again / first, "<= 0.05", detail)
