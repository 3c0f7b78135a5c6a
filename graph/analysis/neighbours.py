"""The graph of nearest neighbours, and the ways of two steps that lead over it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.finding import Finder
from graph.analysis.muting import Muting
from graph.analysis.pairs import Pairs, best_first
from graph.analysis.row_lists import NOBODY, RowLists

CHUNK = 256
"""So many events are compared at once."""
_CELLS = 40_000_000
_STEPS = 2.0**48


def chunks(rows: Array, columns: int) -> Iterator[Array]:
    """Yield rows in chunks, fewer at once the more terms there are."""
    size = max(1, min(CHUNK, _CELLS // max(columns, 1)))
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Whom events look to: the nearest of any day, nearest first.

    They are found when first asked for and then kept, so that a single question costs little and all lists cost each
    event once. Muted topics count nowhere, so that with them every neighbour is found anew.

    Parameters
    ----------
    finder : Finder
    kept : RowLists
        Neighbours as far as they are known.
    muting : Muting, optional
        Topics that do not count.
    """

    finder: Finder
    kept: RowLists
    muting: Muting | None = None

    def of(self, asked: Array) -> tuple[Array, Floats]:
        """Return the neighbours of some events and their scores, each of shape (events, neighbours)."""
        if self.muting:
            distinct, places = np.unique(asked, return_inverse=True)
            anew = RowLists.unknown(len(distinct), self.kept.length)
            self._find(distinct, np.arange(len(distinct)), anew)
            return anew.rows[places], anew.scores[places].astype(np.float64)
        missing = np.unique(asked[~self.kept.known[asked]])
        self._find(missing, missing, self.kept)
        return self.kept.rows[asked], self.kept.scores[asked].astype(np.float64)

    def pools(self, asked: Array, count: int) -> Ints:
        """Return the `count` best of other days by the first stage for each of many events, and keep their neighbours.

        Both together take one product; and to find them for all before the first list is made is quicker than to find
        neighbours as they are met, a few at a time.

        Returns
        -------
        pools : ndarray of int32, shape (asked, count)
            The others, best first; -1 where there are fewer.
        """
        pools, done = np.full((len(asked), count), NOBODY, dtype=np.int32), 0
        for chunk, found, gaps in self._compared(asked):
            _put_best(found, gaps, self.kept, chunk)
            far, pool = np.flatnonzero(gaps), RowLists.unknown(len(chunk), count)
            _put_best(found.take(far), gaps[far], pool, np.arange(len(chunk)))
            pools[done : done + len(chunk)] = pool.rows
            done += len(chunk)
        return pools

    def _find(self, rows: Array, places: Array, into: RowLists) -> None:
        """Find the neighbours of some events and put them at places of lists."""
        done = 0
        for chunk, found, gaps in self._compared(rows):
            _put_best(found, gaps, into, places[done : done + len(chunk)])
            done += len(chunk)

    def _compared(self, rows: Array) -> Iterator[tuple[Array, Pairs, Ints]]:
        """Yield events in chunks with what `Finder.compared` says of them."""
        scorer = self.finder.scorer
        for chunk in chunks(rows, scorer.terms.weights.columns):
            yield chunk, *self.finder.compared(scorer.ask(chunk, self.muting))


def _put_best(found: Pairs, gaps: Array, into: RowLists, places: Array) -> None:
    """Put the best of each event asked about at places of lists."""
    best = best_first(found.owners, found.scores, gaps, found.rows, into.length)
    into.put_all(places, found.owners[best], found.rows[best], found.scores[best])


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Where ways of two steps from some events end: over a neighbour, and on to one of its neighbours.

    Attributes
    ----------
    owners, rows : ndarray of int, shape (ends,)
        Place among the events asked about, ascending, and the event at the end, ascending for each.
    weights : ndarray of float64, shape (ends,)
        Of each way the share of the first step among all first steps, times the score of the second; summed up.
    bridges : ndarray of int, shape (ends,)
        The event between on the strongest way.
    strongest : ndarray of float64, shape (ends,)
        Weight of the strongest way.
    """

    owners: Array
    rows: Array
    weights: Floats
    bridges: Array
    strongest: Floats

    @classmethod
    def walk(cls, asked: Array, around: Neighbourhood) -> "Ways":
        """Return the ways from some events."""
        first, strength = around.of(asked)
        shares = strength / np.maximum(strength.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        owners, places = np.nonzero(first != NOBODY)
        over = first[owners, places]
        second, scores = around.of(over)
        steps, ends = np.nonzero((second != NOBODY) & (second != asked[owners][:, None]))
        return cls._grouped(
            owners[steps], second[steps, ends], over[steps], shares[owners, places][steps] * scores[steps, ends]
        )

    @classmethod
    def _grouped(cls, owners: Array, rows: Array, over: Array, weights: Floats) -> "Ways":
        """Sum up the ways to one end; of equally strong ones the earliest event between is named."""
        keys = owners.astype(np.int64) * (int(rows.max(initial=0)) + 1) + rows
        order = np.argsort(keys, kind="stable")
        # Rounded so that sums, which are at most 1, are exact: what ties must not differ by the order of summing up.
        keys, over, weights = keys[order], over[order], np.rint(weights[order] * _STEPS) / _STEPS
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        if not len(first):
            return cls(owners, rows, weights, over, weights)
        strongest = np.maximum.reduceat(weights, first)
        told = weights == np.repeat(strongest, np.diff(first, append=len(keys)))
        bridges = np.minimum.reduceat(np.where(told, over, np.iinfo(over.dtype).max), first)
        ends = order[first]
        return cls(owners[ends], rows[ends], np.add.reduceat(weights, first), bridges, strongest)

    def at(self, owners: Array, rows: Array, events: int) -> tuple[Floats, Array, Floats]:
        """Return weights, bridges and strongest ways to given ends; 0, nobody and 0 where no way leads."""
        keys, wanted = (
            one.astype(np.int64) * events + other for one, other in ((self.owners, self.rows), (owners, rows))
        )
        places = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        if not len(keys):
            return np.zeros(len(wanted)), np.full(len(wanted), NOBODY), np.zeros(len(wanted))
        there = keys[places] == wanted
        return (
            np.where(there, self.weights[places], 0.0),
            np.where(there, self.bridges[places], NOBODY),
            np.where(there, self.strongest[places], 0.0),
        )


def looks_back(rows: Array, others: Array, scores: Array) -> Floats:
    """Return the scores that events have among the neighbours of others, 0 where they are none.

    Parameters
    ----------
    rows : ndarray of int, shape (pairs,)
        The events.
    others, scores : ndarray, shape (pairs, neighbours)
        Neighbours of the others, and their scores.
    """
    found = np.zeros(len(rows))
    looking = np.nonzero(others == rows[:, None])
    found[looking[0]] = scores[looking]
    return found
