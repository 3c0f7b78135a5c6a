"""Bringing related events up to date after a day: what still holds is kept, and what a new event can change is found.

The weights of terms move with every event that comes or goes. An update weighs all terms anew, but leaves those lists
alone that a changed event is not near enough to enter; these were ranked by the weights of before. How far the weights
have moved since all lists were found together is their drift; past `MOST_DRIFT` all lists are found anew.
"""

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.finding import Finder
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import RowLists

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot

MOST_DRIFT = 0.005
"""Mean part by which the weight of an event may move before all lists are found anew."""
NEAR_ENOUGH = 0.7
"""An event may change the list of another from this part of the score on that would make it a neighbour."""


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """An index brought up to date.

    Attributes
    ----------
    index : RelatedIndex
        Of the new archive; lists and neighbours that still hold are known in it.
    rows : sequence of int
        The events whose lists do not hold any more, ascending.
    """

    index: RelatedIndex
    rows: Sequence[int]

    @property
    def drifted(self) -> bool:
        """Whether so much has moved that all lists should be found anew: the weights, or half of the lists."""
        return self.index.drift > MOST_DRIFT or 2 * len(self.rows) > len(self.index)


def updated(old: RelatedIndex, snapshot: "Snapshot", written: Collection[str], vectors: Array | None = None) -> Update:
    """Return the index of an archive of which a part has changed.

    Parameters
    ----------
    old : RelatedIndex
        Index of the archive before.
    snapshot : Snapshot
        The archive now.
    written : collection of str
        Ids of the events that are new or may have changed; the others are as they were, or gone.
    vectors : ndarray of float16, shape (events, dimensions), optional
        Vectors of meaning of the archive now.
    """
    fresh = RelatedIndex.build(snapshot, old.settings, vectors)
    places = _places(old, fresh, written)
    drift = old.drift + _moved(old, fresh, places)
    if fresh.neighbours.length != old.neighbours.length:  # a small archive has grown
        return Update(dataclasses.replace(fresh, drift=drift), range(len(fresh)))
    neighbours, lists = (kept.moved(places, len(fresh)) for kept in (old.neighbours, old.lists))
    index = dataclasses.replace(fresh, neighbours=neighbours, lists=lists, drift=drift)
    for row in sorted(index.row(name) for name in written):
        _forget_where_near(index.finder, row, neighbours, lists)
    stepped = np.append(~neighbours.known, False)[neighbours.rows].any(axis=1)
    lists.known[~neighbours.known | stepped] = False
    return Update(index, np.flatnonzero(~lists.known).tolist())


def _places(old: RelatedIndex, fresh: RelatedIndex, written: Collection[str]) -> Array:
    """Return where each event of before stands now, -1 for those that are gone or may have changed."""
    rows = {name: row for row, name in enumerate(fresh.ids)}
    touched = set(written)
    return np.array([-1 if name in touched else rows.get(name, -1) for name in old.ids], dtype=np.int64)


def _forget_where_near(finder: Finder, row: int, neighbours: RowLists, lists: RowLists) -> None:
    """Forget the neighbours of all events to which an event is near enough to be one, and lists it may come into."""
    found = finder.scorer.seen_from(row, finder.looking_to(row))
    found = found.take(found.scores > 0)  # even where there is room nobody comes in with nothing in common
    least = neighbours.least[found.rows]
    near = found.scores >= least
    neighbours.known[found.rows[near]] = False
    maybe: Bools = found.scores >= NEAR_ENOUGH * least
    lists.known[found.rows[maybe]] = False


def _moved(old: RelatedIndex, fresh: RelatedIndex, places: Array) -> float:
    """Return the mean part by which the total weight of the events that stayed has moved."""
    stayed = np.flatnonzero(places >= 0)
    before, now = old.scorer.terms.totals[stayed], fresh.scorer.terms.totals[places[stayed]]
    weighed = before > 0
    return float(np.abs(now[weighed] / before[weighed] - 1).mean()) if weighed.any() else 0.0
