"""The graphs of single stories: their events, with those that say the same as one node, and the links among these."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.edges import Edges
from graph.analysis.near_twins import MergedGraph
from graph.analysis.row_lists import NOBODY
from graph.analysis.stories import Stories

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, eq=False)
class StoryGraph:
    """The graph of a story.

    Attributes
    ----------
    rows, places : ndarray of int, shape (events,)
        The events, ascending, and the place of each one's node.
    nodes, sizes : ndarray of int, shape (nodes,)
        Rows of the events that stand for the nodes, ascending, and how many events each has.
    one, other : ndarray of int, shape (links,)
        Places of the nodes that are linked, the lower first.
    weights : ndarray of float64, shape (links,)
    """

    rows: Array
    places: Array
    nodes: Array
    sizes: Array
    one: Array
    other: Array
    weights: Floats

    def matrix(self) -> Floats:
        """Return the weights as a table, shape (nodes, nodes)."""
        found = np.zeros((len(self.nodes), len(self.nodes)))
        found[self.one, self.other] = found[self.other, self.one] = self.weights
        return found


def story_graphs(graph: MergedGraph, groups: Array, numbers: Iterable[int]) -> Iterator[tuple[int, StoryGraph]]:
    """Yield some stories by their numbers, each with its graph.

    Parameters
    ----------
    graph : MergedGraph
    groups : ndarray of int, shape (events,)
        Number of each event's story, -1 for none.
    numbers : iterable of int
    """
    edges, bounds = graph.edges, np.arange(groups.max(initial=NOBODY) + 2)
    inside = np.flatnonzero(edges.within(groups))
    inside = inside[np.argsort(groups[edges.one[inside]], kind="stable")]
    events = np.argsort(groups, kind="stable")
    links_of = np.searchsorted(groups[edges.one[inside]], bounds)
    rows_of = np.searchsorted(groups[events], bounds)
    for number in numbers:
        links = inside[links_of[number] : links_of[number + 1]]
        rows = events[rows_of[number] : rows_of[number + 1]]
        nodes, places = np.unique(graph.nodes[rows], return_inverse=True)
        one, other = (np.searchsorted(nodes, end[links]) for end in (edges.one, edges.other))
        yield number, StoryGraph(rows, places, nodes, graph.sizes[nodes], one, other, edges.weights[links])


def story_network(stories: Stories, edges: Edges, number: int) -> "nx.Graph[str]":
    """Return the graph of a story for networkx.

    Parameters
    ----------
    stories : Stories
    edges : Edges
        Neighbours among the events.
    number : int
        The story.

    Returns
    -------
    networkx.Graph
        Nodes are ids of events with ``date`` (ISO text), ``opening``, ``score`` (total weight of its links in the
        story) and ``betweenness`` [1]_ (part of the shortest ways between others that pass it; a link is the shorter
        the more it weighs); edges have ``weight``.

    References
    ----------
    .. [1] L. C. Freeman, "A Set of Measures of Centrality Based on Betweenness", Sociometry 40 (1), 1977.
    """
    import networkx as nx

    index, rows = stories.index, np.flatnonzero(stories.groups == number)
    inner = edges.among(rows)
    columns = {
        "date": [dt.date.fromordinal(int(day)).isoformat() for day in index.scorer.days[rows]],
        "opening": [index.openings[row] for row in rows.tolist()],
        "score": inner.strengths().tolist(),
    }
    made = inner.to_networkx([index.ids[row] for row in rows.tolist()], columns)
    lengths = {(one, other): 1 / weight for one, other, weight in made.edges(data="weight")}
    measured = made.copy()
    nx.set_edge_attributes(measured, lengths, "length")
    nx.set_node_attributes(made, nx.betweenness_centrality(measured, weight="length"), "betweenness")
    return made
