"""Simple ways from one event to another that a better method of chains has to beat, all of one length."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.csr import Array, Floats
from graph.evaluate.link_graph import Between, LinkGraph

SHORTEST, WIDEST, TREE = "shortest path", "widest path", "spanning tree"


class Chainer(Protocol):
    """A method that tells a story from one event to a later one."""

    def inner(self, first: int, last: int, count: int, /) -> Array:
        """Return the rows of at most `count` events between two, in the order of the story; none where it finds none.

        The events are of the days strictly between those of the two.
        """
        ...


@dataclass(frozen=True, eq=False)
class ShortestPath:
    """The shortest path, forced to a length: the links cost the negative logarithm of their strengths.

    The shortest path of any length has one or two events, mostly hubs. This is the exact optimum among the ways with
    as many events as asked for, each on a later day than the one before; or, where there is none, with as many as
    there are. That the days go up is a help to the method and keeps a way from going to and fro.

    Parameters
    ----------
    graph : LinkGraph
    """

    graph: LinkGraph

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return the events on the cheapest way; see `Chainer`."""
        ways = self.graph.forward(self.graph.between(first, last))
        return ways.rows[_cheapest(ways, -np.log(ways.strengths), count, np.add).places]


@dataclass(frozen=True, eq=False)
class WidestPath:
    """The path whose weakest link is strongest, forced to a length like the `ShortestPath`; ties go by the mean.

    Without a limit a widest path goes through dozens of events.

    Parameters
    ----------
    graph : LinkGraph
    """

    graph: LinkGraph

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return the events on the widest way; see `Chainer`."""
        ways = self.graph.forward(self.graph.between(first, last))
        found = _cheapest(ways, -ways.strengths, count, np.maximum)
        # None of the same length is wider; of those as wide the cheapest is that of the highest mean.
        wide = ways.only(ways.strengths >= -found.cost)
        return wide.rows[_cheapest(wide, 1 - wide.strengths, len(found.places), np.add).places]


@dataclass(frozen=True, eq=False)
class SpanningTree:
    """The path in the maximum spanning tree, after "Narrative Trails" [1]_.

    That path has the greatest capacity of all, whatever its length and the order of its days. Of a longer one those
    events are told, in its order, whose weakest link is the strongest; chosen at even distances they do worse.

    Parameters
    ----------
    graph : LinkGraph

    References
    ----------
    .. [1] F. German, B. Keith and C. North, "Narrative Trails: A Method for Coherent Storyline Extraction via Maximum
       Capacity Path Optimization", Text2Story 2025, arXiv:2503.15681.
    """

    graph: LinkGraph

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return events on the path in the tree; see `Chainer`."""
        between = self.graph.between(first, last)
        path = between.rows[_path_in_tree(between)]
        if len(path) <= count:
            return path
        way = self.graph.linked(np.concatenate([[first], path, [last]]))
        return way.rows[_cheapest(way, -way.strengths, count, np.maximum).places]


CHAIN_BASELINES: Mapping[str, Callable[[LinkGraph], Chainer]] = {
    SHORTEST: ShortestPath,
    WIDEST: WidestPath,
    TREE: SpanningTree,
}


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """The places of the events on a way, its ends left out, and what it costs; infinite where there is none."""

    places: Array
    cost: float


def _cheapest(ways: Between, costs: Floats, count: int, combine: np.ufunc) -> _Way:
    """Return the cheapest way from the first to the last event over `count` others, or over as many as there are.

    Parameters
    ----------
    ways : Between
        Links that lead nowhere twice.
    costs : ndarray of float64, shape (links,)
    count : int
    combine : ufunc
        What the cost of a way is made of those of its links: their sum or their maximum.
    """
    size = len(ways.rows)
    reached = np.full(size, np.inf)
    reached[0] = -np.inf if combine is np.maximum else 0.0
    before: list[Array] = []
    best = _Way(np.zeros(0, dtype=np.int64), np.inf)
    targets, starts = np.unique(ways.targets, return_index=True)
    for _ in range(count + 1 if len(targets) else 0):
        reached, back = _step(ways, targets, starts, combine(reached[ways.sources], costs))
        before.append(back)
        if np.isfinite(reached[-1]):
            best = _Way(_walked(before), float(reached[-1]))
    return best


def _step(ways: Between, targets: Array, starts: Array, costs: Floats) -> tuple[Floats, Array]:
    """Return for every event the least cost to come to it over one link more, and from where."""
    least = np.minimum.reduceat(costs, starts)
    reached = np.full(len(ways.rows), np.inf)
    reached[targets] = least
    hits = np.flatnonzero(costs == reached[ways.targets])[::-1]
    back = np.zeros(len(ways.rows), dtype=np.int64)
    back[ways.targets[hits]] = ways.sources[hits]  # of equally cheap ones the earliest, which is written last
    return reached, back


def _walked(before: list[Array]) -> Array:
    """Follow a way back from the last event; its ends left out."""
    places = [len(before[0]) - 1]
    for back in reversed(before):
        places.append(int(back[places[-1]]))
    return np.array(places[-2:0:-1], dtype=np.int64)


def _path_in_tree(between: Between) -> Array:
    """Return the places on the path from the first to the last event, both left out; none where they do not connect."""
    size = len(between.rows)
    # Weights of 0 would be no links, hence 1 and more: the strongest are the lightest.
    cells = (2 - between.strengths, (between.sources, between.targets))
    tree: Any = csgraph.minimum_spanning_tree(sparse.csr_array(cells, shape=(size, size)))
    _, before = csgraph.breadth_first_order(tree, 0, directed=False)
    path, place = [], int(before[size - 1])
    while place > 0:
        path.append(place)
        place = int(before[place])
    return np.array(path[::-1], dtype=np.int64)
