"""How well clusters of topics are found: hide the editors' headings, and look which clusters their events lie in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.cluster_growth import grown_clusters
from graph.analysis.clusters import LEVELS, find_clusters, find_levels
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.communities import leiden
from graph.analysis.csr import Array, Ints
from graph.analysis.edges import Edges
from graph.analysis.group_settings import ClusterSettings
from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.analysis.stories import alone
from graph.evaluate.earlier import Earlier, before_last_month, thinned
from graph.evaluate.group_measure import OURS, VISIBLE, Found, cluster_figures, compared, timed
from graph.evaluate.group_results import GroupEvaluation, Kept, Steadiness
from graph.evaluate.judged import Judged
from graph.evaluate.placed import placed
from graph.evaluate.questions import check
from graph.evaluate.rivals import LOUVAIN, greedy, greedy_name, louvain
from graph.evaluate.steadiness import alike, alike_in_common, kept
from graph.evaluate.truth import Half
from graph.ingest.load import Progress, silent

SEEDS = 4
NAMES = ("themes", "regions")
LEIDEN = "Leiden, one run"
PROTOCOL = "clusters: hidden headings, adjusted mutual information"

Levels = tuple[Ints, Ints]
Pair = tuple[Kept | None, Kept | None]


def evaluate_clusters(
    snapshot: Snapshot,
    *,
    half: Half = "held",
    seed: int = 0,
    settings: ClusterSettings | None = None,
    related: RelatedSettings | None = None,
    progress: Progress = silent,
) -> GroupEvaluation:
    """Measure the clusters of topics beside other communities of the same graph, and how steady they are.

    The headings that editors set above events are hidden, and clusters found among the topics that texts link. An
    event lies in the cluster where most of its topics lie (`placed`), by itself if these are in none. Events under a
    heading of 3 to 150 events on two days or more, and with a topic that is compared, are then judged by the
    innermost: they should lie in one cluster, without others.

    The other methods see the same graph of topics: Louvain at the resolutions of both levels, the greedy algorithm
    until it has as many communities as Storytrail, and the Leiden algorithm once for each level instead of the
    consensus of many runs.

    Parameters
    ----------
    snapshot : Snapshot
        The archive, headings included.
    half : {"held", "dev", "all"}
        Which headings: ``held`` are those with an odd digest, ``dev`` an even one, on which settings may be tuned.
    seed : int
        What clusters, intervals and removed events are drawn by.
    settings : ClusterSettings, optional
    related : RelatedSettings, optional
        How terms of events are weighed; topics are the same.
    progress : callable
        Called as ``progress(step, done, total)``.

    Raises
    ------
    InputError
        If fewer than twenty events, or those of a single heading, can be judged; or for an unknown half.
    """
    check(half, 0, seed)
    labelled = Judged.of(snapshot, half)
    trial = _Trial(settings or ClusterSettings(), related or RelatedSettings(), seed, progress)
    hidden = snapshot.without_headings()
    graph = trial.graph(hidden)
    judged = labelled.among(np.diff(graph.members.indptr) > 0, " with a topic that others have")
    ours, found = trial.methods(graph, judged.rows)
    seeds, removed = trial.alike(graph, ours), trial.removed(hidden, graph, ours)
    served, earlier = trial.graph(snapshot), before_last_month(snapshot)
    found[VISIBLE] = trial.ours(served, judged.rows)[1]
    pairs = trial.grown(served, earlier) if earlier else ((None, None),) * len(LEVELS)
    return GroupEvaluation(
        protocol=PROTOCOL,
        half=half,
        seed=seed,
        events=len(snapshot),
        labelled=judged.labelled,
        queries=len(judged.rows),
        stories=judged.count,
        methods=compared(found, judged.headings, cluster_figures, NAMES, seed),
        steadiness=[
            Steadiness(name, int(level.max(initial=-1)) + 1, *alike_then, *pair)
            for name, level, alike_then, pair in zip(NAMES, ours, zip(seeds, removed, strict=True), pairs, strict=True)
        ],
        month=earlier.month if earlier else "",
        added=earlier.events if earlier else 0,
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """How clusters are found, again and again."""

    settings: ClusterSettings
    related: RelatedSettings
    seed: int
    progress: Progress

    def graph(self, snapshot: Snapshot) -> TopicGraph:
        return TopicGraph.of(RelatedIndex.build(snapshot, self.related).scorer.terms)

    def methods(self, graph: TopicGraph, rows: Array) -> tuple[Levels, dict[str, Found]]:
        """Return our clusters, and where each method puts some events."""
        ours, own = self.ours(graph, rows)
        found = {}
        for name, find in self._rivals(graph.edges, ours).items():
            self.progress(f"Finding clusters: {name}", 0, 0)
            levels, ms = timed(find)
            found[name] = Found(_places(graph, levels, rows), ms)
        return ours, found | {OURS: own}

    def ours(self, graph: TopicGraph, rows: Array) -> tuple[Levels, Found]:
        """Return our clusters of a graph, and where they put some events."""
        self.progress("Finding clusters", 0, 0)
        levels, ms = timed(lambda: find_levels(graph.edges, self.settings, self.seed))
        return levels, Found(_places(graph, levels, rows), ms)

    def _rivals(self, edges: Edges, ours: Levels) -> dict[str, Callable[[], Levels]]:
        themes, regions, seed = self.settings.themes, self.settings.regions, self.seed
        count, fine_count = (int(alone(level).max(initial=-1)) + 1 for level in ours)
        return {
            LOUVAIN: lambda: (louvain(edges, themes, seed), louvain(edges, regions, seed)),
            greedy_name(edges): lambda: (greedy(edges, count), greedy(edges, fine_count)),
            LEIDEN: lambda: self._one_run(edges),
        }

    def _one_run(self, edges: Edges) -> Levels:
        levels = (self.settings.themes, self.settings.regions)
        themes, regions = (leiden(edges, level, quality="modularity", seed=self.seed) for level in levels)
        return themes, regions

    def alike(self, graph: TopicGraph, ours: Levels) -> list[float]:
        """Return how much alike the clusters of several seeds are, level by level."""
        found = [ours]
        for seed in range(self.seed + 1, self.seed + SEEDS):
            self.progress("Finding clusters by other seeds", seed - self.seed, SEEDS - 1)
            found.append(find_levels(graph.edges, self.settings, seed))
        return [alike(level) for level in zip(*found, strict=True)]

    def removed(self, hidden: Snapshot, graph: TopicGraph, ours: Levels) -> list[float]:
        """Return how much alike clusters are without a part of the events, level by level."""
        self.progress("Finding clusters of fewer events", 0, 0)
        fewer = self.graph(thinned(hidden, self.seed))
        levels = find_levels(fewer.edges, self.settings, self.seed)
        pairs = zip(ours, levels, strict=True)
        return [alike_in_common(graph.ids, one, fewer.ids, other) for one, other in pairs]

    def grown(self, now: TopicGraph, earlier: Earlier) -> list[Pair]:
        """Return what is left of the clusters of an earlier archive, joined by new topics and found anew."""
        self.progress("Finding clusters of before the last month", 0, 0)
        found = find_clusters(self.graph(earlier.snapshot), settings=self.settings, seed=self.seed)
        before = [found.partition(level) for level in LEVELS]
        joined = grown_clusters(now, before, self.settings)
        anew = find_clusters(now, before, self.settings, self.seed)
        return [
            (kept(old, joined.partition(level)), kept(old, anew.partition(level)))
            for level, old in zip(LEVELS, before, strict=True)
        ]


def _places(graph: TopicGraph, levels: Sequence[Array], rows: Array) -> list[Array]:
    return [alone(placed(graph, level))[rows] for level in levels]
