"""Communities as networkx finds them, beside which ours are measured."""

from collections.abc import Iterable

import igraph
import networkx as nx
import numpy as np
from networkx.algorithms.community import greedy_modularity_communities, louvain_communities

from graph.analysis.communities import in_order
from graph.analysis.csr import Array, Ints
from graph.analysis.edges import Edges

LOUVAIN = "networkx Louvain"
GREEDY, GREEDY_OF_MANY = "networkx greedy modularity", "igraph greedy modularity"
MOST_NODES = 2000
"""networkx takes minutes for the greedy algorithm in a larger graph; igraph has the same one."""


def louvain(edges: Edges, resolution: float, seed: int = 0) -> Ints:
    """Return the communities that the Louvain algorithm [1]_ of networkx finds by modularity.

    References
    ----------
    .. [1] V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of communities in large
       networks", Journal of Statistical Mechanics, 2008.
    """
    return _numbered(louvain_communities(networkx_of(edges), resolution=resolution, seed=seed), edges.nodes)


def greedy_name(edges: Edges) -> str:
    """Return what finds the communities of `greedy`."""
    return GREEDY if edges.nodes <= MOST_NODES else GREEDY_OF_MANY


def greedy(edges: Edges, count: int) -> Ints:
    """Return the communities that are left when those whose union is best have been joined [1]_ until so many are left.

    Parameters
    ----------
    edges : Edges
    count : int
        No fewer than the graph has parts without a way between them.

    References
    ----------
    .. [1] A. Clauset, M. E. J. Newman and C. Moore, "Finding community structure in very large networks", Physical
       Review E 70, 2004.
    """
    if not len(edges):
        return np.arange(edges.nodes, dtype=np.int32)
    if edges.nodes > MOST_NODES:
        return _greedy_of_many(edges, count)
    found = greedy_modularity_communities(networkx_of(edges), weight="weight", cutoff=count, best_n=count)
    return _numbered(found, edges.nodes)


def networkx_of(edges: Edges) -> nx.Graph:
    """Return a graph for networkx, its nodes called by their numbers."""
    made: nx.Graph = nx.Graph()
    made.add_nodes_from(range(edges.nodes))
    made.add_weighted_edges_from(zip(edges.one.tolist(), edges.other.tolist(), edges.weights.tolist(), strict=True))
    return made


def _greedy_of_many(edges: Edges, count: int) -> Ints:
    graph = igraph.Graph(edges.nodes, np.column_stack([edges.one, edges.other]), directed=False)
    return in_order(np.array(graph.community_fastgreedy(weights=edges.weights).as_clustering(count).membership))


def _numbered(communities: Iterable[Iterable[int]], nodes: int) -> Ints:
    groups: Array = np.empty(nodes, dtype=np.int64)
    for number, members in enumerate(communities):
        groups[list(members)] = number
    return in_order(groups)
