"""How strong the links of chains are: what two events share relative to what both have, fading with time."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.chain_settings import ChainSettings
from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools, credited, shared_terms
from graph.analysis.explain import Bridges, reasons
from graph.analysis.scoring import Scorer
from graph.analysis.terms import rarity
from graph.model import Reason

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Links:
    """Compares events both ways at once, unlike `Scorer`, which looks from one to the other.

    The likeness of two events is the cosine of the square roots of their weights [1]_: what they share, relative to
    the geometric mean of all that each of them has; and a part for the headings they share. The strength of a link is
    the likeness, at most 1, divided by a power of the days between.

    Parameters
    ----------
    scorer : Scorer
        Weighed terms and days of all events.
    settings : ChainSettings

    References
    ----------
    .. [1] A. Bhattacharyya, "On a measure of divergence between two multinomial populations", Sankhya 7 (4), 1946.
    """

    scorer: Scorer
    settings: ChainSettings

    def among(self, rows: Array, silent: Bools | None = None, told: Floats | None = None) -> Floats:
        """Return the likeness of some events to each other, shape (rows, rows), diagonal included.

        Parameters
        ----------
        rows : ndarray of int, shape (rows,)
        silent : ndarray of bool, shape (terms,), optional
            Terms that do not count.
        told : ndarray of float64, shape (columns of the table,), optional
            How much each term and heading counts.
        """
        table = self.table[rows]
        factors = self._factors(silent, told)
        other = table.copy()
        if factors is not None:
            other.data = other.data * factors[other.indices]
        found: Floats = np.minimum((other @ table.T).toarray().astype(np.float64), 1.0)
        return found

    def likeness(self, sources: Array, targets: Array, silent: Bools | None = None) -> Floats:
        """Return the likeness of pairs of events, shape (pairs,)."""
        shared = self.table[sources].multiply(self.table[targets])
        factors = self._factors(silent, None)
        found = shared.sum(axis=1) if factors is None else shared @ factors
        return np.minimum(np.asarray(found, dtype=np.float64).ravel(), 1.0)

    def strengths(self, sources: Array, targets: Array, silent: Bools | None = None) -> Floats:
        """Return the strength of the links of pairs of events, shape (pairs,), from 0 to 1."""
        days = self.scorer.days
        return self.likeness(sources, targets, silent) * self.decay(days[targets] - days[sources])

    def decay(self, gaps: Array) -> Floats:
        """Return the factors for distances in days."""
        faded: Floats = (1 + np.abs(gaps) / self.settings.decay_days) ** -self.settings.decay_power
        return faded

    def reasons(self, sources: Array, targets: Array, silent: Bools | None = None) -> list[tuple[Reason, ...]]:
        """Return why events are linked, strongest first; the weights add up to the strength of each link."""
        terms, strengths = self.scorer.terms, self.strengths(sources, targets, silent)
        evidence = credited(terms, shared_terms(terms, sources, targets, silent), silent)
        no_bridges = Bridges(np.zeros_like(sources), np.zeros(len(sources)), (), ())
        return reasons(terms, evidence, strengths, no_bridges, self.scorer.settings)

    def same(self, rows: Array) -> Bools:
        """Return which of some events say the same in their texts, shape (rows, rows)."""
        texts = self.texts[rows]
        same: Bools = (texts @ texts.T).toarray() > self.settings.same_text
        return same

    def about(self, rows: Array, often: Floats, silent: Bools | None = None) -> Floats:
        """Return how much each column of the table belongs to what some events are about, the foremost 1.

        Parameters
        ----------
        rows, often : ndarray, shape (events,)
            Rows of the events, and how much each of them counts.
        silent : ndarray of bool, shape (terms,), optional
            Terms that do not count.
        """
        table = self.table[rows]
        weights = table.data * np.repeat(often, np.diff(table.indptr))
        means = np.bincount(table.indices, weights=weights, minlength=table.shape[1])
        if silent is not None:
            means[np.tile(silent, 2)] = 0.0
        relative: Floats = means / max(means.max(initial=0.0), np.finfo(float).tiny)
        return relative

    @cached_property
    def hubs(self) -> Bools:
        """Which columns of the table are of terms that very many events have."""
        counts, chosen = self.scorer.terms.counts, self.scorer.settings
        hubs: Bools = np.tile(counts > chosen.most_events(chosen.hub_share, len(self.scorer.days)), 2)
        return hubs

    @cached_property
    def table(self) -> "csr_array":
        """Square roots of the weights: terms in rows of length 1, then the headings among them, rather shorter.

        So events under one heading are alike by that alone, and those under different ones still by what they tell.
        """
        from scipy.sparse import csr_array

        terms, cells = self.scorer.terms, self.scorer.terms.weights
        rows, columns, headed = cells.row_numbers(), cells.indices, np.flatnonzero(terms.headed)
        worth = np.where(terms.headed, rarity(terms.counts, cells.rows)[columns], cells.data)
        heading = terms.to_headed[headed] - worth[headed]
        headings = np.bincount(rows[headed], weights=heading, minlength=cells.rows)
        totals, headings = (np.maximum(sums, np.finfo(float).tiny) for sums in (terms.totals - headings, headings))
        parts = worth / totals[rows], self.settings.heading * heading / headings[rows[headed]]
        rows, columns = np.concatenate([rows, rows[headed]]), np.concatenate([columns, columns[headed] + cells.columns])
        roots = np.sqrt(np.concatenate(parts)).astype(np.float32)
        return csr_array((roots, (rows, columns)), shape=(cells.rows, 2 * cells.columns))

    @cached_property
    def texts(self) -> "csr_array":
        """Weights of the words of every text, in rows of length 1."""
        from scipy.sparse import csr_array

        terms, cells = self.scorer.terms, self.scorer.terms.weights
        rows, words = cells.row_numbers(), cells.indices < self.scorer.terms.word_count
        weights = cells.data[words] / np.where(terms.text_norms > 0, terms.text_norms, 1.0)[rows[words]]
        return csr_array((weights, (rows[words], cells.indices[words])), shape=(cells.rows, cells.columns))

    def _factors(self, silent: Bools | None, told: Floats | None) -> Floats | None:
        if silent is None:
            return told
        heard = np.tile(~silent, 2).astype(np.float64)
        return heard if told is None else heard * told
