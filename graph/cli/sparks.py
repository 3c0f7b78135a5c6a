"""Counts in time as rows of block characters: a year of months or weeks a row, a month of days, or a bar a year."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from graph.parse.dates import MONTHS

BLOCKS = "▁▂▃▄▅▆▇█"
NOTHING, UNKNOWN = "·", " "
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NO_ARCHIVE = "no events in the archive"
_NARROWEST, _WIDEST = 8, 60
_FEWEST = 3
"""So many rows without events, one after another, become one line."""

Count = tuple[dt.date, int, int]
"""First day of a bin, its events, and all events of the archive in it."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How bins stand in rows: the name of a bin's row, its place in it, how wide it is, and what stands above."""

    row: Callable[[dt.date], str]
    place: Callable[[dt.date], int]
    places: int
    wide: int
    above: str


class _Row(NamedTuple):
    """A row of bins: its name, its signs, its events, and those of the archive."""

    name: str
    cells: str
    total: int
    archive: int


def _week(start: dt.date) -> int:
    return (start.timetuple().tm_yday - 1) // 7


def _at(*marks: tuple[int, str]) -> str:
    line = ""
    for place, mark in marks:
        line = line.ljust(place) + mark
    return line


_SHORT = tuple(month.capitalize()[:3] for month in MONTHS)
_LAYOUTS = {
    "month": _Layout(lambda day: str(day.year), lambda day: day.month - 1, 12, 4, " ".join(_SHORT)),
    "week": _Layout(
        lambda day: str(day.year),
        _week,
        53,
        1,
        _at(*((_week(dt.date(2001, place, 1)), name) for place, name in enumerate(_SHORT, 1))),
    ),
    "day": _Layout(
        lambda day: f"{day.year}-{day.month:02}",
        lambda day: day.day - 1,
        31,
        1,
        _at(*((place - 1, str(place)) for place in (1, 11, 21, 31))),
    ),
}


def sparks(bin: str, counts: Sequence[Count], width: int) -> list[str]:  # noqa: A002 - the interface's word
    """Return lines that show counts, with what the signs mean in the first.

    Parameters
    ----------
    bin : {"day", "week", "month", "year"}
        What is counted by.
    counts : sequence of (datetime.date, int, int)
        First day of each bin, its events, and those of the archive in it.
    width : int
        Columns there are; bars of years fill them, all else needs 66.

    Examples
    --------
    >>> for line in sparks("year", [(dt.date(2014, 1, 1), 2, 9), (dt.date(2015, 1, 1), 8, 9)], 20):
    ...     print(line)
    Events by year
    2014  ███ 2
    2015  ████████████ 8
    """
    if bin == "year":
        return ["Events by year", *_bars(counts, width)]
    layout, most = _LAYOUTS[bin], max((count for _, count, _ in counts), default=0)
    signs = f"{BLOCKS[-1]} is {most:,}, {NOTHING} is none, blank where the archive has no events"
    rows = [_row(layout, name, list(found), most) for name, found in groupby(counts, lambda c: layout.row(c[0]))]
    above = f"{'':{len(rows[0].name) + 2}}{layout.above}"
    return [f"Events by {bin}; {signs}", above, *_closed_up(rows)]


def _row(layout: _Layout, name: str, counts: Iterable[Count], most: int) -> _Row:
    cells, total, told = [UNKNOWN * layout.wide] * layout.places, 0, 0
    for start, count, archive in counts:
        sign = _block(count, most) if count else NOTHING if archive else UNKNOWN
        cells[layout.place(start)] = (sign * max(layout.wide - 1, 1)).ljust(layout.wide)
        total, told = total + count, told + archive
    return _Row(name, "".join(cells), total, told)


def _block(count: int, most: int) -> str:
    return BLOCKS[-(-count * len(BLOCKS) // most) - 1]


def _closed_up(rows: Iterable[_Row]) -> Iterator[str]:
    """Yield rows as lines; many without events, one after another, become one."""
    for empty, group in groupby(rows, lambda row: not row.total):
        found = list(group)
        if empty and len(found) >= _FEWEST:
            yield f"{found[0].name}  none until {found[-1].name}"
            continue
        for row in found:
            yield f"{row.name}  {row.cells}  {row.total:>6,}" if row.archive else f"{row.name}  {_NO_ARCHIVE}"


def _bars(counts: Sequence[Count], width: int) -> Iterator[str]:
    most = max((count for _, count, _ in counts), default=0)
    room = min(max(width - len(f"2014   {most:,}"), _NARROWEST), _WIDEST)
    for empty, group in groupby(counts, lambda count: not count[1]):
        found = list(group)
        if empty and len(found) >= _FEWEST:
            yield f"{found[0][0].year}  none until {found[-1][0].year}"
            continue
        for start, count, archive in found:
            told = f"{count:,}" if archive or count else _NO_ARCHIVE
            yield f"{start.year}  {_bar(count / most, room) if count else ''}{' ' if count else ''}{told}"


def _bar(part: float, width: int) -> str:
    """Return a bar as long as a part of the width, in eighths of a column."""
    whole, rest = divmod(max(round(part * width * 8), 1), 8)
    return BLOCKS[-1] * whole + (_EIGHTHS[rest] if rest else "")
