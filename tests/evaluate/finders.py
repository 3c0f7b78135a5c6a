"""Methods of chains whose figures are known before they are measured."""

from collections.abc import Sequence

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.related import RelatedIndex
from graph.evaluate.chain_truth import ChainTruth
from graph.model import Reason


class Oracle:
    """A method that was told what the headings were; to it links inside a story are strong, others have no strength."""

    def __init__(self, index: RelatedIndex, truth: ChainTruth) -> None:
        self.days = index.scorer.days
        self.stories = [{*truth.events(number).tolist()} for number in range(len(truth.keys))]

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return the first events of the stories of both, in time order."""
        own = self.story(first, last)
        return np.array([row for row in self.between(first, last) if row in own][:count], dtype=np.int64)

    def strengths(self, sources: Array, targets: Array) -> Floats:
        """Return .5 for two of a story, 0 for others."""
        pairs = zip(sources.tolist(), targets.tolist(), strict=True)
        return np.array([0.5 * bool(self.story(*pair)) for pair in pairs])

    def reasons(self, sources: Array, targets: Array) -> Sequence[Sequence[Reason]]:
        """Give a reason to what has a strength."""
        told = self.strengths(sources, targets).tolist()
        return [(Reason("heading", "story", strength),) if strength else () for strength in told]

    def story(self, first: int, last: int) -> set[int]:
        """Return the events of all stories that two events are both of."""
        return set().union(*(story for story in self.stories if {first, last} <= story))

    def between(self, first: int, last: int) -> list[int]:
        """Return the events of the days between two, in time order."""
        return np.flatnonzero((self.days > self.days[first]) & (self.days < self.days[last])).tolist()


class Nothing(Oracle):
    """A method that never finds a chain, though it knows what links are worth."""

    def inner(self, first: int, last: int, count: int) -> Array:
        """Find nothing."""
        return super().inner(first, last, count)[:0]


class Strangers(Oracle):
    """A method that goes through the latest events of other stories, backwards."""

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return events that are of no story of both."""
        own = self.story(first, last)
        return np.array([row for row in self.between(first, last)[::-1] if row not in own][:count], dtype=np.int64)
