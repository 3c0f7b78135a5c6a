"""Why two events are related: reasons made of the very terms that scored."""

import dataclasses

import numpy as np

from graph.analysis.csr import Floats
from graph.analysis.evidence import Bools, Evidence
from graph.analysis.settings import RelatedSettings
from graph.analysis.terms import Terms
from graph.analysis.wording import summary
from graph.model import Reason

__all__ = ["reasons", "summary"]

OTHER_WORDS = "other shared words"
OTHER_TOPICS = "other shared topics and words"


def reasons(terms: Terms, evidence: Evidence, scores: Floats, settings: RelatedSettings) -> list[tuple[Reason, ...]]:
    """Return the reasons of pairs of events, strongest first; one of them stands for all that is not named.

    Parameters
    ----------
    terms : Terms
    evidence : Evidence
        Credited evidence of the pairs, some for every pair.
    scores : ndarray of float64, shape (pairs,)
        Scores of the pairs; the weights of their reasons add up to them.
    settings : RelatedSettings
    """
    ranked, named = _ranked(terms, evidence, scores, settings)
    places = np.flatnonzero(named)
    told = [
        _reason(terms, term, form, weight, headed)
        for term, form, weight, headed in zip(
            ranked.terms[places].tolist(),
            ranked.forms[places].tolist(),
            ranked.shares[places].tolist(),
            ranked.headed[places].tolist(),
            strict=True,
        )
    ]
    ends = np.searchsorted(ranked.pairs[places], np.arange(len(scores) + 1)).tolist()
    rests = _rests(terms, ranked, ~named, len(scores))
    return [
        tuple(sorted((*told[start:end], *rest), key=lambda reason: -reason.weight))
        for start, end, rest in zip(ends, ends[1:], rests, strict=False)
    ]


def _ranked(terms: Terms, evidence: Evidence, scores: Floats, settings: RelatedSettings) -> tuple[Evidence, Bools]:
    """Return the evidence as shares of the scores, strongest first in each pair, and which of it is named."""
    totals = np.bincount(evidence.pairs, weights=evidence.shares, minlength=len(scores))
    shares = evidence.shares * (scores / totals)[evidence.pairs]
    told = _worth_telling(terms, evidence, settings)
    order = np.lexsort((evidence.terms, -shares, ~told, evidence.pairs))
    ranked = dataclasses.replace(evidence, shares=shares).take(order)
    place = np.arange(len(order)) - np.searchsorted(ranked.pairs, ranked.pairs)
    return ranked, told[order] & (place < settings.named)


def _worth_telling(terms: Terms, evidence: Evidence, settings: RelatedSettings) -> Bools:
    """Return which evidence is worth telling: all topics, and words as rare as the rarest evidence calls for.

    Rare words, and names up to a higher limit, always are; less rare ones when nothing else but hubs is shared, and
    common ones when there is nothing else at all. Words with a capital are names more often than not.
    """
    if not len(evidence.terms):
        return np.zeros(0, dtype=bool)
    events, counts = terms.weights.rows, terms.counts[evidence.terms]
    is_topic = evidence.terms >= terms.word_count
    hub, common = (settings.most_events(share, events) for share in (settings.hub_share, settings.common_share))
    rare = counts <= np.where(terms.is_name[evidence.forms], common, hub)
    vague = np.where(rare | evidence.headed, 0, np.where(is_topic | (counts <= common), 1, 2))
    starts = np.flatnonzero(np.diff(evidence.pairs, prepend=-1))
    least = np.repeat(np.minimum.reduceat(vague, starts), np.diff(starts, append=len(vague)))
    told: Bools = is_topic | (vague <= least)
    return told


def _rests(terms: Terms, ranked: Evidence, left: Bools, pairs: int) -> list[tuple[Reason, ...]]:
    """Return for each pair the reason that stands for all terms that are not named."""
    found = ranked.pairs[left]
    weights = np.bincount(found, weights=ranked.shares[left], minlength=pairs).tolist()
    titles = np.bincount(found[ranked.terms[left] >= terms.word_count], minlength=pairs).tolist()
    return [
        (Reason("similar", OTHER_TOPICS if title else OTHER_WORDS, weight),) if weight > 0 else ()
        for weight, title in zip(weights, titles, strict=True)
    ]


def _reason(terms: Terms, term: int, form: int, weight: float, headed: bool) -> Reason:
    if term < terms.word_count:
        return Reason("word", terms.form_texts[form], weight)
    title = term - terms.word_count
    return Reason("heading" if headed else "topic", terms.labels[title], weight, terms.keys[title])
