"""The last stage: the best candidates ranked by what is shared, over which neighbours, and how far apart."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.finding import Eligible, Finder
from graph.analysis.muting import Muting
from graph.analysis.neighbours import Neighbourhood, Ways, looks_back
from graph.analysis.pairs import Pairs, best_first
from graph.analysis.row_lists import RowLists
from graph.analysis.scoring import Asked
from graph.analysis.settings import RelatedSettings

LEAST_LOOK = 0.01
"""What an event that does not look back counts as looking back, so that a logarithm can be taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Events by rank, those of each event asked about in a run, best first.

    Attributes
    ----------
    owners : ndarray of int, shape (pairs,)
        Place among the events asked about, ascending.
    rows : ndarray of int, shape (pairs,)
    alike : ndarray of float64, shape (pairs,)
        See `Pairs`.
    scores : ndarray of float64, shape (pairs,)
        From 0 to 1.
    bridges : ndarray of int, shape (pairs,)
        The event between over which the strongest way of two steps goes, -1 for none.
    bridged : ndarray of float64, shape (pairs,)
        Share of the score that this way brings.
    """

    owners: Array
    rows: Array
    alike: Floats
    scores: Floats
    bridges: Array
    bridged: Floats

    def take(self, places: Array) -> "Ranked":
        """Return some of them, by places or by a mask."""
        return Ranked(*(getattr(self, name)[places] for name in self.__slots__))


@dataclass(frozen=True, eq=False)
class Ranker:
    """Ranks the events related to an event.

    What two events share directly (see `Scorer`) is added to what reaches from the one to the other in two steps
    over the graph of nearest neighbours. What words and these steps bring counts less the more words are shared,
    because long texts share many that tell little. Then, as a linear model of the logarithms that was fitted to
    editors' headings [1]_, the sum is

    - lowered unless the other event looks back, the less the higher the score of this one among its neighbours;
    - raised when the two mean the same, where the archive has vectors of meaning.

    Parameters
    ----------
    finder : Finder
    neighbours : RowLists
        Neighbours as far as they are known; more are filled in where needed.
    vectors : ndarray of float16, shape (events, dimensions)
        Vectors of length 1 that lie close where texts mean the same; without dimensions they play no part.

    References
    ----------
    .. [1] T. Joachims, "Optimizing Search Engines using Clickthrough Data", KDD 2002: a linear function of features
       that ranks as judged.
    """

    finder: Finder
    neighbours: RowLists
    vectors: Array

    def ranked(
        self, asked: Asked, likely: tuple[Array, Array], eligible: Eligible, count: int, muting: Muting | None = None
    ) -> Ranked:
        """Return the best events for each event asked about, best first, at least `count` if there are so many.

        Parameters
        ----------
        asked : Asked
        likely : tuple of ndarray of int, each of shape (pairs,)
            Owners and rows of eligible events that are likely to be in the answer; those two steps away are looked at
            besides.
        eligible : callable
            Tells which others may be in the answer.
        count : int
            How many are wanted.
        muting : Muting, optional
            Topics that do not count.
        """
        around = Neighbourhood(self.finder, self.neighbours, muting)
        ways = Ways.walk(asked.rows, around)
        allowed = eligible(asked.rows[ways.owners], ways.rows)
        owners, rows = self._united(likely, (ways.owners[allowed], ways.rows[allowed]))
        found = self.finder.scorer.compare(asked, owners, rows)
        return self._ranked(asked.rows, found, ways, around, max(self._settings.pool, count))

    @property
    def _settings(self) -> RelatedSettings:
        return self.finder.scorer.settings

    def _united(self, some: tuple[Array, Array], others: tuple[Array, Array]) -> tuple[Array, Array]:
        """Return the pairs that are among some or among others, each once, in order."""
        events = len(self.neighbours)
        keys = np.sort(np.concatenate([owners * events + rows for owners, rows in (some, others)]))
        owners, rows = np.divmod(keys[np.diff(keys, prepend=-1) > 0], max(events, 1))
        return owners, rows

    def _ranked(self, asked: Array, found: Pairs, ways: Ways, around: Neighbourhood, pool: int) -> Ranked:
        """Return candidates by rank, the `pool` best of each by what is shared and bridged."""
        settings, days = self._settings, self.finder.scorer.days
        bridged, bridges, strongest = ways.at(found.owners, found.rows, len(days))
        gaps = np.abs(days[found.rows] - days[asked[found.owners]])
        total = found.scores + settings.two_step * bridged
        first = best_first(found.owners, total, gaps, found.rows, pool)
        first = first[total[first] > 0]
        found, gaps, bridged = found.take(first), gaps[first], bridged[first]
        told = (1 + found.words) ** -settings.word_power
        total = found.scores * (1 - found.worded + found.worded * told) + settings.two_step * bridged * told
        weighed = total * self._factors(asked[found.owners], found, around)
        shares = settings.two_step * strongest[first] * told / total
        ranked = Ranked(found.owners, found.rows, found.alike, weighed / (1 + weighed), bridges[first], shares)
        return ranked.take(best_first(ranked.owners, ranked.scores, gaps, ranked.rows))

    def _factors(self, sources: Array, found: Pairs, around: Neighbourhood) -> Floats:
        """Return what the sum of shared and bridged evidence is multiplied by for each pair."""
        settings = self._settings
        back = looks_back(sources, *around.of(found.rows))
        meant = np.einsum("ij,ij->i", *(self.vectors[rows].astype(np.float32) for rows in (sources, found.rows)))
        factors: Floats = (LEAST_LOOK + back) ** settings.looked_back_power * np.exp(settings.meaning_weight * meant)
        return factors
