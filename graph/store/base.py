"""The seam between the graph and the engine that keeps it: small, and crossed by plain values only."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

Row = dict[str, Any]
Params = Mapping[str, Any]
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class NodeTable:
    """Nodes of one label as columns of equal length; the column ``id`` is the identity."""

    label: str
    columns: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """Relationships of one type between two labels: ids of both ends, and columns of equal length."""

    type: str
    source_label: str
    target_label: str
    sources: list[str]
    targets: list[str]
    columns: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextFilter:
    """What a full-text search keeps: events from `first` to `last`, both included, under one topic, and so on."""

    first: dt.date | None = None
    last: dt.date | None = None
    topic: str | None = None
    category: str | None = None
    domain: str | None = None


class Runner(Protocol):
    """Anything that runs one Cypher statement and returns its rows."""

    def run(self, cypher: str, params: Params | None = None) -> list[Row]:
        """Run one statement."""
        ...


class Backend(Protocol):
    """One graph engine. Errors of the engine leave it as errors of `graph.errors`."""

    @property
    def engine(self) -> str:
        """Name and version of the engine."""
        ...

    def reads(self, engine: str) -> bool:
        """Tell whether this engine reads a graph that an engine of that name and version wrote."""
        ...

    def create_schema(self, rules: Sequence[str]) -> None:
        """Make constraints and indexes, those of the engine's own too, and wait until they hold."""
        ...

    def run(self, cypher: str, params: Params | None = None, *, write: bool = False) -> list[Row]:
        """Run one trusted statement and return its rows by column name."""
        ...

    def reserve(self) -> None:
        """Keep other writers out from now on, until `close`; what is read from then on is the newest state."""
        ...

    def reading(self) -> AbstractContextManager[Runner]:
        """Give a runner for several statements that read; it holds one state of the graph still if the engine can.

        Where it cannot, what others commit meanwhile is seen: a reader who must not mix two states looks whether
        the state has changed (`graph.store.access.steady`).
        """
        ...

    def write(self, work: Callable[[Runner], Done]) -> Done:
        """Do `work` in one transaction: committed when it returns, rolled back when it raises.

        It may be done several times, when a transaction fails in a way that passes.
        """
        ...

    def console(
        self, cypher: str, params: Params, *, limit: int, timeout_s: float
    ) -> tuple[list[str], list[list[Any]]]:
        """Run one foreign statement read-only, at most `limit` rows, and return columns and rows."""
        ...

    def full_text(self, words: Sequence[str], limit: int, keep: TextFilter) -> list[tuple[str, float]]:
        """Return ids of events that have any of the words and pass the filter, with scores, in the order of `ranking`.

        There is at least one word, each is as of `graph.store.words`, and `limit` is at least 1.
        """
        ...

    def publish(self) -> None:
        """Make what was written visible to other processes."""
        ...

    def close(self, *, publish: bool = True) -> None:
        """Let go of files and connections; without `publish`, what can still be dropped of the writing is dropped."""
        ...


@runtime_checkable
class BulkLoader(Protocol):
    """What some engines can do beside: take whole tables faster than by statements."""

    def bulk_load(self, schema: Sequence[str], nodes: Sequence[NodeTable], edges: Sequence[EdgeTable]) -> None:
        """Load tables into an empty graph under the rules of `schema`; all or nothing."""
        ...

    def add_edges(self, edges: EdgeTable) -> None:
        """Add relationships; each pair of ends stands once, and both ends are there."""
        ...
