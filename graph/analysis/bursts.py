"""Bursts: when there were many more events than usual, by Kleinberg's automaton of two states."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.bins import bin_starts, counted
from graph.analysis.csr import Array, Floats
from graph.analysis.timeline_model import TimelineSettings


@dataclass(frozen=True, slots=True)
class Run:
    """Bins in a row in which the automaton is in its higher state, from `first` to `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Span:
    """Events in a row that make a burst: places from `start` up to `stop`, with the burst's level and weight."""

    start: int
    stop: int
    level: int
    weight: float


def burst_spans(
    days: Array, archive: Array, first: int, last: int, settings: TimelineSettings, times: int = 1
) -> list[Span]:
    """Return the bursts among events between two days, in order of time.

    Time is cut into weeks, or into days where it is short. In each the events of the subject are so many of all events
    of the archive, as in the batches of [1]_; time in which the archive is empty says nothing.

    Parameters
    ----------
    days, archive : ndarray of int, shape (events,) and (events of the archive,)
        Days of the subject's and of all events, ascending.
    first, last : int
        The days between which the usual rate is taken.
    settings : TimelineSettings
    times : int, optional
        So many events each day of `archive` stands for.

    References
    ----------
    .. [1] J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002.
    """
    starts = bin_starts("day" if last - first < settings.daily_span_days else "week", first, last)
    volume = times * counted(archive, starts, first, last)
    told = np.flatnonzero(volume)
    counts, volume, starts = counted(days, starts, first, last)[told], volume[told], starts[told]
    usual, saved = counts.sum() / max(volume.sum(), 1), savings(counts, volume, settings.scale)
    fresh = np.diff(starts, prepend=first) > settings.hole_days
    ends = np.cumsum(counts) + np.searchsorted(days, first)
    found = []
    for run in _sharpened(runs(saved, fresh, settings.gamma), counts, volume, fresh, settings):
        start, stop = int(ends[run.first] - counts[run.first]), int(ends[run.last])
        if stop - start >= settings.least_burst:
            inside = slice(run.first, run.last + 1)
            rate = (stop - start) / volume[inside].sum()
            found.append(Span(start, stop, _level(rate / usual, settings.scale), float(saved[inside].sum())))
    return found


def _sharpened(
    found: list[Run], counts: Array, volume: Array, fresh: Array, settings: TimelineSettings
) -> Iterator[Run]:
    """Yield runs, and instead of a very long one the runs within it that stand out from it."""
    for run in found:
        inside = slice(run.first, run.last + 1)
        inner: list[Run] = []
        if run.last - run.first >= settings.long_burst:
            saved = savings(counts[inside], volume[inside], settings.scale)
            inner = [
                Run(run.first + part.first, run.first + part.last)
                for part in runs(saved, fresh[inside], settings.gamma)
                if counts[inside][part.first : part.last + 1].sum() >= settings.least_burst
            ]
        yield from inner or [run]


def savings(counts: Array, volume: Array, scale: float) -> Floats:
    """Return what the higher state of the automaton saves in each bin, in nats; negative where it costs.

    In the lower state an event of the archive is one of the subject as often as it is over all bins; in the higher one
    the odds are `scale` times that, so that no share of the archive is too high for them.
    """
    usual = counts.sum() / max(volume.sum(), 1)
    saved: Floats = counts * math.log(scale) - volume * math.log1p((scale - 1) * usual)
    return saved


def runs(saved: Floats, fresh: Array, gamma: float) -> list[Run]:
    """Return where the cheapest course of the automaton is in its higher state.

    Parameters
    ----------
    saved : ndarray of float64, shape (bins,)
        What the higher state saves in each bin.
    fresh : ndarray of bool, shape (bins,)
        Before which bins the automaton falls back into its lower state.
    gamma : float
        To rise costs `gamma` times the logarithm of the number of bins, of two at least.
    """
    rise = gamma * math.log(max(len(saved), 2))
    low, high = 0.0, -math.inf  # the most that courses have saved which are now in the one or the other state
    stayed: list[bool] = []
    fell: list[bool] = []
    for gain, anew in zip(saved.tolist(), fresh.tolist(), strict=True):
        fell.append(high > low)
        low = max(low, high)
        stayed.append(not anew and high > low - rise)
        high = (high if stayed[-1] else low - rise) + gain
    return _backwards(stayed, fell, high > low)


def _backwards(stayed: list[bool], fell: list[bool], is_high: bool) -> list[Run]:
    """Follow the cheapest course from its end: `fell` tells for each bin if the lower state before it was come by."""
    found, last = [], -1
    for place in range(len(stayed) - 1, -1, -1):
        if is_high:
            last = place if last < 0 else last
            if not stayed[place]:
                found.append(Run(place, last))
                is_high, last = fell[place], -1
        else:
            is_high = fell[place]
    return found[::-1]


def _level(ratio: float, scale: float) -> int:
    """Return which power of `scale`, at least the first, is nearest to how many times the usual rate there was."""
    return max(1, round(math.log(ratio) / math.log(scale)))
