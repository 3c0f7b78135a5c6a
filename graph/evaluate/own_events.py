"""Measuring on a file of a person's own events, without touching any store."""

import dataclasses
import tempfile
from pathlib import Path
from typing import Literal, Unpack, overload

from graph.evaluate.group_results import Evaluation, GroupEvaluation, WholeEvaluation
from graph.evaluate.results import ChainEvaluation, RelatedEvaluation
from graph.evaluate.truth import Half
from graph.explorer import EventGraph
from graph.facets.evaluating import Question
from graph.ingest.load import Progress, silent


@overload
def evaluate_events(
    path: str | Path, what: Literal["related"] = "related", **asked: Unpack[Question]
) -> RelatedEvaluation: ...
@overload
def evaluate_events(path: str | Path, what: Literal["chains"], **asked: Unpack[Question]) -> ChainEvaluation: ...
@overload
def evaluate_events(
    path: str | Path, what: Literal["clusters", "stories"], **asked: Unpack[Question]
) -> GroupEvaluation: ...
@overload
def evaluate_events(path: str | Path, what: Literal["all"], **asked: Unpack[Question]) -> WholeEvaluation: ...
@overload
def evaluate_events(path: str | Path, what: str, **asked: Unpack[Question]) -> Evaluation | WholeEvaluation: ...
def evaluate_events(
    path: str | Path,
    what: str = "related",
    *,
    half: Half = "held",
    queries: int | None = None,
    seed: int = 0,
    semantic: bool = False,
    progress: Progress = silent,
) -> Evaluation | WholeEvaluation:
    """Measure the quality of the answers on events of a file, in a store that is gone afterwards.

    Parameters
    ----------
    path : str or Path
        Events as JSONL, CSV or Parquet, or whatever else can be loaded; ``-`` is standard input.
    what, half, queries, seed, semantic, progress
        As of `EventGraph.evaluate`.

    Returns
    -------
    RelatedEvaluation, ChainEvaluation, GroupEvaluation or WholeEvaluation
        With the number of `issues` that loading the file met.

    Raises
    ------
    SourceError
        If the file cannot be read.
    InputError
        If its events do not suffice, or something else cannot be used.
    """
    with (
        tempfile.TemporaryDirectory(prefix="storytrail-") as folder,
        EventGraph.open(Path(folder) / "store", create=True) as graph,
    ):
        report = graph.load([path], refresh=False, progress=progress)
        found = graph.evaluate(what, half=half, queries=queries, seed=seed, semantic=semantic, progress=progress)
    return dataclasses.replace(found, issues=len(report.issues))
