"""Walks over the graph of neighbours: which events belong to an event."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.analysis.chain_settings import ChainSettings
from graph.analysis.csr import Array, Csr, Floats, table
from graph.analysis.evidence import Bools
from graph.analysis.row_lists import NOBODY, RowLists

Weigh = Callable[[Array, Array], Floats]
"""Given events and as many neighbours, tells by what part of itself each step counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """How often walks from an event come by others.

    Attributes
    ----------
    rows : ndarray of int, shape (visited,)
        Events, ascending.
    often : ndarray of float64, shape (visited,)
        Expected number of visits.
    """

    rows: Array
    often: Floats

    def at(self, rows: Array) -> Floats:
        """Return how often some events are visited."""
        if not len(self.rows):
            return np.zeros(len(rows))
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        found: Floats = np.where(self.rows[places] == rows, self.often[places], 0.0)
        return found


@dataclass(frozen=True, eq=False)
class NeighbourGraph:
    """The graph of nearest neighbours, in which neighbours look both ways.

    Attributes
    ----------
    cells : Csr of float32, shape (events, events)
        Scores of neighbours; of two that look to each other the higher one.
    """

    cells: Csr

    @classmethod
    def of(cls, neighbours: RowLists) -> "NeighbourGraph":
        """Make the graph of lists that are all known."""
        rows, places = np.nonzero(neighbours.rows != NOBODY)
        others, scores = neighbours.rows[rows, places], neighbours.scores[rows, places]
        events = len(neighbours)
        keys = np.concatenate([rows * events + others, others.astype(np.int64) * events + rows])
        order = np.lexsort((-np.tile(scores, 2), keys))
        first = order[np.diff(keys[order], prepend=-1) != 0]
        found, theirs = np.divmod(keys[first], max(events, 1))
        return cls(table(found, theirs, np.tile(scores, 2)[first], (events, events)))

    def joined(self, rows: Array) -> Bools:
        """Return which of some events, rows in ascending order, are neighbours, shape (rows, rows)."""
        entries, owners = self.cells.take(rows)
        places = np.minimum(np.searchsorted(rows, self.cells.indices[entries]), len(rows) - 1)
        there = rows[places] == self.cells.indices[entries]
        joined = np.zeros((len(rows), len(rows)), dtype=bool)
        joined[owners[there], places[there]] = True
        return joined

    def walk(self, row: int, settings: ChainSettings, weigh: Weigh | None = None) -> Visits:
        """Return how often walks from an event come by others: its personalised PageRank [1]_, cut short.

        Each step goes to a neighbour in proportion to its score. The work does not grow with the archive: a step is
        followed from the most visited events only, as in the local algorithm of [2]_.

        Parameters
        ----------
        row : int
            The event.
        settings : ChainSettings
        weigh : callable, optional
            By what part steps count; all in full without it.

        References
        ----------
        .. [1] T. Haveliwala, "Topic-Sensitive PageRank", WWW 2002.
        .. [2] R. Andersen, F. Chung and K. Lang, "Local Graph Partitioning using PageRank Vectors", FOCS 2006.
        """
        rows, often = np.array([row]), np.ones(1)
        steps: list[Visits] = []
        for _ in range(settings.steps):
            rows, often = self._step(rows, settings.stay * often, weigh)
            if len(rows) > settings.visited:
                most = np.sort(np.argpartition(-often, settings.visited)[: settings.visited])
                rows, often = rows[most], often[most]
            steps.append(Visits(rows, often))
        return _summed(np.concatenate([step.rows for step in steps]), np.concatenate([step.often for step in steps]))

    def _step(self, rows: Array, often: Floats, weigh: Weigh | None) -> tuple[Array, Floats]:
        """Return where walks are after one more step, and how many."""
        entries, owners = self.cells.take(rows)
        others, weights = self.cells.indices[entries], self.cells.data[entries].astype(np.float64)
        if weigh:
            weights = weights * weigh(rows[owners], others)
        totals = np.bincount(owners, weights=weights, minlength=len(rows))
        shares = (often / np.where(totals > 0, totals, 1.0))[owners]
        found = _summed(others, shares * weights)
        return found.rows, found.often


def _summed(rows: Array, often: Floats) -> Visits:
    found, places = np.unique(rows, return_inverse=True)
    return Visits(found, np.bincount(places, weights=often, minlength=len(found)).astype(np.float64))
