"""How well related events are found: hide the editors' headings, and ask for events under the same ones."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.errors import InputError
from graph.evaluate.baselines import BASELINES, PLAIN, SEED
from graph.evaluate.bootstrap import Resamples
from graph.evaluate.lists import list_quality
from graph.evaluate.measure import VIEWS, Measured, Ranker, measure
from graph.evaluate.questions import LEAST_QUERIES, check, way_out
from graph.evaluate.results import Estimate, EvaluatedMethod, RelatedEvaluation
from graph.evaluate.truth import (
    LEAST_DAYS,
    LEAST_EVENTS,
    MOST_EVENTS,
    Half,
    Rows,
    Truth,
)
from graph.ingest.load import Progress, silent

OURS, MEANT, VISIBLE = "Storytrail", "Storytrail with meanings", "Storytrail, headings visible"

Maker = Callable[[Snapshot], Ranker]


def evaluate_related(
    snapshot: Snapshot,
    *,
    half: Half = "held",
    queries: int = 1000,
    seed: int = 0,
    settings: RelatedSettings | None = None,
    others: Mapping[str, Maker] | None = None,
    vectors: Array | None = None,
    progress: Progress = silent,
) -> RelatedEvaluation:
    """Measure the related events of an archive beside simpler methods.

    The headings that editors set above events of one story are hidden; asked about an event, a method is right when
    it names events of other days under the same heading. What editors left without a heading counts as wrong, so the
    figures of the view ``full`` are lower bounds.

    Parameters
    ----------
    snapshot : Snapshot
        The archive, headings included.
    half : {"held", "dev", "all"}
        Which stories and years: ``held`` are the odd ones, ``dev`` the even ones, on which settings may be tuned.
    queries : int
        Ask about so many events, chosen by `seed`, and look at as many lists; 0 for all.
    seed : int
        What queries and intervals are drawn by.
    settings : RelatedSettings, optional
        How Storytrail compares events.
    others : mapping of str to callable, optional
        More methods by name, made of the archive without its headings.
    vectors : ndarray of float16, shape (events, dimensions), optional
        Vectors of meaning; with them Storytrail is measured once more.
    progress : callable
        Called as ``progress(step, done, total)``.

    Raises
    ------
    InputError
        If fewer than twenty events, or those of a single story, can be asked about; or for an unknown half or a
        negative number.
    """
    check(half, queries, seed)
    truth, chosen = Truth.of(snapshot), settings or RelatedSettings()
    asked = _drawn(_enough(truth, half), queries, seed)
    hidden = snapshot.without_headings()
    visible = RelatedIndex.build(snapshot, chosen)
    makers: dict[str, Maker] = {**BASELINES, **(others or {}), OURS: partial(RelatedIndex.build, settings=chosen)}
    if vectors is not None:
        makers[MEANT] = partial(RelatedIndex.build, settings=chosen, vectors=vectors)
    measured = {name: _measured(name, make(hidden), truth, asked, progress) for name, make in makers.items()}
    measured[VISIBLE] = _measured(VISIBLE, visible, truth, asked, progress)
    looked_at = _drawn(np.arange(len(snapshot)), queries, seed)
    return RelatedEvaluation(
        half=half,
        seed=seed,
        events=len(snapshot),
        labelled=int(truth.labelled.sum()),
        queries=len(asked),
        stories=len(np.unique(truth.stories[asked])),
        methods=_methods(measured, truth.stories[asked], seed),
        lists=list_quality(snapshot, visible, chosen, looked_at, partial(progress, "Looking at lists")),
    )


def _enough(truth: Truth, half: Half) -> Rows:
    """Return the events that can be asked about, if they suffice."""
    rows = truth.queries(half)
    stories = len(np.unique(truth.stories[rows]))
    if len(rows) >= LEAST_QUERIES and stories > 1:
        return rows
    part = "" if half == "all" else f" of the half {half!r}"
    raise InputError(
        f"Too few events{part} can be asked about: {len(rows)}, under {stories} of the headings that {LEAST_EVENTS} to "
        f"{MOST_EVENTS} events share on {LEAST_DAYS} days or more; it takes {LEAST_QUERIES}, under 2. {way_out(half)}."
    )


def _drawn(rows: Rows, count: int, seed: int) -> Rows:
    """Return so many of the rows, ascending; all for 0."""
    if not count or count >= len(rows):
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, count, replace=False))


def _measured(name: str, ranker: Ranker, truth: Truth, asked: Rows, progress: Progress) -> Measured:
    return measure(ranker, truth, asked, partial(progress, f"Asking: {name}"))


def _methods(measured: Mapping[str, Measured], stories: Ints, seed: int) -> tuple[EvaluatedMethod, ...]:
    """Turn the values of all queries into figures with intervals."""
    figures: dict[str, dict[str, Estimate]] = {name: {} for name in measured}
    for view in VIEWS:
        values = {name: found.values[view] for name, found in measured.items()}
        kept = ~np.isnan(values[SEED])
        if kept.any():
            resamples = Resamples.of(stories[kept], seed)
            for name, figure in _figures(view, {n: v[kept] for n, v in values.items()}, resamples):
                figures[name] |= figure
    return tuple(EvaluatedMethod(name, figures[name], found.ms_per_query) for name, found in measured.items())


def _figures(view: str, values: Mapping[str, Floats], resamples: Resamples) -> list[tuple[str, dict[str, Estimate]]]:
    """Return the figures of each method in one view; what sees the headings is compared with nothing that does not."""
    found = []
    for name, own in values.items():
        figures = {view: resamples.mean(own)}
        if name not in (SEED, VISIBLE):
            figures[f"{view}_over_seed"] = resamples.difference(own, values[SEED])
            ratio = resamples.ratio(own, values[SEED])
            figures |= {f"{view}_times_seed": ratio} if ratio else {}
        if name not in (PLAIN, VISIBLE):
            figures[f"{view}_over_plain"] = resamples.difference(own, values[PLAIN])
        found.append((name, figures))
    return found
