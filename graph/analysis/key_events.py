"""Key events: the few that tell the whole course of a subject, most of the others being near to one of them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from graph.analysis.bursts import Span
from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.related import RelatedIndex
from graph.analysis.timeline_model import TimelineSettings
from graph.analysis.twins import distinct

_LOOKED_AT = 4
"""So many times as many events as are wanted are looked at, because some say the same."""
_BURSTS_SHARE = 0.6
"""At most this part of the key events stands for bursts; the rest is for the time between."""
_LATE, _ONSET_DAYS = 0.4, 3.0
"""What is left of the worth of an event long after the onset of a burst, and how fast it falls."""
_BESIDE = 0.6
"""What counts of an event that has not what a burst is named by."""
_ENOUGH = 0.65
"""A text of less than this part of the usual length of word weights says too little to stand for others."""
_EDGE = 0.1
"""What lies nearer to an end of a stretch than this part of its length does not stand for the stretch."""


@dataclass(frozen=True, eq=False)
class Telling:
    """Chooses among the events of a subject those that tell it.

    Attributes
    ----------
    index : RelatedIndex
    rows : ndarray of int, shape (events,)
        The subject's events, ascending.
    owners, others : ndarray of int, shape (links,)
        Places in `rows` of an event and of one of its nearest neighbours.
    scores : ndarray of float64, shape (links,)
    settings : TimelineSettings
    """

    index: RelatedIndex
    rows: Array
    owners: Array
    others: Array
    scores: Floats
    settings: TimelineSettings

    @classmethod
    def of(cls, index: RelatedIndex, rows: Array, settings: TimelineSettings) -> "Telling":
        """Look up the neighbours of events among themselves; those that are not known are found."""
        found, scores = Neighbourhood(index.finder, index.neighbours).of(rows)
        places = np.minimum(np.searchsorted(rows, found), max(len(rows) - 1, 0))
        owners, columns = np.nonzero(rows[places] == found) if len(rows) else (np.zeros(0, dtype=np.int64),) * 2
        return cls(index, rows, owners, places[owners, columns], scores[owners, columns], settings)

    def centrality(self, start: int, stop: int) -> Floats:
        """Return for the events from one place up to another the sum of the scores of links among them.

        What later events look back to counts in full, so that of a disaster and its aftermath the disaster is told. A
        text that says much less than most counts less.
        """
        inside = (self.owners >= start) & (self.owners < stop) & (self.others >= start) & (self.others < stop)
        owners, others, scores = self.owners[inside] - start, self.others[inside] - start, self.scores[inside]
        owners, others = np.concatenate([owners, others]), np.concatenate([others, owners])
        days = self._days[start:stop]
        parts = np.where(days[others] >= days[owners], 1.0, self.settings.look_back)
        return np.bincount(owners, np.tile(scores, 2) * parts, stop - start) * self._telling[start:stop]

    def of_burst(self, span: Span, labelled: Bools) -> list[int]:
        """Return the places of the key events of a burst, the foremost first.

        A burst is told by what set it off, though later events may be more central, and by what its label says first.

        Parameters
        ----------
        span : Span
        labelled : ndarray of bool, shape (events of the burst,)
            Which events have what the burst is named by first.
        """
        since = self._days[span.start : span.stop] - self._days[span.start]
        early = _LATE + (1 - _LATE) * np.exp(-since / _ONSET_DAYS)
        worth = np.sqrt(self.centrality(span.start, span.stop)) * early * np.where(labelled, 1.0, _BESIDE)
        return self._apart([], np.argsort(-worth, kind="stable") + span.start, self.settings.burst_events)

    def of_course(self, spans: list[Span], told: list[list[int]]) -> list[int]:
        """Return the places of the key events of the whole course, in order of time.

        Parameters
        ----------
        spans : list of Span
            The bursts.
        told : list of list of int
            Places of the key events of each.
        """
        most = min(self.settings.most_events, len(self.rows))
        chosen = self._ends()[:most]
        strongest = sorted(range(len(spans)), key=lambda place: -spans[place].weight)
        for place in strongest[: max(int(_BURSTS_SHARE * most), 1)]:
            chosen += self._apart(chosen, np.array(told[place]), 1) if len(chosen) < most else []
        barren: set[tuple[int, int]] = set()
        while len(chosen) < most and (stretch := self._longest(chosen, barren)):
            found = self._apart(chosen, self._middle(*stretch), 1)
            chosen += found
            barren |= set() if found else {stretch}
        return sorted(chosen)

    def _ends(self) -> list[int]:
        """Return the first and the last event; of those of a day the most central."""
        days = self._days
        first, last = np.searchsorted(days, days[0], "right"), np.searchsorted(days, days[-1])
        ends = int(self.centrality(0, int(first)).argmax()), int(last + self.centrality(int(last), len(days)).argmax())
        return self._apart([], np.array(list(dict.fromkeys(ends))), 2)

    def _longest(self, chosen: list[int], barren: set[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the stretch between two key events that most calls for another, by its length and its events."""
        ends = sorted(chosen)
        stretches = [pair for pair in pairwise(ends) if pair[1] - pair[0] > 1 and pair not in barren]
        days = self._days
        return max(
            stretches, key=lambda pair: (pair[1] - pair[0] - 1) * float(days[pair[1]] - days[pair[0]]), default=None
        )

    def _middle(self, before: int, after: int) -> Array:
        """Return the places between two events, the most central first, without those close to either in time."""
        days, start = self._days, before + 1
        edge = _EDGE * (days[after] - days[before])
        order = np.argsort(-self.centrality(start, after), kind="stable") + start
        amid: Array = order[(days[order] - days[before] >= edge) & (days[after] - days[order] >= edge)]
        return amid

    def _apart(self, chosen: list[int], order: Array, count: int) -> list[int]:
        """Return the first `count` places of which no two, nor any and one chosen before, say the same."""
        looked_at = order[: _LOOKED_AT * count + 4]
        places = np.concatenate([np.array(chosen, dtype=np.int64), looked_at.astype(np.int64)])
        terms, owners = self.index.scorer.terms, np.zeros(len(places), dtype=np.int64)
        kept = distinct(terms, owners, self.rows[places], len(places), self.settings.same_text)
        fresh = kept[kept >= len(chosen)][:count]
        return [int(place) for place in places[fresh] if place not in chosen]

    @cached_property
    def _telling(self) -> Floats:
        """How much the text of each event says, at most 1."""
        lengths = self.index.scorer.terms.text_norms[self.rows]
        enough = _ENOUGH * max(float(np.median(lengths)), np.finfo(float).tiny)
        telling: Floats = np.minimum(lengths / enough, 1.0)
        return telling

    @cached_property
    def _days(self) -> Array:
        return self.index.scorer.days[self.rows].astype(np.int64)
