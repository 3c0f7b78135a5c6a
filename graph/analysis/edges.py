"""Undirected graphs with weights as three columns: what communities are found in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.evidence import Bools
from graph.analysis.row_lists import NOBODY, RowLists

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """A graph of nodes 0 to `nodes` - 1; each pair stands once, in order of `one`, then `other`.

    Attributes
    ----------
    nodes : int
    one, other : ndarray of int32, shape (edges,)
        Both ends, `one` the lower number.
    weights : ndarray of float64, shape (edges,)
    """

    nodes: int
    one: Ints
    other: Ints
    weights: Floats

    @classmethod
    def summed(cls, nodes: int, sources: Array, targets: Array, weights: Array) -> "Edges":
        """Make a graph of links of any direction and order; those between the same two nodes add up."""
        from scipy.sparse import coo_array

        low, high = np.minimum(sources, targets), np.maximum(sources, targets)
        values = np.asarray(weights, dtype=np.float64)
        cells = coo_array((values, (low, high)), shape=(nodes, nodes)).tocsr()
        cells.sum_duplicates()
        one = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(cells.indptr))
        return cls(nodes, one, cells.indices.astype(np.int32), cells.data)

    @classmethod
    def of_neighbours(cls, neighbours: RowLists) -> "Edges":
        """Make the graph of events and their nearest neighbours; two that look to each other count twice."""
        rows, places = np.nonzero(neighbours.rows != NOBODY)
        return cls.summed(len(neighbours), rows, neighbours.rows[rows, places], neighbours.scores[rows, places])

    @classmethod
    def of_networkx(cls, graph: "nx.Graph") -> "Edges":
        """Read a networkx graph with ``weight`` on its edges, 1 where there is none; nodes in the graph's order."""
        number = {node: place for place, node in enumerate(graph)}
        found = [(number[one], number[other], weight) for one, other, weight in graph.edges(data="weight", default=1.0)]
        one, other, weights = np.array(found, dtype=np.float64).reshape(-1, 3).T
        return cls.summed(len(number), one.astype(np.int64), other.astype(np.int64), weights)

    def __len__(self) -> int:
        return len(self.one)

    def weighed(self, weights: Floats) -> "Edges":
        """Return the graph with other weights, without the edges that weigh nothing."""
        kept = weights > 0
        return Edges(self.nodes, self.one[kept], self.other[kept], weights[kept])

    def among(self, nodes: Array) -> "Edges":
        """Return the graph among some nodes, given in ascending order and numbered by their places."""
        number = np.full(self.nodes, NOBODY, dtype=np.int32)
        number[nodes] = np.arange(len(nodes), dtype=np.int32)
        kept = (number[self.one] != NOBODY) & (number[self.other] != NOBODY)
        return Edges(len(nodes), number[self.one[kept]], number[self.other[kept]], self.weights[kept])

    def within(self, groups: Array) -> Bools:
        """Return which edges join two nodes of one group, shape (edges,); -1 is no group."""
        inside: Bools = (groups[self.one] == groups[self.other]) & (groups[self.one] >= 0)
        return inside

    def strengths(self, counted: Bools | None = None) -> Floats:
        """Return the total weight of each node's edges, or of those that are counted, shape (nodes,)."""
        weights = self.weights if counted is None else self.weights * counted
        ends = (np.bincount(end, weights=weights, minlength=self.nodes) for end in (self.one, self.other))
        total: Floats = np.sum(list(ends), axis=0).astype(np.float64)
        return total

    def to_networkx(
        self,
        names: Sequence[str],
        nodes: Mapping[str, Sequence[Any]] | None = None,
        edges: Mapping[str, Sequence[Any]] | None = None,
    ) -> "nx.Graph":
        """Return the graph for networkx, with ``weight`` on its edges.

        Parameters
        ----------
        names : sequence of str, length nodes
            What nodes are called.
        nodes, edges : mapping of str to sequence, optional
            Further attributes, as columns.
        """
        import networkx as nx

        made: nx.Graph = nx.Graph()
        of_nodes, of_edges = nodes or {}, {"weight": self.weights.tolist(), **(edges or {})}
        made.add_nodes_from((name, dict(zip(of_nodes, row, strict=True))) for name, row in _rows(names, of_nodes))
        ends = [(names[one], names[other]) for one, other in zip(self.one.tolist(), self.other.tolist(), strict=True)]
        made.add_edges_from((*pair, dict(zip(of_edges, row, strict=True))) for pair, row in _rows(ends, of_edges))
        return made


def _rows(names: Sequence[Any], columns: Mapping[str, Sequence[Any]]) -> "zip[tuple[Any, tuple[Any, ...]]]":
    return zip(names, zip(*columns.values(), strict=True) if columns else [()] * len(names), strict=True)
