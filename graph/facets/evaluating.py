"""Measuring the answers of a store on its own events."""

from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.facets.base import Facet
from graph.index_cache import read_snapshot
from graph.ingest.load import Progress, silent
from graph.meanings import Meanings
from graph.store.access import again

if TYPE_CHECKING:
    from graph.evaluate.results import RelatedEvaluation
    from graph.evaluate.truth import Half


class Evaluating(Facet):
    """Quality as numbers; what a person muted counts as always."""

    def evaluate(
        self,
        what: str = "related",
        *,
        half: "Half" = "held",
        queries: int = 1000,
        seed: int = 0,
        semantic: bool = False,
        progress: Progress = silent,
    ) -> "RelatedEvaluation":
        """Measure the quality of the answers on the events of this store, beside simpler methods.

        Parameters
        ----------
        what : {"related"}
            Which answers.
        half : {"held", "dev", "all"}
            Which stories and years: ``held`` are those that no setting was tuned on.
        queries : int
            Ask about so many events; 0 for all.
        seed : int
            What queries and intervals are drawn by.
        semantic : bool
            Measure the method with vectors of meaning as well; needs ``storytrail[semantic]``.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        RelatedEvaluation
            nDCG@10 of each method in three views, with intervals; the quality of the lists.

        Raises
        ------
        InputError
            If `what` or `half` is unknown, or the store has too few events under common headings.
        MissingExtraError
            If meanings are asked for without the packages they need.
        """
        if what != "related":
            raise InputError(f"The quality of {what!r} cannot be measured; use related.")
        from graph.evaluate.related import evaluate_related

        graph, meanings = self._require(), Meanings(self._store.analysis, semantic)
        progress("Reading the archive", 0, 0)
        snapshot = again(lambda: read_snapshot(graph, meanings))
        vectors = meanings.of(snapshot.ids, None, progress)
        return evaluate_related(snapshot, half=half, queries=queries, seed=seed, vectors=vectors, progress=progress)
