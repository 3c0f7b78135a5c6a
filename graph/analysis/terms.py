"""The terms events can share, weighed: words by BM25, names more, topics by their rarity, headings most."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Csr, Floats, Ints, beside, table
from graph.analysis.packing import Arrays, pack_table, pack_texts, unpack_table, unpack_texts
from graph.analysis.settings import RelatedSettings
from graph.analysis.tokens import words

if TYPE_CHECKING:
    from graph.analysis.lexicon import Lexicon
    from graph.analysis.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Terms:
    """Weighed terms of every event, words first, then topics; only those of two or more events.

    An event has the topics its text links and those of its headings; an unlinked heading is a topic of its own.

    Attributes
    ----------
    weights : Csr of float32, shape (events, terms)
        How much a term of the event is worth to another event that has it as well, but not as a heading.
    to_headed : ndarray of float32, shape (entries of weights,)
        The same for another event that has it as a heading.
    headed : ndarray of bool, shape (entries of weights,)
        Whether the term is a heading of the event.
    forms : ndarray of int32, shape (entries of weights,)
        Number of the word in `form_texts` a stem stands for in this event; -1 for topics.
    totals : ndarray of float64, shape (events,)
        What an event is worth to its like: the sum of all its weights, words and topics of its own included.
    text_norms : ndarray of float64, shape (events,)
        Length of the vector of all word weights of an event.
    counts : ndarray of int32, shape (terms,)
        How many events have a term.
    word_count : int
        How many terms are words.
    titles : Csr, shape (topics, words)
        The words of each title.
    keys, labels : tuple of str
        Id and label of each topic; an unlinked heading has no id.
    form_texts : tuple of str
        Words as written.
    """

    weights: Csr
    to_headed: Array
    headed: Array
    forms: Ints
    totals: Floats
    text_norms: Floats
    counts: Ints
    word_count: int
    titles: Csr
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    form_texts: tuple[str, ...]

    @cached_property
    def is_name(self) -> NDArray[np.bool_]:
        """Which forms are written with a capital, and last a False that topics point to."""
        return np.array([*(text[0].isupper() for text in self.form_texts), False])

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The terms of the topics by their ids."""
        return {key: number for number, key in enumerate(self.keys, self.word_count) if key}


def rarity(counts: Array, events: int) -> Floats:
    """Return the inverse document frequency of terms that stand in `counts` of `events` events.

    It is the form of Robertson and Zaragoza [1]_ that never falls to zero; for topics it plays the part that the
    logarithm of the degree plays in the index of Adamic and Adar [2]_.

    References
    ----------
    .. [1] S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations
       and Trends in Information Retrieval 3 (4), 2009.
    .. [2] L. A. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25 (3), 2003.
    """
    return np.log1p((events - counts + 0.5) / (counts + 0.5))


def bm25(words: Csr, k1: float, b: float) -> Floats:
    """Return the BM25 weight of every cell of a table of word counts [1]_.

    References
    ----------
    .. [1] S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations
       and Trends in Information Retrieval 3 (4), 2009.
    """
    rows = words.row_numbers()
    lengths = np.bincount(rows, weights=words.data, minlength=words.rows)
    relative = lengths / (lengths.mean() or 1.0) if words.rows else lengths
    saturation = words.data * (k1 + 1) / (words.data + k1 * (1 - b + b * relative[rows]))
    weights: Floats = saturation * rarity(words.column_counts(), words.rows)[words.indices]
    return weights


