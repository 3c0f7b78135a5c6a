"""The first stage: how alike events are by the terms they share, and how far apart in time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.evidence import Bools
from graph.analysis.muting import Muting
from graph.analysis.pairs import Pairs
from graph.analysis.settings import RelatedSettings
from graph.analysis.terms import Terms


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Events asked about.

    Attributes
    ----------
    rows : ndarray of int, shape (asked,)
    roles : ndarray of int8, shape (asked, terms)
        Whether an event has a term (1), has it as a heading (2), or not (0); muted terms it has not.
    """

    rows: Array
    roles: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """What the events of pairs share: weights of all terms and of words, whether any tells, whether any heading."""

    weights: Floats
    words: Floats
    telling: Bools
    headed: Bools


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

    def ask(self, rows: Array, muting: Muting | None = None) -> Asked:
        """Return what is needed to compare others with some events."""
        cells = self.terms.weights
        entries, owners = cells.take(rows)
        roles = np.zeros((len(rows), cells.columns), dtype=np.int8)
        roles[owners, cells.indices[entries]] = 1 + self.terms.headed[entries]
        if muting:
            for place, row in enumerate(rows.tolist()):
                roles[place, muting.of(row)] = 0
        return Asked(rows, roles)

    def compare(self, asked: Asked, owners: Array, rows: Array) -> Pairs:
        """Return how alike events are to those asked about, by all their terms.

        Those that have not enough in common are not alike at all. Enough is more than common words, and `least_shared`
        of what the two have. What an editor put under one heading belongs together in whatever section.

        Parameters
        ----------
        asked : Asked
        owners, rows : ndarray of int, shape (pairs,)
            Place among those asked about, ascending, and the other event.
        """
        terms, cells = self.terms, self.terms.weights
        entries, pairs = cells.take(rows)
        # One flat look-up, and to take: a table indexed by two arrays, or any by brackets, takes twice as long.
        found = cells.indices.take(entries)
        cell = np.repeat(owners.astype(np.int64) * cells.columns, np.diff(cells.indptr)[rows])
        cell += found
        role = asked.roles.ravel().take(cell)
        present = np.flatnonzero(role > 0)  # of truth values it goes four times as fast
        entries, pairs, found, role = entries[present], pairs[present], found[present], role[present]
        weights, headed = cells.data.take(entries), np.flatnonzero(role > 1)
        weights[headed] = terms.to_headed[entries[headed]]
        both_headed = pairs[headed[terms.headed[entries[headed]]]]
        shared = self._summed(found, pairs, weights, both_headed, len(rows))
        sources = asked.rows[owners]
        return self._pairs(owners, rows, sources, shared, self._targets[rows] * self._sources[sources])

    def seen_from(self, row: int, others: Array) -> Pairs:
        """Return how alike an event is to others when these are the ones asked about.

        Scores are not symmetric: a heading above the one may be a link in the other, and lengths count differently.
        """
        terms, cells = self.terms, self.terms.weights
        own = slice(cells.indptr[row], cells.indptr[row + 1])
        place = np.full(cells.columns, -1)
        place[cells.indices[own]] = np.arange(own.start, own.stop)
        entries, pairs = cells.take(others)
        mine = place[cells.indices[entries]]
        present = mine >= 0
        entries, pairs, mine = entries[present], pairs[present], mine[present]
        headed = terms.headed[entries]
        weights = np.where(headed, terms.to_headed[mine], cells.data[mine])
        both_headed = pairs[headed & terms.headed[mine]]
        shared = self._summed(cells.indices[entries], pairs, weights, both_headed, len(others))
        nobody = np.zeros(len(others), dtype=np.int64)
        return self._pairs(
            nobody, others, np.full(len(others), row), shared, self._targets[row] * self._sources[others]
        )

    def _summed(self, found: Array, pairs: Array, weights: Array, headed: Array, count: int) -> _Shared:
        """Sum up the shared terms of each of `count` pairs, of which some share a heading."""
        words = np.where(found < self.terms.word_count, weights, 0)
        any_telling, any_headed = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        any_telling[pairs[~self.common[found]]] = True
        any_headed[headed] = True
        all_of, of_words = (np.bincount(pairs, weights=values, minlength=count) for values in (weights, words))
        return _Shared(all_of.astype(np.float64), of_words.astype(np.float64), any_telling, any_headed)

    def _pairs(self, owners: Array, rows: Array, sources: Array, shared: _Shared, scale: Floats) -> Pairs:
        """Return how alike events are that share so much, relative to what they have."""
        alike = shared.weights * scale
        alike = np.where(shared.telling & (alike >= self.settings.least_shared), np.minimum(alike, 1.0), 0.0)
        one, other = self.sections[rows], self.sections[sources]
        apart = (one != other) & (one >= 0) & (other >= 0) & ~shared.headed
        alike[apart] *= self.settings.other_section
        scores = alike * self.decay[np.abs(self.days[rows] - self.days[sources])]
        worded = shared.words / np.where(shared.weights > 0, shared.weights, 1.0)
        return Pairs(owners, rows, alike, scores, shared.words, worded)

    @cached_property
    def common(self) -> Bools:
        """Which terms are words that so many events have that they alone make no relation."""
        counts = self.terms.counts
        limit = self.settings.most_events(self.settings.common_share, len(self.days))
        common: Bools = (counts > limit) & (np.arange(len(counts)) < self.terms.word_count)
        return common

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
    def decay(self) -> Floats:
        """The factor of each distance in days."""
        span = int(self.days[-1] - self.days[0]) + 1 if len(self.days) else 0
        decayed: Floats = (1 + np.arange(span) / self.settings.decay_days) ** -self.settings.decay_power
        return decayed
