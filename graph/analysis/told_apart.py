"""What parts of a story are about: the topics that tell each from the others."""

import re
from collections.abc import Sequence

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.group_labels import distinctive
from graph.analysis.terms import Terms

_MORE = 1.5
"""A topic tells a part from the others if it is so many times as common in it."""
_LEAST_EVENTS, _LEAST_SHARE = 2, 0.15
"""A topic in fewer events of a part, or in a smaller share of them, does not name it."""
_COMMON = 0.5
"""What counts of a topic that is no name."""
_ENOUGH = 0.5
"""A second topic names a part if it is worth this much of the first."""
_DATE = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,4})?|\d{4}"
)


def is_date(title: str) -> bool:
    """Tell whether a title is that of a day, a month or a year, which are linked by the way.

    Examples
    --------
    >>> [is_date(title) for title in ("16 January", "2007", "September 25", "May 2011", "March for Life")]
    [True, True, True, True, False]
    """
    return bool(_DATE.fullmatch(title))


def told_apart(terms: Terms, parts: Sequence[Array], most: int) -> list[list[str]]:
    """Return for each part of some events the topics that tell it from the other parts, foremost first.

    A topic counts by how many events of the part have it, times the logarithm of how much more often that is than in
    the other parts, or than among all events where that is less.

    Parameters
    ----------
    terms : Terms
    parts : sequence of ndarray of int
        Rows of the events of each part.
    most : int
        At most so many topics of each; there may be none.
    """
    counts = np.array([_having(terms, part) for part in parts], dtype=np.float64).reshape(len(parts), -1)
    sizes = np.array([[len(part)] for part in parts], dtype=np.float64)
    others = (counts.sum(axis=0) - counts + 0.5) / (sizes.sum() - sizes + 1)
    usual = terms.counts[terms.word_count :] / max(terms.weights.rows, 1)
    shares = counts / np.maximum(sizes, 1)
    fit = (counts >= _LEAST_EVENTS) & (shares >= _LEAST_SHARE) & (shares > _MORE * others)
    ratios = np.log(shares / np.maximum(others, usual), out=np.zeros_like(shares), where=fit)
    for topic in np.flatnonzero(fit.any(axis=0)).tolist():
        ratios[:, topic] *= _naming(terms.labels[topic])
    return [_names(terms, worth, most) for worth in counts * ratios]


def _naming(label: str) -> float:
    """Return how well a topic names something."""
    return 0.0 if is_date(label) else _COMMON if label[:1].islower() else 1.0


def _having(terms: Terms, rows: Array) -> Array:
    """Return how many of some events have each topic."""
    entries, _ = terms.weights.take(rows)
    numbers = terms.weights.indices[entries]
    topics = numbers[numbers >= terms.word_count] - terms.word_count
    return np.bincount(topics, minlength=len(terms.labels))


def _names(terms: Terms, worth: Array, most: int) -> list[str]:
    best = np.lexsort((np.arange(len(worth)), -worth))[: 4 * most]
    told = best[worth[best] > _ENOUGH * worth.max(initial=0.0)]
    return distinctive([terms.labels[topic] for topic in told.tolist()], most)
