"""Which events a topic is the subject of: those that link it, and those that only name it."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.related import RelatedIndex
from graph.analysis.terms import Terms
from graph.analysis.tokens import STOP_WORDS, spelled, words


def rows_of_topic(index: RelatedIndex, topic: str, *, named: bool = True) -> Array:
    """Return the rows of the events of a topic, ascending.

    Editors link what a reader may want to look up: in the week in which all the world tells of a country, few events
    link it. So events whose texts have all words of the topic's title as names are events of the topic as well, unless
    they are words of a longer name: "Papua New Guinea" does not name Guinea. Titles are only looked for if they are
    made of names alone, without a number or an addition in brackets.

    Parameters
    ----------
    index : RelatedIndex
    topic : str
        Id of the topic. One that fewer than two events have is not in the index and has no events.
    named : bool, optional
        Whether events that name the topic and do not link it count.
    """
    terms = index.scorer.terms
    number = terms.numbers.get(topic)
    if number is None:
        return np.zeros(0, dtype=np.int64)
    linked = _rows_with(terms, terms.weights.indices == number)
    return np.union1d(linked, _naming(terms, number - terms.word_count)) if named else linked


def rows_of_topics(index: RelatedIndex, topics: Iterable[str]) -> Array:
    """Return the rows of the events that link any of some topics, ascending; unknown topics have none."""
    terms = index.scorer.terms
    wanted = np.zeros(terms.weights.columns, dtype=bool)
    wanted[[terms.numbers[topic] for topic in topics if topic in terms.numbers]] = True
    return np.unique(_rows_with(terms, wanted[terms.weights.indices]))


def _naming(terms: Terms, topic: int) -> Array:
    """Return the rows of the events whose texts name a topic."""
    stems, title = _stems(terms, topic), words(terms.labels[topic])
    if not _is_name(title) or len(stems) < len(title):
        return np.zeros(0, dtype=np.int64)
    rarest = stems[terms.counts[stems].argmin()]
    entries = (terms.weights.indices == rarest) & terms.is_name[terms.forms]
    texts = _Words(terms, _rows_with(terms, entries))
    said = texts.have(stems, {spelled(word).casefold() for word in title})
    for longer in _longer(terms, topic, stems):
        said &= ~texts.have(_stems(terms, longer))
    found: Array = texts.rows[said]
    return found


class _Words:
    """The words of some texts."""

    def __init__(self, terms: Terms, rows: Array) -> None:
        entries, self._places = terms.weights.take(rows)
        self._stems, self._forms = terms.weights.indices[entries], terms.forms[entries]
        self._texts, self.rows = terms.form_texts, rows

    def have(self, stems: Array, forms: set[str] | None = None) -> Bools:
        """Return which texts have all of some words, in one of some folded forms if any are given."""
        entries = np.flatnonzero(np.isin(self._stems, stems))
        if forms is not None:
            fit = [self._texts[form].casefold() in forms for form in self._forms[entries].tolist()]
            entries = entries[np.array(fit, dtype=bool)]
        having: Bools = np.bincount(self._places[entries], minlength=len(self.rows)) == len(stems)
        return having


def _longer(terms: Terms, topic: int, stems: Array) -> list[int]:
    """Return the topics whose titles are names that hold all words of a title and more."""
    titles = terms.titles
    holding = np.bincount(titles.row_numbers()[np.isin(titles.indices, stems)], minlength=titles.rows) == len(stems)
    more = np.flatnonzero(holding & (np.diff(titles.indptr) > len(stems)))
    return [int(other) for other in more if other != topic and _is_name(words(terms.labels[other]))]


def _is_name(title: Sequence[str]) -> bool:
    """Whether all words of a title are written with a capital, and none of them holds sentences together."""
    return bool(title) and all(word[0].isupper() and word.casefold() not in STOP_WORDS for word in title)


def _stems(terms: Terms, topic: int) -> Array:
    titles = terms.titles
    stems: Array = titles.indices[titles.indptr[topic] : titles.indptr[topic + 1]]
    return stems


def _rows_with(terms: Terms, entries: Bools) -> Array:
    """Return the rows of some entries of the table of terms, one of each row at most."""
    rows: Array = np.searchsorted(terms.weights.indptr, np.flatnonzero(entries), side="right") - 1
    return rows
