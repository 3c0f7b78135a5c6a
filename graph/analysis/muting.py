"""Which terms of an event count when a person has muted topics."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.csr import Ints
from graph.analysis.evidence import Bools
from graph.analysis.terms import Terms


@dataclass(frozen=True, eq=False)
class Muting:
    """Topics that do not count, and what else goes silent with them.

    Parameters
    ----------
    terms : Terms
    topics : collection of str
        Ids of the muted topics; unknown ones are ignored.
    """

    terms: Terms
    topics: Collection[str]

    def __bool__(self) -> bool:
        return bool(len(self._silent))

    def of(self, row: int) -> Bools:
        """Return which terms do not count for an event.

        The words of a muted title count no more, but for those that other topics of the event have too.
        """
        cells = self.terms.weights
        asked = cells.indices[cells.indptr[row] : cells.indptr[row + 1]]
        others = np.setdiff1d(asked[asked >= self.terms.word_count], self._silent)
        muted = np.zeros(cells.columns, dtype=bool)
        muted[self._title_words(self._silent)] = True
        muted[self._title_words(others)] = False
        muted[self._silent] = True
        return muted

    @cached_property
    def _silent(self) -> Ints:
        known = self.terms.numbers
        return np.array([known[topic] for topic in self.topics if topic in known], dtype=np.int32)

    def _title_words(self, numbers: Ints) -> Ints:
        entries, _ = self.terms.titles.take(numbers - self.terms.word_count)
        return self.terms.titles.indices[entries]
