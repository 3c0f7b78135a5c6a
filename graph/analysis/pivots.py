"""Pivots: events through which much of what links the later part of a story to the earlier one passes."""

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.story_graph import StoryGraph
from graph.analysis.turning_model import Split, TurningSettings


def pivots(graph: StoryGraph, days: Array, settings: TurningSettings) -> list[Split]:
    """Return the events that link what came before them to what followed, in no order.

    Of the links between the days before an event and those after it, and of those that events of its own day make,
    the part that passes through it counts. A story that no single event holds together turns at these.

    Parameters
    ----------
    graph : StoryGraph
    days : ndarray of int, shape (events,)
        Days of all events as ordinals.
    settings : TurningSettings
    """
    rows, when, of_rows = graph.rows, days[graph.nodes], days[graph.rows]
    low, high = np.sort(when[np.column_stack([graph.one, graph.other])], axis=1).T
    ends = np.concatenate([graph.one, graph.other]), np.concatenate([graph.other, graph.one])
    weights, later = np.tile(graph.weights, 2), when[ends[1]] - when[ends[0]]
    before, after = (np.bincount(ends[0], weights * side, len(when)) for side in (later < 0, later > 0))
    through = np.minimum(before, after)
    dates, places = np.unique(when, return_inverse=True)
    over = ((low < dates[:, None]) & (high > dates[:, None])) @ graph.weights
    beside = np.bincount(places, through, len(dates))
    share = through / np.maximum((over + beside)[places], np.finfo(float).tiny)
    earlier, followed = np.searchsorted(of_rows, when), len(rows) - np.searchsorted(of_rows, when, side="right")
    least = max(settings.least_part, settings.least_part_share * len(rows))
    kept = _kept(share, through, settings) & (np.minimum(earlier, followed) >= least)
    return [
        Split(
            int(graph.nodes[place]),
            float(share[place]),
            float(share[place]) * settings.stake(float(min(earlier[place], followed[place]))),
            (rows[of_rows < when[place]], rows[of_rows > when[place]]),
            in_time=True,
        )
        for place in np.flatnonzero(kept).tolist()
    ]


def _kept(share: Array, through: Array, settings: TurningSettings) -> Bools:
    kept: Bools = (share >= settings.least_pivot) & (through >= settings.least_through)
    return kept
