"""Events that are told twice within a day or two, seen as one in the graph of events."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.edges import Edges
from graph.analysis.related import RelatedIndex
from graph.analysis.terms import Terms

_APART_DAYS = 1


@dataclass(frozen=True, slots=True, eq=False)
class MergedGraph:
    """A graph of events in which those that say the same are one node.

    Attributes
    ----------
    edges : Edges
        A node has the number of its strongest event; the links of all its events add up.
    nodes : ndarray of int32, shape (events,)
        Node of each event.
    sizes : ndarray of int64, shape (events,)
        How many events each node has, 0 where an event is merged with another.
    """

    edges: Edges
    nodes: Ints
    sizes: Array

    @classmethod
    def of(cls, index: RelatedIndex, edges: Edges, groups: Array, same_text: float) -> "MergedGraph":
        """Merge neighbours of one group and of the same or the next day whose texts have a higher cosine.

        Parameters
        ----------
        index : RelatedIndex
        edges : Edges
            Neighbours among the events.
        groups : ndarray of int, shape (events,)
        same_text : float
        """
        days = index.scorer.days.astype(np.int64)
        near = np.abs(days[edges.one] - days[edges.other]) <= _APART_DAYS
        near &= groups[edges.one] == groups[edges.other]
        one, other = edges.one[near], edges.other[near]
        alike = cosines(index.scorer.terms, one, other) > same_text
        nodes = _merged(edges.strengths(), one[alike], other[alike])
        found = Edges.summed(edges.nodes, nodes[edges.one], nodes[edges.other], edges.weights)
        apart = found.weighed(np.where(found.one == found.other, 0.0, found.weights))
        return cls(apart, nodes, np.bincount(nodes, minlength=edges.nodes))


def cosines(terms: Terms, one: Array, other: Array) -> Floats:
    """Return how alike the texts of pairs of events are: the cosine of their word weights, shape (pairs,)."""
    table = terms.weights
    (mine, owners), (theirs, their_owners) = table.take(one), table.take(other)
    keys = owners.astype(np.int64) * table.columns + table.indices[mine]
    their_keys = their_owners.astype(np.int64) * table.columns + table.indices[theirs]
    _, places, their_places = np.intersect1d(keys, their_keys, assume_unique=True, return_indices=True)
    words = table.indices[mine[places]] < terms.word_count
    mine, theirs, owners = mine[places[words]], theirs[their_places[words]], owners[places[words]]
    products = np.bincount(owners, table.data[mine].astype(np.float64) * table.data[theirs], minlength=len(one))
    lengths = terms.text_norms[one] * terms.text_norms[other]
    return np.divide(products, lengths, out=np.zeros(len(one)), where=lengths > 0)


def _merged(strengths: Floats, one: Array, other: Array) -> Ints:
    """Return the node of each event: itself, or a stronger one that says the same and is merged with none."""
    around: dict[int, list[int]] = {}
    for first, second in zip([*one.tolist(), *other.tolist()], [*other.tolist(), *one.tolist()], strict=True):
        around.setdefault(first, []).append(second)
    nodes: dict[int, int] = {}
    for event in sorted(around, key=lambda event: (-strengths[event], event)):
        if event not in nodes:
            nodes |= dict.fromkeys((twin for twin in around[event] if twin not in nodes), event)
            nodes[event] = event
    merged = np.arange(len(strengths), dtype=np.int32)
    merged[list(nodes)] = list(nodes.values())
    return merged
