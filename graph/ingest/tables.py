"""Files of a person's own events: JSONL, CSV and Parquet become one document a day.

Rows are put in order by day in a temporary file, so that memory stays the same however many there are. What is
skipped or looks odd becomes an issue that names the file and the line (for Parquet the number of the row); its code
is one of

====================  ===============================================================================================
``bad-line``          a row that cannot be read, or a value in it that cannot be used
``double-column``     several columns have one name; nothing was loaded
``empty-file``        there is nothing in the file
``long-line``         a line of more than 10 MB
``missing-column``    there is no column for the date or for the text; nothing was loaded
``no-rows``           the file has no events, but for its header or brackets
``not-events``        the first thousand rows cannot be read: it is a file of something else; nothing was loaded
``two-licences``      rows of one day name different licences; the first one holds
``unknown-field``     a field that is not known was left out; said once for each
``unreadable-file``   the file cannot be read to its end; nothing was loaded
====================  ===============================================================================================
"""

import datetime as dt
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from graph.errors import InputError, SourceError
from graph.ingest.csv_rows import csv_rows
from graph.ingest.day_sorter import DaySorter, SortedEvent
from graph.ingest.items import STDIN_KEY, Complete, Partial, RawFile
from graph.ingest.json_rows import json_rows
from graph.ingest.pages import digest_of
from graph.ingest.parquet_rows import parquet_rows
from graph.ingest.rows import BadRow, Row, Rows
from graph.model import Document, Issue
from graph.parse.own_events import OWN_LICENCE
from graph.parse.own_rows import TAKEN, OwnRow, clean_row, unknown_fields

# rows that may be bad before the first good one
_PATIENCE = 1000
_SHOWN = 120
_CANNOT_BE_READ = (SourceError, OSError, EOFError, zlib.error, BadZipFile)

TableItem = Document | Issue | Complete | Partial


def read_jsonl(file: RawFile) -> Iterator[TableItem]:
    """Read events written as JSON: an object a line, a list of objects, or an object with a list of ``events``.

    Parameters
    ----------
    file : RawFile
        UTF-8, with or without a byte order mark; lines that are no UTF-8 are read as cp1252.

    Yields
    ------
    Document, Issue, Partial or Complete
        Issues as they are met, `Partial` if a row could not be read, then a document a day with its events in the
        order of the file, then `Complete` with the prefix of their ids. `Complete` is left out unless every row
        could be read, so that a damaged or empty file takes nothing away, and for standard input, which replaces
        nothing: its documents are named by their content.
    """
    return _documents(file, json_rows)


def read_csv(file: RawFile) -> Iterator[TableItem]:
    """Read events from CSV with a header; commas, semicolons or tabs stand between the cells.

    Parameters
    ----------
    file : RawFile
        As `read_jsonl` takes it. Quoted cells may run over lines. In a cell, ``;`` stands between topics and
        between sources, and `` > `` between headings: a title with a semicolon in it needs JSON.

    Yields
    ------
    Document, Issue or Complete
        As `read_jsonl` does.
    """
    return _documents(file, csv_rows)


def read_parquet(file: RawFile) -> Iterator[TableItem]:
    """Read events from Parquet, with lists as lists.

    Parameters
    ----------
    file : RawFile
        Days are dates, timestamps or texts.

    Yields
    ------
    Document, Issue or Complete
        As `read_jsonl` does; `Issue.line` is the number of the row, from 1.
    """
    return _documents(file, parquet_rows)


def _documents(file: RawFile, read: Callable[[BinaryIO], Rows]) -> Iterator[TableItem]:
    with tempfile.TemporaryDirectory(prefix="storytrail-") as folder, closing(DaySorter(Path(folder))) as days:
        unread = 0
        try:
            with file.open() as stream:
                for issue in _sorted_by_day(file, read(stream), days):
                    unread += issue.code != "unknown-field"
                    yield issue
        except _CANNOT_BE_READ as error:
            yield _issue(file, 0, "unreadable-file", str(error) or "The file breaks off.")
            return
        if unread and len(days):
            yield Partial(f"events/{file.key}/")
        for day, rows in days:
            yield from _document(file, day, rows)
        if not len(days) and not unread:
            yield _issue(file, 0, "no-rows", "The file has no events; what it had before stays.")
        if file.key != STDIN_KEY and len(days) and not unread:
            yield Complete(f"events/{file.key}/", _origin(file))


def _sorted_by_day(file: RawFile, rows: Rows, days: DaySorter) -> Iterator[Issue]:
    """Put the events of a file into `days`, and give the issues."""
    bad, named = 0, set[str]()
    for row in rows:
        own = _checked(row)
        if isinstance(own, BadRow):
            yield _issue(file, own.line, own.code, own.message, own.text)
            bad += 1
        elif isinstance(row, Row):
            days.add(own.date, row.line, own.licence, own.line())
            for name in unknown_fields(row.fields):
                if name not in named:
                    named.add(name)
                    yield _unknown_field(file, row, name)
        if bad == _PATIENCE and not len(days):
            yield _issue(file, 0, "not-events", f"The first {bad:,} rows are no events; the rest was not read.")
            return


def _checked(row: Row | BadRow) -> OwnRow | BadRow:
    if isinstance(row, BadRow):
        return row
    try:
        return clean_row(row.fields)
    except InputError as error:
        return BadRow(row.line, "bad-line", str(error), row.beginning())


def _unknown_field(file: RawFile, row: Row, name: str) -> Issue:
    message = f"The field {name!r} is not known and was left out; known are {', '.join(TAKEN)}."
    return _issue(file, row.line, "unknown-field", message, row.beginning())


def _issue(file: RawFile, line: int, code: str, message: str, text: str = "") -> Issue:
    # half characters, which JSON can spell, cannot be shown
    excerpt = " ".join(text.encode(errors="replace").decode().split())
    return Issue(file.name, line, code, message, excerpt if len(excerpt) <= _SHOWN else f"{excerpt[:_SHOWN]}…")


def _origin(file: RawFile) -> str:
    """Return the whole path, as two files of one name in two folders are two files wherever one stands."""
    return file.name if file.key == STDIN_KEY else str(Path(file.name).resolve())


def _document(file: RawFile, day: dt.date, rows: Iterable[SortedEvent]) -> Iterator[Document | Issue]:
    events: list[str] = []
    licences: dict[str, int] = {}
    for line, licence, event in rows:
        events.append(event)
        if licence:
            licences.setdefault(licence, line)
    text = "\n".join([*events, ""])
    name, *others = licences or [OWN_LICENCE]
    if others:
        message = f"Events of {day} have different licences; the first one, {name!r}, is kept for the day."
        yield _issue(file, licences[others[0]], "two-licences", message, others[0])
    # a licence that was corrected is a change, too
    digest = digest_of(f"{name}\n{text}")
    # what comes on standard input has no name by which it could be known again
    key = f"{STDIN_KEY}-{digest[:8]}" if file.key == STDIN_KEY else file.key
    yield Document(f"events/{key}/{day}", day, text, _origin(file), "events", name, digest)
