"""The graph of topics: which topics events tell of together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array, Csr, Ints
from graph.analysis.edges import Edges
from graph.analysis.terms import Terms

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

LEAST_EVENTS = 3
"""Topics of fewer events are left out: what they are told with is chance."""
_APART = 2**31


@dataclass(frozen=True, eq=False)
class TopicGraph:
    """Topics and how often they are told of together, whether linked in the text or in a heading.

    An event with k topics counts 1 / (k - 1) for each pair of them, so that each topic of it counts once in all [1]_.

    Attributes
    ----------
    ids, labels : tuple of str, length (topics,)
        In the order of ids.
    members : Csr, shape (events, topics)
        The topics of each event.
    edges : Edges
        Topics in common events, by weight.
    together : ndarray of int32, shape (edges,)
        How many events each pair has in common.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II. Shortest paths, weighted networks, and
       centrality", Physical Review E 64, 2001.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    members: Csr
    edges: Edges
    together: Ints

    @classmethod
    def of(cls, terms: Terms, events: Array | None = None, least: int = LEAST_EVENTS) -> "TopicGraph":
        """Make the graph of the topics of all events, or of some.

        Parameters
        ----------
        terms : Terms
            Of all events.
        events : ndarray of int, optional
            Rows of the events that count, ascending.
        least : int, optional
            Leave out topics of fewer events.
        """
        table = _topic_table(terms)
        if events is not None:
            table = table[events]
        known = np.array([bool(key) for key in terms.keys], dtype=bool)
        kept = np.flatnonzero(known & (np.bincount(table.indices, minlength=table.shape[1]) >= least))
        table = table[:, kept]
        edges, together = _pairs(table)
        members = Csr(table.indptr.astype(np.int64), table.indices, table.data, table.shape[1])
        names = [(terms.keys[number], terms.labels[number]) for number in kept.tolist()]
        return cls(tuple(key for key, _ in names), tuple(label for _, label in names), members, edges, together)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def event_counts(self) -> Ints:
        """How many events each topic has."""
        return self.members.column_counts().astype(np.int32)

    @property
    def counts(self) -> Counter[str]:
        """How many events each topic has, by its id."""
        return Counter(dict(zip(self.ids, self.event_counts.tolist(), strict=True)))

    def in_clusters(self, themes: Mapping[str, str], regions: Mapping[str, str]) -> "nx.Graph":
        """Return the graph for networkx with the ids of clusters, by topics, as ``theme`` and ``region``; or empty."""
        theme, region = ([of.get(topic, "") for topic in self.ids] for of in (themes, regions))
        return self.to_networkx(theme=theme, region=region)

    def to_networkx(self, **columns: Sequence[object]) -> "nx.Graph":
        """Return the graph for networkx: nodes have ``label`` and ``event_count``, edges these and ``weight``.

        Parameters
        ----------
        **columns : sequence
            Further attributes of the topics.
        """
        nodes = {"label": self.labels, "event_count": self.event_counts.tolist(), **columns}
        return self.edges.to_networkx(self.ids, nodes, {"event_count": self.together.tolist()})


def _topic_table(terms: Terms) -> "csr_array":
    """Return the topics of all events as ones."""
    from scipy.sparse import csr_array

    cells = terms.weights
    topics = cells.indices >= terms.word_count
    indptr = np.concatenate([[0], np.cumsum(topics)])[cells.indptr]
    columns = cells.indices[topics] - terms.word_count
    shape = (cells.rows, cells.columns - terms.word_count)
    return csr_array((np.ones(len(columns), dtype=np.float32), columns, indptr), shape=shape)


def _pairs(table: "csr_array") -> tuple[Edges, Ints]:
    """Return which topics stand together, with weights, and in how many events."""
    from scipy.sparse import csr_array, triu

    many = np.diff(table.indptr)
    parts = np.where(many > 1, 1.0 / np.maximum(many - 1, 1), 0.0)
    shared = csr_array((table.data * np.repeat(parts, many), table.indices, table.indptr), shape=table.shape)
    weights, counts = (triu(table.T @ right, k=1, format="csr").tocoo() for right in (shared, table))
    # both have the same cells in the same order: where two topics stand together, neither is zero
    order = np.lexsort((weights.col, weights.row))
    one, other = weights.row[order].astype(np.int32), weights.col[order].astype(np.int32)
    together = _values(counts)[np.lexsort((counts.col, counts.row))].astype(np.int32)
    return Edges(table.shape[1], one, other, _values(weights)[order].astype(np.float64)), together


def _values(cells: object) -> Array:
    data: Array = cells.data  # type: ignore[attr-defined]
    return data


def changed_topics(before: TopicGraph, now: TopicGraph) -> list[str]:
    """Return the ids of all topics whose co-occurrences differ in two graphs, of those too that are in one only."""
    names = sorted({*before.ids, *now.ids})
    place = {name: number for number, name in enumerate(names)}
    old, new = (_keys(graph, place) for graph in (before, now))
    common, ours, theirs = np.intersect1d(old, new, assume_unique=True, return_indices=True)
    same = (before.edges.weights[ours] == now.edges.weights[theirs]) & (before.together[ours] == now.together[theirs])
    changed = np.setdiff1d(np.union1d(old, new), common[same], assume_unique=True)
    return [names[number] for number in np.unique(np.divmod(changed, _APART)).tolist()]


def _keys(graph: TopicGraph, place: Mapping[str, int]) -> Array:
    """Return one number for each edge, by the places of both ends."""
    places = np.array([place[name] for name in graph.ids], dtype=np.int64)
    keys: Array = places[graph.edges.one] * _APART + places[graph.edges.other]
    return keys
