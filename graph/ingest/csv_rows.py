"""Rows of a CSV file: a header, quoted cells that may run over lines, a comma, semicolon or tab between them."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from graph.ingest.rows import LONGEST, SHOWN, BadRow, Row, Rows, empty_file, lines, pieces
from graph.parse.own_rows import REQUIRED, TAKEN

_DELIMITERS = (",", ";", "\t")
# lines that are read anew after a quotation mark without a partner, so that a file full of them is not read for ever
_PATIENCE = 1_000_000


def csv_rows(stream: BinaryIO) -> Rows:
    """Give the rows of a CSV file by the names in its header.

    A record that cannot be read costs its first line only: reading goes on with the next line. A file without a
    date or text column gives one `BadRow`, and so does one with two columns of a name. Cells stay text.

    Raises
    ------
    SourceError
        If the file is no text.
    """
    source = _Lines(lines(pieces(stream)))
    header = source.first()
    if not header:
        yield empty_file()
        return
    records = _records(source, max(_DELIMITERS, key=lambda mark: _fit(header, mark)))
    first = next(records)
    names = _names(first.cells) if isinstance(first, _Record) else []
    trouble = header_trouble(names, first.line) if isinstance(first, _Record) else first
    if trouble:
        yield trouble
        return
    for record in records:
        if isinstance(record, BadRow):
            yield record
        elif any(record.cells):
            yield _row(record, names)


def header_trouble(names: list[str], line: int) -> BadRow | None:
    """Return what is wrong with the names of columns, if anything."""
    found = ", ".join(names)
    if missing := [name for name in REQUIRED if name not in names]:
        message = f"There is no column {' and no column '.join(missing)}; found are {found or 'none'}."
        return BadRow(line, "missing-column", message, found)
    if double := sorted({name for name in names if name and names.count(name) > 1}):
        return BadRow(line, "double-column", f"Several columns are called {', '.join(double)}; keep one.", found)
    return None


def _names(cells: Iterable[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _fit(header: str, delimiter: str) -> tuple[int, int]:
    """Return how well a delimiter fits: known names it finds, then columns."""
    try:
        names = _names(next(csv.reader([header], delimiter=delimiter), []))
    except csv.Error:
        return 0, 0
    return sum(name in TAKEN for name in names), len(names)


def _row(record: "_Record", names: list[str]) -> Row | BadRow:
    cells = record.cells
    if any(cells[len(names) :]):
        message = f"The row has {len(cells)} cells, the header {len(names)}; quote cells that hold the delimiter."
        return BadRow(record.line, "bad-line", message, record.raw)
    fields = dict(zip(names, cells, strict=False))
    # a column without a name in front is the number of the row, as data frames write it
    if names[0] == "" and cells[0].isdecimal():
        del fields[""]
    return Row(record.line, fields, record.raw)


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]
    raw: str


def _records(source: "_Lines", delimiter: str) -> Iterator[_Record | BadRow]:
    while True:
        source.taken.clear()
        # strict, so that a quotation mark without a partner is noticed; a reader that failed is not used again
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                line, raw = source.taken[0]
                yield _Record(line, cells, (raw or "")[:SHOWN])
                source.taken.clear()
        except csv.Error as error:
            yield source.give_up(f"The row is no CSV: {error}.")
        else:
            return


class _Lines:
    """Lines for the CSV reader, which remembers those of the record it is at; None is a line that is too long."""

    def __init__(self, numbered: Iterator[tuple[int, str | None]]) -> None:
        self.taken: list[tuple[int, str | None]] = []
        self._numbered = numbered
        self._waiting: deque[tuple[int, str | None]] = deque()
        self._patience = _PATIENCE

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        number, line = self._waiting.popleft() if self._waiting else next(self._numbered)
        self.taken.append((number, line))
        if line is None:
            raise csv.Error(f"a line is longer than {LONGEST >> 20} MB")
        return line

    def first(self) -> str:
        """Return the first line with anything in it, and leave it to be read; empty if there is none."""
        for number, line in self._numbered:
            if line is None or line.strip():
                self._waiting.append((number, line))
                return line or " "
        return ""

    def give_up(self, message: str) -> BadRow:
        """Skip the first line of the record; the others are read anew."""
        (number, text), *others = self.taken
        if len(others) > self._patience:
            message = f"{message} The lines up to {others[-1][0]} were skipped with it."
        else:
            self._patience -= len(others)
            self._waiting.extendleft(reversed(others))
        return BadRow(number, "bad-line", message, (text or "")[:SHOWN])
