"""What a burst is about: the headings and topics that set its events apart from the subject's others."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.terms import Terms
from graph.analysis.tokens import STOP_WORDS, spelled, words

_SUBJECT_SHARE = 0.8
"""A topic in this part of a subject's events or more is the subject."""
_HEADING = 2.0
"""An event under a heading counts so many times for it."""
_LEAST_EVENTS, _LEAST_SHARE = 2, 0.12
"""A topic in fewer events of a burst, or in a smaller part of them, does not name it."""
_COMMON = 0.4
"""A topic of very many events, or one that is no name, counts by this part."""
_ROOT = 5
"""Words that begin alike for so many letters say the same."""


@dataclass(frozen=True, eq=False)
class Labeller:
    """Names bursts of a subject.

    Attributes
    ----------
    terms : Terms
    places, topics : ndarray of int, shape (entries,)
        Place of an event among those of the subject, ascending, and one of its topics.
    headed : ndarray of bool, shape (entries,)
        Whether the topic is a heading of the event.
    events : int
        How many events the subject has.
    parts : int
        At most so many topics make up a label.
    hub : float
        A topic of more events is too common to tell much.
    subject : frozenset of str
        Words of the subject's title: a title of no others does not name a burst.
    """

    terms: Terms
    places: Array
    topics: Array
    headed: Bools
    events: int
    parts: int
    hub: float
    subject: frozenset[str]

    @classmethod
    def of(
        cls, terms: Terms, rows: Array, parts: int, hub: float, title: str = "", muted: Collection[str] = ()
    ) -> "Labeller":
        """Look up the topics of a subject's events, without muted ones."""
        entries, places = terms.weights.take(rows)
        numbers = terms.weights.indices[entries]
        silent = [terms.numbers[topic] for topic in muted if topic in terms.numbers]
        topical = (numbers >= terms.word_count) & ~np.isin(numbers, silent)
        entries = entries[topical]
        topics, headed = numbers[topical] - terms.word_count, terms.headed[entries]
        return cls(terms, places[topical], topics, headed, len(rows), parts, hub, _words(title))

    def named(self, start: int, stop: int) -> list[int]:
        """Return the topics that the events from one place up to another are about, the foremost first."""
        begin, end = np.searchsorted(self.places, (start, stop))
        inside = slice(int(begin), int(end))
        candidates, worths = self._candidates(inside, start, stop)
        named: list[int] = []
        uncovered = np.ones(stop - start, dtype=bool)
        while len(named) < self.parts and len(candidates):
            gains = self._gains(inside, start, uncovered, candidates) * worths
            best = int(gains.argmax())
            if gains[best] <= 0:
                break
            if not self._repeats(int(candidates[best]), named):
                named.append(int(candidates[best]))
                uncovered &= ~self.having(start, stop, named)
            candidates, worths = np.delete(candidates, best), np.delete(worths, best)
        return named

    def having(self, start: int, stop: int, topics: list[int]) -> Bools:
        """Return which of the events from one place up to another have any of some topics."""
        begin, end = np.searchsorted(self.places, (start, stop))
        having = np.zeros(stop - start, dtype=bool)
        having[self.places[begin:end][np.isin(self.topics[begin:end], topics)] - start] = True
        return having

    def label(self, topics: list[int]) -> str:
        """Return topics as a label."""
        return ", ".join(self.terms.labels[topic] for topic in topics)

    def _candidates(self, inside: slice, start: int, stop: int) -> tuple[Array, Floats]:
        """Return what may name a burst: topics, and by how much each is more common in it than elsewhere."""
        topics, counts = np.unique(self.topics[inside], return_counts=True)
        overall = self._counts[topics]
        size, rest = stop - start, self.events - (stop - start)
        share, other = counts / size, (overall - counts + 0.5) / (rest + 1)
        least = min(max(_LEAST_EVENTS, _LEAST_SHARE * size), size)
        fit = (counts >= least) & (overall < _SUBJECT_SHARE * self.events)
        if (fit & (share > other)).any():
            fit &= share > other
            worth = np.log(share / other, out=np.zeros(len(topics)), where=fit)
        else:  # a burst that is most of what there is: what it tells most of is told
            worth = np.ones(len(topics))
        plain = np.array([_is_plain(self.terms.labels[topic]) for topic in topics], dtype=bool)
        common = plain | (self.terms.counts[self.terms.word_count + topics] > self.hub)
        return topics[fit], (worth * np.where(common, _COMMON, 1.0))[fit]

    def _gains(self, inside: slice, start: int, uncovered: Bools, candidates: Array) -> Floats:
        """Return in how many events not yet told of each candidate stands, those under it as a heading more."""
        topics, places = self.topics[inside], self.places[inside] - start
        weights = np.where(self.headed[inside], _HEADING, 1.0) * uncovered[places]
        places_of = np.minimum(np.searchsorted(candidates, topics), len(candidates) - 1)
        among = candidates[places_of] == topics
        return np.bincount(places_of[among], weights[among], len(candidates)).astype(np.float64)

    def _repeats(self, topic: int, named: list[int]) -> bool:
        """Whether a title says no more than that of the subject, or much the same as one named before."""
        own = _words(self.terms.labels[topic])
        return own <= self.subject or any(_alike(own, _words(self.terms.labels[known])) for known in named)

    @cached_property
    def _counts(self) -> Array:
        return np.bincount(self.topics, minlength=len(self.terms.labels))


def _is_plain(title: str) -> bool:
    """Whether a title is a common word, or that of a people or a language, as such are linked by the way."""
    return title[:1].islower() or title.endswith((" people", " language"))


def _words(title: str) -> frozenset[str]:
    return frozenset(spelled(word).casefold() for word in words(title)) - STOP_WORDS


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether of the words of the shorter of two titles most stand in the other, in this or another form."""
    starts, others = ({word[:_ROOT] for word in title} for title in (one, other))
    return 2 * len(starts & others) > min(len(starts), len(others))
