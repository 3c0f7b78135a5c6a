"""New events join the stories there are: nothing that has found its story moves."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from graph.analysis.csr import Array, Ints
from graph.analysis.edges import Edges
from graph.analysis.group_settings import StorySettings
from graph.analysis.partitions import Partition
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY
from graph.analysis.stories import Stories, alone, neighbour_edges, told

_PASSES = 5


def grown_stories(index: RelatedIndex, before: Partition, settings: StorySettings | None = None) -> Stories:
    """Find the stories of the events that have none, and leave all others where they are.

    An event joins the story it holds to more than the density of `StorySettings` asks of one of that size; several new
    ones can begin a story together. This is the local move of the Leiden algorithm, of new events only.

    Parameters
    ----------
    index : RelatedIndex
        The archive now.
    before : Partition
        Stories as they were; events that are gone are left out.
    settings : StorySettings, optional
    """
    chosen = settings or StorySettings()
    edges = neighbour_edges(index, chosen.least_score)
    return told(index, edges, joined(edges, before.numbers(index.ids), chosen.density), before, chosen)


def joined(edges: Edges, groups: Ints, density: float) -> Ints:
    """Return groups in which nodes of none have joined those they hold to, or one another.

    Parameters
    ----------
    edges : Edges
    groups : ndarray of int32, shape (nodes,)
        Number of each node's group, -1 for none.
    density : float
        Weight that each member of a group asks of who joins.
    """
    found = alone(groups).tolist()
    sizes = Counter(found)
    around = list(_around(edges, np.flatnonzero(groups == NOBODY)))
    for _ in range(_PASSES):
        moves = [_move(node, ends, found, sizes, density) for node, ends in around]
        if not any(moves):
            break
    return np.array(found, dtype=np.int32)


def _move(node: int, ends: list[tuple[int, float]], groups: list[int], sizes: Counter[int], density: float) -> bool:
    """Move a node to the group it holds to most, and tell whether it was in another one."""
    own = groups[node]
    sizes[own] -= 1
    held: dict[int, float] = {own: 0.0}
    for other, weight in ends:
        held[groups[other]] = held.get(groups[other], 0.0) + weight
    worth = {group: total - density * sizes[group] for group, total in held.items()}
    best = max(worth, key=lambda group: (worth[group], group == own, -group))
    groups[node] = best
    sizes[best] += 1
    return best != own


def _around(edges: Edges, nodes: Array) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Yield nodes that have edges, each with its neighbours and the weights of its edges."""
    wanted = np.zeros(edges.nodes, dtype=bool)
    wanted[nodes] = True
    ends = ((edges.one, edges.other), (edges.other, edges.one))
    sides = [(one[wanted[one]], other[wanted[one]], edges.weights[wanted[one]]) for one, other in ends]
    columns = [np.concatenate(parts) for parts in zip(*sides, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    rows = zip(*(column[order].tolist() for column in columns), strict=True)
    for node, of_node in groupby(rows, itemgetter(0)):
        yield node, [(other, weight) for _, other, weight in of_node]
