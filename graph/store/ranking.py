"""How well the words of an event match those of a search: BM25, the same on every engine.

A team reads one archive on a server and a single reader in a file, and both should find the same. Engines rank alike
but not the same: Lucene rounds the lengths of texts down to a byte and counts what was removed but is still in the
index, which decides between events that match about as well. So the measure is fixed here: BM25 with the usual k1 and
b, over `Event.words`. An engine whose scores are just that (the embedded one) ranks by itself; of another, a pool of
the best is scored here. Of equal events the newer one comes first, then the lesser id.

References
----------
S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond. Foundations and Trends in
Information Retrieval 3 (4), 2009, 333-389.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

K1 = 1.2
B = 0.75
# scores that differ by less are equal: the same terms were added up in another order
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 must know of all events.

    Attributes
    ----------
    events : int
        Number of events.
    mean_length : float
        Mean number of words of an event.
    counts : mapping of str to int
        In how many events a word stands.
    """

    events: int
    mean_length: float
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that matches, with its date for the order of equal ones."""

    id: str
    date: dt.date
    score: float


class Bm25:
    """Scores events by the words asked for.

    Parameters
    ----------
    asked : sequence of str
        Words, each once.
    statistics : Statistics
        With the counts of these words.
    """

    def __init__(self, asked: Sequence[str], statistics: Statistics) -> None:
        self._mean = statistics.mean_length or 1.0
        self._weights = {word: _weight(statistics.counts[word], statistics.events) for word in asked}

    def score(self, event_words: str) -> float:
        """Return the score of an event by its `Event.words`; 0 when it has none of the words asked for."""
        found = event_words.split(" ")
        damping = K1 * (1 - B + B * len(found) / self._mean)
        times = ((weight, found.count(word)) for word, weight in self._weights.items())
        return sum(weight * count * (K1 + 1) / (count + damping) for weight, count in times if count)


def _weight(count: int, events: int) -> float:
    """Return the inverse document frequency of a word, which is positive for all."""
    return math.log1p((events - count + 0.5) / (count + 0.5))


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Return the best hits, best first; of equal ones the newest first, then by id."""
    return sorted(hits, key=_place)[:limit]


def _place(hit: Hit) -> tuple[float, int, str]:
    return -round(hit.score, _DIGITS), -hit.date.toordinal(), hit.id
