"""How well chains keep to a story: hide the editors' headings, and ask for the way between two events under one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from graph.analysis.chains import ChainFinder
from graph.analysis.csr import Ints
from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.errors import InputError
from graph.evaluate.bootstrap import Resamples
from graph.evaluate.chain_baselines import CHAIN_BASELINES, SHORTEST, TREE, WIDEST, Chainer
from graph.evaluate.chain_measure import Links, MeasuredChains, measure_chains
from graph.evaluate.chain_truth import LEAST_APART_DAYS, LEAST_EVENTS, LEAST_SPAN_DAYS, ChainTruth, Pair
from graph.evaluate.link_graph import LinkGraph
from graph.evaluate.questions import LEAST_QUERIES, check, way_out
from graph.evaluate.results import ChainEvaluation, Estimate, EvaluatedMethod
from graph.evaluate.truth import Half
from graph.ingest.load import Progress, silent

OURS = "Storytrail"
RIVALS = {SHORTEST: "judged_over_shortest", WIDEST: "judged_over_widest", TREE: "judged_over_tree"}


class StoryFinder(Chainer, Links, Protocol):
    """A method of chains that also tells of any link how strong it is, and why."""


def evaluate_chains(
    snapshot: Snapshot,
    *,
    half: Half = "held",
    queries: int = 200,
    seed: int = 0,
    settings: RelatedSettings | None = None,
    finder: Callable[[RelatedIndex], StoryFinder] = ChainFinder,
    others: Mapping[str, Callable[[RelatedIndex], Chainer]] | None = None,
    progress: Progress = silent,
) -> ChainEvaluation:
    """Measure the chains of an archive beside simpler methods.

    The headings that editors set above events of one story are hidden. Of headings of six events or more, the last 30
    days or more after the first, pairs of events are drawn that are 30 days or more apart; each method tells a chain
    of five inner events from the one to the other. It is right as far as these stand under the heading of the pair.
    Only inner events under any such heading can be judged, so the share of these is told for each pair and then
    averaged: a macro average, in which a pair counts once however many of its events can be judged, and which allows
    for intervals by whole stories.

    All methods see the same archive without its headings. The simpler ones look for ways over the graph of nearest
    neighbours, whose links are as strong as Storytrail finds them; so are the links by which all chains are measured.

    Parameters
    ----------
    snapshot : Snapshot
        The archive, headings included.
    half : {"held", "dev", "all"}
        Which stories: ``held`` have headings with an odd digest, ``dev`` an even one, on which settings may be tuned.
    queries : int
        Ask about so many pairs, chosen by `seed`; 0 for one of each story.
    seed : int
        What pairs and intervals are drawn by.
    settings : RelatedSettings, optional
        How events are compared.
    finder : callable, optional
        Makes the method that is measured as Storytrail, of the index without headings.
    others : mapping of str to callable, optional
        More methods by name, made of that index.
    progress : callable
        Called as ``progress(step, done, total)``.

    Raises
    ------
    InputError
        If fewer than twenty pairs, or those of a single story, can be asked about; or for an unknown half or a
        negative number.
    """
    check(half, queries, seed)
    truth = ChainTruth.of(snapshot)
    pairs = _enough(truth, half, queries, seed)
    progress("Linking events", 0, 0)
    index = RelatedIndex.build(snapshot.without_headings(), settings)
    ours = finder(index)
    graph = LinkGraph.of(index, ours.strengths)
    methods: dict[str, Chainer] = {name: make(graph) for name, make in CHAIN_BASELINES.items()}
    methods |= {name: make(index) for name, make in (others or {}).items()} | {OURS: ours}
    measured = {
        name: measure_chains(method, ours, truth, pairs, partial(progress, f"Asking: {name}"))
        for name, method in methods.items()
    }
    stories = np.array([pair.story for pair in pairs], dtype=np.int32)
    return ChainEvaluation(
        half=half,
        seed=seed,
        events=len(snapshot),
        labelled=int(truth.labelled.sum()),
        queries=len(pairs),
        stories=len(np.unique(stories)),
        methods=[_method(name, measured, stories, seed) for name in measured],
    )


def _enough(truth: ChainTruth, half: Half, count: int, seed: int) -> Sequence[Pair]:
    """Return the pairs that are asked about, if there would be enough of them."""
    pairs, most = truth.pairs(half, count, seed), truth.pairs(half, LEAST_QUERIES, seed)
    stories = len({pair.story for pair in most})
    if len(most) >= LEAST_QUERIES and stories > 1:
        return pairs
    part = "" if half == "all" else f" of the half {half!r}"
    raise InputError(
        f"Too few pairs of events{part} can be asked about: {len(most)}, under {stories} of the headings that "
        f"{LEAST_EVENTS} or more events share over {LEAST_SPAN_DAYS} days or more, the two {LEAST_APART_DAYS} days "
        f"apart; it takes {LEAST_QUERIES}, under 2. {way_out(half)}."
    )


def _method(name: str, measured: Mapping[str, MeasuredChains], stories: Ints, seed: int) -> EvaluatedMethod:
    """Turn the values of all pairs into figures with intervals."""
    own = measured[name]
    figures = {"ms_p95": Resamples.of(stories, seed).quantile(own.ms, 0.95)}
    for figure, values in own.values.items():
        kept = ~np.isnan(values)
        if kept.any():
            resamples = Resamples.of(stories[kept], seed)
            median = figure == "weakest"
            figures[figure] = resamples.quantile(values[kept], 0.5) if median else resamples.mean(values[kept])
    if name == OURS:
        figures |= _ahead(measured, stories, seed)
    return EvaluatedMethod(name, figures, float(own.ms.mean()))


def _ahead(measured: Mapping[str, MeasuredChains], stories: Ints, seed: int) -> dict[str, Estimate]:
    """Set the judged shares of Storytrail against those of the others, pair by pair."""
    own, found = measured[OURS].values["judged"], {}
    for rival, figure in RIVALS.items():
        base = measured[rival].values["judged"]
        both = ~np.isnan(own) & ~np.isnan(base)
        if both.any():
            found[figure] = Resamples.of(stories[both], seed).difference(own[both], base[both])
    return found
