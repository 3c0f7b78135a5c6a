"""Simple methods that any better one has to beat, each on its own and straight from the counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from graph.analysis.csr import Csr, Floats, Ints
from graph.analysis.snapshot import Snapshot
from graph.analysis.terms import bm25, rarity
from graph.evaluate.measure import Ranker
from graph.evaluate.truth import Bools, Rows

SEED = "shared topics, newest first"
PLAIN = "(BM25 + IDF) x decay"
K1, B = 1.2, 0.3
DECAY_DAYS, DECAY_POWER = 3.0, 0.35

Table = sparse.csr_array[Any]


@dataclass(frozen=True, eq=False)
class SharedTerms:
    """Ranks events by the sum of the weights of the terms they share with the one asked about.

    Attributes
    ----------
    terms : sparse array, shape (events, terms)
        1 where an event has a term.
    postings : sparse array, shape (terms, events)
        What a term is worth where it is found.
    days : ndarray of int32, shape (events,)
        Dates as ordinals.
    decay : bool
        Divide by ``(1 + days / 3) ** 0.35``, the days between two events.
    newest : bool
        Of events with the same sum the newest come first.
    """

    terms: Table
    postings: Table
    days: Ints
    decay: bool = False
    newest: bool = False

    @classmethod
    def of(cls, weights: Table, snapshot: Snapshot, *, decay: bool = False, newest: bool = False) -> "SharedTerms":
        """Make the ranking of events with weighed terms."""
        terms = weights.copy()
        terms.data = np.ones_like(terms.data)
        return cls(terms, weights.T.tocsr(), snapshot.days, decay, newest)

    def scores(self, row: int) -> Floats:
        """Return the score of every event for one event; 0 where they share nothing."""
        scores: Floats = (self.terms[[row]] @ self.postings).toarray()[0]
        if self.decay:
            scores /= (1 + np.abs(self.days - self.days[row]) / DECAY_DAYS) ** DECAY_POWER
        if self.newest:  # later days add less than the difference of two sums of whole numbers
            scores += np.where(scores > 0, (self.days - self.days[0]) / (self.days[-1] - self.days[0] + 1), 0)
        return scores

    def rank(self, row: int, eligible: Bools, limit: int = 10) -> Rows:
        """Return the eligible events with the highest scores, best first."""
        return best(np.where(eligible, self.scores(row), 0), np.abs(self.days - self.days[row]), limit)


def best(scores: Floats, gaps: Ints, limit: int) -> Rows:
    """Return the rows of the highest scores above 0; ties go to the nearer day, then to the smaller row."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > limit:
        rows = rows[scores[rows] >= np.partition(scores[rows], -limit)[-limit]]
    order = np.lexsort((rows, gaps[rows], -scores[rows]))
    found: Rows = rows[order][:limit]
    return found


def shared_topics(snapshot: Snapshot) -> Ranker:
    """Count shared topics; of equally many the newest event comes first."""
    return SharedTerms.of(_table(snapshot.topics, np.ones(len(snapshot.topics.indices))), snapshot, newest=True)


def idf_topics(snapshot: Snapshot) -> Ranker:
    """Sum up the rarities of shared topics."""
    return SharedTerms.of(_topics(snapshot), snapshot)


def bm25_words(snapshot: Snapshot) -> Ranker:
    """Look for the words of the text by BM25."""
    return SharedTerms.of(word_table(snapshot), snapshot)


def plain_sum(snapshot: Snapshot) -> Ranker:
    """Add up BM25 of the words and rarities of the topics, and let the sum fade with the days between."""
    both = sparse.hstack([word_table(snapshot), _topics(snapshot)], format="csr")
    return SharedTerms.of(both, snapshot, decay=True)


BASELINES: Mapping[str, Callable[[Snapshot], Ranker]] = {
    SEED: shared_topics,
    "IDF topics": idf_topics,
    "BM25": bm25_words,
    PLAIN: plain_sum,
}


def word_table(snapshot: Snapshot) -> Table:
    """Return the BM25 weights of the words of every text, shape (events, stems)."""
    return _table(snapshot.words, bm25(snapshot.words, K1, B))


def _topics(snapshot: Snapshot) -> Table:
    topics = snapshot.topics
    return _table(topics, rarity(topics.column_counts(), topics.rows)[topics.indices])


def _table(cells: Csr, values: Floats) -> Table:
    return sparse.csr_array((values, cells.indices, cells.indptr), shape=(cells.rows, cells.columns))
