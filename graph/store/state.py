"""Writing the state of the graph: revision, date range, what is stale."""

import datetime as dt
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from graph.store.access import rows, state
from graph.store.base import Backend, NodeTable, Row, Runner
from graph.store.records import SCHEMA_VERSION, Meta

# what is computed from events, and so is out of date when they change
DERIVED = ("related", "stories", "clusters")


def first_meta(engine: str, previous: int = 0) -> Meta:
    """Return the state of a graph without events; `previous` is the revision of one that was here before."""
    return Meta(SCHEMA_VERSION, engine, next_revision(previous), None, None, (), uuid.uuid4().hex)


def next_revision(previous: int) -> int:
    """Return a revision greater than the previous one, and than those of a graph that was here before."""
    return max(previous + 1, int(time.time()))


def set_meta(runner: Runner, meta: Meta) -> None:
    """Write the state."""
    rows(runner, "set_meta", **{**asdict(meta), "stale": list(meta.stale)})


def meta_table(meta: Meta) -> NodeTable:
    """Return the state as the table of its one node."""
    row: Row = {**asdict(meta), "id": "meta", "schema_version": meta.schema, "stale": list(meta.stale)}
    del row["schema"]
    return NodeTable("Meta", {name: [value] for name, value in row.items()})


def next_meta(meta: Meta) -> Meta:
    """Return the state after events change, but for the dates: a new revision, and all that follows from them stale."""
    return replace(meta, revision=next_revision(meta.revision), stale=tuple(sorted(DERIVED)))


def dated(meta: Meta, first: dt.date | None, last: dt.date | None) -> Meta:
    """Return a state with the dates of the first and the last event; of no events nothing is stale."""
    return replace(meta, first=first, last=last, stale=meta.stale if first else ())


def record_change(runner: Runner, after: Meta) -> Meta:
    """Write the state after events have changed, with the dates they now have, and return it."""
    now = dated(after, **rows(runner, "date_range")[0])
    set_meta(runner, now)
    return now


def mark(runner: Runner, derived: str, *, stale: bool, **others: Any) -> None:
    """Write whether something derived is stale, and what else the state says of it."""
    before = state(runner)
    rest = {name for name in before.stale if name != derived}
    set_meta(runner, replace(before, stale=tuple(sorted({*rest, derived} if stale else rest)), **others))


@contextmanager
def deriving(backend: Backend, derived: str, revision: int, begun: Row, done: Row | None = None) -> Iterator[None]:
    """Say that something derived is stale until the block has written it, then whether it is of this revision.

    `begun` and `done` are what else the state says of it before and after. A block that raises leaves it stale.
    """

    def end(runner: Runner) -> None:
        mark(runner, derived, stale=state(runner).revision != revision, **(done or {}))

    backend.write(lambda runner: mark(runner, derived, stale=True, **begun))
    yield
    backend.write(end)
