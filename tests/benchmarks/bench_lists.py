"""Benchmark 6: all lists of related events against the sparse product they need, and with ten times the events."""

import tempfile
from pathlib import Path

from tests.benchmarks.copies import Copies
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import alone
from tests.benchmarks.scales import SAMPLE, Scale, measure_copies, measure_once

COPIES = 10
MOST_MB = 600


def measure() -> list[Figure]:
    """Measure the corpus, then ten copies of it, each in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        corpus, kept = alone(Copies.write, Path(place) / "outlines"), Path(place) / "lists.npz"
        one = alone(measure_once, corpus, kept)
        ten = alone(measure_copies, corpus.times(COPIES), kept)
    return [*_at_once(one), *_grown(one, ten)]


def _at_once(one: Scale) -> list[Figure]:
    times = f"{one.events} events: lists {one.found_s:.0f} s, product {one.product_s:.1f} s"
    memory = f"peak {one.lists_mb:.0f} MB, with a changed day {one.peak_mb:.0f} MB"
    return [
        Figure("6", "all lists against the sparse product", one.found_s / one.product_s, "<= 3", times),
        Figure("6", f"memory, of {MOST_MB} MB", one.peak_mb / MOST_MB, "<= 1", memory),
    ]


def _grown(one: Scale, ten: Scale) -> list[Figure]:
    times = f"{one.found_s:.0f} s, then {ten.lists_s:.0f} s by a sample of {SAMPLE}"
    known = f"of {one.events} the sample says {one.lists_s:.0f} s"
    memory = f"{one.peak_mb:.0f}, then {ten.peak_mb:.0f} MB (lists alone {one.lists_mb:.0f}, {ten.lists_mb:.0f})"
    day = f"{one.day_s:.1f} s ({one.day_lists:.0f} lists), then {ten.day_s:.1f} s ({ten.day_lists:.0f})"
    return [
        Figure("6", "all lists, ten times the events", ten.lists_s / one.found_s, "<= 30", f"{times}; {known}"),
        Figure("6", "reading, ten times the events", ten.read_s / one.read_s, "<= 30", _both(one.read_s, ten.read_s)),
        Figure("6", "memory, ten times the events", ten.peak_mb / one.peak_mb, "<= 10", memory),
        Figure("6", "a changed day, ten times the events", ten.day_s / one.day_s, "<= 15", day),
    ]


def _both(one: float, ten: float) -> str:
    return f"{one:.1f} s, then {ten:.1f} s"


if __name__ == "__main__":
    for figure in measure():
        print(figure)
