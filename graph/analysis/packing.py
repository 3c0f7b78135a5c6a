"""Texts and tables as plain arrays, for files that need no pickle."""

from collections.abc import Mapping, Sequence

import numpy as np

from graph.analysis.coded import Coded, Rows
from graph.analysis.csr import Array, Csr

Arrays = dict[str, Array]


def pack_texts(name: str, texts: Sequence[str]) -> Arrays:
    """Return texts as their joined UTF-8 bytes and the place in the decoded whole where each ends."""
    joined = np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return {f"{name}.bytes": joined, f"{name}.ends": ends}


def unpack_texts(name: str, arrays: Mapping[str, Array]) -> tuple[str, ...]:
    """Return the texts packed under a name.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    joined = arrays[f"{name}.bytes"].tobytes().decode("utf-8", "surrogatepass")
    ends = arrays[f"{name}.ends"].tolist()
    if [len(joined)] != (ends or [0])[-1:]:
        raise ValueError(f"The texts of {name} are not whole.")
    return tuple(joined[start:end] for start, end in zip([0, *ends], ends, strict=False))


def pack_table(name: str, table: Csr) -> Arrays:
    """Return the arrays of a sparse table."""
    return {
        f"{name}.indptr": table.indptr,
        f"{name}.indices": table.indices,
        f"{name}.data": table.data,
        f"{name}.columns": np.array(table.columns),
    }


def unpack_table(name: str, arrays: Mapping[str, Array]) -> Csr:
    """Return the sparse table packed under a name.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    indptr, indices, data = (arrays[f"{name}.{part}"] for part in ("indptr", "indices", "data"))
    if int(indptr[-1]) != len(indices) or len(indices) != len(data):
        raise ValueError(f"The arrays of {name} do not fit each other.")
    return Csr(indptr, indices, data, int(arrays[f"{name}.columns"]))


def pack_coded(name: str, column: Coded) -> Arrays:
    """Return the arrays of a column of texts."""
    return {f"{name}.numbers": column.numbers, **pack_texts(f"{name}.names", column.names)}


def unpack_coded(name: str, arrays: Mapping[str, Array]) -> Coded:
    """Return the column of texts packed under a name.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    column = Coded(arrays[f"{name}.numbers"], unpack_texts(f"{name}.names", arrays))
    if len(column) and not 0 <= column.numbers.min() <= column.numbers.max() < len(column.names):
        raise ValueError(f"The numbers of {name} do not fit its texts.")
    return column


def pack_rows(name: str, rows: Rows) -> Arrays:
    """Return the arrays of rows of texts."""
    return {f"{name}.indptr": rows.indptr, **pack_coded(name, rows.cells)}


def unpack_rows(name: str, arrays: Mapping[str, Array]) -> Rows:
    """Return the rows of texts packed under a name.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    rows = Rows(arrays[f"{name}.indptr"], unpack_coded(name, arrays))
    if int(rows.indptr[0]) or int(rows.indptr[-1]) != len(rows.cells) or (np.diff(rows.indptr) < 0).any():
        raise ValueError(f"The rows of {name} do not fit its cells.")
    return rows
