"""New topics join the clusters there are: no topic that has found its cluster moves."""

from collections.abc import Sequence

import numpy as np

from graph.analysis.clusters import Clusters, large, named
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.csr import Ints
from graph.analysis.edges import Edges
from graph.analysis.group_settings import ClusterSettings
from graph.analysis.partitions import Partition
from graph.analysis.row_lists import NOBODY


def grown_clusters(graph: TopicGraph, before: Sequence[Partition], settings: ClusterSettings | None = None) -> Clusters:
    """Find the clusters of the topics that have none, and leave all others where they are.

    A topic joins the region that most of the weight of its edges leads to, and the theme in the same way.

    Parameters
    ----------
    graph : TopicGraph
        Topics now.
    before : sequence of two Partition
        Themes and regions as they were; topics that are gone are left out.
    settings : ClusterSettings, optional
    """
    chosen = settings or ClusterSettings()
    found = (joined(graph.edges, old.numbers(graph.ids)) for old in before)
    return named(graph, [large(groups, chosen.least_topics) for groups in found], before, chosen)


def joined(edges: Edges, groups: Ints) -> Ints:
    """Return groups in which nodes of none have joined the one most of the weight of their edges leads to."""
    nodes, others = np.concatenate([edges.one, edges.other]), np.concatenate([edges.other, edges.one])
    chosen = (groups[nodes] == NOBODY) & (groups[others] != NOBODY)
    width = int(groups.max(initial=NOBODY)) + 1
    keys = nodes[chosen].astype(np.int64) * max(width, 1) + groups[others[chosen]]
    found, places = np.unique(keys, return_inverse=True)
    weights = np.bincount(places, weights=np.tile(edges.weights, 2)[chosen], minlength=len(found))
    newcomers, into = np.divmod(found, max(width, 1))
    best = np.lexsort((-into, weights, newcomers))
    last = best[np.diff(newcomers[best], append=edges.nodes) != 0]
    filled = groups.copy()
    filled[newcomers[last]] = into[last]
    return filled
