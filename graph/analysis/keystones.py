"""Keystones: events without which a story falls into parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.row_lists import NOBODY
from graph.analysis.story_graph import StoryGraph
from graph.analysis.turning_model import Split, TurningSettings

if TYPE_CHECKING:
    import igraph


def keystones(graph: StoryGraph, settings: TurningSettings, among: Bools | None = None) -> list[Split]:
    """Return the events without which a story falls into parts, in no order.

    They are cut vertices [1]_ of the graph that links of some strength make. They are judged by all links: those
    between the parts that pass an event by speak against it.

    Parameters
    ----------
    graph : StoryGraph
    settings : TurningSettings
    among : ndarray of bool, shape (events,), optional
        Which nodes are asked about; all without.

    References
    ----------
    .. [1] R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM Journal on Computing 1 (2), 1972.
    """
    story = _Story(graph, graph.matrix())
    best: dict[int, Split] = {}
    for level in settings.levels:
        for place, parts in story.splits(level, settings, among):
            found = story.judged(place, parts, settings)
            if found and (place not in best or found.score > best[place].score):
                best[place] = found
    return list(best.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Story:
    """A story, and the weights between its nodes, shape (nodes, nodes)."""

    graph: StoryGraph
    weights: Floats

    def splits(self, level: float, settings: TurningSettings, among: Bools | None) -> Iterator[tuple[int, Array]]:
        """Yield nodes without which the links of a strength leave several parts, with the part of each node."""
        strong = self.weights > level
        least = max(settings.least_part, settings.least_part_share * len(self.graph.rows))
        likely = _linked(_trimmed(strong, self.graph.sizes, least)).articulation_points()
        asked = [place for place in likely if among is None or among[self.graph.nodes[place]]]
        for place in asked:
            parts = _components(strong, place)
            held = self._held(parts, strong[place], least)
            if len(held) > 1:
                yield place, self._filled(parts, held, place)

    def _held(self, parts: Array, near: Bools, least: float) -> Array:
        """Return the large parts that a node is linked to; others were apart before."""
        there = parts != NOBODY
        sizes = np.bincount(parts[there], weights=self.graph.sizes[there])
        held: Array = np.intersect1d(parts[near], np.flatnonzero(sizes >= least))
        return held

    def _filled(self, parts: Array, held: Array, place: int) -> Array:
        """Return parts, numbered by size, with the nodes of none that hang on them by weak links."""
        member = (parts[:, None] == held).astype(np.float64)
        while True:
            loose = ~member.any(axis=1)
            loose[place] = False
            pull = self.weights[loose] @ member
            found = pull.max(axis=1, initial=0.0) > 0
            if not found.any():
                break
            member[np.flatnonzero(loose)[found], pull[found].argmax(axis=1)] = 1.0
        order = np.argsort(-(self.graph.sizes @ member), kind="stable")
        return np.where(member.any(axis=1), member[:, order].argmax(axis=1), NOBODY)

    def judged(self, place: int, parts: Array, settings: TurningSettings) -> Split | None:
        """Return a split if enough of what links the parts passes through a node."""
        kinds = np.arange(parts.max() + 1)
        member = (parts[:, None] == kinds).astype(np.float64)
        past = float(np.triu(member.T @ self.weights @ member, 1).sum())
        held = self.weights[place] @ member
        through = float(held.sum() - held.max())
        share = through / (through + past)
        if share < settings.least_keystone or through < settings.least_through:
            return None
        counts = self.graph.sizes @ member
        score = share * settings.stake(float(min(counts[0], counts[1:].sum())))
        of_rows = parts[self.graph.places]
        return Split(
            int(self.graph.nodes[place]), share, score, tuple(self.graph.rows[of_rows == kind] for kind in kinds)
        )


def _components(links: Bools, without: int) -> Array:
    """Return the connected component of each node when one is gone, -1 for this one."""
    others = np.delete(np.arange(len(links)), without)
    found = _linked(links[np.ix_(others, others)]).connected_components().membership
    return np.insert(np.array(found, dtype=np.int64), without, NOBODY)


def _linked(links: Bools) -> "igraph.Graph":
    import igraph

    one, other = np.nonzero(np.triu(links))
    return igraph.Graph(len(links), np.column_stack([one, other]), directed=False)


def _trimmed(strong: Bools, sizes: Array, least: float) -> Bools:
    """Return links without those to ends too small to be a part, the end of an end included.

    Nearly all cut vertices cut off such an end only, and need not be looked at.
    """
    kept, mass = strong.copy(), sizes.copy()
    while True:
        ends = np.flatnonzero((kept.sum(axis=1) == 1) & (mass < least))
        if not len(ends):
            return kept
        np.add.at(mass, kept[ends].argmax(axis=1), mass[ends])
        kept[ends] = False
        kept[:, ends] = False
