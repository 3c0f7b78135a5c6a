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
    """Return the reasons of pairs of events, strongest first.

    A hub topic stands behind the strongest reason that is more specific, and what is left over comes last.

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
    hub = terms.counts > max(settings.few, settings.hub_share * terms.weights.rows)
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
    is_hub = hub[ranked.terms[places]].tolist()
    ends = np.searchsorted(ranked.pairs[places], np.arange(len(scores) + 1)).tolist()
    rests = _rests(terms, ranked, ~named, len(scores))
    return [
        (*_specific_first(told[start:end], is_hub[start:end]), *rest)
        for start, end, rest in zip(ends, ends[1:], rests, strict=False)
    ]


def _ranked(terms: Terms, evidence: Evidence, scores: Floats, settings: RelatedSettings) -> tuple[Evidence, Bools]:
    """Return the evidence as shares of the scores, strongest first in each pair, and which of it is named."""
    totals = np.bincount(evidence.pairs, weights=evidence.shares, minlength=len(scores))
    shares = evidence.shares * (scores / totals)[evidence.pairs]
    common = _too_common(terms, evidence, settings)
    order = np.lexsort((evidence.terms, -shares, common, evidence.pairs))
    pairs = evidence.pairs[order]
    ranked = dataclasses.replace(evidence, shares=shares).take(order)
    first = np.searchsorted(pairs, np.arange(len(scores)))
    place = np.arange(len(pairs)) - first[pairs]
    nothing_better = common[order][first][pairs]
    return ranked, (place < settings.named) & (~common[order] | nothing_better)


def _too_common(terms: Terms, evidence: Evidence, settings: RelatedSettings) -> Bools:
    """Return which entries are words that tell little; capitalised ones are names more often than not."""
    share = np.where(terms.is_name[evidence.forms], settings.common_share, settings.hub_share)
    limit = np.maximum(settings.few, share * terms.weights.rows)
    common: Bools = (terms.counts[evidence.terms] > limit) & (evidence.terms < terms.word_count)
    return common


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


def _specific_first(told: list[Reason], is_hub: list[bool]) -> list[Reason]:
    """Return the reasons with the first that is no hub in front, when the strongest is a hub topic."""
    if not told or told[0].kind != "topic" or not is_hub[0] or all(is_hub):
        return told
    specific = told[is_hub.index(False)]
    return [specific, *(reason for reason in told if reason is not specific)]
