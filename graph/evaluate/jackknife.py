"""Intervals of measures that are no means of queries: each measured again without a part of the headings."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from graph.analysis.csr import Array, Floats
from graph.evaluate.results import Estimate

PARTS = 20
_BOUND = 0.975


@dataclass(frozen=True, eq=False)
class Jackknife:
    """Parts of whole headings, each left out in its turn [1]_, the same for all that is compared.

    A bootstrap would not do: an event drawn twice agrees with itself, which measures of agreement take for merit.

    Attributes
    ----------
    parts : ndarray of int, shape (events,)
        Number of the part in which the heading of each event is, from 0.

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap", Chapman & Hall 1993, chapter 11.
    """

    parts: Array

    @classmethod
    def of(cls, headings: Array, seed: int, most: int = PARTS) -> "Jackknife":
        """Put headings, by which events are given, into so many parts of one size, or into one each."""
        found, numbers = np.unique(headings, return_inverse=True)
        part = np.arange(len(found)) % min(most, len(found))
        return cls(np.random.default_rng(seed).permutation(part)[numbers])

    def values(self, measure: Callable[[Array], Floats]) -> Floats:
        """Return what is measured on all events, then on those without each part.

        Parameters
        ----------
        measure : callable
            Takes the places of events, ascending, and returns an array of shape (figures,).

        Returns
        -------
        ndarray of float64, shape (1 + parts, figures)
        """
        kept = [np.flatnonzero(self.parts != part) for part in range(int(self.parts.max()) + 1)]
        return np.array([measure(places) for places in (np.arange(len(self.parts)), *kept)])

    @staticmethod
    def estimate(values: Floats) -> Estimate:
        """Estimate a figure, or the difference of two, from its `values`, shape (1 + parts,), none beyond -1 and 1."""
        value, without = float(values[0]), values[1:]
        spread = (len(without) - 1) / len(without) * ((without - without.mean()) ** 2).sum()
        half = float(stdtrit(len(without) - 1, _BOUND) * np.sqrt(spread))
        return Estimate(value, max(value - half, -1.0), min(value + half, 1.0))
