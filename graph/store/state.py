"""Writing the state of the graph: revision, date range, what is stale."""

import datetime as dt
import time
import uuid
from dataclasses import asdict, replace

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


def changed(meta: Meta, first: dt.date | None, last: dt.date | None) -> Meta:
    """Return the state after events changed, which now are of these dates."""
    return replace(meta, revision=next_revision(meta.revision), first=first, last=last, stale=DERIVED)


def record_change(runner: Runner) -> None:
    """Write that events have changed: a new revision, the dates, and that all that follows from them is stale."""
    set_meta(runner, changed(state(runner), **rows(runner, "date_range")[0]))


def mark(runner: Runner, derived: str, *, stale: bool, analysis: str | None = None) -> Meta:
    """Write whether something derived is stale, and how it is computed unless None; return the state."""
    before = state(runner)
    others = [name for name in before.stale if name != derived]
    marks = tuple(sorted([*others, derived] if stale else others))
    after = replace(before, stale=marks, analysis=before.analysis if analysis is None else analysis)
    set_meta(runner, after)
    return after
