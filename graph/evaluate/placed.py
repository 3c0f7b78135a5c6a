"""Where events lie among clusters of topics."""

import numpy as np

from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.csr import Array
from graph.analysis.row_lists import NOBODY


def placed(graph: TopicGraph, groups: Array) -> Array:
    """Return the cluster in which most of each event's topics lie.

    A topic counts by the part of its edges' weight that is inside its cluster; of equal clusters the first is taken.

    Parameters
    ----------
    graph : TopicGraph
    groups : ndarray of int, shape (topics,)
        Number of each topic's cluster, -1 for none.

    Returns
    -------
    ndarray of int64, shape (events,)
        -1 for events without a topic that is in a cluster.
    """
    edges = graph.edges
    total, inner = edges.strengths(), edges.strengths(edges.within(groups))
    part = inner / np.where(total > 0, total, 1.0)
    owners, topics = graph.members.row_numbers(), graph.members.indices
    known = groups[topics] != NOBODY
    width = int(groups.max(initial=0)) + 1
    cells, cell = np.unique(owners[known].astype(np.int64) * width + groups[topics[known]], return_inverse=True)
    weights = np.bincount(cell, weights=part[topics[known]], minlength=len(cells))
    events, clusters = np.divmod(cells, width)
    order = np.lexsort((clusters, -weights, events))
    found, first = np.unique(events[order], return_index=True)
    places = np.full(graph.members.rows, NOBODY, dtype=np.int64)
    places[found] = clusters[order][first]
    return places
