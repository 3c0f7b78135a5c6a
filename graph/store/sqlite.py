"""What the two SQLite files of a store have in common: opening, layout, transactions, clear errors."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError, StoreVersionError

_WAIT_S = 10.0
_FULL = (StoreFullError, "no space is left for it; make room and try again")
_DAMAGED = (StoreDamagedError, "it is damaged or no database; put a copy of it back, or remove it to begin anew")
_BUSY = (StoreBusyError, "another process is writing to it; wait until it has ended")
_ERRORS: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_WRITE": _FULL,
    # readers, too, need a small file beside the database
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
}


class Database:
    """One SQLite file in WAL mode, opened when it is first needed and made when missing.

    Threads may share it; a transaction of one holds up the others.

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
        By any method, if the file is no database.
    StoreVersionError
        By any method, if the file was made by a later version.
    """

    def __init__(self, path: Path, layout: str, version: int) -> None:
        self._path = path
        self._layout = layout
        self._version = version
        self._depth = 0
        self._lock = threading.RLock()
        self._open: sqlite3.Connection | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        with self._lock:
            if self._open is None:
                self._open = self._connect()
            return self._open

    def _connect(self) -> sqlite3.Connection:
        with self.translated():
            connection = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > self._version:
            raise StoreVersionError(f"{self._path} was made by a later version of Storytrail; use that one to open it.")
        if found < self._version:
            connection.executescript(
                f"BEGIN IMMEDIATE; {self._layout}; PRAGMA user_version = {self._version:d}; COMMIT"
            )

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """Run one statement and return its rows."""
        with self._lock, self.translated():
            return self._connection.execute(sql, values).fetchall()

    def change(self, sql: str, values: Any = ()) -> int:
        """Run one writing statement and return how many rows it changed; it commits unless in a transaction."""
        with self._lock, self.translated():
            return self._connection.execute(sql, values).rowcount

    def change_all(self, sql: str, values: Any) -> None:
        """Run one writing statement for each of many values."""
        with self.transaction(), self.translated():
            self._connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group changes: all are kept, or none if the block raises. Blocks inside one another are one."""
        with self._lock:
            if self._depth == 0:
                self.change("BEGIN IMMEDIATE")
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
            self.change(statement)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Raise errors of SQLite as errors of Storytrail, told apart by their names."""
        try:
            yield
        except sqlite3.Error as error:
            name = str(getattr(error, "sqlite_errorname", ""))
            kind, advice = _ERRORS.get(name, _ERRORS.get(name.rsplit("_", 1)[0], (StoreError, str(error))))
            raise kind(f"{self._path} cannot be used: {advice}.") from error
