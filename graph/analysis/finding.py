"""Finding the events that are likely to be related to an event, without looking at all others."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array, Csr, Ints
from graph.analysis.evidence import Bools
from graph.analysis.pairs import Pairs, best_first, ranks
from graph.analysis.scoring import Asked, Scorer

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Eligible = Callable[[Array, Array], Bools]
"""Given events asked about and as many others, tells which of the others may be in the list of the one."""


_NEVER = np.float32(-1)
"""What those promise that may not be found."""


@dataclass(frozen=True, slots=True, eq=False)
class _Met:
    """Whom events meet by their rarest terms.

    Attributes
    ----------
    bounds : ndarray of int, shape (asked + 1,)
        Where the run of each event asked about begins, and the end of the last.
    rows, gaps : ndarray of int32, shape (met,)
        The others, and the days between.
    promise : ndarray of float32, shape (met,)
        What the shared rarest terms promise, but for a factor that is one for each event asked about.
    """

    bounds: Array
    rows: Ints
    gaps: Ints
    promise: Array


@dataclass(frozen=True, eq=False)
class Finder:
    """Finds likely relatives by the rarest terms of events.

    An event meets those that share its rarest terms, as many terms as about `RelatedSettings.postings` events have; the
    best of them by these terms alone are compared in full. So the work for one event does not grow with the archive,
    but for what the tables cost.
    """

    scorer: Scorer

    def likely(self, asked: Asked, eligible: Eligible) -> tuple[Array, Array]:
        """Return the events that are likely to be the nearest of each event asked about.

        Returns
        -------
        owners, rows : ndarray of int, shape (pairs,)
            Place among those asked about, ascending, and the other event.
        """
        met = self._met(asked)
        sources = np.repeat(asked.rows, np.diff(met.bounds))
        allowed = eligible(sources, met.rows) & (met.rows != sources)
        return self._most_likely(met.bounds, met.rows, np.where(allowed, met.promise, _NEVER))

    def compared(self, asked: Asked) -> tuple[Pairs, Ints]:
        """Compare each event asked about with those likely to be its nearest, of other days and of its own.

        Returns
        -------
        pairs : Pairs
            Those that have anything in common.
        gaps : ndarray of int32, shape (pairs,)
            Days between.
        """
        met = self._met(asked)
        far = self._most_likely(met.bounds, met.rows, np.where(met.gaps > 0, met.promise, _NEVER))
        near = self._most_likely(*self._of_own_day(asked, met))
        owners, rows = (np.concatenate(both) for both in zip(far, near, strict=True))
        order = np.argsort(owners, kind="stable")
        found = self.scorer.compare(asked, owners[order], rows[order])
        found = found.take(np.flatnonzero(found.alike > 0))
        days = self.scorer.days
        return found, np.abs(days[found.rows] - days[asked.rows[found.owners]])

    def _met(self, asked: Asked) -> "_Met":
        """Return whom events meet by their rarest terms."""
        found = self._asking(asked) @ self._posted
        days = self.scorer.days
        # to take from an array goes twice as fast as to index it
        gaps = np.abs(days.take(found.indices) - np.repeat(days[asked.rows], np.diff(found.indptr)))
        return _Met(found.indptr, found.indices, gaps, found.data * self._decay.take(gaps))

    def _of_own_day(self, asked: Asked, met: "_Met") -> tuple[Array, Array, Array]:
        """Return bounds, rows and promise of the others of the day of each event asked about."""
        places = np.flatnonzero(met.gaps == 0)
        owners = np.searchsorted(met.bounds, places, side="right") - 1
        places = places[met.rows[places] != asked.rows[owners]]
        return np.searchsorted(places, met.bounds), met.rows[places], met.promise[places]

    def _most_likely(self, bounds: Array, rows: Array, promise: Array) -> tuple[Array, Array]:
        """Return for each event asked about the `likely` others of the highest promise that is not below 0."""
        count = self.scorer.settings.likely
        chosen = [
            first + np.argpartition(promise[first:last], last - first - count)[last - first - count :]
            if last - first > count
            else np.arange(first, last)
            for first, last in pairwise(bounds.tolist())
        ]
        places = np.concatenate([np.zeros(0, dtype=np.int64), *chosen])
        owners = np.repeat(np.arange(len(chosen)), [len(of_one) for of_one in chosen])
        kept = np.flatnonzero(promise[places] >= 0)
        return owners[kept], rows[places[kept]]

    def looking_to(self, row: int) -> Array:
        """Return the events that may meet an event by their own rarest terms."""
        cells = self.scorer.terms.weights
        own = cells.indices[cells.indptr[row] : cells.indptr[row + 1]]
        places, _ = self._looked_up.take(np.concatenate([own, own + cells.columns]))
        found = np.unique(self._looked_up.indices[places])
        others: Array = found[found != row]
        return others

    def nearest(self, asked: Asked, count: int) -> tuple[Array, Array, Array]:
        """Return the `count` events of any day with the best scores for each event asked about, best first.

        Returns
        -------
        owners, rows : ndarray of int, shape (pairs,)
        scores : ndarray of float64, shape (pairs,)
        """
        found, gaps = self.compared(asked)
        found = found.take(best_first(found.owners, found.scores, gaps, found.rows, count))
        return found.owners, found.rows, found.scores

    def _asking(self, asked: Asked) -> "csr_array":
        """Return the rarest terms of some events as the rows of a table that `_posted` can be multiplied by."""
        places, owners = self._rarest.take(asked.rows)
        kept = asked.roles[owners, self._rarest.data[places]] > 0
        columns, owners = self._rarest.indices[places[kept]], owners[kept]
        shape = (len(asked.rows), self._posted.shape[0])
        return _sparse(owners, columns, np.ones(len(columns), dtype=np.float32), shape)

    @cached_property
    def _rarest(self) -> Csr:
        """The rarest terms of each event, with the number of the term; columns as in `_posted`."""
        terms, cells = self.scorer.terms, self.scorer.terms.weights
        telling = np.flatnonzero(~self.scorer.common[cells.indices])
        rows, found = cells.row_numbers()[telling], cells.indices[telling]
        # One number for row and rarity: to sort by it takes half the time of sorting by both.
        order = np.argsort(rows.astype(np.int64) * max(cells.columns, 1) + _rarity_ranks(terms.counts)[found])
        rows, found, headed = rows[order], found[order], terms.headed[telling[order]]
        reached = np.cumsum(terms.counts[found], dtype=np.int64) - terms.counts[found]
        first = np.arange(len(rows)) - ranks(rows)
        kept = np.flatnonzero(reached - reached[first] < self.scorer.settings.postings)
        columns = found[kept] + np.where(headed[kept], cells.columns, 0)
        indptr = np.searchsorted(rows[kept], np.arange(cells.rows + 1)).astype(np.int64)
        return Csr(indptr, columns.astype(np.int32), found[kept], 2 * cells.columns)

    @cached_property
    def _looked_up(self) -> Csr:
        """The events that have each column of `_rarest` among their rarest."""
        return self._rarest.transposed()

    @cached_property
    def _posted(self) -> "csr_array":
        """The events of every term with what it is worth to events that have it, then to those it is a heading of.

        What it is worth is relative to what the event has in all.
        """
        terms, cells = self.scorer.terms, self.scorer.terms.weights
        rows, columns = cells.row_numbers(), cells.indices
        topics = np.flatnonzero(columns >= terms.word_count)
        return _sparse(
            np.concatenate([columns, columns[topics] + cells.columns]),
            np.concatenate([rows, rows[topics]]),
            np.concatenate([cells.data, terms.to_headed[topics]]) * self._scale[np.concatenate([rows, rows[topics]])],
            (2 * cells.columns, cells.rows),
        )

    @cached_property
    def _scale(self) -> Array:
        totals = self.scorer.terms.totals
        scale: Array = np.where(totals > 0, totals, 1.0).astype(np.float32) ** -self.scorer.settings.length_power
        return scale

    @cached_property
    def _decay(self) -> Array:
        return self.scorer.decay.astype(np.float32)


def _rarity_ranks(counts: Array) -> Array:
    """Return the place of each term among all, the rarest first; of equally rare ones the first."""
    places = np.empty(len(counts), dtype=np.int64)
    places[np.argsort(counts, kind="stable")] = np.arange(len(counts))
    return places


def _sparse(rows: Array, columns: Array, data: Array, shape: tuple[int, int]) -> "csr_array":
    """Return a table of scipy, whose product is the work of finding."""
    from scipy.sparse import csr_array

    return csr_array((data, (rows, columns)), shape=shape)
