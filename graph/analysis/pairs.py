"""Pairs of events in long columns: those asked about, and the others they are compared with."""

from dataclasses import dataclass

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
        places = np.flatnonzero(places) if places.dtype == bool else places  # once for all columns
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
    owners, rows = owners[places], rows[places]
    ties = gaps[places].astype(np.int64) * (int(rows.max(initial=0)) + 1) + rows
    # A short row for each owner: to sort many of these takes a fifth of the time of sorting all as one.
    order = np.lexsort((_spread(owners, ties, 0), _spread(owners, -scores[places], np.inf)))
    found = np.take_along_axis(_spread(owners, places, -1), order, axis=1)[:, :count].ravel()
    best: Array = found[found >= 0]
    return best


def _highest(owners: Array, scores: Floats, count: int) -> Array:
    """Return the places of at least `count` pairs of the highest scores of each owner, with all that tie."""
    falling = _spread(owners, -scores, np.inf)
    if falling.shape[1] <= count:
        return np.arange(len(owners))
    least = np.partition(falling, count - 1, axis=1)[:, count - 1]
    places: Array = np.flatnonzero(-scores <= least[owners])
    return places


def _spread(owners: Array, values: Array, filler: float) -> Array:
    """Return a table of the values of each owner in a row of its own, filled up."""
    place = ranks(owners)
    table = np.full((int(owners[-1]) + 1 if len(owners) else 0, int(place.max(initial=-1)) + 1), filler, values.dtype)
    table[owners, place] = values
    return table


def ranks(owners: Array) -> Array:
    """Return for ascending owners the place of each entry among those of its owner, from 0."""
    counts = np.bincount(owners)
    places: Array = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places


def starts(owners: Array, count: int) -> Array:
    """Return where the run of each of `count` owners begins in ascending owners, and the end of the last."""
    bounds: Array = np.searchsorted(owners, np.arange(count + 1))
    return bounds
