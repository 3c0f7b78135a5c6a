"""What belongs together according to the editors: events under one heading. And the archive without its headings."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Csr, Ints, table
from graph.analysis.snapshot import Snapshot

Bools = NDArray[np.bool_]
Rows = NDArray[np.int64]
Half = Literal["held", "dev", "all"]

LEAST_EVENTS, MOST_EVENTS, LEAST_DAYS = 3, 150, 2
FAR_DAYS = 30
_ODD = {"dev": 0, "held": 1}
_UNIX_EPOCH = 719_163  # 1970-01-01 as an ordinal


class View(NamedTuple):
    """One way to ask: which events may be found, and which of them are right; masks over all events."""

    name: str
    eligible: Bools
    relevant: Bools


@dataclass(frozen=True, eq=False)
class Truth:
    """Which events are of one story.

    A heading is eligible if from 3 to 150 events of two days or more stand under it: fewer tell nothing, more are
    subjects rather than stories. Events of other days under any eligible heading of an event are right for it.

    Attributes
    ----------
    days : ndarray of int32, shape (events,)
        Dates as ordinals.
    headings : Csr, shape (events, headings)
        The eligible headings of every event.
    keys : tuple of str
        Names of these headings.
    """

    days: Ints
    headings: Csr
    keys: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Truth":
        """Read the truth off the headings of an archive."""
        cells, rows = snapshot.headings, snapshot.headings.row_numbers()
        counts = cells.column_counts()
        pairs = np.unique(cells.indices.astype(np.int64) * 2**32 + snapshot.days[rows])
        day_counts = np.bincount(pairs >> 32, minlength=cells.columns)
        kept = (counts >= LEAST_EVENTS) & (counts <= MOST_EVENTS) & (day_counts >= LEAST_DAYS)
        return cls(snapshot.days, *eligible_headings(snapshot, kept))

    @cached_property
    def labelled(self) -> Bools:
        """Which events have an eligible heading."""
        return np.diff(self.headings.indptr) > 0

    @cached_property
    def stories(self) -> Ints:
        """The heading by which an event is chosen, -1 for none: the innermost, which is that of the fewest events."""
        cells, rows = self.headings, self.headings.row_numbers()
        order = np.lexsort((cells.indices, cells.column_counts()[cells.indices], rows))
        events, first = np.unique(rows[order], return_index=True)
        stories = np.full(cells.rows, -1, dtype=np.int32)
        stories[events] = cells.indices[order][first]
        return stories

    @cached_property
    def _events(self) -> Csr:
        return self.headings.transposed()

    def queries(self, half: Half) -> Rows:
        """Return the events to ask about: of the years and headings of a half, or all that have a heading.

        The halves share neither years nor headings, so that what is tuned on one can be judged on the other.
        """
        asked = self.labelled
        if half != "all":
            parity = _ODD[half]
            years = (self.days - _UNIX_EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
            own = np.append(of_half(self.keys, half), False)  # for events of no story, which come last
            asked = asked & (years % 2 == parity) & own[self.stories]
        return np.flatnonzero(asked)

    def relevant(self, row: int) -> Bools:
        """Return which events are right for an event."""
        own = self.headings.indices[self.headings.indptr[row] : self.headings.indptr[row + 1]]
        entries, _ = self._events.take(own)
        right = np.zeros(len(self.days), dtype=bool)
        right[self._events.indices[entries]] = True
        right &= self.days != self.days[row]
        return right

    def views(self, row: int) -> Iterator[View]:
        """Yield the ways to ask about an event.

        ``full``: any event of another day may be found. ``cond``: only those with an eligible heading, because one
        without may be right and not be known to be. ``far``: only those more than 30 days away; left out when none
        of these is right.
        """
        gaps = np.abs(self.days - self.days[row])
        others, far, relevant = gaps > 0, gaps > FAR_DAYS, self.relevant(row)
        yield View("full", others, relevant)
        yield View("cond", others & self.labelled, relevant)
        if (relevant & far).any():
            yield View("far", far, relevant & far)


def eligible_headings(snapshot: Snapshot, kept: Bools) -> tuple[Csr, tuple[str, ...]]:
    """Return which events stand under which of the headings that are kept, and the names of these headings."""
    cells, rows = snapshot.headings, snapshot.headings.row_numbers()
    entries = kept[cells.indices]
    columns = (np.cumsum(kept) - 1)[cells.indices[entries]]
    headings = table(rows[entries], columns, cells.data[entries], (cells.rows, int(kept.sum())))
    return headings, tuple(np.array(snapshot.heading_keys, dtype=object)[kept])


def of_half(keys: Sequence[str], half: Half) -> Bools:
    """Return which headings belong to a half: ``held`` are those with an odd digest, ``dev`` those with an even one."""
    return np.array([half == "all" or _digest_is_odd(key) == (half == "held") for key in keys], dtype=bool)


def _digest_is_odd(key: str) -> bool:
    """Split headings in two by nothing that means anything."""
    return bool(hashlib.md5(key.encode(), usedforsecurity=False).digest()[-1] % 2)
