"""What groups of events are about: the topics that tell each from all other events."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.row_lists import NOBODY
from graph.analysis.terms import Terms

TELLING = 8
"""So many topics are foremost in a group."""
_ROUNDING = 1e-9
MOST = 0.5
"""A heading that at least this part of the events share is that of the group."""


@dataclass(frozen=True, slots=True)
class Foremost:
    """What a group of events is about.

    Attributes
    ----------
    heading : str
        Label of the heading that most of its events are under; empty where there is none.
    names : tuple of str
        Labels of topics and headings, foremost first.
    topics : tuple of str
        Ids of the topics among them.
    """

    heading: str
    names: tuple[str, ...]
    topics: tuple[str, ...]

    @classmethod
    def of_groups(cls, terms: Terms, groups: Ints) -> "tuple[Foremost, ...]":
        """Return what groups are about, by their numbers.

        A topic counts in a group by its part in the log-likelihood ratio of [1]_: how many events of the group have
        it, times the logarithm of how much more often that is than among all events.

        Parameters
        ----------
        terms : Terms
        groups : ndarray of int32, shape (events,)
            Number of each event's group, -1 for none.

        References
        ----------
        .. [1] T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational
           Linguistics 19 (1), 1993.
        """
        count = int(groups.max(initial=NOBODY)) + 1
        cells = _Cells.of(terms, groups, count)
        best: list[list[int]] = [[] for _ in range(count)]
        headings = [NOBODY] * count
        for group, topic, is_heading, is_telling in cells.best_first():
            if is_telling and len(best[group]) < TELLING:
                best[group].append(topic)
            if is_heading and headings[group] == NOBODY:
                headings[group] = topic
        return tuple(_told(terms, heading, topics) for heading, topics in zip(headings, best, strict=True))


def _told(terms: Terms, heading: int, topics: list[int]) -> Foremost:
    return Foremost(
        "" if heading == NOBODY else terms.labels[heading],
        tuple(terms.labels[topic] for topic in topics),
        tuple(terms.keys[topic] for topic in topics if terms.keys[topic]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """How many events of each group have each topic: columns of equal length."""

    groups: Array
    topics: Array
    worth: Floats
    most: Array

    @classmethod
    def of(cls, terms: Terms, groups: Ints, count: int) -> "_Cells":
        cells = terms.weights
        owners = groups[cells.row_numbers()]
        chosen = (cells.indices >= terms.word_count) & (owners != NOBODY)
        width = max(len(terms.keys), 1)
        keys = owners[chosen].astype(np.int64) * width + cells.indices[chosen] - terms.word_count
        found, places = np.unique(keys, return_inverse=True)
        having = np.bincount(places, minlength=len(found))
        headed = np.bincount(places, weights=terms.headed[chosen], minlength=len(found))
        of, topics = np.divmod(found, width)
        sizes = np.bincount(groups[groups != NOBODY], minlength=count)[of]
        usual = terms.counts[terms.word_count :][topics] / max(cells.rows, 1)
        worth = np.asarray(having * np.log(having / sizes / usual), dtype=np.float64)
        return cls(of, topics, worth, headed >= MOST * sizes)

    def best_first(self) -> "zip[tuple[int, int, bool, bool]]":
        """Yield group, topic, whether it is a heading of most of the group, and whether it is at least as usual there.

        For each group the foremost come first.
        """
        order = np.lexsort((self.topics, -self.worth, self.groups))
        columns = (self.groups, self.topics, self.most, self.worth > -_ROUNDING)
        return zip(*(column[order].tolist() for column in columns), strict=True)
