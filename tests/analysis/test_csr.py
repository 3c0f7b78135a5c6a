"""Sparse tables against the dense ones they stand for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array, Csr, beside, table
from graph.analysis.packing import pack_table, pack_texts, unpack_table, unpack_texts


@st.composite
def tables(draw: st.DrawFn, height: int | None = None) -> Csr:
    rows = draw(st.integers(0, 5)) if height is None else height
    columns = draw(st.integers(0, 5))
    cells = draw(st.lists(st.integers(0, rows * columns - 1), unique=True)) if rows and columns else []
    places, across = np.divmod(np.array(cells, dtype=np.int64), max(columns, 1))
    return table(places, across, np.arange(1, len(cells) + 1), (rows, columns))


def dense(sparse: Csr) -> Array:
    filled = np.zeros((sparse.rows, sparse.columns), dtype=np.int64)
    filled[sparse.row_numbers(), sparse.indices] = sparse.data
    return filled


@given(tables())
def test_transposed(sparse: Csr) -> None:
    assert np.array_equal(dense(sparse.transposed()), dense(sparse).T)
    assert np.array_equal(sparse.column_counts(), (dense(sparse) > 0).sum(axis=0))


@given(tables())
def test_columns_ascend_in_each_row(sparse: Csr) -> None:
    keys = sparse.row_numbers().astype(np.int64) * 10 + sparse.indices
    assert (np.diff(keys) > 0).all()


@given(tables(), st.data())
def test_take_gives_rows_in_the_order_asked_for(sparse: Csr, data: st.DataObject) -> None:
    if not sparse.rows:
        return
    rows = np.array(data.draw(st.lists(st.integers(0, sparse.rows - 1))), dtype=np.int64)
    entries, owners = sparse.take(rows)
    taken = np.zeros((len(rows), sparse.columns), dtype=np.int64)
    taken[owners, sparse.indices[entries]] = sparse.data[entries]
    assert np.array_equal(taken, dense(sparse)[rows])


@given(tables(height=4), tables(height=4))
def test_beside(left: Csr, right: Csr) -> None:
    assert np.array_equal(dense(beside([left, right])), np.hstack([dense(left), dense(right)]))


@given(tables(), st.lists(st.text()))
def test_packing_is_undone_by_unpacking(sparse: Csr, texts: list[str]) -> None:
    arrays = {**pack_table("t", sparse), **pack_texts("w", texts)}
    assert np.array_equal(dense(unpack_table("t", arrays)), dense(sparse))
    assert unpack_texts("w", arrays) == tuple(texts)
