"""Rows of a Parquet file, some hundreds at a time."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import SourceError
from graph.ingest.csv_rows import header_trouble
from graph.ingest.rows import BadRow, Row, Rows
from graph.parse.own_rows import DERIVED, TAKEN

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_TOGETHER = 500


def parquet_rows(stream: BinaryIO) -> Rows:
    """Give the rows of a Parquet file by the names of its columns; other columns are not read.

    Raises
    ------
    SourceError
        If the file is no Parquet, or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryFile() as copy:
        try:
            with pq.ParquetFile(_seekable(stream, copy)) as table:
                yield from _rows(table)
        except (pa.ArrowException, OSError, ValueError) as error:
            reason = str(error).partition("\n")[0][:200]
            raise SourceError(f"The Parquet file cannot be read: {reason}. Nothing of it was loaded.") from error


def _seekable(stream: BinaryIO, copy: BinaryIO) -> BinaryIO:
    """Return the stream, or a copy in a file if it can only be read forward: Parquet begins at its end."""
    if stream.seekable():
        return stream
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _rows(table: "pq.ParquetFile") -> Rows:
    columns = list(table.schema_arrow.names)
    names = [name.strip().lower() for name in columns]
    if trouble := header_trouble(names, 0):
        yield trouble
        return
    for column, name in zip(columns, names, strict=True):
        if name not in TAKEN and name not in DERIVED:
            yield BadRow(0, "unknown-field", f"The column {column!r} is not known and was left out.", column)
    wanted = {column: name for column, name in zip(columns, names, strict=True) if name in TAKEN}
    start = 1
    for batch in table.iter_batches(batch_size=_TOGETHER, columns=list(wanted)):
        yield from _of_batch(batch.rename_columns([wanted[name] for name in batch.schema.names]), start)
        start += batch.num_rows


def _of_batch(batch: "pa.RecordBatch", start: int) -> Rows:
    try:
        records = batch.to_pylist()
    except (ValueError, OverflowError):
        yield from _one_by_one(batch, start)
        return
    yield from (Row(start + place, record) for place, record in enumerate(records))


def _one_by_one(batch: "pa.RecordBatch", start: int) -> Iterator[Row | BadRow]:
    """Read the rows of a batch in which one has a value that Python cannot hold, as a day of the year 30000."""
    for place in range(batch.num_rows):
        try:
            record: Mapping[str, object] = batch.slice(place, 1).to_pylist()[0]
        except (ValueError, OverflowError) as error:
            yield BadRow(start + place, "bad-line", f"The row has a value that cannot be read: {error}.")
        else:
            yield Row(start + place, record)
