"""Neo4j: one graph on a server for all who ask it.

Each statement or piece of writing is a managed transaction, which the driver repeats when it fails in a way that
passes. Readers are sent to readers of a cluster, and see what this process has written.
"""

import logging
import re
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import neo4j
from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Query, Session, Transaction
from neo4j.api import BookmarkManager
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import ReadOnlyError, StoreError, StoreVersionError
from graph.store.base import Done, Params, Row, Runner, TextFilter
from graph.store.bolt_errors import CREDENTIALS, store_error
from graph.store.bolt_values import plain
from graph.store.lock import WriterLock
from graph.store.lucene import LuceneSearch
from graph.store.runners import Reading, Writing
from graph.store.statements import statement, statements

OLDEST = (5, 26)
CONNECT_S = 10.0
# how long an answer of the pool, and a transaction that fails in a way that passes, are waited for
POOL_S = 30.0
READ_RETRY_S = 2.0
# a loader outlives the restart of a server
WRITE_RETRY_S = 180.0
# waits between two tries are all about a second, so that a server which is back is not kept waiting
RETRY_EVERY_S = 1.0
# renewing and giving up the lock, which are tried once, so that nobody waits for them
ONCE_S = 5.0
INDEXES_S = 600
SYSTEM = "system"
_WIPES = (("neo4j/wipe_documents", 200), ("neo4j/wipe_rest", 5000))
# the driver logs what it raises; without a handler that would come out on stderr
logging.getLogger("neo4j").addHandler(logging.NullHandler())
# what lets all sessions of this process see what any of them has written, also on a cluster; by the database's id
_BOOKMARKS: dict[str, BookmarkManager] = {}
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)")
_PLANNED = re.compile(r"\s*(EXPLAIN\b|PROFILE\b|)", re.IGNORECASE)
_NAMED = re.compile(r"(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")
_ERRORS = (Neo4jError, DriverError, OSError, ValueError, TypeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is, and who asks: without a password nobody in particular, without a database the user's own."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    database: str = ""


class Neo4jBackend:
    """A graph in a database of a Neo4j server.

    Parameters
    ----------
    server : Server
        Where it is.
    write : bool
        Whether writing is allowed. The writer's lock is taken at the first write.

    Raises
    ------
    StoreError
        If the server does not answer, refuses the user, or has no such database.
    StoreVersionError
        If it is too old.
    """

    def __init__(self, server: Server, *, write: bool = False) -> None:
        self._place = server.url
        self._may_write = write
        self._guard = threading.RLock()
        self._lock: WriterLock | None = None
        self._database = server.database or None
        with self._translated():
            self._driver = _driver(server, WRITE_RETRY_S if write else READ_RETRY_S)
        try:
            self._version = self._verified(anonymous=not server.password)
        except BaseException:
            self._driver.close()
            raise
        # a backend that nobody closes lets go of the server when nobody has it any more
        self._let_go = weakref.finalize(self, self._driver.close)
        self._bookmarks = _BOOKMARKS.setdefault(self._identity, GraphDatabase.bookmark_manager())
        self._search = LuceneSearch(self.run)

    @property
    def engine(self) -> str:
        """Name and version of the engine."""
        return f"Neo4j {self._version}"

    @property
    def database(self) -> str:
        """Name of the database."""
        return self._database or ""

    def reads(self, engine: str) -> bool:
        """Tell whether a graph by that engine can be read: a server reads what earlier ones wrote."""
        return engine.startswith("Neo4j ")

    def create_schema(self, rules: Sequence[str]) -> None:
        """Make constraints and indexes that are missing, the full-text ones too, and wait until they are there."""
        self._refuse_reader()
        there = set(self.run(statement("neo4j/indexes").text)[0]["names"])
        missing = [rule for rule in (*rules, *statements("neo4j/schema")) if _name(rule) not in there]
        for rule in missing:
            self._change(rule, {})
        if missing:
            self.run(statement("neo4j/await_indexes").text, {"timeout_s": INDEXES_S})

    def run(self, cypher: str, params: Params | None = None, *, write: bool = False) -> list[Row]:
        """Run one trusted statement and return its rows by column name."""
        if write:
            return self.write(lambda runner: runner.run(cypher, params))
        with self._session(READ_ACCESS) as session, self._translated(params):
            return session.execute_read(_rows, cypher, params)

    def reserve(self) -> None:
        """Take the writer's lock now."""
        self._refuse_reader()
        with self._guard:
            if self._lock is None:
                lock = WriterLock(self._change, self._once, self._place)
                lock.take()
                self._lock = lock

    @contextmanager
    def reading(self) -> Iterator[Runner]:
        """Give a runner that reads; the server holds no state still, so each statement sees the newest."""
        yield Reading(self.run)

    def write(self, work: Callable[[Runner], Done]) -> Done:
        """Do `work` in one transaction that holds the writer's lock, and again if it fails in a way that passes."""
        self.reserve()

        def locked(transaction: ManagedTransaction) -> Done:
            runner = Writing(lambda cypher, params: self._written(transaction, cypher, params))
            if self._lock is not None:
                self._lock.renew(runner)
            return runner.do(work)

        with self._session(WRITE_ACCESS) as session, self._translated():
            return session.execute_write(locked)

    def console(
        self, cypher: str, params: Params, *, limit: int, timeout_s: float
    ) -> tuple[list[str], list[list[Any]]]:
        """Run one foreign statement, at most `limit` rows, if its plan only reads, where nothing can be written."""
        with self._session(READ_ACCESS) as session, self._translated(params):
            option = _PLANNED.match(cypher)
            text = cypher[option.end() :] if option else cypher
            planned = session.run(Query(f"EXPLAIN {text}", timeout=timeout_s), dict(params)).consume()
            if planned.query_type != "r":
                raise ReadOnlyError("The query would do more than read; the console only reads.")
            if option and option[1].upper() == "EXPLAIN":
                return _drawn(planned, limit)
            with session.begin_transaction(timeout=timeout_s) as transaction:
                return _first_rows(transaction, cypher, params, limit)

    def full_text(self, words: Sequence[str], limit: int, keep: TextFilter) -> list[tuple[str, float]]:
        """Return ids of events that have any of the words and pass the filter, with scores, best first."""
        return [(hit.id, hit.score) for hit in self._search.best(words, limit, keep)]

    def clear(self) -> None:
        """Remove everything but the state, some documents with their events at a time, then what is left."""
        for name, count in _WIPES:
            wipe, params = statement(name).text, {"count": count}
            while self.run(wipe, params, write=True)[0]["gone"]:
                pass

    def publish(self) -> None:
        """Do nothing: what was committed is there for all."""

    def close(self, *, publish: bool = True) -> None:  # noqa: ARG002 - what was committed stays
        """Let go of the writer's lock and of the server."""
        with self._guard:
            if self._lock is not None:
                self._lock.release()
                self._lock = None
        self._let_go()

    def _verified(self, *, anonymous: bool) -> str:
        """Return the version of the server, after seeing that it answers, knows the user and has the database."""
        try:
            with self._translated():
                agent = self._driver.get_server_info().agent
        except StoreError as error:
            if anonymous and CREDENTIALS in str(error):
                raise StoreError(f"The server at {self._place} asks for a password; set {CREDENTIALS}.") from error
            raise
        version = _version(agent, self._place)
        with self._translated(), self._driver.session(database=self._database) as session:
            found = session.execute_read(_rows, statement("neo4j/database").text, None)
        self._database, self._identity = found[0]["name"], found[0]["id"]
        if self._database == SYSTEM:
            raise StoreError(
                f"The database {SYSTEM} at {self._place} keeps the server's own data; set NEO4J_DATABASE to another."
            )
        return version

    def _refuse_reader(self) -> None:
        if not self._may_write:
            raise StoreError(f"The store {self._place} was opened for reading.")

    def _session(self, access: str) -> Session:
        with self._translated():
            return self._driver.session(
                database=self._database,
                default_access_mode=access,
                bookmark_manager=self._bookmarks,
                notifications_min_severity="OFF",
            )

    def _change(self, cypher: str, params: Params) -> list[Row]:
        """Run one statement in a transaction of its own, without the lock."""
        with self._session(WRITE_ACCESS) as session, self._translated(params):
            return session.execute_write(_rows, cypher, params)

    def _once(self, cypher: str, params: Params) -> list[Row]:
        """Run one statement without trying again, and without waiting for long."""
        with (
            self._session(WRITE_ACCESS) as session,
            self._translated(params),
            session.begin_transaction(timeout=ONCE_S) as transaction,
        ):
            rows = _rows(transaction, cypher, params)
            transaction.commit()
            return rows

    def _written(self, transaction: ManagedTransaction, cypher: str, params: Params | None) -> list[Row]:
        """Run a statement of a transaction; an error that passes is left to the driver, which begins again."""
        try:
            return _rows(transaction, cypher, params)
        except _ERRORS as error:
            if isinstance(error, Neo4jError | DriverError) and error.is_retryable():
                raise
            raise store_error(error, self._place, params) from error

    @contextmanager
    def _translated(self, params: Params | None = None) -> Iterator[None]:
        try:
            yield
        except _ERRORS as error:
            raise store_error(error, self._place, params) from error


def _name(rule: str) -> str:
    """Return the name of the constraint or index that a rule makes."""
    match = _NAMED.search(rule)
    return match[1] if match else ""


def _driver(server: Server, retry_s: float) -> neo4j.Driver:
    return GraphDatabase.driver(
        server.url,
        auth=(server.user, server.password) if server.password else None,
        connection_timeout=CONNECT_S,
        connection_acquisition_timeout=POOL_S,
        max_transaction_retry_time=retry_s,
        initial_retry_delay=RETRY_EVERY_S,
        retry_delay_multiplier=1.0,
        telemetry_disabled=True,
    )


def _version(agent: str, place: str) -> str:
    """Return the version that a server says it has.

    Raises
    ------
    StoreVersionError
        If it is too old, or no Neo4j.
    """
    match = _AGENT.match(agent)
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        raise StoreVersionError(
            f"The server at {place} is {agent.replace('/', ' ')}; Storytrail needs Neo4j "
            f"{OLDEST[0]}.{OLDEST[1]} or later."
        )
    return agent.partition("/")[2]


def _rows(transaction: ManagedTransaction | Transaction, cypher: str, params: Params | None) -> list[Row]:
    result = transaction.run(cypher, dict(params or {}))
    names = result.keys()
    return [dict(zip(names, map(plain, record.values()), strict=True)) for record in result]


def _first_rows(transaction: Transaction, cypher: str, params: Params, limit: int) -> tuple[list[str], list[list[Any]]]:
    result = transaction.run(cypher, dict(params))
    return list(result.keys()), [[plain(value) for value in record.values()] for record in result.fetch(limit)]


def _drawn(summary: neo4j.ResultSummary, limit: int) -> tuple[list[str], list[list[Any]]]:
    """Return the plan of a query as the server draws it, a line a row."""
    drawing = str((summary.plan or {}).get("args", {}).get("string-representation", ""))
    return ["plan"], [[line] for line in drawing.splitlines()[:limit]]
