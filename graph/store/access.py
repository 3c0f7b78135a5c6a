"""What every part of the graph store stands on: a backend whose graph is of this version."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from graph.errors import StoreChangedError, StoreDamagedError, StoreVersionError
from graph.store.base import Backend, Row, Runner
from graph.store.engine_errors import WAY_OUT
from graph.store.limits import check_limit
from graph.store.records import REBUILDING, SCHEMA_VERSION, Meta
from graph.store.statements import statement

T = TypeVar("T")
_TRIES = 4
_ASKED = {"count": "limit", "offset": "offset"}
_UNLESS_SAID = {"related_revision": 0, "stories_method": "", "clusters_method": ""}


def rows(runner: Runner, name: str, /, **params: object) -> list[Row]:
    """Run a statement of the store by its name; `count` and `offset` are what a caller asked for."""
    for name_of, what in _ASKED.items():
        if isinstance(value := params.get(name_of), int):
            check_limit(value, what)
    return runner.run(statement(name).text, params)


def read_meta(runner: Runner) -> Meta | None:
    """Return the state of the graph, or None when it has none."""
    found = rows(runner, "meta")
    if not found:
        return None
    row = found[0]
    given = {name: row[name] or default for name, default in _UNLESS_SAID.items()}
    return Meta(**{**row, **given, "stale": tuple(row["stale"] or ())})


def state(runner: Runner) -> Meta:
    """Return the state of a graph that must have one."""
    meta = read_meta(runner)
    if meta is None:
        raise StoreDamagedError(f"The graph holds no Storytrail data; {WAY_OUT}.")
    return meta


def steady(runner: Runner, pages: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield the items of pages that are read one after another, as long as the graph stays as it is.

    Raises
    ------
    StoreChangedError
        If another process changed it; on an engine that holds one state still, never.
    """
    before = read_meta(runner)
    for page in pages:
        items = list(page)
        if read_meta(runner) != before:
            raise StoreChangedError("The graph was changed by another process while it was read; ask again.")
        yield from items


def again(read: Callable[[], T]) -> T:
    """Read something from `steady` pages, a few times anew when the graph changes meanwhile.

    Raises
    ------
    StoreChangedError
        If it changes each time.
    """
    for _ in range(_TRIES - 1):
        with suppress(StoreChangedError):
            return read()
    return read()


class Access:
    """Holds the backend, and looks once whether its graph has this schema and was written by this engine."""

    def __init__(self, backend: Backend, *, rebuilding: bool = False) -> None:
        self._unchecked = backend
        self._checked = rebuilding

    @property
    def _backend(self) -> Backend:
        if not self._checked:
            self._check()
        return self._unchecked

    def _check(self) -> None:
        meta = state(self._unchecked)
        engine = self._unchecked.engine
        if meta.engine == REBUILDING:
            raise StoreVersionError(
                "The graph is being made anew; wait until that has ended or, if it was stopped, run "
                "`storytrail rebuild` again where it was begun."
            )
        if meta.schema != SCHEMA_VERSION or not self._unchecked.reads(meta.engine):
            raise StoreVersionError(
                f"The graph has schema {meta.schema} by {meta.engine}, this version works with schema "
                f"{SCHEMA_VERSION} by {engine}; {WAY_OUT}."
            )
        self._checked = True
