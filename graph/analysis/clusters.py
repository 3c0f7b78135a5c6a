"""Clusters of topics on two levels: themes, and the regions and story worlds in them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.communities import consensus, in_order
from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.edges import Edges
from graph.analysis.group_labels import capital, distinctive
from graph.analysis.group_settings import ClusterSettings
from graph.analysis.partitions import Partition, continued, new_ids
from graph.analysis.row_lists import NOBODY
from graph.model import Cluster, CoOccurrence, Membership

if TYPE_CHECKING:
    import networkx as nx

LEVELS = (1, 2)
STRONGEST = 30
"""So many co-occurrences of a topic are kept."""


@dataclass(frozen=True, eq=False)
class Clusters:
    """Clusters on two levels; topics told of with few others are in none.

    A region belongs to the theme that most of its topics are in.

    Attributes
    ----------
    graph : TopicGraph
    themes, regions : ndarray of int32, shape (topics,)
        Number of each topic's cluster among those of its level, -1 for none.
    ids, labels : tuple of two tuples of str
        What the clusters of each level are called, by their numbers.
    """

    graph: TopicGraph
    themes: Ints
    regions: Ints
    ids: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]

    def groups(self, level: int) -> Ints:
        """Return the number of each topic's cluster on a level."""
        return self.themes if level == 1 else self.regions

    def partition(self, level: int) -> Partition:
        """Return the clusters of a level, to be continued."""
        ids, groups = self.ids[level - 1], self.groups(level).tolist()
        of = {topic: ids[group] for topic, group in zip(self.graph.ids, groups, strict=True) if group != NOBODY}
        return Partition(of, dict(zip(ids, self.labels[level - 1], strict=True)))

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters, themes first, largest first."""
        return tuple(cluster for level in LEVELS for cluster in self._of_level(level))

    def _of_level(self, level: int) -> list[Cluster]:
        groups, ids = self.groups(level), self.ids[level - 1]
        topics = np.bincount(groups[groups != NOBODY], minlength=len(ids)).tolist()
        events = event_counts(self.graph, groups, len(ids)).tolist()
        parents = [""] * len(ids) if level == 1 else self._parents()
        rows = zip(ids, self.labels[level - 1], topics, events, parents, strict=True)
        return [Cluster(name, label, level, size, told, parent) for name, label, size, told, parent in rows]

    def _parents(self) -> list[str]:
        """Return for each region the id of the theme that most of its topics are in; empty where none is in any."""
        return ["" if theme == NOBODY else self.ids[0][theme] for theme in homes(self.themes, self.regions).tolist()]

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """The place of each topic in its clusters, by level and topic."""
        return tuple(member for level in LEVELS for member in self._members(level))

    def _members(self, level: int) -> Iterator[Membership]:
        groups, ids = self.groups(level), self.ids[level - 1]
        part = shares(self.graph.edges, groups)
        there = np.flatnonzero(groups != NOBODY)
        for topic, group, share in zip(there.tolist(), groups[there].tolist(), part[there].tolist(), strict=True):
            yield Membership(self.graph.ids[topic], ids[group], share)

    def to_networkx(self) -> "nx.Graph":
        """Return the graph of topics with the ids of their clusters as ``theme`` and ``region``."""
        return self.graph.in_clusters(self.partition(1).of, self.partition(2).of)


def find_clusters(
    graph: TopicGraph,
    before: Sequence[Partition] = (Partition(), Partition()),
    settings: ClusterSettings | None = None,
    seed: int = 0,
) -> Clusters:
    """Find themes and regions by modularity and consensus; see `communities.consensus`.

    Parameters
    ----------
    graph : TopicGraph
    before : sequence of two Partition, optional
        Themes and regions as they were; those that go on keep their names.
    settings : ClusterSettings, optional
    seed : int, optional
        The same seed gives the same clusters.
    """
    chosen = settings or ClusterSettings()
    return named(
        graph, find_levels(graph.edges, chosen, seed, [old.numbers(graph.ids) for old in before]), before, chosen
    )


def find_levels(
    edges: Edges, settings: ClusterSettings, seed: int = 0, before: Sequence[Ints | None] = (None, None)
) -> tuple[Ints, Ints]:
    """Return the communities of two levels, -1 for nodes of communities that are too small.

    Parameters
    ----------
    edges : Edges
    settings : ClusterSettings
    seed : int, optional
    before : sequence of two ndarray of int32, shape (nodes,), optional
        The communities of both levels as they were, -1 for none.
    """

    def found(resolution: float, old: Ints | None) -> Ints:
        runs, votes = settings.runs, settings.votes
        groups = consensus(edges, resolution, quality="modularity", seed=seed, runs=runs, before=old, votes=votes)
        return large(groups, settings.least_topics)

    return found(settings.themes, before[0]), found(settings.regions, before[1])


def large(groups: Ints, least: int) -> Ints:
    """Return groups numbered largest first, with -1 in the place of small ones and of those that are none."""
    kept = np.full(len(groups), NOBODY, dtype=np.int32)
    there = np.flatnonzero(groups != NOBODY)
    numbers = in_order(groups[there])
    enough = np.bincount(numbers, minlength=1)[numbers] >= least
    kept[there[enough]] = numbers[enough]
    return kept


def named(
    graph: TopicGraph,
    levels: Sequence[Ints],
    before: Sequence[Partition],
    settings: ClusterSettings,
    year: str = "",
) -> Clusters:
    """Give clusters their ids and labels: those of before where they go on.

    Parameters
    ----------
    graph : TopicGraph
    levels : sequence of two ndarray of int32, shape (topics,)
        Themes and regions.
    before : sequence of two Partition
    settings : ClusterSettings
    year : str, optional
        What new ids end with.
    """
    ids: list[tuple[str, ...]] = []
    labels: list[tuple[str, ...]] = []
    for groups, old in zip(levels, before, strict=True):
        kept = continued(groups, graph.ids, old)
        found = [
            old.labels.get(kept.get(number, ""), "") or label
            for number, label in enumerate(_labels(graph, groups, settings.named))
        ]
        taken = {*chain.from_iterable(ids), *chain.from_iterable(one.labels for one in before), *kept.values()}
        fresh = new_ids(((label, year) for number, label in enumerate(found) if number not in kept), taken)
        ids.append(tuple(kept[number] if number in kept else next(fresh) for number in range(len(found))))
        labels.append(tuple(found))
    return Clusters(graph, levels[0], levels[1], tuple(ids), tuple(labels))


def shares(edges: Edges, groups: Array) -> Floats:
    """Return each node's part of what holds its group together: 0 to 1, all nodes of a group 1 together.

    A node counts by the weight of its edges inside the group, times what part of all its edges these are. In a group
    that no edge holds together all have 0.
    """
    total, inner = edges.strengths(), edges.strengths(edges.within(groups))
    worth = np.where(groups != NOBODY, inner**2 / np.where(total > 0, total, 1.0), 0.0)
    sums = np.bincount(np.maximum(groups, 0), weights=worth, minlength=1)[np.maximum(groups, 0)]
    part: Floats = worth / np.where(sums > 0, sums, 1.0)
    return part


def homes(themes: Ints, regions: Ints) -> Ints:
    """Return the theme that most topics of each region are in, shape (regions,); -1 where none is in any."""
    there = (regions != NOBODY) & (themes != NOBODY)
    counts = np.zeros((int(regions.max(initial=NOBODY)) + 1, int(themes.max(initial=NOBODY)) + 1), dtype=np.int64)
    np.add.at(counts, (regions[there], themes[there]), 1)
    if not counts.size:
        return np.full(len(counts), NOBODY, dtype=np.int32)
    return np.where(counts.any(axis=1), counts.argmax(axis=1), NOBODY).astype(np.int32)


def event_counts(graph: TopicGraph, groups: Array, count: int) -> Ints:
    """Return for each group how many events tell of any of its topics, shape (count,)."""
    from scipy.sparse import csr_array

    members, there = graph.members, np.flatnonzero(groups != NOBODY)
    told = csr_array((members.data, members.indices, members.indptr), shape=(members.rows, members.columns))
    of = csr_array((np.ones(len(there)), (there, groups[there])), shape=(len(graph), max(count, 1)))
    return np.bincount((told @ of).indices, minlength=count).astype(np.int32)


def _labels(graph: TopicGraph, groups: Ints, named_topics: int) -> list[str]:
    part = shares(graph.edges, groups)
    order = np.lexsort((np.arange(len(groups)), -part, groups))
    best: list[list[str]] = [[] for _ in range(int(groups.max(initial=NOBODY)) + 1)]
    for topic in order.tolist():
        if groups[topic] != NOBODY and len(best[groups[topic]]) < 3 * named_topics:
            best[groups[topic]].append(graph.labels[topic])
    return [capital(", ".join(distinctive(names, named_topics))) for names in best]


def strongest_pairs(graph: TopicGraph, of: Collection[str] | None = None, most: int = STRONGEST) -> list[CoOccurrence]:
    """Return the strongest co-occurrences of each topic, or of some, at most so many, strongest first."""
    edges = graph.edges
    wanted = np.array([of is None or topic in of for topic in graph.ids], dtype=bool)
    sides = ((edges.one, edges.other), (edges.other, edges.one))
    places = [np.flatnonzero(wanted[side]) for side, _ in sides]
    ones, others = (np.concatenate([side[end][at] for side, at in zip(sides, places, strict=True)]) for end in (0, 1))
    at = np.concatenate(places)
    weights, together = edges.weights[at], graph.together[at]
    order = np.lexsort((others, -weights, ones))
    rank = np.arange(len(order)) - np.searchsorted(ones[order], ones[order])
    kept = order[rank < most]
    columns = (ones[kept], others[kept], together[kept], weights[kept])
    return [
        CoOccurrence(graph.ids[one], graph.ids[other], count, weight)
        for one, other, count, weight in zip(*(column.tolist() for column in columns), strict=True)
    ]
