"""What chains are measured by, pair by pair."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.evaluate.chain_baselines import Chainer
from graph.evaluate.chain_truth import ChainTruth, Pair
from graph.model import Reason

INNER = 5
"""So many inner events every method is asked for."""
STRONG = 0.04
"""A chain whose weakest link is weaker is no strong story."""
_TOLD_EVERY = 20


class Links(Protocol):
    """What tells of the links of any chain how strong they are, and why."""

    def strengths(self, sources: Array, targets: Array, /) -> Floats:
        """Return the strengths of links between rows of events, each from 0 to 1 and the same both ways."""
        ...

    def reasons(self, sources: Array, targets: Array, /) -> Sequence[Sequence[Reason]]:
        """Return the reasons of links between rows of events."""
        ...


@dataclass(frozen=True, slots=True)
class MeasuredChains:
    """How one method did.

    Attributes
    ----------
    values : dict of str to ndarray of float64, shape (pairs,)
        Values of each pair by the names of `ChainEvaluation`; NaN where a pair has none.
    ms : ndarray of float64, shape (pairs,)
        Milliseconds that each chain took.
    """

    values: dict[str, Floats]
    ms: Floats


def measure_chains(
    method: Chainer, links: Links, truth: ChainTruth, pairs: Sequence[Pair], told: Callable[[int, int], None]
) -> MeasuredChains:
    """Measure a method.

    Parameters
    ----------
    method : Chainer
    links : Links
        What links of all methods are told by.
    truth : ChainTruth
    pairs : sequence of Pair
        What to ask about.
    told : callable
        Called now and then with the number of pairs done and of all.
    """
    found, ms = [], np.zeros(len(pairs))
    for place, pair in enumerate(pairs):
        started = time.perf_counter()
        inner = method.inner(pair.first, pair.last, INNER)
        ms[place] = 1000 * (time.perf_counter() - started)
        found.append({**_story(truth, pair, inner), **_chain(truth, links, pair, inner)})
        if (place + 1) % _TOLD_EVERY == 0 or place + 1 == len(pairs):
            told(place + 1, len(pairs))
    return MeasuredChains({name: np.array([values[name] for values in found]) for name in found[0]}, ms)


def _story(truth: ChainTruth, pair: Pair, inner: Array) -> dict[str, float]:
    """Tell how far the inner events keep to the story of the ends."""
    known = int(np.isin(inner, truth.events(pair.story)).sum())
    return {"judged": truth.judged(pair, inner), "in_story": known / INNER, "found": float(len(inner) > 0)}


def _chain(truth: ChainTruth, links: Links, pair: Pair, inner: Array) -> dict[str, float]:
    """Tell what a chain is like, whatever its story; NaN where there is none."""
    if not len(inner):
        return dict.fromkeys(("weakest", "strong", "length", "largest_gap", "in_order", "explained"), np.nan)
    chain = np.concatenate([[pair.first], inner, [pair.last]]).astype(np.int64)
    weakest = float(links.strengths(chain[:-1], chain[1:]).min())
    days = truth.days[chain].astype(np.int64)
    return {
        "weakest": weakest,
        "strong": float(weakest >= STRONG),
        "length": float(len(inner)),
        "largest_gap": float(np.abs(np.diff(days)).max() / (days[-1] - days[0])),
        "in_order": float((np.diff(days) > 0).all()),
        "explained": float(np.mean([bool(why) for why in links.reasons(chain[:-1], chain[1:])])),
    }
