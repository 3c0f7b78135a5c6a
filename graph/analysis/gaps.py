"""Gaps: silences that are long for a subject, while the archive went on."""

import datetime as dt

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.timeline_model import Gap, TimelineSettings


def gaps(days: Array, archive: Array, settings: TimelineSettings) -> tuple[Gap, ...]:
    """Return the longest silences between events, in order of time.

    Days on which the archive has nothing are not silent: they count in no pause; and where it has little, a subject is
    not missed.

    Parameters
    ----------
    days : ndarray of int
        Days of the subject's events, ascending.
    archive : ndarray of int
        Days of all events, ascending.
    settings : TimelineSettings
    """
    told = np.unique(archive)
    ours = np.unique(days)
    if len(ours) < 2:
        return ()
    pauses = np.diff(np.searchsorted(told, ours))
    least = max(settings.least_gap_days, settings.gap_ratio * float(np.median(pauses)))
    between = np.searchsorted(archive, ours[1:]) - np.searchsorted(archive, ours[:-1], side="right")
    in_span = np.searchsorted(archive, ours[-1], side="right") - np.searchsorted(archive, ours[0])
    long = np.flatnonzero((pauses >= least) & (between * len(days) / in_span >= settings.least_missed))
    longest = long[np.argsort(-pauses[long], kind="stable")[: settings.most_gaps]]
    return tuple(
        Gap(
            dt.date.fromordinal(int(ours[place])),
            dt.date.fromordinal(int(ours[place + 1])),
            int(ours[place + 1] - ours[place]),
            int(pauses[place]) - 1,
        )
        for place in np.sort(longest)
    )
