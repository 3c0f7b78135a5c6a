"""Why two events are related: reasons made of the very terms that scored."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools, Evidence
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


@dataclass(frozen=True, slots=True)
class Bridge:
    """An event over which the strongest way of two steps from one event to another goes, with its part of the score."""

    id: str
    opening: str
    share: float


NO_BRIDGE = Bridge("", "", 0.0)


def reasons(
    terms: Terms, evidence: Evidence, scores: Floats, bridges: Sequence[Bridge], settings: RelatedSettings
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
    bridges : sequence of Bridge
        One for every pair.
    settings : RelatedSettings
    """
    over = [_over(bridge, score) for bridge, score in zip(bridges, scores.tolist(), strict=True)]
    rest = scores * (1 - np.array([bridge.share for bridge in bridges]))
    ranked, named = _ranked(terms, evidence, rest, settings)
    told = _named(terms, ranked.take(named))
    ends = np.searchsorted(ranked.pairs[named], np.arange(len(scores) + 1)).tolist()
    others = _rests(terms, ranked, ~named, rest)
    return [
        tuple(sorted((*told[start:end], *way, *other), key=lambda reason: -reason.weight))
        for start, end, way, other in zip(ends, ends[1:], over, others, strict=False)
    ]


def _over(bridge: Bridge, score: float) -> tuple[Reason, ...]:
    return (Reason("bridge", bridge.opening, score * bridge.share, bridge.id),) if bridge.share > _LEAST else ()


def _ranked(terms: Terms, evidence: Evidence, scores: Floats, settings: RelatedSettings) -> tuple[Evidence, Bools]:
    """Return the evidence as shares of the scores, strongest first in each pair, and which of it is named."""
    totals = np.bincount(evidence.pairs, weights=evidence.shares, minlength=len(scores))
    each = np.divide(scores, totals, out=np.zeros(len(scores)), where=totals > 0)
    shares = evidence.shares * each[evidence.pairs]
    told = _worth_telling(terms, evidence, settings) & (shares > _LEAST)
    order = np.lexsort((evidence.terms, -shares, ~told, evidence.pairs))
    ranked = dataclasses.replace(evidence, shares=shares).take(order)
    place = np.arange(len(order)) - np.searchsorted(ranked.pairs, ranked.pairs)
    return ranked, told[order] & (place < settings.named)


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


def _rests(terms: Terms, ranked: Evidence, left: Bools, scores: Floats) -> list[tuple[Reason, ...]]:
    """Return for each pair the reason that stands for all that is not named."""
    found, pairs = ranked.pairs[left], len(scores)
    weights = np.bincount(found, weights=ranked.shares[left], minlength=pairs).astype(np.float64)
    titles = np.bincount(found[ranked.terms[left] >= terms.word_count], minlength=pairs) > 0
    bare = np.bincount(ranked.pairs, minlength=pairs) == 0
    labels = np.where(bare, OTHER_EVENTS, np.where(titles, OTHER_TOPICS, OTHER_WORDS)).tolist()
    return [
        (Reason("similar", label, weight),) if weight > _LEAST else ()
        for label, weight in zip(labels, np.where(bare, scores, weights).tolist(), strict=True)
    ]


def _named(terms: Terms, evidence: Evidence) -> list[Reason]:
    """Return one reason for each piece of evidence."""
    columns = (evidence.terms, evidence.forms, evidence.phrases, evidence.shares, evidence.headed)
    return [_reason(terms, *row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _reason(terms: Terms, term: int, form: int, phrase: int, weight: float, headed: bool) -> Reason:
    if term < terms.word_count:
        return Reason("word", terms.form_texts[form] if phrase < 0 else terms.labels[phrase], weight)
    title = term - terms.word_count
    return Reason("heading" if headed else "topic", terms.labels[title], weight, terms.keys[title])
