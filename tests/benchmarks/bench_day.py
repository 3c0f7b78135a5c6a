"""Benchmark 4: one changed day, loaded and refreshed in the running process, against the full run."""

import statistics
import tempfile
from functools import partial
from pathlib import Path

from graph import EventGraph
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.processes import alone, peak_mb
from tests.corpus import corpus_folder

PAGES = ("2004_*.txt", "2010_*.txt", "2015_*.txt")
ADDED = "*Pilots of the [[Port of Rotterdam]] agree to end a strike of six weeks.\n"


def measure() -> Figure:
    """Load the corpus, then a line more on some of its pages, one page after another, each with its refresh."""
    return alone(_measure)


def _measure() -> Figure:
    folder = corpus_folder()
    with tempfile.TemporaryDirectory() as place, EventGraph.open(Path(place) / "store", create=True) as graph:
        full = seconds(lambda: graph.load([folder]))
        events, edited = graph.status().events, [_edited(folder, name, Path(place)) for name in PAGES]
        times = [seconds(partial(graph.load, [page])) for page in edited]
        added = graph.status().events - events
    day = statistics.median(times)
    detail = f"{events} events: full {full:.0f} s, peak {peak_mb():.0f} MB; a day {day:.2f} s, median of {added}"
    return Figure("4", "one changed day", day / full, "<= 0.05", detail)


def _edited(folder: Path, name: str, place: Path) -> Path:
    """Write the middle one of some pages with a line more."""
    pages = sorted(folder.glob(name))
    page = pages[len(pages) // 2]
    text = page.read_text(encoding="utf-8")
    edited = place / page.name
    edited.write_text(text.replace("\n*", f"\n{ADDED}*", 1), encoding="utf-8")
    return edited


if __name__ == "__main__":
    print(measure())
