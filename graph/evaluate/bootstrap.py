"""Intervals by the bootstrap over stories: the events of one story are no independent queries."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Floats
from graph.evaluate.results import Estimate

RESAMPLES = 1000
_BOUNDS = (2.5, 97.5)


@dataclass(frozen=True, eq=False)
class Resamples:
    """Draws of whole clusters of queries with replacement [1]_, the same for all that is compared.

    Attributes
    ----------
    clusters : ndarray of int, shape (queries,)
        Number of the cluster of each query, from 0.
    draws : ndarray of int64, shape (resamples, clusters)
        How often a cluster was drawn.

    References
    ----------
    .. [1] A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application", Cambridge 1997, section 3.8.
    """

    clusters: Array
    draws: NDArray[np.int64]

    @classmethod
    def of(cls, names: Array, seed: int, count: int = RESAMPLES) -> "Resamples":
        """Draw from the clusters that queries belong to, given by any numbers."""
        found, clusters = np.unique(names, return_inverse=True)
        random = np.random.default_rng(seed)
        return cls(clusters, random.multinomial(len(found), np.full(len(found), 1 / len(found)), size=count))

    def means(self, values: Floats) -> Floats:
        """Return the mean of the values of the queries in each resample, shape (resamples,)."""
        width = self.draws.shape[1]
        sums = self.draws @ np.bincount(self.clusters, weights=values, minlength=width)
        means: Floats = sums / (self.draws @ np.bincount(self.clusters, minlength=width))
        return means

    def mean(self, values: Floats) -> Estimate:
        """Estimate the mean of the queries."""
        return _estimate(float(values.mean()), self.means(values))

    def quantile(self, values: Floats, share: float) -> Estimate:
        """Estimate the value that this share of the queries do not exceed: the smallest such value there is."""
        order = np.argsort(values, kind="stable")
        drawn = np.cumsum(self.draws[:, self.clusters[order]], axis=1)
        places = (drawn < share * drawn[:, -1:]).sum(axis=1)
        value = float(np.quantile(values, share, method="inverted_cdf"))
        return _estimate(value, values[order][places])

    def difference(self, values: Floats, base: Floats) -> Estimate:
        """Estimate by how much the mean is above that of others on the same queries."""
        return self.mean(values - base)

    def ratio(self, values: Floats, base: Floats) -> Estimate | None:
        """Estimate how many times the mean is that of others on the same queries; None if theirs may be 0."""
        bases = self.means(base)
        if bases.min() <= 0 or base.mean() <= 0:
            return None
        return _estimate(float(values.mean() / base.mean()), self.means(values) / bases)


def _estimate(value: float, resampled: Floats) -> Estimate:
    low, high = np.percentile(resampled, _BOUNDS).tolist()
    return Estimate(value, low, high)
