"""What the two SQLite files of a store have in common: opening, layout, transactions, clear errors."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import (
    InputError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreVersionError,
)
from graph.store.limits import broken_text

_WAIT_S = 10.0
_FULL = (StoreFullError, "no space is left for it; make room and try again")
_BUSY = (StoreBusyError, "another process is writing to it; wait until it has ended")
_BARRED = (StoreError, "it cannot be opened or written to; see to the permissions of the file and of its folder")
_ERRORS: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_WRITE": _FULL,
    # readers, too, need a small file beside the database
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _BARRED,
    "SQLITE_CANTOPEN": _BARRED,
}
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_ELSE = (StoreError, "it cannot be read or written; see to its permissions and its disk")


class Database:
    """One SQLite file in WAL mode, opened when it is first needed and made when it is first written to.

    A missing file reads as one without rows. Where nothing may be written, the file can still be read.
    Threads may share it; a transaction of one holds up the others.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    layout : str
        Statements that make its tables.
    version : int
        Version of the layout, kept in the file.
    way_out : str
        What to do when the file is damaged.
    upgrades : mapping of int to str, optional
        Statements that bring a file of an older version to the next one, by the older version; the layout is made
        after them.

    Raises
    ------
    StoreDamagedError
        By any method, if the file is no database.
    StoreVersionError
        By any method, if the file was made by a later version.
    """

    def __init__(
        self, path: Path, layout: str, version: int, way_out: str, upgrades: Mapping[int, str] | None = None
    ) -> None:
        self._path = path
        self._layout = layout
        self._version = version
        self._way_out = way_out
        self._upgrades = upgrades or {}
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
        connection = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading, which does not make the file and does not need to write beside it."""
        other = self._open or self._for_reading()
        try:
            yield other
        finally:
            if other is not self._open:
                other.close()

    def _for_reading(self) -> sqlite3.Connection:
        if not self._path.exists():
            return self._without_rows()
        try:
            return self._connection
        except sqlite3.OperationalError as error:
            if not (_name(error).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) and self._path.is_file()):
                raise
        return self._unwritable()

    def _without_rows(self) -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        connection.executescript(self._layout)
        return connection

    def _unwritable(self) -> sqlite3.Connection:
        """Open the file where nothing can be written; a journal that lies beside it is read with it."""
        journal = self._path.with_name(f"{self._path.name}-wal")
        still = "" if journal.exists() and journal.stat().st_size else "&immutable=1"
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro{still}", uri=True)
        try:
            found = self._version_of(connection)
            if found == self._version:
                return connection
            other = sqlite3.connect(":memory:")
            connection.backup(other)
        except BaseException:
            connection.close()
            raise
        connection.close()
        self._make(other, found)
        return other

    def _version_of(self, connection: sqlite3.Connection) -> int:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > self._version:
            raise StoreVersionError(
                f"The file {self._path} was made by a later version of Storytrail; use that one to open it."
            )
        return found

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        found = self._version_of(connection)
        if found < self._version:
            self._make(connection, found)

    def _make(self, connection: sqlite3.Connection, found: int) -> None:
        """Bring a file of an older version, 0 for an empty one, to this one."""
        olders = range(found, self._version) if found else ()
        steps = [self._upgrades[older] for older in olders if older in self._upgrades]
        script = ";".join([*steps, self._layout])
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {self._version:d}; COMMIT")

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """Run one statement and return its rows."""
        with self._lock, self.translated(), self._reading() as connection:
            return connection.execute(sql, values).fetchall()

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
            name = _name(error)
            if name.startswith(_DAMAGED):
                raise self.damaged() from error
            kind, advice = _ERRORS.get(name, _ERRORS.get("_".join(name.split("_")[:2]), _ELSE))
            raise kind(f"The file {self._path} cannot be used: {advice}.") from error
        except UnicodeEncodeError as error:
            raise InputError(broken_text(error.object, error.start)) from error
        except OSError as error:
            raise StoreError(f"The file {self._path} cannot be used: {_BARRED[1]}.") from error

    def damaged(self) -> StoreDamagedError:
        """Return the error that says that the file is damaged, and what to do."""
        return StoreDamagedError(f"The file {self._path} is damaged or no database; {self._way_out}.")


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
