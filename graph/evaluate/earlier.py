"""The same archive with less in it: without its last month, or without events here and there."""

import datetime as dt
from typing import NamedTuple

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.snapshot import Snapshot

REMOVED = 0.05


class Earlier(NamedTuple):
    """An archive without its last month, what that month is, as "2016-12", and how many events it has."""

    snapshot: Snapshot
    month: str
    events: int


def before_last_month(snapshot: Snapshot) -> Earlier | None:
    """Return an archive without the last month that has at least half as many events as most; None without another.

    A few events may be of months to come, or of a month that has hardly begun: what they change tells nothing.
    """
    months = snapshot.days.astype(np.int64) - dt.date(1970, 1, 1).toordinal()
    months = months.astype("datetime64[D]").astype("datetime64[M]")
    found, counts = np.unique(months, return_counts=True)
    if len(found) < 2:
        return None
    last = found[counts >= np.median(counts) / 2][-1]
    gone = np.flatnonzero(months == last)
    return Earlier(without(snapshot, gone), str(last), len(gone))


def thinned(snapshot: Snapshot, seed: int) -> Snapshot:
    """Return an archive without the twentieth part of its events, drawn by `seed`."""
    gone = np.random.default_rng(seed).choice(len(snapshot), round(REMOVED * len(snapshot)), replace=False)
    return without(snapshot, gone)


def without(snapshot: Snapshot, rows: Array) -> Snapshot:
    """Return an archive without some events."""
    gone = [snapshot.ids[row] for row in rows.tolist()]
    return snapshot.changed((), gone, snapshot.labels, snapshot.revision)
