"""The terms events can share, weighed: words by BM25, topics and headings by their rarity."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Csr, Floats, Ints, beside, table
from graph.analysis.packing import Arrays, pack_table, pack_texts, unpack_table, unpack_texts
from graph.analysis.settings import RelatedSettings
from graph.analysis.tokens import Stemmer, words

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Terms:
    """Weighed terms of every event, words first, then topics, then headings; only those of two or more events.

    A heading's topic is a topic of the event too, so that a link in one text meets a heading above another.

    Attributes
    ----------
    weights : Csr of float32, shape (events, terms)
        How much a term of the event is worth to another event that has it as well.
    forms : ndarray of int32, shape (entries of weights,)
        Number of the word in `form_texts` a stem stands for in this event; -1 for topics and headings.
    totals : ndarray of float64, shape (events,)
        Sum of the weights of all terms of an event, those included that no other event has.
    text_norms : ndarray of float64, shape (events,)
        Length of the vector of all word weights of an event.
    counts : ndarray of int32, shape (terms,)
        How many events have a term.
    word_count, topic_count : int
        How many terms are words, and how many topics.
    titles : Csr, shape (topics and headings, words)
        The words of each title.
    heading_topics : ndarray of int32, shape (headings,)
        The term of a heading's own topic.
    keys, labels : tuple of str
        Id and label of each topic and heading; an unlinked heading has no id.
    form_texts : tuple of str
        Words as written.
    """

    weights: Csr
    forms: Ints
    totals: Floats
    text_norms: Floats
    counts: Ints
    word_count: int
    topic_count: int
    titles: Csr
    heading_topics: Ints
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    form_texts: tuple[str, ...]

    @cached_property
    def is_heading(self) -> NDArray[np.bool_]:
        """Which terms are headings."""
        return np.arange(self.weights.columns) >= self.word_count + self.topic_count

    @cached_property
    def is_name(self) -> NDArray[np.bool_]:
        """Which forms are written with a capital, and last a False that topics and headings point to."""
        return np.array([*(text[0].isupper() for text in self.form_texts), False])

    @cached_property
    def postings(self) -> Csr:
        """The events of every term: the weights with terms as rows."""
        return self.weights.transposed()


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
    blocks = _blocks(snapshot, settings)
    word_block, topics, headings = shared = [block.shared() for block in blocks]
    weights = beside([block.cells for block in shared])
    names = (*topics.names, *headings.names)
    labels = tuple(snapshot.labels[name] for name in names)
    return Terms(
        weights=Csr(weights.indptr, weights.indices, weights.data.astype(np.float32), weights.columns),
        forms=_aligned_forms(weights, _Block(snapshot.forms, snapshot.stems).shared().cells),
        totals=np.sum([_row_sums(block.cells, block.cells.data) for block in (*blocks[:2], headings)], axis=0),
        text_norms=np.sqrt(_row_sums(blocks[0].cells, blocks[0].cells.data ** 2)),
        counts=weights.column_counts().astype(np.int32),
        word_count=len(word_block.names),
        topic_count=len(topics.names),
        titles=_titles(labels, word_block.names),
        heading_topics=_places(headings.names, topics.names) + np.int32(len(word_block.names)),
        keys=tuple("" if name in snapshot.unlinked else name for name in names),
        labels=labels,
        form_texts=snapshot.form_texts,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Weighed cells of one kind of terms, with the names of the columns."""

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


def _blocks(snapshot: "Snapshot", settings: RelatedSettings) -> list[_Block]:
    """Return words, topics and headings, weighed."""
    words = snapshot.words
    weighed = Csr(words.indptr, words.indices, bm25(words, settings.k1, settings.b), words.columns)
    topics = _topics(snapshot)
    rarities = rarity(topics.cells.column_counts(), topics.cells.rows)
    own_topics = _places(snapshot.heading_keys, topics.names)
    # Squared, so that the heading of a long story does not drown what its parts share among themselves.
    extra = settings.heading_weight * rarities[own_topics] ** 2
    return [
        _Block(weighed, snapshot.stems),
        _Block(_filled(topics.cells, rarities), topics.names),
        _Block(_filled(snapshot.headings, extra), snapshot.heading_keys),
    ]


def _topics(snapshot: "Snapshot") -> _Block:
    """Return the topics of text and headings together, each once an event."""
    names = tuple(sorted({*snapshot.topic_ids, *snapshot.heading_keys}))
    parts = ((snapshot.topics, snapshot.topic_ids), (snapshot.headings, snapshot.heading_keys))
    columns = np.concatenate([_places(keys, names)[part.indices] for part, keys in parts])
    rows = np.concatenate([part.row_numbers() for part, _ in parts])
    cells = np.unique(rows.astype(np.int64) * max(len(names), 1) + columns)
    rows, columns = np.divmod(cells, max(len(names), 1))
    return _Block(table(rows, columns, np.ones(len(cells)), (len(snapshot), len(names))), names)


def _filled(cells: Csr, weights: Floats) -> Csr:
    """Return the table with the weight of its column in every cell."""
    return Csr(cells.indptr, cells.indices, weights[cells.indices], cells.columns)


def _row_sums(cells: Csr, values: Array) -> Floats:
    sums: Floats = np.bincount(cells.row_numbers(), weights=values, minlength=cells.rows).astype(np.float64)
    return sums


def _places(names: tuple[str, ...], among: tuple[str, ...]) -> Ints:
    """Return the place of each name in a list that holds them all."""
    place = {name: number for number, name in enumerate(among)}
    return np.array([place[name] for name in names], dtype=np.int32)


def _aligned_forms(weights: Csr, forms: Csr) -> Ints:
    """Return the form of every cell of `weights`, whose words stand in the order of `forms`; -1 elsewhere."""
    aligned = np.full(len(weights.indices), -1, dtype=np.int32)
    aligned[weights.indices < forms.columns] = forms.data
    return aligned


def _titles(labels: tuple[str, ...], stems: tuple[str, ...]) -> Csr:
    """Return which words stand in each label."""
    stemmer, place = Stemmer(), {stem: number for number, stem in enumerate(stems)}
    stemmed = ({stemmer.stem(word) for word in words(label)} for label in labels)
    rows = [[place[stem] for stem in row if stem in place] for row in stemmed]
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return table(numbers, columns, np.ones(len(columns), dtype=np.int8), (len(rows), len(stems)))


_ARRAYS = ("forms", "totals", "text_norms", "counts", "heading_topics")
_TEXTS = ("keys", "labels", "form_texts")


def pack_terms(terms: Terms) -> Arrays:
    """Return weighed terms as plain arrays."""
    packed = {name: getattr(terms, name) for name in _ARRAYS}
    for name in _TEXTS:
        packed |= pack_texts(name, getattr(terms, name))
    sizes = np.array([terms.word_count, terms.topic_count])
    return {"sizes": sizes, **packed, **pack_table("weights", terms.weights), **pack_table("titles", terms.titles)}


def unpack_terms(arrays: Mapping[str, Array]) -> Terms:
    """Return the terms that `pack_terms` took apart."""
    word_count, topic_count = arrays["sizes"].tolist()
    return Terms(
        weights=unpack_table("weights", arrays),
        titles=unpack_table("titles", arrays),
        word_count=word_count,
        topic_count=topic_count,
        forms=arrays["forms"],
        totals=arrays["totals"],
        text_norms=arrays["text_norms"],
        counts=arrays["counts"],
        heading_topics=arrays["heading_topics"],
        keys=unpack_texts("keys", arrays),
        labels=unpack_texts("labels", arrays),
        form_texts=unpack_texts("form_texts", arrays),
    )
