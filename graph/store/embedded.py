"""The embedded engine: one graph file in the store's folder, read by many processes and written by one.

A reader reads an immutable snapshot of the file; before each read it looks whether anybody has published, and takes
the new one if so (`graph.store.published`). A writer takes the lease of the folder when it first writes, works in
memory, and publishes by writing the whole file beside the old one and putting it in its place: whatever happens
before that, a killed process or a full disk, leaves the file as it was.
"""

import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from graph.errors import StoreError
from graph.store.base import Done, EdgeTable, NodeTable, Params, Row, Runner, TextFilter
from graph.store.engine_errors import store_error
from graph.store.frames import add_edges, column_types, frame
from graph.store.published import PublishedGraph, Stamp, published
from graph.store.ranking import Hit, best
from graph.store.runners import Reading, Writing
from graph.store.statements import statement

GRAPH_FILE = "graph.kgl"
# the lease is that of a graph which never exists, so that a damaged or missing graph file can be replaced under it
LEASE_FILE = "writer.kgl"
# intermediate rows a console query may hold, of about 350 bytes each
CONSOLE_WORK = 2_000_000
_TEXT_INDEX = ("Event", "words", "event_words")
_CATCH_UP = 10_000_000


@cache
def _kglite() -> ModuleType:
    import kglite

    # its advice on queries would go to the user's terminal; it still stands in each result
    kglite.set_query_warning_policy("silent")
    return kglite


