"""The measure: normalised discounted cumulative gain of the first ten, for many queries and in each view."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.evaluate.truth import Bools, Rows, Truth

LIMIT = 10
VIEWS = ("full", "cond", "far")
_TOLD_EVERY = 50
_DISCOUNTS = 1 / np.log2(np.arange(2, LIMIT + 2))


class Ranker(Protocol):
    """A method that names the events most related to one."""

    def rank(self, row: int, eligible: Bools, limit: int = LIMIT) -> Array:
        """Return the rows of the best of the eligible events, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """How one method did.

    Attributes
    ----------
    values : dict of str to ndarray of float64, shape (queries,)
        nDCG of every query in each view; NaN where a view leaves the query out.
    ms_per_query : float
        Milliseconds for one query in the full view.
    """

    values: dict[str, Floats]
    ms_per_query: float


def ndcg(found: Array, relevant: Bools) -> float:
    """Return the normalised discounted cumulative gain of the first ten [1]_, right or wrong being all that counts.

    Parameters
    ----------
    found : ndarray of int, shape (any,)
        Rows, best first, each once.
    relevant : ndarray of bool, shape (events,)
        Which events are right; at least one.

    Raises
    ------
    ValueError
        If an event is named twice.

    References
    ----------
    .. [1] K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on
       Information Systems 20 (4), 2002.

    Examples
    --------
    >>> import numpy as np
    >>> ndcg(np.array([2, 0]), np.array([True, False, False]))
    0.6309297535714575
    """
    first = found[:LIMIT]
    if len(set(first.tolist())) < len(first):
        raise ValueError("A list names an event twice.")
    gained = _DISCOUNTS[: len(first)][relevant[first]].sum()
    return float(gained / _DISCOUNTS[: int(relevant.sum())].sum())


def measure(ranker: Ranker, truth: Truth, queries: Rows, told: Callable[[int, int], None]) -> Measured:
    """Measure a method.

    Parameters
    ----------
    ranker : Ranker
    truth : Truth
    queries : ndarray of int, shape (queries,)
        Rows of the events to ask about.
    told : callable
        Called now and then with the number of queries done and of all.
    """
    values = {name: np.full(len(queries), np.nan) for name in VIEWS}
    seconds = 0.0
    for place, row in enumerate(queries.tolist()):
        for view in truth.views(row):
            started = time.perf_counter()
            found = ranker.rank(row, view.eligible, LIMIT)
            seconds += time.perf_counter() - started if view.name == "full" else 0
            values[view.name][place] = ndcg(found, view.relevant)
        if (place + 1) % _TOLD_EVERY == 0 or place + 1 == len(queries):
            told(place + 1, len(queries))
    return Measured(values, 1000 * seconds / len(queries))
