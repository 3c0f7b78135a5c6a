"""Finding the events that are likely to be related to an event, without looking at all others."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array, Csr
from graph.analysis.evidence import Bools
from graph.analysis.pairs import best_first
from graph.analysis.scoring import Asked, Scorer

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Eligible = Callable[[Array, Array], Bools]
"""Given events asked about and as many others, tells which of the others may be in the list of the one."""


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
        found = self._asking(asked) @ self._posted
        owners = np.repeat(np.arange(len(asked.rows)), np.diff(found.indptr))
        rows, sources = found.indices, asked.rows[owners]
        kept = eligible(sources, rows) & (rows != sources)
        owners, rows, sources, shared = owners[kept], rows[kept], sources[kept], found.data[kept]
        return self._most_likely(owners, rows, self._promise(sources, rows, shared), len(asked.rows))

    def _promise(self, sources: Array, rows: Array, shared: Array) -> Array:
        """Return what the shared rarest terms promise, but for a factor that is one for each event asked about."""
        scorer = self.scorer
        gaps = np.abs(scorer.days[rows] - scorer.days[sources])
        promise: Array = shared * self._scale[rows] * self._decay[gaps]
        return promise

    def _most_likely(self, owners: Array, rows: Array, promise: Array, asked: int) -> tuple[Array, Array]:
        """Return the `likely` events of the highest promise for each event asked about."""
        count, bounds = self.scorer.settings.likely, np.searchsorted(owners, np.arange(asked + 1)).tolist()
        chosen = [
            first + np.argpartition(promise[first:last], last - first - count)[last - first - count :]
            if last - first > count
            else np.arange(first, last)
            for first, last in pairwise(bounds)
        ]
        places = np.concatenate([np.zeros(0, dtype=np.int64), *chosen])
        return owners[places], rows[places]

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
        found = self.scorer.compare(asked, *self.likely(asked, _anyone))
        found = found.take(found.alike > 0)
        days = self.scorer.days
        gaps = np.abs(days[found.rows] - days[asked.rows[found.owners]])
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
        rows, found = cells.row_numbers(), cells.indices
        telling = np.flatnonzero(~self.scorer.common[found])
        order = telling[np.lexsort((found[telling], terms.counts[found[telling]], rows[telling]))]
        before = np.cumsum(terms.counts[found[order]], dtype=np.int64) - terms.counts[found[order]]
        first = np.searchsorted(rows[order], rows[order])
        kept = order[before - before[first] < self.scorer.settings.postings]
        columns = found[kept] + np.where(terms.headed[kept], cells.columns, 0)
        indptr = np.searchsorted(rows[kept], np.arange(cells.rows + 1)).astype(np.int64)
        return Csr(indptr, columns.astype(np.int32), found[kept], 2 * cells.columns)

    @cached_property
    def _looked_up(self) -> Csr:
        """The events that have each column of `_rarest` among their rarest."""
        return self._rarest.transposed()

    @cached_property
    def _posted(self) -> "csr_array":
        """The events of every term with what it is worth to events that have it, then to those it is a heading of."""
        terms, cells = self.scorer.terms, self.scorer.terms.weights
        rows, columns = cells.row_numbers(), cells.indices
        topics = np.flatnonzero(columns >= terms.word_count)
        return _sparse(
            np.concatenate([columns, columns[topics] + cells.columns]),
            np.concatenate([rows, rows[topics]]),
            np.concatenate([cells.data, terms.to_headed[topics]]),
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


def _anyone(_: Array, rows: Array) -> Bools:
    return np.ones(len(rows), dtype=bool)


def _sparse(rows: Array, columns: Array, data: Array, shape: tuple[int, int]) -> "csr_array":
    """Return a table of scipy, whose product is the work of finding."""
    from scipy.sparse import csr_array

    return csr_array((data, (rows, columns)), shape=shape)
