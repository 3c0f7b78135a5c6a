"""Pairs of events in long columns: those asked about, and the others they are compared with."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.analysis.csr import Array, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Events compared with events asked about, those of one event in a run.

    Attributes
    ----------
    owners : ndarray of int, shape (pairs,)
        Place among those asked about, ascending.
    rows : ndarray of int, shape (pairs,)
        The other event.
    alike : ndarray of float64, shape (pairs,)
        The part that is shared of what both have, from 0 to 1.
    scores : ndarray of float64, shape (pairs,)
        Likeness times a factor that falls with the days between; from 0 to 1.
    words : ndarray of float64, shape (pairs,)
        Weight of the words they share.
    worded : ndarray of float64, shape (pairs,)
        Part of the weight of all they share that words make up, from 0 to 1.
    """

    owners: Array
    rows: Array
    alike: Floats
    scores: Floats
    words: Floats
    worded: Floats

    def take(self, places: Array) -> "Pairs":
        """Return some of them, by places or by a mask."""
        return Pairs(*(getattr(self, name)[places] for name in self.__slots__))


def best_first(owners: Array, scores: Floats, gaps: Array, rows: Array, count: int | None = None) -> Array:
    """Return the places of pairs by owner, then from the highest score on; ties by the gap in days, then by the row.

    Parameters
    ----------
    owners, scores, gaps, rows : ndarray, shape (pairs,)
    count : int, optional
        At most so many of each owner.
    """
    places = np.arange(len(owners)) if count is None else _highest(owners, scores, count)
    order: Array = places[np.lexsort((rows[places], gaps[places], -scores[places], owners[places]))]
    return order if count is None else order[ranks(owners[order]) < count]


def _highest(owners: Array, scores: Floats, count: int) -> Array:
    """Return the places of at least `count` pairs of the highest scores of each owner, with all that tie."""
    bounds = starts(owners, int(owners[-1]) + 1 if len(owners) else 0)
    least = np.zeros(len(bounds))
    for owner, (first, last) in enumerate(pairwise(bounds.tolist())):
        if last - first > count:
            least[owner] = np.partition(scores[first:last], last - first - count)[last - first - count]
    places: Array = np.flatnonzero(scores >= least[owners])
    return places


def ranks(owners: Array) -> Array:
    """Return for ascending owners the place of each entry among those of its owner, from 0."""
    places: Array = np.arange(len(owners)) - np.searchsorted(owners, owners)
    return places


def starts(owners: Array, count: int) -> Array:
    """Return where the run of each of `count` owners begins in ascending owners, and the end of the last."""
    bounds: Array = np.searchsorted(owners, np.arange(count + 1))
    return bounds
