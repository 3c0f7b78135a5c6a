"""How well stories are found: hide the editors' headings, and look whether their events end up together."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.edges import Edges
from graph.analysis.group_settings import StorySettings
from graph.analysis.partitions import Partition
from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.analysis.stories import Stories, alone, find_stories, neighbour_edges, story_groups, told
from graph.analysis.story_growth import grown_stories
from graph.evaluate.earlier import Earlier, before_last_month, thinned
from graph.evaluate.group_measure import OURS, VISIBLE, Found, compared, story_figures, timed
from graph.evaluate.group_results import GroupEvaluation, Kept, Steadiness
from graph.evaluate.judged import Judged
from graph.evaluate.peaks import evaluate_peaks
from graph.evaluate.questions import check
from graph.evaluate.rivals import LOUVAIN, greedy, greedy_name, louvain
from graph.evaluate.steadiness import alike, alike_in_common, kept
from graph.evaluate.truth import Half
from graph.ingest.load import Progress, silent

SEEDS = 3
OVER = ("f1", "ami")
PROTOCOL = "stories: hidden headings, B-cubed and adjusted mutual information"


def evaluate_stories(
    snapshot: Snapshot,
    *,
    half: Half = "held",
    seed: int = 0,
    settings: StorySettings | None = None,
    related: RelatedSettings | None = None,
    progress: Progress = silent,
) -> GroupEvaluation:
    """Measure the stories of an archive beside other communities of the same graph, and how steady they are.

    The headings that editors set above events are hidden, and stories found among all events. Events under a heading
    of 3 to 150 events on two days or more are then judged by the innermost: they should be of one story, without
    others. An event of no story stands alone.

    The other methods see the same graph of nearest neighbours. The resolution of Louvain is that at which modularity
    asks as much of an average pair of events as Storytrail's density does; the greedy algorithm is stopped when it has
    as many communities as Storytrail.

    Parameters
    ----------
    snapshot : Snapshot
        The archive, headings included.
    half : {"held", "dev", "all"}
        Which headings: ``held`` are those with an odd digest, ``dev`` an even one, on which settings may be tuned.
    seed : int
        What stories, intervals and removed events are drawn by.
    settings : StorySettings, optional
    related : RelatedSettings, optional
        How events are compared.
    progress : callable
        Called as ``progress(step, done, total)``.

    Raises
    ------
    InputError
        If fewer than twenty events, or those of a single heading, can be judged; or for an unknown half.
    """
    check(half, 0, seed)
    judged = Judged.of(snapshot, half)
    trial = _Trial(settings or StorySettings(), related or RelatedSettings(), seed, progress)
    hidden = snapshot.without_headings()
    edges, ours, found = trial.methods(hidden, judged.rows)
    seeds, removed = trial.alike(edges, ours), trial.removed(hidden, ours)
    visible = RelatedIndex.build(snapshot, trial.related)
    found[VISIBLE] = trial.ours(visible, judged.rows)[2]
    earlier = before_last_month(snapshot)
    joined, anew = trial.grown(visible, earlier) if earlier else (None, None)
    return GroupEvaluation(
        protocol=PROTOCOL,
        half=half,
        seed=seed,
        events=len(snapshot),
        labelled=judged.labelled,
        queries=len(judged.rows),
        stories=judged.count,
        methods=compared(found, judged.headings, story_figures, OVER, seed),
        steadiness=[Steadiness("stories", len(ours.stories), seeds, removed, joined, anew)],
        month=earlier.month if earlier else "",
        added=earlier.events if earlier else 0,
        peaks=evaluate_peaks(visible),
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """How stories are found, again and again."""

    settings: StorySettings
    related: RelatedSettings
    seed: int
    progress: Progress

    def methods(self, hidden: Snapshot, rows: Array) -> tuple[Edges, Stories, dict[str, Found]]:
        """Return the graph of an archive, our stories, and where each method puts some events."""
        edges, ours, own = self.ours(RelatedIndex.build(hidden, self.related), rows)
        count = int(alone(ours.groups).max()) + 1
        rivals = {
            LOUVAIN: lambda: louvain(edges, _resolution(edges, self.settings.density), self.seed),
            greedy_name(edges): lambda: greedy(edges, count),
        }
        found = {}
        for name, find in rivals.items():
            self.progress(f"Finding stories: {name}", 0, 0)
            groups, ms = timed(find)
            found[name] = Found([groups[rows]], ms)
        return edges, ours, found | {OURS: own}

    def ours(self, index: RelatedIndex, rows: Array) -> tuple[Edges, Stories, Found]:
        """Return the graph of an index, our stories, and where they put some events."""
        self.progress("Finding stories", 0, 0)
        edges = neighbour_edges(index, self.settings.least_score)
        groups, ms = timed(lambda: story_groups(edges, self.settings, self.seed))
        stories = told(index, edges, groups, Partition(), self.settings)
        return edges, stories, Found([alone(stories.groups)[rows]], ms)

    def alike(self, edges: Edges, ours: Stories) -> float:
        """Return how much alike the stories of several seeds are."""
        self.progress("Finding stories by other seeds", 0, 0)
        seeds = range(self.seed + 1, self.seed + SEEDS)
        groups = (story_groups(edges, self.settings, seed) for seed in seeds)
        others = [told(ours.index, edges, found, Partition(), self.settings).groups for found in groups]
        return alike([ours.groups, *others])

    def removed(self, hidden: Snapshot, ours: Stories) -> float:
        """Return how much alike stories are without a part of the events, all the rest being found anew."""
        self.progress("Finding stories of fewer events", 0, 0)
        index = RelatedIndex.build(thinned(hidden, self.seed), self.related)
        found = find_stories(index, settings=self.settings, seed=self.seed)
        return alike_in_common(ours.index.ids, ours.groups, index.ids, found.groups)

    def grown(self, visible: RelatedIndex, earlier: Earlier) -> tuple[Kept | None, Kept | None]:
        """Return what is left of the stories of an earlier archive, joined by new events and found anew."""
        self.progress("Finding stories of before the last month", 0, 0)
        index = RelatedIndex.build(earlier.snapshot, self.related)
        before = find_stories(index, settings=self.settings, seed=self.seed).partition
        joined = grown_stories(visible, before, self.settings)
        anew = find_stories(visible, before, self.settings, self.seed)
        return kept(before, joined.partition), kept(before, anew.partition)


def _resolution(edges: Edges, density: float) -> float:
    """Return the resolution at which modularity asks a density of a pair of nodes, were all as strong as the mean."""
    return density * edges.nodes**2 / max(2 * float(edges.weights.sum()), np.finfo(float).tiny)
