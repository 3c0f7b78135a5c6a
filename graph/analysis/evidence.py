"""What pairs of events share, term by term, and credited so that nothing is named twice."""

import dataclasses
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
        Number of the word as it stands in the second event; -1 for topics.
    shares : ndarray of float64, shape (entries,)
        What the term of the second event is worth to the first.
    headed : ndarray of bool, shape (entries,)
        Whether the term is a heading of both.
    """

    pairs: Ints
    terms: Ints
    forms: Ints
    shares: Floats
    headed: Bools

    def take(self, places: Array) -> "Evidence":
        """Return some entries, by places or by a mask."""
        return Evidence(
            self.pairs[places], self.terms[places], self.forms[places], self.shares[places], self.headed[places]
        )


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
    return Evidence(asked_pairs[present], table.indices[entries], terms.forms[entries], shares, headed)


def credited(terms: Terms, evidence: Evidence) -> Evidence:
    """Give the shares of the words of a shared title to the title.

    A word of several titles goes to a shared heading before a topic, and to the rarest of these.
    """
    titles = np.flatnonzero(evidence.terms >= terms.word_count)
    # Of several claims on a word the last to be written stays.
    claims = titles[np.lexsort((titles, -terms.counts[evidence.terms[titles]], evidence.headed[titles]))]
    entries, claimants = terms.titles.take(evidence.terms[claims] - terms.word_count)
    columns = terms.weights.columns
    wanted = _keys(evidence.pairs[claims[claimants]], terms.titles.indices[entries], columns)
    places, present = _look_up(_keys(evidence.pairs, evidence.terms, columns), wanted)
    owners = np.arange(len(evidence.terms))
    owners[places[present]] = claims[claimants[present]]
    shares: Floats = np.bincount(owners, weights=evidence.shares, minlength=len(owners)).astype(np.float64)
    return dataclasses.replace(evidence, shares=shares).take(owners == np.arange(len(owners)))


def _keys(pairs: Array, columns: Array, width: int) -> NDArray[np.int64]:
    return pairs.astype(np.int64) * width + columns


def _look_up(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> tuple[Array, Bools]:
    """Return where each wanted key stands among ascending keys, and whether it is there at all."""
    places = np.searchsorted(keys, wanted)
    places[places == len(keys)] = 0
    present = keys[places] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    return places, present
