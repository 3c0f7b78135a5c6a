"""Compressed sparse rows over plain numpy arrays: what is needed to read, cut and turn them without scipy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Csr:
    """A sparse table: row ``i`` has its columns in ``indices[indptr[i]:indptr[i + 1]]``, ascending.

    Attributes
    ----------
    indptr : ndarray of int64, shape (rows + 1,)
    indices : ndarray of int32, shape (entries,)
    data : ndarray, shape (entries,)
    columns : int
    """

    indptr: NDArray[np.int64]
    indices: Ints
    data: Array
    columns: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.indptr) - 1

    def row_numbers(self) -> Ints:
        """Return the row of every entry."""
        return np.repeat(np.arange(self.rows, dtype=np.int32), np.diff(self.indptr))

    def column_counts(self) -> NDArray[np.int64]:
        """Return how many entries each column has."""
        return np.bincount(self.indices, minlength=self.columns)

    def transposed(self) -> "Csr":
        """Return the table with rows and columns changed about."""
        return table(self.indices, self.row_numbers(), self.data, (self.columns, self.rows))

    def take(self, rows: Array) -> tuple[NDArray[np.int64], Ints]:
        """Return the places of the entries of `rows` in turn, and for each the place of its row in `rows`."""
        starts, lengths = self.indptr[rows], self.indptr[rows + 1] - self.indptr[rows]
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
        before = np.cumsum(lengths) - lengths
        places = np.repeat(starts - before, lengths)
        places += np.arange(len(owner))  # in place: these arrays are long
        return places, owner


def table(rows: Array, columns: Array, data: Array, shape: tuple[int, int]) -> Csr:
    """Make a table of entries in any order, each (row, column) once."""
    order = np.argsort(rows.astype(np.int64) * max(shape[1], 1) + columns, kind="stable")
    indptr = np.zeros(shape[0] + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=shape[0]), out=indptr[1:])
    return Csr(indptr, columns[order].astype(np.int32), data[order], shape[1])


def beside(tables: Iterable[Csr]) -> Csr:
    """Set tables of equal height side by side."""
    parts = list(tables)
    offsets = np.cumsum([0, *(part.columns for part in parts)])
    rows = np.concatenate([part.row_numbers() for part in parts])
    columns = np.concatenate([part.indices + offset for part, offset in zip(parts, offsets, strict=False)])
    data = np.concatenate([part.data for part in parts])
    return table(rows, columns, data, (parts[0].rows, int(offsets[-1])))
