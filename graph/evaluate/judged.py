"""The events on which groups are judged: those under a heading of a half, each by its innermost one."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.snapshot import Snapshot
from graph.errors import InputError
from graph.evaluate.questions import LEAST_QUERIES, way_out
from graph.evaluate.truth import LEAST_DAYS, LEAST_EVENTS, MOST_EVENTS, Bools, Half, Truth, of_half


@dataclass(frozen=True, eq=False)
class Judged:
    """Events that are judged, and what editors say of them.

    Attributes
    ----------
    rows : ndarray of int, shape (judged,)
        The events, ascending.
    headings : ndarray of int, shape (judged,)
        The innermost eligible heading of each.
    labelled : int
        How many events of all halves have an eligible heading.
    half : {"held", "dev", "all"}
    """

    rows: Array
    headings: Array
    labelled: int
    half: Half

    @classmethod
    def of(cls, snapshot: Snapshot, half: Half) -> "Judged":
        """Read the headings of an archive.

        Raises
        ------
        InputError
            If fewer than twenty events can be judged, or those of a single heading.
        """
        truth = Truth.of(snapshot)
        rows = np.flatnonzero(np.append(of_half(truth.keys, half), False)[truth.stories])
        return cls(rows, truth.stories[rows], int(truth.labelled.sum()), half)._enough("")

    def among(self, events: Bools, which: str) -> "Judged":
        """Return the judged among some events.

        Parameters
        ----------
        events : ndarray of bool, shape (events,)
        which : str
            Which these are, for the message where they do not suffice.

        Raises
        ------
        InputError
            As of `of`.
        """
        kept = events[self.rows]
        return Judged(self.rows[kept], self.headings[kept], self.labelled, self.half)._enough(which)

    @property
    def count(self) -> int:
        """How many headings there are."""
        return len(np.unique(self.headings))

    def _enough(self, which: str) -> "Judged":
        if len(self.rows) >= LEAST_QUERIES and self.count > 1:
            return self
        part = "" if self.half == "all" else f" of the half {self.half!r}"
        raise InputError(
            f"Too few events{which}{part} can be judged: {len(self.rows)}, under {self.count} of the headings that "
            f"{LEAST_EVENTS} to {MOST_EVENTS} events share on {LEAST_DAYS} days or more; it takes {LEAST_QUERIES}, "
            f"under 2. {way_out(self.half)}."
        )
