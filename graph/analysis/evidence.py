"""What pairs of events share, term by term, and credited so that nothing is named twice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Floats, Ints
from graph.analysis.terms import Terms

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Shared terms of pairs of events: one entry a pair and term, in order of pair, then term.

    Attributes
    ----------
    pairs, terms : ndarray of int32, shape (entries,)
    forms : ndarray of int32, shape (entries,)
        Number of the word as it stands in the second event; -1 for topics and headings.
    shares : ndarray of float64, shape (entries,)
        Weight of the term in the second event.
    """

    pairs: Ints
    terms: Ints
    forms: Ints
    shares: Floats


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
    entries = found[places[present]]
    shares = table.data[entries].astype(np.float64)
    return Evidence(asked_pairs[present], table.indices[entries], terms.forms[entries], shares)


def credited(terms: Terms, evidence: Evidence) -> Evidence:
    """Give the share of a heading's topic to the heading, and those of the words of a title to the title.

    A word of several shared titles goes to a heading before a topic, and to the rarest of these.
    """
    owners = np.arange(len(evidence.terms))
    titles = _by_claim(terms, evidence)
    _claim_words(terms, evidence, titles, owners)
    headings = titles[terms.is_heading[evidence.terms[titles]]]
    own_topics = terms.heading_topics[evidence.terms[headings] - terms.word_count - terms.topic_count]
    columns = terms.weights.columns
    keys = _keys(evidence.pairs, evidence.terms, columns)
    places, present = _look_up(keys, _keys(evidence.pairs[headings], own_topics, columns))
    owners[places[present]] = headings[present]
    shares = np.bincount(owners, weights=evidence.shares, minlength=len(owners))
    kept = owners == np.arange(len(owners))
    return Evidence(evidence.pairs[kept], evidence.terms[kept], evidence.forms[kept], shares[kept])


def _by_claim(terms: Terms, evidence: Evidence) -> Array:
    """Return the entries that have a title, the strongest claim on a word last."""
    titles = np.flatnonzero(evidence.terms >= terms.word_count)
    found = evidence.terms[titles]
    ordered: Array = titles[np.lexsort((titles, -terms.counts[found], terms.is_heading[found]))]
    return ordered


def _claim_words(terms: Terms, evidence: Evidence, titles: Array, owners: Array) -> None:
    """Write into `owners` who gets each shared word that stands in a shared title; later claims win."""
    entries, claimants = terms.titles.take(evidence.terms[titles] - terms.word_count)
    columns = terms.weights.columns
    wanted = _keys(evidence.pairs[titles[claimants]], terms.titles.indices[entries], columns)
    places, present = _look_up(_keys(evidence.pairs, evidence.terms, columns), wanted)
    owners[places[present]] = titles[claimants[present]]


def _keys(pairs: Array, columns: Array, width: int) -> NDArray[np.int64]:
    return pairs.astype(np.int64) * width + columns


def _look_up(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> tuple[Array, Bools]:
    """Return where each wanted key stands among ascending keys, and whether it is there at all."""
    places = np.searchsorted(keys, wanted)
    places[places == len(keys)] = 0
    present = keys[places] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    return places, present
