"""What all lists and a changed day cost at a number of events.

All lists cost each event two things: its nearest neighbours are found, once, and its list is ranked by theirs. Both
are measured on a sample: runs of neighbouring events, because `all_related` goes through an archive in such, drawn by
a seed from the whole of it. The neighbours of all events are known when it begins, and those of the sample are found
again with its lists. Its time scaled up is that of all lists; where all are found as well, the two are compared.

That neighbours are known is had cheaply for the corpus several times over: those of the corpus itself serve for every
copy. What they are does not matter to the time, only how many; and where it does, in a changed day, they are found.
"""

import dataclasses
import statistics
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.finding import Finder
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY, RowLists
from graph.analysis.snapshot import Snapshot
from graph.analysis.updating import updated
from graph.model import EventOutline
from tests.benchmarks.copies import Copies
from tests.benchmarks.figures import seconds
from tests.benchmarks.processes import peak_mb
from tests.benchmarks.products import product

SAMPLE = 20_000
RUN = 250
DAYS = 3
ADDED = " Pilots of the harbour agree."


@dataclass(frozen=True, slots=True)
class Scale:
    """What was measured at a number of events.

    Attributes
    ----------
    events : int
    read_s : float
        Making a snapshot and an index of events.
    lists_s : float
        All lists, scaled up from a sample.
    found_s, product_s : float
        All lists when all are found, and the sparse product they need; 0 for copies.
    lists_mb, peak_mb : float
        Most memory at once, up to and with all lists, and with a changed day besides.
    day_s : float
        A changed day: a new snapshot, a new index, and the lists that it may change; the median of some days.
    day_lists : float
        How many lists were found for it; the median.
    """

    events: int
    read_s: float
    lists_s: float
    found_s: float
    product_s: float
    lists_mb: float
    peak_mb: float
    day_s: float
    day_lists: float


def measure_once(corpus: Copies, kept: Path) -> Scale:
    """Measure the corpus itself, and keep its neighbours and lists in a file."""
    archive = _Archive(corpus)
    index = archive.index
    found_s = seconds(partial(_exhaust, index.all_related()))
    np.savez(kept, *(getattr(lists, part) for lists in _lists(index) for part in ("rows", "scores")))
    lists_mb = peak_mb()
    day_s, day_lists = archive.changed_days(index)
    with_day_mb = peak_mb()
    again = _forgetful(index)
    lists_s = _scaled_up(again, kept, 1)
    product_s = seconds(partial(product, index.scorer))
    return Scale(len(index), archive.read_s, lists_s, found_s, product_s, lists_mb, with_day_mb, day_s, day_lists)


def measure_copies(corpus: Copies, kept: Path) -> Scale:
    """Measure the corpus several times over, by the neighbours and lists that `measure_once` kept."""
    archive = _Archive(corpus)
    index = archive.index
    lists_s = _scaled_up(index, kept, corpus.count)
    lists_mb = peak_mb()
    day_s, day_lists = archive.changed_days(index)
    return Scale(len(index), archive.read_s, lists_s, 0.0, 0.0, lists_mb, peak_mb(), day_s, day_lists)


class _Archive:
    """Copies of the corpus with their snapshot and index."""

    def __init__(self, corpus: Copies) -> None:
        self._corpus, self._labels = corpus, corpus.labels()
        self.read_s = seconds(self._read)

    def _read(self) -> None:
        self._snapshot = Snapshot.from_outlines(self._corpus.outlines(), self._labels)
        self.index = RelatedIndex.build(self._snapshot)

    def changed_days(self, index: RelatedIndex) -> tuple[float, float]:
        """Return the median seconds of a changed day, and of how many lists it changed."""
        measured = []
        for day in self._days():
            _know_surroundings(index, [self._snapshot.row(outline.id) for outline in day])
            lists: list[int] = []
            measured.append((seconds(partial(self._change, index, day, lists)), lists[0]))
        times, counts = zip(*measured, strict=True)
        return statistics.median(times), statistics.median(counts)

    def _days(self) -> list[list[EventOutline]]:
        """Return the events of some days, spread over the copy in the middle."""
        days, copy = self._snapshot.days, len(self._snapshot) // self._corpus.count
        first = self._corpus.count // 2 * copy
        ordinals = days[[first + copy * part // (DAYS + 1) for part in range(1, DAYS + 1)]].tolist()
        found: dict[int, list[EventOutline]] = {ordinal: [] for ordinal in ordinals}
        for outline in self._corpus.outlines():
            found.get(outline.date.toordinal(), []).append(outline)
        return list(found.values())

    def _change(self, index: RelatedIndex, day: list[EventOutline], lists: list[int]) -> None:
        """Bring an index up to date after all texts of a day were edited."""
        edited = [dataclasses.replace(outline, text=outline.text + ADDED) for outline in day]
        snapshot = self._snapshot.changed(edited, (), self._labels, index.revision + 1)
        update = updated(index, snapshot, [outline.id for outline in edited])
        lists.append(len(update.rows))
        _exhaust(update.index.related_of(update.rows))


def _know_surroundings(index: RelatedIndex, rows: list[int]) -> None:
    """Find the true neighbours of all events that a change of some may touch."""
    finder = Finder(index.scorer)
    near = np.unique(np.concatenate([finder.looking_to(row) for row in rows]))
    index.neighbours.known[near] = False
    Neighbourhood(finder, index.neighbours).of(near)


def _scaled_up(index: RelatedIndex, kept: Path, copies: int) -> float:
    """Return the seconds that all lists take, by a sample; the tables for finding, made once, are not scaled up."""
    sample = _sample(len(index))
    _fill(index, kept, copies)
    tables_s = seconds(partial(_exhaust, index.related_of([0])))
    lists_s = seconds(partial(_exhaust, index.related_of(sample.tolist())))
    return tables_s + lists_s * len(index) / len(sample)


def _sample(events: int) -> Array:
    """Return runs of events, drawn from all."""
    rng, runs = np.random.default_rng(1), events // RUN
    chosen = np.sort(rng.choice(runs, min(SAMPLE // RUN, runs), replace=False))
    return (chosen[:, None] * RUN + np.arange(RUN)).ravel()


def _lists(index: RelatedIndex) -> tuple[RowLists, RowLists]:
    return index.neighbours, index.lists


def _forgetful(index: RelatedIndex) -> RelatedIndex:
    """Return the index with nothing known."""
    neighbours, lists = (RowLists.unknown(len(index), known.length) for known in _lists(index))
    return dataclasses.replace(index, neighbours=neighbours, lists=lists)


def _fill(index: RelatedIndex, kept: Path, copies: int) -> None:
    """Put the neighbours and lists of the corpus in the place of those that are not known."""
    with np.load(kept) as arrays:
        parts: list[Array] = [arrays[name] for name in arrays.files]
    for lists, rows, scores in zip(_lists(index), parts[::2], parts[1::2], strict=True):
        for copy in range(copies):
            here = slice(copy * len(rows), (copy + 1) * len(rows))
            unknown = ~lists.known[here]
            shifted = np.where(rows == NOBODY, NOBODY, rows + here.start)
            lists.rows[here][unknown], lists.scores[here][unknown] = shifted[unknown], scores[unknown]
        lists.known[:] = True


def _exhaust(relations: Iterator[object]) -> None:
    deque(relations, maxlen=0)
