"""Short lists of events, one an event, filled when first asked for and carried over when the archive changes."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.pairs import ranks

NOBODY = -1


@dataclass(frozen=True, eq=False)
class RowLists:
    """For every event a few others, best first, as far as they are known.

    Lists are filled when they are needed. Two threads may fill one at once: both write the same.

    Attributes
    ----------
    rows : ndarray of int32, shape (events, length)
        The others; -1 where there are fewer.
    scores : ndarray of float32, shape (events, length)
        Their scores, 0 where there are fewer.
    known : ndarray of bool, shape (events,)
        Which lists are filled.
    """

    rows: Array
    scores: Array
    known: Bools

    @classmethod
    def unknown(cls, events: int, length: int) -> "RowLists":
        """Return lists of which nothing is known yet."""
        return cls(
            np.full((events, length), NOBODY, dtype=np.int32),
            np.zeros((events, length), dtype=np.float32),
            np.zeros(events, dtype=bool),
        )

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def length(self) -> int:
        """How many others a list has at most."""
        return int(self.rows.shape[1])

    @property
    def least(self) -> Floats:
        """The score that another event must reach to come into each list, 0 where there is room."""
        if not self.length:
            return np.zeros(len(self))
        # scores are kept rounded: what ties with the last of a list must not seem less
        lowest: Floats = np.nextafter(self.scores[:, -1], np.float32(0)).astype(np.float64)
        return lowest

    def put(self, row: int, others: Array, scores: Array) -> None:
        """Fill one list, with as many as it takes."""
        self.put_all(np.array([row]), np.zeros(len(others), dtype=np.int64), others, scores)

    def put_all(self, rows: Array, owners: Array, others: Array, scores: Array) -> None:
        """Fill lists, each with as many as it takes.

        Parameters
        ----------
        rows : ndarray of int, shape (lists,)
            The events whose lists these are.
        owners : ndarray of int, shape (pairs,)
            Place among `rows`, ascending.
        others, scores : ndarray, shape (pairs,)
            Best first for each.
        """
        places = ranks(owners)
        fits = places < self.length
        cells = owners[fits], places[fits]
        filled = RowLists.unknown(len(rows), self.length)
        filled.rows[cells], filled.scores[cells] = others[fits], scores[fits]
        self.rows[rows], self.scores[rows], self.known[rows] = filled.rows, filled.scores, True

    def moved(self, places: Array, events: int) -> "RowLists":
        """Return the lists of an archive in which the events stand elsewhere.

        Parameters
        ----------
        places : ndarray of int, shape (events of this,)
            Where each event stands now, -1 where it is no more the same. Lists that named such an event are not known
            any more.
        events : int
            How many events there are now.
        """
        known = self.known.copy()  # first: what others fill in meanwhile does not count yet
        moved = RowLists.unknown(events, self.length)
        targets = np.append(places, NOBODY)[self.rows]  # nobody stays nobody
        whole = known & (places >= 0) & ~((self.rows >= 0) & (targets < 0)).any(axis=1)
        stay = places[whole]
        moved.rows[stay], moved.scores[stay], moved.known[stay] = targets[whole], self.scores[whole], True
        return moved