def weigh(snapshot: "Snapshot", settings: RelatedSettings) -> Terms:
    """Weigh the terms of a snapshot."""
    words = _weighed_words(snapshot, settings)
    topics = _topics(snapshot)
    shared_words, shared_topics = words.shared(), topics.shared()
    weights, to_headed = _worth(shared_topics, settings)
    cells = beside([shared_words.cells, weights])
    is_topic = cells.indices >= shared_words.cells.columns
    forms = _Block(snapshot.forms, snapshot.stems).shared().cells.data
    labels = tuple(snapshot.labels[name] for name in shared_topics.names)
    own_topics = np.diff(topics.cells.indptr) - np.diff(weights.indptr)
    of_own_topics = own_topics * rarity(np.ones(1), len(snapshot))
    return Terms(
        weights=Csr(cells.indptr, cells.indices, cells.data.astype(np.float32), cells.columns),
        to_headed=_spread(is_topic, to_headed, cells.data).astype(np.float32),
        headed=_spread(is_topic, shared_topics.cells.data, np.zeros_like(is_topic)),
        forms=_spread(~is_topic, forms, np.full(len(is_topic), -1, dtype=np.int32)),
        totals=_row_sums(words.cells, words.cells.data) + _row_sums(weights, to_headed) + of_own_topics,
        text_norms=np.sqrt(_row_sums(words.cells, words.cells.data**2)),
        counts=cells.column_counts().astype(np.int32),
        word_count=len(shared_words.names),
        titles=_titles(labels, shared_words.names, snapshot.contents.lexicon),
        keys=tuple("" if name in snapshot.unlinked else name for name in shared_topics.names),
        labels=labels,
        form_texts=snapshot.form_texts,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Cells of one kind of terms, with the names of the columns."""

    cells: Csr
    names: tuple[str, ...]

    def shared(self) -> "_Block":
        """Return the block without the terms of a single event: no two events can share them."""
        cells = self.cells
        kept = cells.column_counts() > 1
        renumbered = (np.cumsum(kept) - 1).astype(np.int32)
        entries = kept[cells.indices]
        indptr = np.concatenate([[0], np.cumsum(entries)])[cells.indptr]
        fewer = Csr(indptr, renumbered[cells.indices[entries]], cells.data[entries], int(kept.sum()))
        return _Block(fewer, tuple(name for name, keep in zip(self.names, kept, strict=True) if keep))


def _weighed_words(snapshot: "Snapshot", settings: RelatedSettings) -> _Block:
    words = snapshot.words
    weights = bm25(words, settings.k1, settings.b) * np.where(_names(snapshot), settings.name_weight, 1.0)
    return _Block(Csr(words.indptr, words.indices, weights, words.columns), snapshot.stems)


def _names(snapshot: "Snapshot") -> NDArray[np.bool_]:
    """Return which cells of the words are names: words that are mostly written with a capital."""
    capital = np.array([text[:1].isupper() for text in snapshot.form_texts], dtype=bool)
    return capital[snapshot.forms.data]


def _topics(snapshot: "Snapshot") -> _Block:
    """Return the topics of text and headings together, each once an event, True where it is a heading."""
    names = tuple(sorted({*snapshot.topic_ids, *snapshot.heading_keys}))
    parts = ((snapshot.headings, snapshot.heading_keys), (snapshot.topics, snapshot.topic_ids))
    columns = np.concatenate([_places(keys, names)[part.indices] for part, keys in parts])
    rows = np.concatenate([part.row_numbers() for part, _ in parts]).astype(np.int64)
    cells, first = np.unique(rows * max(len(names), 1) + columns, return_index=True)
    rows, columns = np.divmod(cells, max(len(names), 1))
    is_heading = first < len(snapshot.headings.indices)
    return _Block(table(rows, columns, is_heading, (len(snapshot), len(names))), names)


def _worth(topics: _Block, settings: RelatedSettings) -> tuple[Csr, Floats]:
    """Return what topics are worth to events that have them, and to events that have them as headings.

    The weight of a heading is the square of its rarity, so that the heading of a long story does not drown what
    parts of the story share among themselves.
    """
    cells = topics.cells
    counts = cells.column_counts()
    rarities = rarity(counts, cells.rows)[cells.indices]
    heading = np.where(cells.data, settings.heading_weight * rarities**2, 0.0)
    is_hub = (counts > settings.most_events(settings.hub_share, cells.rows))[cells.indices]
    named = np.where(is_hub, 0.0, settings.named_heading * heading)
    return Csr(cells.indptr, cells.indices, rarities + named, cells.columns), rarities + heading


def _spread(places: Array, values: Array, elsewhere: Array) -> Array:
    """Return an array with `values` at some places, in order, and the others from `elsewhere`."""
    spread = np.array(elsewhere)
    spread[places] = values
    return spread


def _row_sums(cells: Csr, values: Array) -> Floats:
    sums: Floats = np.bincount(cells.row_numbers(), weights=values, minlength=cells.rows).astype(np.float64)
    return sums


def _places(names: tuple[str, ...], among: tuple[str, ...]) -> Ints:
    """Return the place of each name in a list that holds them all."""
    place = {name: number for number, name in enumerate(among)}
    return np.array([place[name] for name in names], dtype=np.int32)


def _titles(labels: tuple[str, ...], stems: tuple[str, ...], lexicon: "Lexicon") -> Csr:
    """Return which words stand in each label."""
    split = [words(label) for label in labels]
    distinct = list(dict.fromkeys(word for row in split for word in row))
    stem_of = dict(zip(distinct, lexicon.of(distinct).stems.texts(), strict=True))
    place = {stem: number for number, stem in enumerate(stems)}
    rows = [[place[stem] for stem in {stem_of[word] for word in row} if stem in place] for row in split]
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return table(numbers, columns, np.ones(len(columns), dtype=np.int8), (len(rows), len(stems)))


_ARRAYS = ("to_headed", "headed", "forms", "totals", "text_norms", "counts")
_TEXTS = ("keys", "labels", "form_texts")


def pack_terms(terms: Terms) -> Arrays:
    """Return weighed terms as plain arrays."""
    packed = {name: getattr(terms, name) for name in _ARRAYS}
    for name in _TEXTS:
        packed |= pack_texts(name, getattr(terms, name))
    return {
        "word_count": np.array(terms.word_count),
        **packed,
        **pack_table("weights", terms.weights),
        **pack_table("titles", terms.titles),
    }


def unpack_terms(arrays: Mapping[str, Array]) -> Terms:
    """Return the terms that `pack_terms` took apart.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    weights = unpack_table("weights", arrays)
    if {len(arrays[name]) for name in ("to_headed", "headed", "forms")} != {len(weights.data)}:
        raise ValueError("The arrays of the terms do not fit each other.")
    return Terms(
        weights=weights,
        titles=unpack_table("titles", arrays),
        word_count=int(arrays["word_count"]),
        to_headed=arrays["to_headed"],
        headed=arrays["headed"],
        forms=arrays["forms"],
        totals=arrays["totals"],
        text_norms=arrays["text_norms"],
        counts=arrays["counts"],
        keys=unpack_texts("keys", arrays),
        labels=unpack_texts("labels", arrays),
        form_texts=unpack_texts("form_texts", arrays),
    )
