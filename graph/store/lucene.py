"""Full text on a server that searches by Lucene: its best hits as a pool, ranked as on every engine.

Lucene's score is a little off (see `graph.store.ranking`), yet bounded: rounded down lengths only raise it. So once
the last of the hits asked for is better than anything outside the pool can be, the pool was large enough; else a larger
one is asked for. Words are letters and digits in lower case, of which nothing is an operator of Lucene's, so that
nothing needs escaping.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from graph.store.base import Params, Row, TextFilter
from graph.store.ranking import K1, Bm25, Hit, Statistics, best
from graph.store.statements import statement

Run = Callable[[str, Params], list[Row]]
FIRST_POOL = 100
_GROWTH = 4
# Lucene leaves out the factor k1 + 1; what was removed but is still in the index shifts its weights of words by less
# than a tenth
_ABOVE = (K1 + 1) * 1.1


@dataclass(slots=True)
class _Known:
    """What was counted at a revision of the graph."""

    revision: int | None = None
    events: int = 0
    mean_length: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)


class LuceneSearch:
    """Searches the full-text index ``event_words``; counts of words are kept until the graph changes.

    Parameters
    ----------
    run : callable
        Runs a reading statement with parameters and returns its rows.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known = _Known()

    def best(self, asked: Sequence[str], limit: int, keep: TextFilter) -> list[Hit]:
        """Return the events that match best and pass the filter, best first.

        Parameters
        ----------
        asked : sequence of str
            Words as of `graph.store.words.query_words`, at least one.
        limit : int
            At most so many, at least 1.
        keep : TextFilter
            What to keep.
        """
        size = max(FIRST_POOL, min(2 * limit, limit + 1000))
        while True:
            pool = self._pool(asked, size, keep)
            hits = self._ranked(asked, pool, limit)
            if len(pool) < size or _closed(hits, limit, pool[-1]["score"]):
                return hits
            size *= _GROWTH

    def _pool(self, asked: Sequence[str], size: int, keep: TextFilter) -> list[Row]:
        params = {"words": " ".join(asked), "count": min(size, 2**31 - 1)}
        if keep == TextFilter():
            return self._rows("neo4j/search_events", params)
        return self._rows("neo4j/search_filtered", {**params, **asdict(keep)})

    def _ranked(self, asked: Sequence[str], pool: Sequence[Row], limit: int) -> list[Hit]:
        if not pool:
            return []
        measure = Bm25(asked, self._statistics(asked, pool[0]["revision"]))
        return best((Hit(row["id"], row["date"], measure.score(row["words"])) for row in pool), limit)

    def _statistics(self, asked: Sequence[str], revision: int | None) -> Statistics:
        known = self._known
        if revision is None or known.revision != revision:
            row = self._rows("neo4j/text_statistics", {})[0]
            known = self._known = _Known(revision, row["events"], row["words"] / max(1, row["events"]))
        unknown = [word for word in asked if word not in known.counts]
        if unknown:
            counted = self._rows("neo4j/word_counts", {"words": unknown})
            known.counts.update((row["word"], row["events"]) for row in counted)
        return Statistics(known.events, known.mean_length, known.counts)

    def _rows(self, name: str, params: Params) -> list[Row]:
        return self._run(statement(name).text, params)


def _closed(hits: Sequence[Hit], limit: int, lowest: float) -> bool:
    """Tell whether nothing outside a pool can be as good as the last hit; `lowest` is the pool's lowest score."""
    return len(hits) >= limit and hits[-1].score > _ABOVE * lowest
