"""What pairs of events share, term by term, and credited so that nothing is named twice or in pieces."""

import dataclasses
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.terms import Terms
from graph.analysis.tokens import STOP_WORDS, spelled, words

Bools = NDArray[np.bool_]

_COMMON_SHARE, _FEW = 0.01, 20
"""Words that more than this share of the events have, and not just a few, meet by chance too often to be a phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Shared terms of pairs of events: one entry a pair and term, in order of pair, then term.

    Attributes
    ----------
    sources, targets : ndarray of int, shape (pairs,)
        Rows of the events.
    pairs, terms : ndarray of int32, shape (entries,)
    asked_forms, forms : ndarray of int32, shape (entries,)
        Number of the word as it stands in the first and in the second event; -1 for topics.
    phrases : ndarray of int32, shape (entries,)
        Number of the title that the words credited to this one make up; -1 where it is a word alone, or a topic.
    shares : ndarray of float64, shape (entries,)
        What the term of the second event is worth to the first.
    headed : ndarray of bool, shape (entries,)
        Whether the term is a heading of both.
    """

    sources: Array
    targets: Array
    pairs: Ints
    terms: Ints
    asked_forms: Ints
    forms: Ints
    phrases: Ints
    shares: Floats
    headed: Bools

    def take(self, places: Array) -> "Evidence":
        """Return some entries, by places or by a mask."""
        columns = ("pairs", "terms", "asked_forms", "forms", "phrases", "shares", "headed")
        return dataclasses.replace(self, **{name: getattr(self, name)[places] for name in columns})


def shared_terms(terms: Terms, sources: Array, targets: Array, muted: Bools | None = None) -> Evidence:
    """Return what pairs of events share.

    Parameters
    ----------
    terms : Terms
        Weighed terms of all events.
    sources, targets : ndarray of int, shape (pairs,)
        Rows of the events.
    muted : ndarray of bool, shape (terms,), optional
        Terms that do not count.
    """
    table = terms.weights
    asked, asked_pairs = table.take(sources)
    found, found_pairs = table.take(targets)
    wanted = _keys(asked_pairs, table.indices[asked], table.columns)
    places, present = _look_up(_keys(found_pairs, table.indices[found], table.columns), wanted)
    if muted is not None:
        present &= ~muted[table.indices[asked]]
    askers, entries = asked[present], found[places[present]]
    shares = np.where(terms.headed[askers], terms.to_headed[entries], table.data[entries]).astype(np.float64)
    headed = terms.headed[askers] & terms.headed[entries]
    return Evidence(
        sources=sources,
        targets=targets,
        pairs=asked_pairs[present],
        terms=table.indices[entries],
        asked_forms=terms.forms[askers],
        forms=terms.forms[entries],
        phrases=np.full(len(entries), -1, dtype=np.int32),
        shares=shares,
        headed=headed,
    )


def credited(terms: Terms, evidence: Evidence, muted: Bools | None = None) -> Evidence:
    """Give the shares of the words of a title to the title, or to one of the words that then stands for all.

    A word of several shared titles goes to a shared heading before a topic, and to the rarest of these. Words that are
    left may make up the title of a topic that only one of the events links: the other names it without a link.
    Titles of `muted` terms, a mask of shape (terms,), are not told.
    """
    return _phrased(terms, _titled(terms, evidence), muted)


def _titled(terms: Terms, evidence: Evidence) -> Evidence:
    """Give the shares of the words of a shared title to the title."""
    titles = np.flatnonzero(evidence.terms >= terms.word_count)
    # Of several claims on a word the last to be written stays.
    claims = titles[np.lexsort((titles, -terms.counts[evidence.terms[titles]], evidence.headed[titles]))]
    entries, claimants = terms.titles.take(evidence.terms[claims] - terms.word_count)
    wanted = _keys(evidence.pairs[claims[claimants]], terms.titles.indices[entries], terms.weights.columns)
    places, present = _look_up(_own_keys(terms, evidence), wanted)
    owners = np.arange(len(evidence.terms))
    owners[places[present]] = claims[claimants[present]]
    return _given(evidence, owners)


