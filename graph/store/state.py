"""Writing the state of the graph: revision, date range, what is stale."""

import time
import uuid
from dataclasses import asdict, replace
from typing import Any

from graph.store.access import rows, state
from graph.store.base import NodeTable, Row, Runner
from graph.store.records import SCHEMA_VERSION, Meta

# what is computed from events, and so is out of date when they change
DERIVED = ("related",)


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
    return replace(meta, revision=next_revision(meta.revision), stale=DERIVED)


def record_change(runner: Runner, after: Meta) -> None:
    """Write the state after events have changed, with the dates they now have."""
    set_meta(runner, replace(after, **rows(runner, "date_range")[0]))


def mark(runner: Runner, derived: str, *, stale: bool, **others: Any) -> None:
    """Write whether something derived is stale, and what else the state says of it."""
    before = state(runner)
    rest = {name for name in before.stale if name != derived}
    set_meta(runner, replace(before, stale=tuple(sorted({*rest, derived} if stale else rest)), **others))
