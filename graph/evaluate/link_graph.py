"""The graph of nearest neighbours between two events: what simple methods look for ways in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY

Strengths = Callable[[Array, Array], Floats]
"""Given rows of events and as many others, tells how strong the links between them are: from 0 to 1, both ways."""


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """Two events and others between them, in an order.

    Attributes
    ----------
    rows : ndarray of int64, shape (events,)
        The events; the first and the last one are those asked about.
    sources, targets : ndarray of int64, shape (links,)
        Places among the events that are linked, the smaller one first; ascending by the larger one.
    strengths : ndarray of float64, shape (links,)
        How strong each link is.
    """

    rows: Array
    sources: Array
    targets: Array
    strengths: Floats

    def only(self, kept: Array) -> "Between":
        """Return the same events with some of the links."""
        return Between(self.rows, self.sources[kept], self.targets[kept], self.strengths[kept])


@dataclass(frozen=True, eq=False)
class LinkGraph:
    """Events that are linked if one is among the nearest neighbours of the other.

    Attributes
    ----------
    days : ndarray of int32, shape (events,)
        Dates as ordinals, ascending.
    sources, targets : ndarray of int64, shape (links,)
        Rows of linked events, each link once and the smaller row first; ascending by the larger one.
    strengths : ndarray of float64, shape (links,)
        How strong each link is; above 0.
    compare : callable
        Tells how strong any links are.
    """

    days: Ints
    sources: Array
    targets: Array
    strengths: Floats
    compare: Strengths

    @classmethod
    def of(cls, index: RelatedIndex, strengths: Strengths) -> "LinkGraph":
        """Link all events of an index with their nearest neighbours."""
        others, _ = Neighbourhood(index.finder, index.neighbours).of(np.arange(len(index)))
        rows, places = np.nonzero(others != NOBODY)
        near = others[rows, places].astype(np.int64)
        keys = np.unique(np.maximum(rows, near) * len(index) + np.minimum(rows, near))
        targets, sources = np.divmod(keys, max(len(index), 1))
        strong = strengths(sources, targets)
        kept = strong > 0
        return cls(index.scorer.days, sources[kept], targets[kept], strong[kept], strengths)

    def between(self, first: int, last: int) -> Between:
        """Return two events, the events of the days between them, and the links there but the one of the two."""
        start, end = np.searchsorted(self.days, (self.days[first] + 1, self.days[last]))
        inside = slice(*np.searchsorted(self.targets, (start, end)))
        ending = slice(*np.searchsorted(self.targets, (last, last + 1)))
        sources = np.concatenate([self.sources[inside], self.sources[ending]])
        kept = (sources >= start) & (sources < end)
        kept[: inside.stop - inside.start] |= self.sources[inside] == first
        places = np.where(sources == first, 0, sources - start + 1)
        inner = self.targets[inside] - start + 1
        targets = np.concatenate([inner, np.full(len(sources) - len(inner), end - start + 1)])
        strengths = np.concatenate([self.strengths[inside], self.strengths[ending]])
        rows = np.concatenate([[first], np.arange(start, end), [last]])
        return Between(rows, places[kept], targets[kept], strengths[kept])

    def linked(self, rows: Array) -> Between:
        """Return some events in their order, each linked with all that come after it."""
        targets, sources = np.tril_indices(len(rows), -1)
        return Between(rows, sources, targets, self.compare(rows[sources], rows[targets]))

    def forward(self, between: Between) -> Between:
        """Return only the links that lead to a later day."""
        days = self.days[between.rows]
        return between.only(days[between.sources] < days[between.targets])