def _phrased(terms: Terms, evidence: Evidence, muted: Bools | None) -> Evidence:
    """Let one word stand for the title of a topic that one of the events links, when both have all its words."""
    pairs, titles = _linked_phrases(terms, evidence, muted)
    entries, claimants = terms.titles.take(titles)
    wanted = _keys(pairs[claimants], terms.titles.indices[entries], terms.weights.columns)
    places, present = _look_up(_own_keys(terms, evidence), wanted)
    present &= terms.counts[terms.titles.indices[entries]] <= max(_FEW, _COMMON_SHARE * terms.weights.rows)
    found = np.bincount(claimants[present], minlength=len(titles))
    whole = found == _lengths(terms, titles)
    whole[whole] = [
        _content_words(terms.labels[title]) == count for title, count in zip(titles[whole], found[whole], strict=True)
    ]
    kept = present & whole[claimants]
    claims = np.full(len(evidence.terms), -1)
    claims[places[kept]] = claimants[kept]  # of several claims on a word the last to be written stays
    held = np.flatnonzero(claims >= 0)
    made, first = np.unique(claims[held], return_index=True)
    owners, phrases = np.arange(len(evidence.terms)), evidence.phrases.copy()
    owners[held] = held[first][np.searchsorted(made, claims[held])]
    phrases[held] = titles[claims[held]]
    return _given(dataclasses.replace(evidence, phrases=phrases), owners)


def _linked_phrases(terms: Terms, evidence: Evidence, muted: Bools | None) -> tuple[Array, Array]:
    """Return pairs and the titles of two words or more that one of their events links; the long and rare ones last."""
    entries, owners = terms.weights.take(np.concatenate([evidence.sources, evidence.targets]))
    linked = terms.weights.indices[entries] >= terms.word_count
    if muted is not None:
        linked &= ~muted[terms.weights.indices[entries]]
    titles, owners = terms.weights.indices[entries[linked]] - terms.word_count, owners[linked]
    long = _lengths(terms, titles) > 1
    width = max(terms.titles.rows, 1)
    pairs, titles = np.divmod(np.unique(_keys(owners[long] % len(evidence.sources), titles[long], width)), width)
    order = np.lexsort((titles, -terms.counts[titles + terms.word_count], _lengths(terms, titles)))
    return pairs[order], titles[order]


def _lengths(terms: Terms, titles: Array) -> Array:
    """Return how many words titles have that two or more events have."""
    lengths: Array = terms.titles.indptr[titles + 1] - terms.titles.indptr[titles]
    return lengths


@lru_cache(maxsize=4096)
def _content_words(label: str) -> int:
    """Return how many different words of a title count, those that no other event has too; none tell of a number."""
    if any(sign.isdigit() for sign in label):
        return 0
    counted = {spelled(word).casefold() for word in words(label)} - STOP_WORDS
    return sum(len(word) > 1 for word in counted)


def _given(evidence: Evidence, owners: Array) -> Evidence:
    """Return the evidence after every entry gave its share to its owner."""
    shares: Floats = np.bincount(owners, weights=evidence.shares, minlength=len(owners)).astype(np.float64)
    return dataclasses.replace(evidence, shares=shares).take(owners == np.arange(len(owners)))


def _own_keys(terms: Terms, evidence: Evidence) -> NDArray[np.int64]:
    return _keys(evidence.pairs, evidence.terms, terms.weights.columns)


def _keys(pairs: Array, columns: Array, width: int) -> NDArray[np.int64]:
    return pairs.astype(np.int64) * width + columns


def _look_up(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> tuple[Array, Bools]:
    """Return where each wanted key stands among ascending keys, and whether it is there at all."""
    places = np.searchsorted(keys, wanted)
    places[places == len(keys)] = 0
    present = keys[places] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    return places, present
