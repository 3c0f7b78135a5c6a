"""Bridges: events of one story through which much of what joins it to another one passes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.near_twins import MergedGraph
from graph.analysis.row_lists import NOBODY
from graph.analysis.stories import Stories
from graph.analysis.told_apart import is_date
from graph.analysis.turning_model import TurningSettings


@dataclass(frozen=True, slots=True)
class StoryBridge:
    """An event that joins two stories.

    Attributes
    ----------
    row : int
        The event.
    own, other : int
        Number of its story, and of the one it joins this to.
    share : float
        Part of what links the two that passes through it.
    score : float
    """

    row: int
    own: int
    other: int
    share: float
    score: float


def story_bridges(
    graph: MergedGraph, stories: Stories, settings: TurningSettings, among: Bools | None = None
) -> Iterator[StoryBridge]:
    """Yield the bridges between stories, strongest first.

    What passes through an event is what it holds to the other story, or to its own where that is less. Its part in
    all that links the two is taken times how evenly and how firmly it holds to both. An event that is about the one
    story only joins nothing: it has a topic common in the one and not in the other, and one the other way round.

    Parameters
    ----------
    graph : MergedGraph
    stories : Stories
    settings : TurningSettings
    among : ndarray of bool, shape (events,), optional
        Which events are asked about; all without.
    """
    sizes = np.array([story.event_count for story in stories.stories], dtype=np.int64)
    links = _Links.of(graph, stories.groups, len(sizes))
    through = np.minimum(links.weights, links.inner)
    share = through / links.totals
    even = 2 * through / (links.weights + links.inner)
    stakes = np.minimum(sizes[links.own], sizes[links.other])
    scores = share * even * through / (through + settings.firm) * stakes / (stakes + settings.usual_stake)
    kept = (share >= settings.least_bridge) & (through >= settings.least_through)
    kept &= links.counts >= settings.least_joined
    if among is not None:
        kept &= among[links.nodes]
    order = np.flatnonzero(kept)[np.lexsort((links.nodes[kept], -scores[kept]))]
    columns = (links.nodes, links.own, links.other, share, scores)
    topics = _CommonTopics(stories, settings.least_known)
    for row in zip(*(column[order].tolist() for column in columns), strict=True):
        found = StoryBridge(*row)
        if topics.both(found):
            yield found


class _CommonTopics:
    """Which topics are common in stories."""

    def __init__(self, stories: Stories, least: float) -> None:
        self._stories, self._least = stories, least
        self._found: dict[int, frozenset[int]] = {}

    def both(self, bridge: StoryBridge) -> bool:
        """Tell whether a bridge is about both its stories."""
        own, other, ours = self._of(bridge.own), self._of(bridge.other), self._topics(np.array([bridge.row]))
        return not ours.isdisjoint(own - other) and not ours.isdisjoint(other - own)

    def _of(self, story: int) -> frozenset[int]:
        if story not in self._found:
            rows = np.flatnonzero(self._stories.groups == story)
            self._found[story] = self._topics(rows, self._least * len(rows))
        return self._found[story]

    def _topics(self, rows: Array, least: float = 1.0) -> frozenset[int]:
        terms = self._stories.index.scorer.terms
        entries, _ = terms.weights.take(rows)
        numbers, counts = np.unique(terms.weights.indices[entries], return_counts=True)
        common = numbers[(numbers >= terms.word_count) & (counts >= least)] - terms.word_count
        return frozenset(topic for topic in common.tolist() if not is_date(terms.labels[topic]))


@dataclass(frozen=True, slots=True, eq=False)
class _Links:
    """What single events hold to other stories, as columns.

    Attributes
    ----------
    nodes, own, other : ndarray of int, shape (links,)
        The event, its story, and the other one.
    weights, inner : ndarray of float64, shape (links,)
        What it holds to the other story, and to its own.
    totals : ndarray of float64, shape (links,)
        All that links the two stories.
    counts : ndarray of int, shape (links,)
        To how many events of the other story it is linked.
    """

    nodes: Array
    own: Array
    other: Array
    weights: Floats
    inner: Floats
    totals: Floats
    counts: Array

    @classmethod
    def of(cls, graph: MergedGraph, groups: Array, stories: int) -> "_Links":
        edges = graph.edges
        one, other = groups[edges.one], groups[edges.other]
        across = (one != other) & (one != NOBODY) & (other != NOBODY)
        nodes = np.concatenate([edges.one[across], edges.other[across]])
        theirs = np.concatenate([other[across], one[across]])
        weights = np.tile(edges.weights[across], 2)
        keys, places, counts = np.unique(
            nodes.astype(np.int64) * max(stories, 1) + theirs, return_inverse=True, return_counts=True
        )
        events, joined = np.divmod(keys, max(stories, 1))
        held = np.bincount(places, weights=weights, minlength=len(keys)).astype(np.float64)
        own = groups[events].astype(np.int64)
        pairs = np.unique(np.minimum(own, joined) * stories + np.maximum(own, joined), return_inverse=True)[1]
        totals = np.bincount(pairs, weights=held)[pairs] / 2  # each link is held from both its ends
        return cls(events, own, joined, held, edges.strengths(edges.within(groups))[events], totals, counts)
