"""What the two SQLite files of a store have in common: opening, layout, transactions, clear errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError, StoreVersionError

_WAIT_S = 10.0
_ERRORS: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": (StoreFullError, "no space is left for it; make room and try again"),
    "SQLITE_IOERR_WRITE": (StoreFullError, "no space is left for it; make room and try again"),
    "SQLITE_NOTADB": (StoreDamagedError, "it is no database; put a copy of it back, or remove it to begin anew"),
    "SQLITE_CORRUPT": (StoreDamagedError, "it is damaged; put a copy of it back, or remove it to begin anew"),
    "SQLITE_BUSY": (StoreBusyError, "another process is writing to it; wait until it has ended"),
    "SQLITE_LOCKED": (StoreBusyError, "another process is writing to it; wait until it has ended"),
}


class Database:
    """One SQLite file in WAL mode, made when missing.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    layout : str
        Statements that make its tables.
    version : int
        Version of the layout, kept in the file.

    Raises
    ------
    StoreDamagedError
        If the file is no database.
    StoreVersionError
        If it was made by a later version.
    """

    def __init__(self, path: Path, layout: str, version: int) -> None:
        self._path = path
        self._depth = 0
        with self.translated():
            # threads share it under the lock of sqlite3 itself; transactions belong to one at a time
            self._connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(layout, version)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, layout: str, version: int) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found > version:
            raise StoreVersionError(f"{self._path} was made by a later version of Storytrail; use that one to open it")
        if found < version:
            with self.transaction():
                for statement in layout.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {version:d}")

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """Run one statement and return its rows."""
        with self.translated():
            return self._connection.execute(sql, values).fetchall()

    def change(self, sql: str, values: Any = ()) -> int:
        """Run one writing statement and return how many rows it changed; it commits unless in a transaction."""
        with self.translated():
            return self._connection.execute(sql, values).rowcount

    def change_all(self, sql: str, values: Any) -> None:
        """Run one writing statement for each of many values."""
        with self.transaction(), self.translated():
            self._connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group changes: all are kept, or none if the block raises. Blocks inside one another are one."""
        with self.translated():
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._end("ROLLBACK")
            raise
        self._end("COMMIT")

    def _end(self, statement: str) -> None:
        self._depth -= 1
        # a full disk has ended the transaction already
        if self._depth == 0 and self._connection.in_transaction:
            with self.translated():
                self._connection.execute(statement)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Raise errors of SQLite as errors of Storytrail."""
        try:
            yield
        except sqlite3.Error as error:
            name = str(getattr(error, "sqlite_errorname", ""))
            kind, advice = _ERRORS.get(name, _ERRORS.get(name.rsplit("_", 1)[0], (StoreError, str(error))))
            raise kind(f"{self._path} cannot be used: {advice}") from error
