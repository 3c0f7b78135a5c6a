"""Events put in order by day through a temporary file, so that memory stays the same however many there are."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph.errors import SourceError

_TOGETHER = 1000
# line in the file it came from, licence, the event as JSON
SortedEvent = tuple[int, str, str]


class DaySorter:
    """Takes events in any order and gives them by day; within a day they keep their order.

    Parameters
    ----------
    folder : Path
        An empty folder for the temporary file.

    Raises
    ------
    SourceError
        From any method, if the folder cannot be written to or is full.
    """

    def __init__(self, folder: Path) -> None:
        import sqlite3

        self._error = sqlite3.Error
        self._folder = folder
        self._count = 0
        self._waiting: list[tuple[str, int, str, str]] = []
        with self._explained():
            self._rows = sqlite3.connect(folder / "days.sqlite", isolation_level=None)
            # nothing here outlives the reading
            self._rows.execute("PRAGMA journal_mode = OFF")
            self._rows.execute("PRAGMA synchronous = OFF")
            self._rows.execute("CREATE TABLE rows (day TEXT, line INTEGER, licence TEXT, event TEXT)")

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[dt.date, Iterator[SortedEvent]]]:
        self._flush()
        with self._explained():
            self._rows.execute("CREATE INDEX IF NOT EXISTS days ON rows (day)")
            rows: Iterable[Any] = self._rows.execute("SELECT day, line, licence, event FROM rows ORDER BY day, rowid")
            for day, events in groupby(rows, itemgetter(0)):
                yield dt.date.fromisoformat(day), (event[1:] for event in events)

    def add(self, day: dt.date, line: int, licence: str, event: str) -> None:
        """Keep an event."""
        self._count += 1
        self._waiting.append((day.isoformat(), line, licence, event))
        if len(self._waiting) >= _TOGETHER:
            self._flush()

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def _flush(self) -> None:
        with self._explained():
            self._rows.execute("BEGIN")
            self._rows.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", self._waiting)
            self._rows.execute("COMMIT")
        self._waiting.clear()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            message = f"Events cannot be put in order in {self._folder}: {error}. Make room there, or set TMPDIR."
            raise SourceError(message) from error
