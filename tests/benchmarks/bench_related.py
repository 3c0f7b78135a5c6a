"""Benchmark 7, lists found anew: the first stage alone, and a whole list with its reasons when neighbours are known."""

import statistics
from functools import partial

import numpy as np

from graph.analysis.finding import Finder
from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from tests.benchmarks.figures import Figure, seconds
from tests.corpus import corpus_folder
from tests.parse.real import all_pages

LISTS = 500
WARMING = 50
FIRST_STAGE_MS = 1
LIST_MS = 6


def measure() -> list[Figure]:
    """Ask about events drawn from the whole corpus."""
    events = [event for page in all_pages(corpus_folder()).values() for event in page]
    labels = {topic.id: topic.label for event in events for topic in event.topics}
    index = RelatedIndex.build(Snapshot.from_outlines((event.outline() for event in events), labels))
    drawn = np.random.default_rng(1).choice(len(index), WARMING + LISTS, replace=False).tolist()
    finder = Finder(index.scorer)
    first = [seconds(partial(_first_stage, finder, row)) for row in drawn]
    for row in drawn:
        index.related(row)
    whole = [seconds(partial(index.related, row)) for row in drawn]
    return [_figure("first stage", first, FIRST_STAGE_MS), _figure("with re-ranking", whole, LIST_MS)]


def _first_stage(finder: Finder, row: int) -> None:
    asked = finder.scorer.ask(np.array([row]))
    finder.scorer.compare(asked, *finder.likely(asked, lambda _, others: np.ones(len(others), dtype=bool)))


def _figure(name: str, times: list[float], most_ms: float) -> Figure:
    measured = sorted(1000 * time for time in times[WARMING:])
    p95 = statistics.quantiles(measured, n=20)[-1]
    detail = f"p95 of {LISTS}: {p95:.2f} ms, median {statistics.median(measured):.2f} ms"
    return Figure("7", f"related list, {name}, of {most_ms} ms", p95 / most_ms, "<= 1", detail)


if __name__ == "__main__":
    for figure in measure():
        print(figure)
