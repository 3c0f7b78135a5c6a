"""Benchmark 8: one chain with five events between its ends, and how its time grows with the events it may go over.

That is told in two ways. Among the pairs asked about some are months apart and some are decades: a line through all
on logarithmic scales says what ten times the events between cost. Then the same pairs are asked about among ten
copies of the corpus on the same days; the neighbours of the corpus serve for every copy.
"""

import dataclasses
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.analysis.chains import ChainFinder, ChainWish
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY, RowLists
from graph.analysis.snapshot import Snapshot
from graph.evaluate.chain_truth import ChainTruth
from tests.benchmarks.copies import Copies
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import alone

PAIRS = 200
WARMING = 20
COPIES = 10
WISH = ChainWish(count=1, inner=5, weak=True)
CHAIN_MS = 50

Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Times:
    """What the chains between pairs of events took.

    Attributes
    ----------
    pairs : list of (str, str)
        Ids of the ends; the first ones warm up, and their times are not among the others.
    ms, cpu_ms : list of float
        Wall-clock and processor time of each chain.
    between : list of int
        Events of the days between.
    """

    pairs: list[Ends]
    ms: list[float]
    cpu_ms: list[float]
    between: list[int]


def measure() -> list[Figure]:
    """Measure the corpus, then ten copies of it on the same days, each in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        corpus, kept = alone(Copies.write, Path(place) / "outlines"), Path(place) / "neighbours.npz"
        one = alone(measure_once, corpus, kept)
        ten = alone(measure_copies, corpus.times(COPIES, beside=True), kept, one.pairs)
    return [_one_chain(one), _further_apart(one), _grown(one, ten)]


def measure_once(corpus: Copies, kept: Path) -> Times:
    """Measure chains through the corpus, and keep its neighbours in a file."""
    snapshot, index = _read(corpus)
    truth = ChainTruth.of(snapshot)
    drawn = [*truth.pairs("dev", WARMING, 0), *truth.pairs("held", PAIRS, 0)]
    Neighbourhood(index.finder, index.neighbours).of(np.arange(len(index)))
    np.savez(kept, rows=index.neighbours.rows, scores=index.neighbours.scores)
    return _timed(index, [(index.ids[pair.first], index.ids[pair.last]) for pair in drawn])


def measure_copies(corpus: Copies, kept: Path, pairs: Sequence[Ends]) -> Times:
    """Measure the same chains among copies of the corpus, by the neighbours that `measure_once` kept."""
    _, index = _read(corpus)
    return _timed(dataclasses.replace(index, neighbours=_neighbours(index, kept)), pairs)


def _read(corpus: Copies) -> tuple[Snapshot, RelatedIndex]:
    snapshot = Snapshot.from_outlines(corpus.outlines(), corpus.labels())
    return snapshot, RelatedIndex.build(snapshot)


def _neighbours(index: RelatedIndex, kept: Path) -> RowLists:
    """Return the neighbours of the corpus as those of each copy, whose events are in the same order."""
    with np.load(kept) as arrays:
        rows, scores = arrays["rows"], arrays["scores"]
    neighbours = RowLists.unknown(len(index), rows.shape[1])
    numbers = np.array([Copies.number(event) for event in index.ids])
    for number in np.unique(numbers).tolist():
        here = np.flatnonzero(numbers == number)
        neighbours.rows[here] = np.where(rows == NOBODY, NOBODY, here[rows])
        neighbours.scores[here], neighbours.known[here] = scores, True
    return neighbours


def _timed(index: RelatedIndex, pairs: Sequence[Ends]) -> Times:
    finder, days = ChainFinder(index), index.scorer.days
    clocks = [_clocks(finder, *pair) for pair in pairs][WARMING:]
    ends = days[[[index.row(event) for event in pair] for pair in pairs[WARMING:]]]
    between = np.searchsorted(days, ends[:, 1]) - np.searchsorted(days, ends[:, 0], side="right")
    return Times(list(pairs), [wall for wall, _ in clocks], [cpu for _, cpu in clocks], between.tolist())


def _clocks(finder: ChainFinder, first: str, last: str) -> tuple[float, float]:
    """Ask for a chain and return the milliseconds it took, on the wall and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    finder.chains(first, last, WISH)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _one_chain(one: Times) -> Figure:
    p95 = _p95(one.ms)
    detail = (
        f"p95 of {len(one.ms)}: {p95:.1f} ms ({_p95(one.cpu_ms):.1f} of the processor), "
        f"median {statistics.median(one.ms):.1f} ms"
    )
    return Figure("8", f"chain of five inner events, of {CHAIN_MS} ms", p95 / CHAIN_MS, "<= 1", detail)


def _further_apart(one: Times) -> Figure:
    slope, _ = np.polyfit(np.log(one.between), np.log(one.ms), 1)
    order = np.argsort(one.between)
    fifths = [order[: len(order) // 5], order[-(len(order) // 5) :]]
    near, far = (f"{np.median(np.take(one.ms, fifth)):.1f} ms" for fifth in fifths)
    few, many = (f"{np.median(np.take(one.between, fifth)):,.0f}" for fifth in fifths)
    detail = f"a fifth of the pairs has {few} events between them: {near}; another {many}: {far}"
    return Figure("8", "chain, ends further apart: ten times the events between", float(10**slope), "<= 10", detail)


def _grown(one: Times, ten: Times) -> Figure:
    ratio = statistics.median(np.divide(ten.ms, one.ms).tolist())
    few, many = (statistics.median(times.between) for times in (one, ten))
    before, after = (statistics.median(times.ms) for times in (one, ten))
    detail = f"{few:,.0f} events between: {before:.1f} ms; {many:,.0f}: {after:.1f} ms, p95 {_p95(ten.ms):.1f} ms"
    return Figure("8", "chain, ten times the events on the same days", ratio, "<= 10", detail)


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    for figure in measure():
        print(figure)
