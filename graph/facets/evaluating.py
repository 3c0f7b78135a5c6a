"""Measuring the answers of a store on its own events."""

from functools import partial
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, overload

from graph.errors import InputError
from graph.facets.base import Facet
from graph.index_cache import read_snapshot
from graph.ingest.load import Progress, silent
from graph.meanings import Meanings
from graph.store.access import again

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot
    from graph.evaluate.group_results import Evaluation, GroupEvaluation, WholeEvaluation
    from graph.evaluate.results import ChainEvaluation, RelatedEvaluation
    from graph.evaluate.truth import Half

_WITHOUT_MEANINGS = {
    "chains": "Chains know no meanings",
    "clusters": "Clusters know no meanings",
    "stories": "Stories know no meanings",
}
_WITHOUT_QUERIES = ("clusters", "stories")
_WHAT = ("related", *_WITHOUT_MEANINGS, "all")


class Question(TypedDict, total=False):
    """How to measure; see `Evaluating.evaluate`."""

    half: "Half"
    queries: int | None
    seed: int
    semantic: bool
    progress: Progress


class Evaluating(Facet):
    """Quality as numbers; what a person muted counts as always."""

    @overload
    def evaluate(self, what: Literal["related"] = "related", **asked: Unpack[Question]) -> "RelatedEvaluation": ...
    @overload
    def evaluate(self, what: Literal["chains"], **asked: Unpack[Question]) -> "ChainEvaluation": ...
    @overload
    def evaluate(self, what: Literal["clusters", "stories"], **asked: Unpack[Question]) -> "GroupEvaluation": ...
    @overload
    def evaluate(self, what: Literal["all"], **asked: Unpack[Question]) -> "WholeEvaluation": ...
    @overload
    def evaluate(self, what: str, **asked: Unpack[Question]) -> "Evaluation | WholeEvaluation": ...
    def evaluate(
        self,
        what: str = "related",
        *,
        half: "Half" = "held",
        queries: int | None = None,
        seed: int = 0,
        semantic: bool = False,
        progress: Progress = silent,
    ) -> "Evaluation | WholeEvaluation":
        """Measure the quality of the answers on the events of this store, beside simpler methods.

        Parameters
        ----------
        what : {"related", "chains", "clusters", "stories", "all"}
            Which answers.
        half : {"held", "dev", "all"}
            Which headings, and of related events which years: ``held`` are those that no setting was tuned on.
        queries : int, optional
            Ask about so many events, or for chains so many pairs of events; 0 for all events, or a pair of each story.
            If left out 1,000 events or 200 pairs. Clusters and stories are always measured on all events.
        seed : int
            What queries and intervals are drawn by.
        semantic : bool
            Measure related events with vectors of meaning as well; needs ``storytrail[semantic]``.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        RelatedEvaluation, ChainEvaluation, GroupEvaluation or WholeEvaluation
            Of related events nDCG@10 of each method in three views, and the quality of the lists; of chains how far
            those of each method keep to the story of their ends, and what they are like; of clusters and stories how
            far they agree with headings, and how steady they are. All with intervals.

        Raises
        ------
        InputError
            If `what` or `half` is unknown, the store has too few events under common headings, or something else than
            related events is to be measured with meanings, or groups by some queries.
        MissingExtraError
            If meanings are asked for without the packages they need.
        """
        _refuse(what, queries, semantic)
        from graph.evaluate.whole import evaluate_part, evaluate_whole

        meanings = Meanings(self._store.analysis, semantic)
        snapshot = self._read(meanings, progress)
        measure = partial(
            evaluate_part,
            snapshot=snapshot,
            half=half,
            queries=queries,
            seed=seed,
            vectors=meanings.of(snapshot.ids, None, progress),
            progress=progress,
        )
        return evaluate_whole(measure) if what == "all" else measure(what)

    def _read(self, meanings: Meanings, progress: Progress) -> "Snapshot":
        graph = self._require()
        progress("Reading the archive", 0, 0)
        return again(lambda: read_snapshot(graph, meanings))


def _refuse(what: str, queries: int | None, semantic: bool) -> None:
    """Refuse what cannot be measured, before anything is read."""
    if what not in _WHAT:
        raise InputError(f"The quality of {what!r} cannot be measured; use {', '.join(_WHAT[:-1])} or {_WHAT[-1]}.")
    if semantic and what in _WITHOUT_MEANINGS:
        raise InputError(f"{_WITHOUT_MEANINGS[what]}: measure them without, or related events with them.")
    if queries is not None and what in _WITHOUT_QUERIES:
        raise InputError(f"{what.capitalize()} are measured on all events at once: leave out the number of queries.")
