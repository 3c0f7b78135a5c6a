"""Days, weeks, months and years: which of them a span of days reaches over, and how many events fall in each."""

import datetime as dt
from typing import Literal, cast, get_args

import numpy as np

from graph.analysis.csr import Array
from graph.errors import InputError

Bin = Literal["day", "week", "month", "year"]
AnyBin = Literal["day", "week", "month", "year", "auto"]

EPOCH = dt.date(1970, 1, 1).toordinal()
_UNITS: dict[Bin, str] = {"month": "M", "year": "Y"}
_LONGEST_SPAN: dict[Bin, int] = {"day": 62, "week": 420, "month": 3660}
"""Up to so many days a span reads well in bins of a kind."""


def as_dates(days: Array) -> Array:
    """Return proleptic ordinals as ``datetime64[D]``."""
    return (np.asarray(days, dtype=np.int64) - EPOCH).astype("datetime64[D]")


def as_ordinals(dates: Array) -> Array:
    """Return ``datetime64`` of any unit as the proleptic ordinals of their days."""
    ordinals: Array = dates.astype("datetime64[D]").astype(np.int64) + EPOCH
    return ordinals


def chosen_bin(wanted: str, first: int, last: int) -> Bin:
    """Return the kind of bin that is wanted, or the one in which the days from `first` to `last` read well.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    if wanted not in get_args(AnyBin):
        raise InputError(f"There are no bins of a {wanted!r}; use {', '.join(get_args(AnyBin))}.")
    fitting = (kind for kind, longest in _LONGEST_SPAN.items() if last - first < longest)
    return next(fitting, "year") if wanted == "auto" else cast(Bin, wanted)


def bin_starts(kind: Bin, first: int, last: int) -> Array:
    """Return the first days of all bins from that of day `first` to that of day `last`, as ordinals, ascending.

    Parameters
    ----------
    kind : {"day", "week", "month", "year"}
    first, last : int
        Proleptic ordinals, the first not after the last.
    """
    if kind == "day":
        return np.arange(first, last + 1)
    if kind == "week":
        return np.arange(first - (first - 1) % 7, last + 1, 7)  # day 1 was a Monday
    ends = as_dates(np.array([first, last])).astype(f"datetime64[{_UNITS[kind]}]")
    return as_ordinals(np.arange(ends[0], ends[1] + 1))


def bin_end(kind: Bin, start: int) -> int:
    """Return the last day of the bin that begins on a day."""
    if kind in _UNITS:
        unit = f"datetime64[{_UNITS[kind]}]"
        return int(as_ordinals(as_dates(np.array([start])).astype(unit) + 1)[0]) - 1
    return start + (6 if kind == "week" else 0)


def counted(days: Array, starts: Array, first: int, last: int) -> Array:
    """Return how many of some days fall in each bin, those before `first` and after `last` left out.

    Parameters
    ----------
    days : ndarray of int, shape (events,)
        Ascending.
    starts : ndarray of int, shape (bins,)
        First day of each bin, ascending; each bin ends where the next begins.
    first, last : int
        The days that count.
    """
    edges = np.clip(np.append(starts, last + 1), first, last + 1)
    counts: Array = np.diff(np.searchsorted(days, edges)).astype(np.int64)
    return counts
