"""Communities of a graph: what holds together more than chance, or more than a given density, would have it."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import numpy as np

from graph.analysis.csr import Array, Ints
from graph.analysis.edges import Edges

if TYPE_CHECKING:
    import igraph

Quality = Literal["modularity", "CPM"]
PASSES = 2
_SEEDING = threading.Lock()


def leiden(
    edges: Edges,
    resolution: float,
    *,
    quality: Quality,
    seed: int = 0,
    start: Array | None = None,
    passes: int = PASSES,
) -> Ints:
    """Return the communities that the Leiden algorithm [1]_ finds.

    Parameters
    ----------
    edges : Edges
    resolution : float
        Of modularity, the higher the smaller are communities [2]_; of CPM the density of weights that a community
        has to exceed, whatever the size of the graph [3]_.
    quality : {"modularity", "CPM"}
    seed : int, optional
        The same seed gives the same communities.
    start : ndarray of int, shape (nodes,), optional
        Communities to begin with; every node by itself without.
    passes : int, optional
        How often all nodes are gone through, at least once.

    Returns
    -------
    ndarray of int32, shape (nodes,)
        The number of each node's community, largest first; of equal ones that with the lowest node.

    References
    ----------
    .. [1] V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected
       communities", Scientific Reports 9, 2019.
    .. [2] R. Lambiotte, J.-C. Delvenne and M. Barahona, "Laplacian Dynamics and Multiscale Modular Structure in
       Networks", arXiv 0812.1770, 2008.
    .. [3] V. A. Traag, P. Van Dooren and Y. Nesterov, "Narrow scope for resolution-limit-free community detection",
       Physical Review E 84, 2011.
    """
    return in_order(_found(_graph(edges), edges.weights.tolist(), resolution, quality, seed, start, passes))


def consensus(
    edges: Edges,
    resolution: float,
    *,
    quality: Quality,
    seed: int = 0,
    runs: int = 20,
    before: Array | None = None,
    votes: int = 0,
) -> Ints:
    """Return communities that many runs of `leiden` agree on, after [1]_.

    An edge then weighs by how often both its ends were in one community, squared; nothing if less than half the time.

    Parameters
    ----------
    edges, resolution, quality, seed
        As for `leiden`.
    runs : int, optional
        How many runs have to agree.
    before : ndarray of int, shape (nodes,), optional
        Communities as they were, -1 for nodes that were in none.
    votes : int, optional
        They count as so many more runs for edges between nodes that were in any, so that what the graph leaves open
        stays as it was.

    Returns
    -------
    ndarray of int32, shape (nodes,)
        As of `leiden`.

    References
    ----------
    .. [1] A. Lancichinetti and S. Fortunato, "Consensus clustering in complex networks", Scientific Reports 2, 2012.
    """
    graph, weights, agreed = _graph(edges), edges.weights.tolist(), np.zeros(len(edges))
    for run in range(runs):
        found = _found(graph, weights, resolution, quality, runs * seed + run, None, PASSES)
        agreed += found[edges.one] == found[edges.other]
    asked = np.full(len(edges), float(runs))
    if before is not None:
        agreed += votes * edges.within(before)
        asked += votes * ((before[edges.one] >= 0) & (before[edges.other] >= 0))
    share = agreed / asked
    return leiden(edges.weighed(edges.weights * np.where(share < 0.5, 0.0, share**2)), resolution, quality=quality)


def in_order(groups: Array) -> Ints:
    """Return groups numbered anew: largest first, of equal ones that which begins first."""
    _, first, numbers, counts = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    places = np.empty(len(counts), dtype=np.int32)
    places[np.lexsort((first, -counts))] = np.arange(len(counts), dtype=np.int32)
    return places[numbers]


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph, which has one source of chance for the whole process, draw from our own; one at a time."""
    import igraph

    with _SEEDING:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - nothing secret is drawn
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def _graph(edges: Edges) -> "igraph.Graph":
    import igraph

    return igraph.Graph(edges.nodes, np.column_stack([edges.one, edges.other]), directed=False)


def _found(
    graph: "igraph.Graph",
    weights: list[float],
    resolution: float,
    quality: Quality,
    seed: int,
    start: Array | None,
    passes: int,
) -> Array:
    if not len(weights):
        return np.arange(graph.vcount()) if start is None else np.asarray(start)
    with seeded(seed):
        found = graph.community_leiden(
            quality,
            weights=weights,
            resolution=resolution,
            n_iterations=passes,
            initial_membership=None if start is None else start.tolist(),
        )
    return np.array(found.membership)