@contextmanager
def _translated(folder: Path, params: Params | None = None) -> Iterator[None]:
    kglite = _kglite()
    try:
        yield
    except (kglite.KgError, OSError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise store_error(error, folder, params) from error


def _loaded(path: Path) -> Any:
    with _translated(path.parent):
        return _kglite().load(str(path))


class EmbeddedBackend:
    """A graph in one file.

    Parameters
    ----------
    folder : pathlib.Path
        The store's folder.
    write : bool
        Whether writing is allowed. The lease is taken at the first write.
    fresh : bool
        Start with an empty graph, whatever file is there; it is replaced at the first `publish`. Takes the lease
        at once.

    Raises
    ------
    StoreBusyError
        If another process writes to the store (when the lease is taken).
    StoreDamagedError, StoreVersionError
        If the graph file cannot be read (when it is first needed).
    """

    def __init__(self, folder: Path, *, write: bool = False, fresh: bool = False) -> None:
        self._folder = folder
        self._path = folder / GRAPH_FILE
        self._may_write = write or fresh
        self._lock = threading.RLock()
        self._held: PublishedGraph | None = published(self._path, _loaded)
        # those of the writer: the graph it changes, and the stamp of the file that holds the same
        self._graph: Any = None
        self._stamp: Stamp | None = None
        self._lease: Any = None
        self._dirty = False
        if fresh:
            self._published.stamp()  # a folder in its place is told of now
            self._graph = _kglite().KnowledgeGraph()
            self._take_lease()

    @property
    def engine(self) -> str:
        """Name and version of the engine."""
        return f"kglite {_kglite().__version__}"

    def reads(self, engine: str) -> bool:
        """Tell whether a graph by that engine can be read: the format of the file is that of one version."""
        return engine == self.engine

    def create_schema(self, rules: Sequence[str]) -> None:
        """Make constraints and indexes."""
        for rule in rules:
            self.run(rule, write=True)

    def run(self, cypher: str, params: Params | None = None, *, write: bool = False) -> list[Row]:
        """Run one trusted statement and return its rows by column name."""
        if not write:
            return self._rows(self._reader(), cypher, params)
        with self._lock:
            writer, self._dirty = self._writer(), True
            return self._rows(writer, cypher, params)

    def reserve(self) -> None:
        """Take the lease now, and load what was published last."""
        with self._lock:
            self._writer()

    @contextmanager
    def reading(self) -> Iterator[Runner]:
        """Hold one state of the graph still while several statements read it."""
        still = self._still()
        yield Reading(lambda cypher, params: self._rows(still, cypher, params))

    def write(self, work: Callable[[Runner], Done]) -> Done:
        """Do `work` in one transaction: committed when it returns, rolled back when it raises."""
        with self._lock:
            transaction = self._writer().begin()
            try:
                done = Writing(lambda cypher, params: self._rows(transaction, cypher, params)).do(work)
            except BaseException:
                transaction.rollback()
                raise
            self._dirty = True
            with self._translated():
                transaction.commit()
            return done

    def bulk_load(self, schema: Sequence[str], nodes: Sequence[NodeTable], edges: Sequence[EdgeTable]) -> None:
        """Load tables into an empty graph the engine's own way, under the rules of `schema`; all or nothing.

        The graph is a new one: a type that once had relationships would merge parallel ones.
        """
        with self._lock, self._translated():
            self._writer()
            graph = _kglite().KnowledgeGraph()
            for rule in schema:
                graph.cypher(rule)
            for table in nodes:
                graph.add_nodes(frame(table.columns), table.label, "id", column_types=column_types(table.columns))
            for edge_table in edges:
                add_edges(graph, edge_table)
            self._graph, self._dirty = graph, True

    def add_edges(self, edges: EdgeTable) -> None:
        """Add relationships the engine's own way; each pair of ends stands once, and both ends are there."""
        with self._lock, self._translated():
            writer, self._dirty = self._writer(), True
            add_edges(writer, edges)

    def console(
        self, cypher: str, params: Params, *, limit: int, timeout_s: float
    ) -> tuple[list[str], list[list[Any]]]:
        """Run one foreign statement read-only, at most `limit` rows, and return columns and rows."""
        still = self._still()
        milliseconds = max(1, round(timeout_s * 1000))
        with self._translated(params):
            result = still.cypher(
                cypher, params=dict(params), row_limit=limit, timeout_ms=milliseconds, max_work_units=CONSOLE_WORK
            )
            columns = list(result.columns)
            return columns, [[row[column] for column in columns] for row in result]

    def full_text(self, words: Sequence[str], limit: int, keep: TextFilter) -> list[tuple[str, float]]:
        """Return ids of events that have any of the words and pass the filter, with scores, best first."""
        with self._lock:
            source = self._reader()
            if "Event" not in source.node_types:
                return []
            if self._lease is not None:
                self._index_text()
        cypher, params = _search(words, limit, keep)
        # those of a topic are asked for without the index, so that some do not match
        hits = [Hit(**row) for row in self._rows(source, cypher, params) if row["score"]]
        return [(hit.id, hit.score) for hit in best(hits, limit)]

    def publish(self) -> None:
        """Write the graph file, so that other processes see what was written.

        Raises
        ------
        StoreFullError
            If the disk is full. The file is as it was; after making room, `publish` again.
        """
        with self._lock:
            if not self._dirty:
                return
            kglite = _kglite()
            with self._translated(), warnings.catch_warnings():
                self._index_text()
                # lists are kept on the heap; nothing is lost
                warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
                self._graph.save(str(self._path), layout="compact")  # a third smaller, and read in half the time
            self._stamp, self._dirty = self._published.stamp(), False

    def close(self, *, publish: bool = True) -> None:
        """Let go of the lease and the graph, after publishing what was committed unless told otherwise."""
        with self._lock:
            try:
                if publish:
                    self.publish()
                if self._stamp is not None and not self._dirty:
                    self._published.give_back(self._graph, self._stamp)
            finally:
                self._held = self._graph = self._stamp = None
                self._dirty = False
                self._drop_lease()

    @property
    def _published(self) -> PublishedGraph:
        if self._held is None:  # it was closed, and is used again
            self._held = published(self._path, _loaded)
        return self._held

    def _reader(self) -> Any:
        """Return what to read from: the writer's own graph, or the newest published snapshot."""
        with self._lock:
            return self._published.snapshot() if self._lease is None else self._graph

    def _still(self) -> Any:
        """Return what to read from, such that it does not change any more."""
        with self._lock:
            source = self._reader()
            return source if self._lease is None else source.freeze()

    def _writer(self) -> Any:
        """Return the graph to write to, after taking the lease if need be."""
        if self._lease is None:
            self._take_lease()
            try:
                self._graph, self._stamp = self._published.take()
            except BaseException:
                self._drop_lease()
                raise
        return self._graph

    def _take_lease(self) -> None:
        if not self._may_write:
            raise StoreError(f"The store {self._folder} was opened for reading.")
        with self._translated():
            self._lease = _kglite().open(str(self._folder / LEASE_FILE), durable="off")

    def _drop_lease(self) -> None:
        lease, self._lease = self._lease, None
        if lease is not None:
            # leaving by an error keeps the engine from writing the lease's own empty graph
            lease.__exit__(RuntimeError, RuntimeError("only a lease"), None)

    def _index_text(self) -> None:
        """Bring the full-text index up to date; nothing to do while there are no events."""
        label, column, name = _TEXT_INDEX
        if self._graph.has_text_index(label, column):
            # a search folds in what was written since
            self._rows(self._graph, *_search([], 1, TextFilter()))
        elif label in self._graph.node_types:
            self._graph.build_text_index(label, column, _CATCH_UP, name=name)

    def _rows(self, source: Any, cypher: str, params: Params | None) -> list[Row]:
        with self._translated(params):
            rows: list[Row] = source.cypher(cypher, params=dict(params or {}), timeout_ms=0).to_list()
            return rows

    def _translated(self, params: Params | None = None) -> AbstractContextManager[None]:
        return _translated(self._folder, params)


def _search(words: Sequence[str], limit: int, keep: TextFilter) -> tuple[str, Row]:
    """Return the search statement that needs the least for a filter, and its parameters."""
    params: Row = {"words": " ".join(words), "count": limit, **asdict(keep)}
    name = "search_events" if keep.topic is None else "search_topic"
    return statement(f"embedded/{name}").text, params
