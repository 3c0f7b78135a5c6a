"""Clusters of topics year by year: which are new, which go on, which split and which merge."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.analysis.clusters import LEVELS, Clusters, large, named
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.communities import leiden
from graph.analysis.csr import Array, Ints
from graph.analysis.group_settings import ClusterSettings
from graph.analysis.partitions import Partition
from graph.analysis.terms import Terms

Change = Literal["new", "continued", "split", "merged"]
LEAST_CORE = 0.15
"""Part of all that is told of the smaller of two clusters that has to be told of topics of both."""
LEAST_SHARE = 0.3
"""Part of what two clusters have together, among topics told of in both years and counted by the events of the poorer
year, that must be in both, so that the one comes from the other."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a cluster of a year comes from.

    Attributes
    ----------
    change : {"new", "continued", "split", "merged"}
        Whether it comes from no cluster of the last year with events, from one, from one that others come from too,
        or from several.
    came_from : tuple of str
        Ids of these clusters, nearest first.
    """

    change: Change
    came_from: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class YearClusters:
    """Clusters of the topics of one year.

    Attributes
    ----------
    year : int
    clusters : Clusters
        Their ids end with the year.
    origins : mapping of str to Origin
        Where each comes from, by its id; all are new in the first year.
    ended : tuple of two tuples of str
        Ids of the clusters of the last year with events that none comes from, by level.
    """

    year: int
    clusters: Clusters
    origins: Mapping[str, Origin]
    ended: tuple[tuple[str, ...], ...] = ((), ())


def cluster_years(
    terms: Terms, days: Array, settings: ClusterSettings | None = None, seed: int = 0
) -> Iterator[YearClusters]:
    """Yield the clusters of every year that has events, oldest first.

    Each year is searched afresh, so that what has fallen apart is not kept together by what it was; a cluster comes
    from those of the last year with events that it shares enough of its topics with.

    Parameters
    ----------
    terms : Terms
    days : ndarray of int, shape (events,)
        Dates as proleptic ordinals, ascending.
    settings : ClusterSettings, optional
    seed : int, optional
    """
    chosen, last = settings or ClusterSettings(), None
    years = np.array([dt.date.fromordinal(day).year for day in days.tolist()])
    for year in np.unique(years).tolist():
        graph = TopicGraph.of(terms, np.flatnonzero(years == year))
        levels = _levels(graph, chosen, seed)
        found = named(graph, levels, (Partition(), Partition()), chosen, year=str(year))
        last = _compared(year, found, last.clusters if last else None)
        yield last


def _levels(graph: TopicGraph, settings: ClusterSettings, seed: int) -> list[Ints]:
    found = (
        leiden(graph.edges, level, quality="modularity", seed=seed) for level in (settings.themes, settings.regions)
    )
    return [large(groups, settings.least_topics) for groups in found]


def _compared(year: int, now: Clusters, before: Clusters | None) -> YearClusters:
    if before is None:
        return YearClusters(year, now, {name: Origin("new") for names in now.ids for name in names})
    origins: dict[str, Origin] = {}
    ended = []
    for level in LEVELS:
        links = common(now.partition(level).of, before.partition(level).of, now.graph.counts, before.graph.counts)
        origins |= _origins(now.ids[level - 1], links)
        ended.append(tuple(sorted({*before.ids[level - 1]} - {old for _, old in links})))
    return YearClusters(year, now, origins, tuple(ended))


def common(
    now: Mapping[str, str], before: Mapping[str, str], told: Mapping[str, int], told_before: Mapping[str, int]
) -> dict[tuple[str, str], float]:
    """Return which groups come from which of before: pairs with their weighted Jaccard coefficients.

    Parameters
    ----------
    now, before : mapping of str to str
        Groups by members; those that are in one of both only do not count.
    told, told_before : mapping of str to int
        How many events tell of members in both years; the lower number is what a member weighs.
    """
    sizes: Counter[str] = Counter()
    olds: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for member in now.keys() & before.keys():
        weight = min(told[member], told_before[member])
        sizes[now[member]] += weight
        olds[before[member]] += weight
        both[now[member], before[member]] += weight
    least = {**_least(before, told_before), **_least(now, told)}
    shares = {(one, other): count / (sizes[one] + olds[other] - count) for (one, other), count in both.items()}
    return {
        (one, other): share
        for (one, other), share in sorted(shares.items())
        if share >= LEAST_SHARE and both[one, other] >= min(least[one], least[other])
    }


def _least(groups: Mapping[str, str], told: Mapping[str, int]) -> dict[str, float]:
    """Return what groups have to have in common with another at least."""
    totals: Counter[str] = Counter()
    for member, group in groups.items():
        totals[group] += told[member]
    return {group: LEAST_CORE * total for group, total in totals.items()}


def _origins(names: tuple[str, ...], links: Mapping[tuple[str, str], float]) -> dict[str, Origin]:
    children = Counter(old for _, old in links)
    came_from: dict[str, list[str]] = {name: [] for name in names}
    for name, old in sorted(links, key=lambda pair: (-links[pair], pair)):
        came_from[name].append(old)
    return {name: Origin(_change(nearest, children), tuple(nearest)) for name, nearest in came_from.items()}


def _change(came_from: list[str], children: Mapping[str, int]) -> Change:
    if not came_from:
        return "new"
    if len(came_from) > 1:
        return "merged"
    return "split" if children[came_from[0]] > 1 else "continued"
