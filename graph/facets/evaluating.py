"""Measuring the answers of a store on its own events."""

from typing import TYPE_CHECKING, Literal, TypedDict, Unpack, overload

from graph.errors import InputError
from graph.facets.base import Facet
from graph.index_cache import read_snapshot
from graph.ingest.load import Progress, silent
from graph.meanings import Meanings
from graph.store.access import again

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot
    from graph.evaluate.results import ChainEvaluation, RelatedEvaluation
    from graph.evaluate.truth import Half

QUERIES = {"related": 1000, "chains": 200}


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
    def evaluate(self, what: str, **asked: Unpack[Question]) -> "RelatedEvaluation | ChainEvaluation": ...
    def evaluate(
        self,
        what: str = "related",
        *,
        half: "Half" = "held",
        queries: int | None = None,
        seed: int = 0,
        semantic: bool = False,
        progress: Progress = silent,
    ) -> "RelatedEvaluation | ChainEvaluation":
        """Measure the quality of the answers on the events of this store, beside simpler methods.

        Parameters
        ----------
        what : {"related", "chains"}
            Which answers.
        half : {"held", "dev", "all"}
            Which stories, and of related events which years: ``held`` are those that no setting was tuned on.
        queries : int, optional
            Ask about so many events, or for chains so many pairs of events; 0 for all events, or a pair of each story.
            If left out 1,000 events or 200 pairs.
        seed : int
            What queries and intervals are drawn by.
        semantic : bool
            Measure the method with vectors of meaning as well; needs ``storytrail[semantic]``. Chains know none.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        RelatedEvaluation or ChainEvaluation
            Of related events nDCG@10 of each method in three views, and the quality of the lists; of chains how far
            those of each method keep to the story of their ends, and what they are like. All with intervals.

        Raises
        ------
        InputError
            If `what` or `half` is unknown, the store has too few events under common headings, or chains are to be
            measured with meanings.
        MissingExtraError
            If meanings are asked for without the packages they need.
        """
        if what == "chains":
            return self._chains(half, QUERIES[what] if queries is None else queries, seed, semantic, progress)
        if what == "related":
            return self._related(half, QUERIES[what] if queries is None else queries, seed, semantic, progress)
        raise InputError(f"The quality of {what!r} cannot be measured; use {' or '.join(QUERIES)}.")

    def _related(
        self, half: "Half", queries: int, seed: int, semantic: bool, progress: Progress
    ) -> "RelatedEvaluation":
        from graph.evaluate.related import evaluate_related

        meanings = Meanings(self._store.analysis, semantic)
        snapshot = self._read(meanings, progress)
        vectors = meanings.of(snapshot.ids, None, progress)
        return evaluate_related(snapshot, half=half, queries=queries, seed=seed, vectors=vectors, progress=progress)

    def _chains(self, half: "Half", queries: int, seed: int, semantic: bool, progress: Progress) -> "ChainEvaluation":
        if semantic:
            raise InputError("Chains know no meanings: measure them without, or related events with them.")
        from graph.evaluate.chains import evaluate_chains

        snapshot = self._read(Meanings(self._store.analysis, semantic), progress)
        return evaluate_chains(snapshot, half=half, queries=queries, seed=seed, progress=progress)

    def _read(self, meanings: Meanings, progress: Progress) -> "Snapshot":
        graph = self._require()
        progress("Reading the archive", 0, 0)
        return again(lambda: read_snapshot(graph, meanings))
