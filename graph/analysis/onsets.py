"""Onsets: the event with which a burst begins."""

from collections.abc import Iterable, Iterator

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.edges import Edges
from graph.analysis.turning_model import BurstLike, Onset

_FIRST_DAYS = 3


def onsets(days: Array, rows: Array, edges: Edges, bursts: Iterable[BurstLike]) -> Iterator[Onset]:
    """Yield the onset of each burst that has any events.

    Of the events of its first three days it is the one that most of the burst is near to: the very first is often
    one that only happens to stand there.

    Parameters
    ----------
    days : ndarray of int, shape (events of the archive,)
        Days as ordinals.
    rows : ndarray of int, shape (events,)
        The events in which there are bursts, ascending.
    edges : Edges
        Neighbours among all events.
    bursts : iterable of BurstLike
        For example those of a `Timeline` of the rows.
    """
    ours = days[rows]
    for burst in bursts:
        first, last = burst.start.toordinal(), burst.end.toordinal()
        inside = rows[(ours >= first) & (ours <= last)]
        if len(inside):
            early = int(np.searchsorted(days[inside], first + _FIRST_DAYS))
            near = edges.among(inside).strengths()[:early]
            yield Onset(int(inside[near.argmax()]), burst, len(inside))
