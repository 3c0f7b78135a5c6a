"""All stories against all lists of related events, and the timeline of a topic with its bursts."""

import dataclasses
import statistics
import time
from collections import deque
from functools import partial

import numpy as np

from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import RowLists
from graph.analysis.stories import find_stories, neighbour_edges
from graph.analysis.timelines import rows_of_topic, timeline
from tests.benchmarks.corpus_index import corpus_index
from tests.benchmarks.figures import Figure, seconds

RUNS = 3
TOPICS = 200
WARMING = 10
LEAST_EVENTS = 20
TIMELINE_MS = 50


def measure() -> list[Figure]:
    """Find all lists, then all stories by the neighbours that are known from then on, then timelines of topics."""
    index = corpus_index()
    lists_s = seconds(lambda: deque(index.all_related(), maxlen=0))
    stories_s = statistics.median(seconds(partial(find_stories, index)) for _ in range(RUNS))
    return [_stories(index, lists_s, stories_s), _timelines(index)]


def _stories(index: RelatedIndex, lists_s: float, stories_s: float) -> Figure:
    fresh = dataclasses.replace(index, neighbours=RowLists.unknown(len(index), index.neighbours.length))
    neighbours_s = seconds(partial(neighbour_edges, fresh, 0.0))
    detail = (
        f"{len(index)} events: stories {stories_s:.1f} s, lists {lists_s:.1f} s; neighbours, which lists have found "
        f"before, {neighbours_s:.1f} s"
    )
    return Figure("-", "all stories against all lists", stories_s / lists_s, "<= 0.1", detail)


def _timelines(index: RelatedIndex) -> Figure:
    """Ask for the timelines of topics that are drawn among those of some events or more."""
    terms = index.scorer.terms
    counts = terms.counts[terms.word_count :]
    often = [number for number in np.flatnonzero(counts >= LEAST_EVENTS).tolist() if terms.keys[number]]
    drawn = np.random.default_rng(1).choice(often, WARMING + TOPICS, replace=False).tolist()
    drawn[-1] = int(counts.argmax())  # the one of most events is among them
    asked = [terms.keys[number] for number in drawn]
    wall, cpu = np.array([_clocks(index, topic) for topic in asked][WARMING:]).T.tolist()
    p95, cpu_p95 = (statistics.quantiles(times, n=20)[-1] for times in (wall, cpu))
    detail = (
        f"p95 of {TOPICS}: {p95:.1f} ms ({cpu_p95:.1f} of the processor), median {statistics.median(wall):.1f} ms, "
        f"most {max(wall):.1f} ms"
    )
    return Figure("-", f"timeline of a topic with bursts, of {TIMELINE_MS} ms", p95 / TIMELINE_MS, "<= 1", detail)


def _clocks(index: RelatedIndex, topic: str) -> tuple[float, float]:
    """Ask for a timeline and return the milliseconds it took, on the wall and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    timeline(index, rows_of_topic(index, topic))
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


if __name__ == "__main__":
    for figure in measure():
        print(figure)
