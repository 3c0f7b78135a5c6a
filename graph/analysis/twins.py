"""Texts that say the same: a list names one of them."""

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.pairs import ranks
from graph.analysis.terms import Terms

_AHEAD = 2
"""So many more than are wanted are compared at first; only lists in which more say the same are compared whole."""
_SHORT = 200
"""A single list of so many is compared without scipy."""


def distinct(terms: Terms, owners: Array, rows: Array, limit: int, same_text: float) -> Array:
    """Return the places of the first events of each list of which no two texts say the same.

    Parameters
    ----------
    terms : Terms
    owners, rows : ndarray of int, shape (pairs,)
        The list, ascending, and the event.
    limit : int
        At most so many of each list.
    same_text : float
        Texts whose word weights have a higher cosine say the same.
    """
    ahead = np.flatnonzero(ranks(owners) < limit + _AHEAD)
    kept = ahead[_alone(terms, owners[ahead], rows[ahead], same_text)]
    lengths, found = (np.bincount(owners[places], minlength=len(owners)) for places in (slice(None), kept))
    short = (found < limit) & (lengths > limit + _AHEAD)
    whole = np.flatnonzero(short[owners])
    kept = np.concatenate([kept[~short[owners[kept]]], whole[_alone(terms, owners[whole], rows[whole], same_text)]])
    kept.sort()
    first: Array = kept[ranks(owners[kept]) < limit]
    return first


def _alone(terms: Terms, owners: Array, rows: Array, same_text: float) -> Bools:
    """Return which events say what none before them in their list says that is there itself."""
    alone = np.ones(len(rows), dtype=bool)
    if len(rows) < 2:
        return alone
    for place, later in _twins(terms, owners, rows, same_text):
        if alone[place]:
            alone[later] = False
    return alone


def _twins(terms: Terms, owners: Array, rows: Array, same_text: float) -> list[tuple[int, int]]:
    """Return the places of every two events of one list that say the same, the first before the later, in order."""
    entries, places = terms.weights.take(rows)
    words = terms.weights.indices[entries] < terms.word_count
    entries, places = entries[words], places[words]
    # A word of one list is another column than the same word of another: only within a list anything is multiplied.
    columns = owners[places].astype(np.int64) * terms.word_count + terms.weights.indices[entries]
    columns = np.unique(columns, return_inverse=True)[1]
    weights = terms.weights.data[entries] / terms.text_norms[rows[places]]
    one_list = len(owners) <= _SHORT and (not len(owners) or owners[0] == owners[-1])
    alike = (_alike_in_one if one_list else _alike_in_many)(places, columns, weights, len(rows), same_text)
    return sorted(pair for pair in alike if pair[0] < pair[1])


def _alike_in_one(places: Array, columns: Array, weights: Array, count: int, limit: float) -> list[tuple[int, int]]:
    """Return which rows of a table have a product above the limit; a single question does without scipy."""
    # Without BLAS: on a busy machine its threads wait for each other a hundred times longer than they work.
    order = np.argsort(columns, kind="stable")
    places, columns, weights = places[order], columns[order], weights[order]
    having = np.bincount(columns)
    times, first = having[columns], (np.cumsum(having) - having)[columns]
    one = np.repeat(np.arange(len(columns)), times)
    other = np.arange(len(one)) - np.repeat(np.cumsum(times) - times, times) + np.repeat(first, times)
    products = np.bincount(places[one] * count + places[other], weights[one] * weights[other], minlength=count**2)
    alike, others = np.divmod(np.flatnonzero(products > limit), max(count, 1))
    return list(zip(alike.tolist(), others.tolist(), strict=True))


def _alike_in_many(places: Array, columns: Array, weights: Array, count: int, limit: float) -> list[tuple[int, int]]:
    """Return the same of a table of many lists, most of which is empty."""
    from scipy.sparse import csr_array

    table = csr_array((weights, (places, columns)), shape=(count, int(columns.max(initial=-1)) + 1))
    products = (table @ table.T).tocoo()
    alike = products.data > limit
    return list(zip(products.row[alike].tolist(), products.col[alike].tolist(), strict=True))
