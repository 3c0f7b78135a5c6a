"""Columns of texts as numbers of the distinct ones: cheap to cut and to put together, however long the column."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count

import numpy as np
from numpy.typing import NDArray

from graph.analysis.csr import Array, Ints


def as_ints(values: Iterable[int]) -> Ints:
    """Return whole numbers as an array."""
    return np.fromiter(values, dtype=np.int32)


def numbering() -> defaultdict[str, int]:
    """Return an empty numbering of names, which gives a new name the next number when it is asked for."""
    return defaultdict(count().__next__)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts. The same texts have the same numbers, however the column came about.

    Attributes
    ----------
    numbers : ndarray of int32, shape (cells,)
        The place of each text in `names`.
    names : tuple of str
        The distinct texts in alphabetical order; each stands somewhere in the column.
    """

    numbers: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Coded":
        """Return texts as a column."""
        known = numbering()
        return cls.numbered(as_ints(known[text] for text in texts), known)

    @classmethod
    def numbered(cls, numbers: Ints, known: Mapping[str, int]) -> "Coded":
        """Return a column of numbers that another numbering of the same names gave."""
        names = tuple(sorted(known))
        places = np.empty(len(names), dtype=np.int32)
        places[[known[name] for name in names]] = np.arange(len(names))
        return cls(places[numbers], names)

    def __len__(self) -> int:
        return len(self.numbers)

    def texts(self) -> list[str]:
        """Return the texts of all cells."""
        return [self.names[number] for number in self.numbers.tolist()]

    def take(self, places: Array) -> "Coded":
        """Return the texts at some places, in that order."""
        numbers = self.numbers[places]
        used = np.bincount(numbers, minlength=len(self.names)) > 0
        if used.all():
            return Coded(numbers, self.names)
        fewer = (np.cumsum(used) - 1).astype(np.int32)
        return Coded(fewer[numbers], tuple(compress(self.names, used.tolist())))

    def followed_by(self, other: "Coded") -> "Coded":
        """Return the column with another below it."""
        names, own, others = union(self.names, other.names)
        return Coded(np.concatenate([own[self.numbers], others[other.numbers]]), names)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of texts: row ``i`` has the cells from ``indptr[i]`` to ``indptr[i + 1]``, in order.

    Attributes
    ----------
    indptr : ndarray of int64, shape (rows + 1,)
    cells : Coded
    """

    indptr: NDArray[np.int64]
    cells: Coded

    @classmethod
    def of_lengths(cls, lengths: Array, cells: Coded) -> "Rows":
        """Cut a column into rows."""
        return cls(np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]), cells)

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def row_numbers(self) -> NDArray[np.int64]:
        """Return the row of every cell."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def take(self, rows: Array) -> "Rows":
        """Return some rows, in that order."""
        lengths = np.diff(self.indptr)[rows]
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(indptr[-1]) + np.repeat(self.indptr[rows] - indptr[:-1], lengths)
        return Rows(indptr, self.cells.take(places))

    def only(self, kept: Array) -> "Rows":
        """Return the rows with some of the cells; `kept` says of each cell whether it stays."""
        before = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
        return Rows(before[self.indptr], self.cells.take(np.flatnonzero(kept)))

    def followed_by(self, other: "Rows") -> "Rows":
        """Return the rows with others below them."""
        indptr = np.concatenate([self.indptr, other.indptr[1:] + self.indptr[-1]])
        return Rows(indptr, self.cells.followed_by(other.cells))


def union(names: Sequence[str], more: Sequence[str]) -> tuple[tuple[str, ...], Ints, Ints]:
    """Return names of two ascending lists as one, and for each list the places of its names there.

    It takes the time of the shorter list, if that is `more`, and of copying the longer.
    """
    if not names:
        return tuple(more), np.zeros(0, dtype=np.int32), np.arange(len(more), dtype=np.int32)
    spots = [bisect_left(names, name) for name in more]
    is_new = [spot == len(names) or names[spot] != name for spot, name in zip(spots, more, strict=True)]
    merged: list[str] = []
    start = 0
    for spot, name in compress(zip(spots, more, strict=True), is_new):
        merged += names[start:spot]
        merged.append(name)
        start = spot
    merged += names[start:]
    new = np.array(is_new, dtype=np.int64)
    shifts = np.cumsum(np.bincount(np.array(spots, dtype=np.int64), weights=new, minlength=len(names)))
    own = np.arange(len(names)) + shifts[: len(names)]
    others = np.array(spots, dtype=np.int64) + np.cumsum(new) - new
    return tuple(merged), own.astype(np.int32), others.astype(np.int32)
