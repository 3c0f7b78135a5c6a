"""Why two events are related: reasons made of the very terms that scored."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools, Evidence
from graph.analysis.pairs import ranks
from graph.analysis.settings import RelatedSettings
from graph.analysis.terms import Terms
from graph.analysis.wording import summary
from graph.model import Reason

__all__ = ["reasons", "summary"]

OTHER_WORDS = "other shared words"
OTHER_TOPICS = "other shared topics and words"
OTHER_EVENTS = "other events between them"

_FILLER_WORDS = """
    according actually almost already although amid among another around away back became become becomes began begin
    begins caused causes causing come comes continue continued continues currently day days despite due earlier early
    eight expected far first five following former four half hour hours hundred hundreds include included includes
    including large last late later latest least less like long made main major make makes making many may million
    minute minutes month months much near nearly new next nine number old part people place previous previously
    recent recently remain remains report reported reportedly reports result resulting see seven several show six
    small still take taken takes taking ten third thousand thousands three throughout time times top total toward
    towards upon use used using various week weeks well whether whose without year years yet"""
_FILLERS = frozenset(_FILLER_WORDS.split())
_LEAST = 1e-12
"""Smaller parts of a score are what arithmetic leaves over."""
_ENDING = 2
"""So many letters a name may have more in one text than in the other, as a plural has, to be told as the same."""


_KINDS = np.array(["word", "topic", "heading"], dtype=object)


@dataclass(frozen=True, slots=True, eq=False)
class Bridges:
    """Events over which the strongest ways of two steps lead, one for every pair of events.

    Attributes
    ----------
    rows : ndarray of int, shape (pairs,)
        The event between; whatever where there is none.
    shares : ndarray of float64, shape (pairs,)
        Its part of the score, 0 where there is none.
    ids, openings : sequence of str
        Id and first words of every event.
    """

    rows: Array
    shares: Floats
    ids: Sequence[str]
    openings: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """Reasons in columns: of which pair each is, and what `Reason` says."""

    pairs: Array
    kinds: list[str]
    labels: list[str]
    weights: Floats
    ids: list[str]


def reasons(
    terms: Terms, evidence: Evidence, scores: Floats, bridges: Bridges, settings: RelatedSettings
) -> list[tuple[Reason, ...]]:
    """Return the reasons of pairs of events, strongest first; one of them stands for all that is not named.

    The bridge has its own part of the score. The rest belongs to what the two share, in proportion to what it is worth:
    it is what carries the other ways between them too. Events that share nothing are related over other events alone.

    Parameters
    ----------
    terms : Terms
    evidence : Evidence
        Credited evidence of the pairs.
    scores : ndarray of float64, shape (pairs,)
        Scores of the pairs; the weights of their reasons add up to them.
    bridges : Bridges
    settings : RelatedSettings
    """
    rest = scores * (1 - bridges.shares)
    ranked, named = _ranked(terms, evidence, rest, settings)
    parts = (_named(terms, ranked.take(named)), _over(bridges, scores), _rests(terms, ranked, ~named, rest))
    return _by_pair(parts, len(scores))


def _by_pair(parts: Sequence[_Told], count: int) -> list[tuple[Reason, ...]]:
    """Return the reasons of each of `count` pairs, strongest first; of equal ones that of the earlier part."""
    pairs, weights = (np.concatenate([getattr(part, name) for part in parts]) for name in ("pairs", "weights"))
    told = [
        reason for part in parts for reason in map(Reason, part.kinds, part.labels, part.weights.tolist(), part.ids)
    ]
    order = np.lexsort((-weights, pairs))
    ranked, bounds = [told[place] for place in order.tolist()], np.searchsorted(pairs[order], np.arange(count + 1))
    return [tuple(ranked[first:last]) for first, last in pairwise(bounds.tolist())]


def _over(bridges: Bridges, scores: Floats) -> _Told:
    pairs = np.flatnonzero(bridges.shares > _LEAST)
    rows, weights = bridges.rows[pairs].tolist(), (scores * bridges.shares)[pairs]
    labels, ids = [bridges.openings[row] for row in rows], [bridges.ids[row] for row in rows]
    return _Told(pairs, ["bridge"] * len(pairs), labels, weights, ids)


def _ranked(terms: Terms, evidence: Evidence, scores: Floats, settings: RelatedSettings) -> tuple[Evidence, Bools]:
    """Return the evidence as shares of the scores, strongest first in each pair, and which of it is named."""
    totals = np.bincount(evidence.pairs, weights=evidence.shares, minlength=len(scores))
    each = np.divide(scores, totals, out=np.zeros(len(scores)), where=totals > 0)
    shares = evidence.shares * each[evidence.pairs]
    told = _worth_telling(terms, evidence, settings) & (shares > _LEAST)
    order = np.lexsort((evidence.terms, -shares, ~told, evidence.pairs))
    ranked = dataclasses.replace(evidence, shares=shares).take(order)
    return ranked, told[order] & (ranks(ranked.pairs) < settings.named)


def _worth_telling(terms: Terms, evidence: Evidence, settings: RelatedSettings) -> Bools:
    """Return which evidence is worth telling: all topics, and words as rare as the rarest evidence calls for.

    Rare words, and names up to a higher limit, always are; less rare ones when nothing else but hubs is shared, and
    common ones when there is nothing else at all. Words with a capital are names more often than not. What fills a
    sentence is never told.
    """
    if not len(evidence.terms):
        return np.zeros(0, dtype=bool)
    numbers = np.where(evidence.phrases >= 0, evidence.phrases + terms.word_count, evidence.terms)
    events, counts = terms.weights.rows, terms.counts[numbers]
    is_title = numbers >= terms.word_count
    hub, common = (settings.most_events(share, events) for share in (settings.hub_share, settings.common_share))
    rare = counts <= np.where(terms.is_name[evidence.forms] & ~is_title, common, hub)
    vague = np.where(rare | evidence.headed, 0, np.where(is_title | (counts <= common), 1, 2))
    starts = np.flatnonzero(np.diff(evidence.pairs, prepend=-1))
    least = np.repeat(np.minimum.reduceat(vague, starts), np.diff(starts, append=len(vague)))
    told: Bools = is_title | ((vague <= least) & ~_fills(terms, evidence.forms) & _same_words(terms, evidence))
    return told


def _fills(terms: Terms, forms: Array) -> Bools:
    """Return which words only fill a sentence."""
    found, places = np.unique(forms, return_inverse=True)
    fills = [form >= 0 and terms.form_texts[form] in _FILLERS for form in found.tolist()]
    return np.array(fills, dtype=bool)[places]


def _same_words(terms: Terms, evidence: Evidence) -> Bools:
    """Return which evidence stands in both texts as the same word; names of one stem can be different names."""
    same = np.ones(len(evidence.terms), dtype=bool)
    named = terms.is_name[evidence.forms] | terms.is_name[evidence.asked_forms]
    for place in np.flatnonzero(named & (evidence.phrases < 0) & (evidence.forms != evidence.asked_forms)).tolist():
        forms = (terms.form_texts[form[place]].casefold() for form in (evidence.forms, evidence.asked_forms))
        short, long = sorted(forms, key=len)
        same[place] = long.startswith(short) and len(long) - len(short) <= _ENDING
    return same


def _rests(terms: Terms, ranked: Evidence, left: Bools, scores: Floats) -> _Told:
    """Return for each pair the reason that stands for all that is not named."""
    found, count = ranked.pairs[left], len(scores)
    weights = np.bincount(found, weights=ranked.shares[left], minlength=count).astype(np.float64)
    titles = np.bincount(found[ranked.terms[left] >= terms.word_count], minlength=count) > 0
    bare = np.bincount(ranked.pairs, minlength=count) == 0
    labels = np.where(bare, OTHER_EVENTS, np.where(titles, OTHER_TOPICS, OTHER_WORDS)).astype(object)
    weights = np.where(bare, scores, weights)
    pairs = np.flatnonzero(weights > _LEAST)
    return _Told(pairs, ["similar"] * len(pairs), labels[pairs].tolist(), weights[pairs], [""] * len(pairs))


def _named(terms: Terms, evidence: Evidence) -> _Told:
    """Return one reason for each piece of evidence."""
    is_title = evidence.terms >= terms.word_count
    topics = np.where(is_title, evidence.terms - terms.word_count, -1)
    titles, forms = np.where(is_title, topics, evidence.phrases).tolist(), evidence.forms.tolist()
    return _Told(
        evidence.pairs,
        _KINDS[is_title.astype(np.int8) + (is_title & evidence.headed)].tolist(),
        [
            terms.form_texts[form] if title < 0 else terms.labels[title]
            for title, form in zip(titles, forms, strict=True)
        ],
        evidence.shares,
        [terms.keys[topic] if topic >= 0 else "" for topic in topics.tolist()],
    )
