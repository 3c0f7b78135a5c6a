"""The seam between the graph and the engine that keeps it: small, and crossed by plain values only."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = dict[str, Any]
Params = Mapping[str, Any]


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

    def run(self, cypher: str, params: Params | None = None, *, write: bool = False) -> list[Row]:
        """Run one trusted statement and return its rows by column name."""
        ...

    def reserve(self) -> None:
        """Keep other writers out from now on, until `close`; what is read from then on is the newest state."""
        ...

    def reading(self) -> AbstractContextManager[Runner]:
        """Hold one state of the graph still while several statements read it."""
        ...

    def transaction(self) -> AbstractContextManager[Runner]:
        """Open a write transaction: committed at the end of the block, rolled back if it raises."""
        ...

    def bulk_load(self, schema: Sequence[str], nodes: Sequence[NodeTable], edges: Sequence[EdgeTable]) -> None:
        """Load tables into an empty graph the engine's own way, under the rules of `schema`; all or nothing."""
        ...

    def add_edges(self, edges: EdgeTable) -> None:
        """Add relationships the engine's own way; each pair of ends stands once, and both ends are there."""
        ...

    def console(
        self, cypher: str, params: Params, *, limit: int, timeout_s: float
    ) -> tuple[list[str], list[list[Any]]]:
        """Run one foreign statement read-only, at most `limit` rows, and return columns and rows."""
        ...

    def full_text(self, text: str, limit: int, keep: TextFilter) -> list[tuple[str, float]]:
        """Return ids of events that match `text` and pass the filter, with scores, best first."""
        ...

    def publish(self) -> None:
        """Make what was written visible to other processes."""
        ...

    def close(self, *, publish: bool = True) -> None:
        """Let go of files and connections; without `publish`, what can still be dropped of the writing is dropped."""
        ...
