"""Scores of all events that share anything with one event, and the best of them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.evidence import Bools
from graph.analysis.settings import RelatedSettings
from graph.analysis.terms import Terms


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Events that may be related to an event: their rows, how alike they are, and scores.

    Likeness is the part that is shared of what both have; the score is likeness times a factor that falls with the
    days between. Both lie between 0 and 1.
    """

    rows: Array
    alike: Floats
    scores: Floats

    def take(self, places: Array) -> "Candidates":
        """Return some of them, by places or by a mask."""
        return Candidates(self.rows[places], self.alike[places], self.scores[places])


@dataclass(frozen=True, eq=False)
class Scorer:
    """Compares events by their weighed terms, days and sections.

    The score of an event for another is the sum of the weights of the terms they share, relative to the total
    weights of both, times a factor that falls with the days between them.

    Attributes
    ----------
    terms : Terms
    days : ndarray of int32, shape (events,)
        Dates as ordinals, ascending.
    sections : ndarray of int32, shape (events,)
        Number of the section, -1 for none.
    settings : RelatedSettings
    """

    terms: Terms
    days: Ints
    sections: Ints
    settings: RelatedSettings

    def candidates(self, row: int, muted: Bools | None = None) -> Candidates:
        """Return the events that have enough in common with an event.

        Enough is more than common words, and `least_shared` of what the two have. Terms that are `muted` are not
        counted.
        """
        asked, headed = self._asked(row, muted)
        common = self._common[asked]
        telling = self._sums(asked[~common], headed[~common])
        telling[row] = 0.0
        rows = np.flatnonzero(telling > 0)
        shared = telling[rows] + self._sums(asked[common], headed[common])[rows]
        shared *= self._targets[rows] * self._sources[row]
        enough = shared >= self.settings.least_shared
        rows, alike = rows[enough], np.minimum(shared[enough], 1.0)
        alike[self._in_other_section(row, rows)] *= self.settings.other_section
        return Candidates(rows, alike, alike * self._decay[np.abs(self.days[rows] - self.days[row])])

    def _in_other_section(self, row: int, rows: Array) -> Bools:
        """Return which events surely are of another section than an event."""
        own, others = self.sections[row], self.sections[rows]
        differs: Bools = (others != own) & (others >= 0) & (own >= 0)
        return differs

    @cached_property
    def _common(self) -> Bools:
        """Which terms are words that so many events have that they alone make no relation."""
        counts = self.terms.counts
        limit = self.settings.most_events(self.settings.common_share, len(self.days))
        common: Bools = (counts > limit) & (np.arange(len(counts)) < self.terms.word_count)
        return common

    def _asked(self, row: int, muted: Bools | None) -> tuple[Ints, Bools]:
        """Return the terms of an event that count, and which of them are headings of it."""
        cells = self.terms.weights
        span = slice(cells.indptr[row], cells.indptr[row + 1])
        asked, headed = cells.indices[span], self.terms.headed[span]
        return (asked, headed) if muted is None else (asked[~muted[asked]], headed[~muted[asked]])

    def _sums(self, asked: Ints, headed: Bools) -> Floats:
        """Return for every event the sum of its weights of some terms."""
        postings, posted = self.terms.postings, self.terms.posted
        spans = [slice(postings.indptr[term], postings.indptr[term + 1]) for term in asked]
        if not spans:
            return np.zeros(len(self.days))
        rows = np.concatenate([postings.indices[span] for span in spans])
        weights = np.concatenate([posted[role][span] for role, span in zip(headed.tolist(), spans, strict=True)])
        sums: Floats = np.bincount(rows, weights=weights, minlength=len(self.days)).astype(np.float64, copy=False)
        return sums

    @cached_property
    def _sources(self) -> Floats:
        return self._totals ** (self.settings.length_power - 1)

    @cached_property
    def _targets(self) -> Floats:
        return self._totals**-self.settings.length_power

    @property
    def _totals(self) -> Floats:
        # An event without terms meets no other; any positive total will do.
        return np.where(self.terms.totals > 0, self.terms.totals, 1.0)

    @cached_property
    def _decay(self) -> Floats:
        span = int(self.days[-1] - self.days[0]) + 1 if len(self.days) else 0
        decayed: Floats = (1 + np.arange(span) / self.settings.decay_days) ** -self.settings.decay_power
        return decayed

    def best(self, row: int, found: Candidates, limit: int) -> Candidates:
        """Return the best of the candidates, best first.

        Of texts that say the same there is only one, and none much less alike than the very best. Ties go
        to the nearer day, then to the earlier row.
        """
        pool = max(self.settings.pool, 3 * limit)
        while True:
            first = self._first(row, found, pool)
            strong = first[found.alike[first] >= self.settings.least_of_best * found.alike[first[:1]]]
            chosen = strong[distinct(self.terms, found.rows[strong], limit, self.settings.same_text)]
            if len(chosen) == limit or len(first) == len(found.rows):
                return found.take(chosen)
            pool *= 4

    def _first(self, row: int, found: Candidates, count: int) -> Array:
        """Return the places of the `count` best, best first; at a tie at the end a few more."""
        rows, scores = found.rows, found.scores
        places = np.arange(len(rows))
        if len(rows) > count:
            places = np.flatnonzero(scores >= np.partition(scores, len(rows) - count)[len(rows) - count])
        gaps = np.abs(self.days[rows[places]] - self.days[row])
        ordered: Array = places[np.lexsort((rows[places], gaps, -scores[places]))]
        return ordered

    def muted(self, row: int, topics: Collection[str]) -> Bools | None:
        """Return which terms do not count for an event when topics are muted; None when all do.

        The words of a muted title count no more, but for those that other topics of the event have too.
        """
        silent = [self._numbers[topic] for topic in topics if topic in self._numbers]
        if not silent:
            return None
        asked, _ = self._asked(row, None)
        others = np.setdiff1d(asked[asked >= self.terms.word_count], silent)
        muted = np.zeros(self.terms.weights.columns, dtype=bool)
        muted[self._title_words(np.array(silent))] = True
        muted[self._title_words(others)] = False
        muted[silent] = True
        return muted

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.terms.keys, self.terms.word_count) if key}

    def _title_words(self, numbers: Array) -> Ints:
        entries, _ = self.terms.titles.take(numbers - self.terms.word_count)
        return self.terms.titles.indices[entries]


def distinct(terms: Terms, rows: Array, limit: int, same_text: float) -> list[int]:
    """Return the places of the first `limit` events of which no two texts have a cosine above `same_text`."""
    for count in (limit, len(rows)):  # mostly the first few differ and the others need not be looked at
        twins = np.triu(text_cosines(terms, rows[:count]) > same_text, 1)
        if not twins.any():
            return list(range(min(limit, len(rows))))
    chosen: list[int] = []
    for place in range(len(rows)):
        if len(chosen) < limit and not twins[chosen, place].any():
            chosen.append(place)
    return chosen


def text_cosines(terms: Terms, rows: Array) -> Floats:
    """Return the cosine of the word weights of every two of some events, shape (rows, rows)."""
    entries, owners = terms.weights.take(rows)
    words = terms.weights.indices[entries] < terms.word_count
    entries, owners = entries[words], owners[words]
    found, columns = np.unique(terms.weights.indices[entries], return_inverse=True)
    vectors = np.zeros((len(rows), len(found)))
    vectors[owners, columns] = terms.weights.data[entries] / terms.text_norms[rows[owners]]
    cosines: Floats = vectors @ vectors.T
    return cosines
