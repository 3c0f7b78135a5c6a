"""Every measurement by its name, and all of them one after another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.analysis.csr import Array
from graph.errors import InputError
from graph.evaluate.group_results import Evaluation, WholeEvaluation
from graph.evaluate.truth import Half
from graph.ingest.load import Progress

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot

PARTS = ("related", "chains", "clusters", "stories")
_QUERIES = {"related": 1000, "chains": 200}


def evaluate_part(
    what: str,
    snapshot: "Snapshot",
    *,
    half: Half,
    queries: int | None,
    seed: int,
    vectors: Array | None,
    progress: Progress,
) -> Evaluation:
    """Measure one of `PARTS` on an archive; see the functions that do.

    Parameters
    ----------
    what : {"related", "chains", "clusters", "stories"}
    snapshot : Snapshot
    half : {"held", "dev", "all"}
    queries : int, optional
        Ask for so many related lists or chains; 1,000 or 200 if left out.
    seed : int
    vectors : ndarray of float16, shape (events, dimensions), optional
        Vectors of meaning, for related events.
    progress : callable
    """
    if what == "clusters":
        from graph.evaluate.clusters import evaluate_clusters

        return evaluate_clusters(snapshot, half=half, seed=seed, progress=progress)
    if what == "stories":
        from graph.evaluate.stories import evaluate_stories

        return evaluate_stories(snapshot, half=half, seed=seed, progress=progress)
    count = _QUERIES[what] if queries is None else queries
    if what == "chains":
        from graph.evaluate.chains import evaluate_chains

        return evaluate_chains(snapshot, half=half, queries=count, seed=seed, progress=progress)
    from graph.evaluate.related import evaluate_related

    return evaluate_related(snapshot, half=half, queries=count, seed=seed, vectors=vectors, progress=progress)


def evaluate_whole(measure: Callable[[str], Evaluation]) -> WholeEvaluation:
    """Measure all parts, one after another.

    Raises
    ------
    InputError
        If events suffice for none of them; else the error stands in the place of what could not be measured.
    """
    parts: dict[str, Evaluation | InputError] = {}
    for what in PARTS:
        try:
            parts[what] = measure(what)
        except InputError as error:
            parts[what] = error
    errors = [part for part in parts.values() if isinstance(part, InputError)]
    if len(errors) == len(parts):
        raise errors[0]
    return WholeEvaluation(parts)
