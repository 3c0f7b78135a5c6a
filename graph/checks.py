"""What a caller handed in, checked: dates, spans, limits, words. Each refusal names the thing and the limit."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from graph.errors import InputError

MOST = 1_000_000
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_date(day: dt.date | str) -> dt.date:
    """Read a day given as a date or as ISO text.

    Raises
    ------
    InputError
        If the text is no ISO date.
    """
    if isinstance(day, dt.datetime):
        return day.date()
    if isinstance(day, dt.date):
        return day
    try:
        if _ISO_DATE.fullmatch(day):
            return dt.date.fromisoformat(day)
    except (TypeError, ValueError) as error:
        raise InputError(f"{day!r} is no date; write it as 2016-02-03.") from error
    raise InputError(f"{day!r} is no date; write it as 2016-02-03.")


def as_span(first: dt.date | str | None, last: dt.date | str | None) -> tuple[dt.date | None, dt.date | None]:
    """Read two bounds of time, each of which may be missing.

    Raises
    ------
    InputError
        If one is no date, or they are the wrong way round.
    """
    start = as_date(first) if first is not None else None
    end = as_date(last) if last is not None else None
    if start and end and start > end:
        raise InputError(f"The first day, {start}, is after the last, {end}; swap them.")
    return start, end


def as_whole(number: int, what: str) -> int:
    """Return a whole number.

    Raises
    ------
    InputError
        If it is none.
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise InputError(f"{what} is a whole number; got {number!r}.")
    return number


def as_limit(limit: int) -> int:
    """Return a limit on the number of results.

    Raises
    ------
    InputError
        Unless it is from 1 to a million.
    """
    if not 1 <= as_whole(limit, "A limit") <= MOST:
        raise InputError(f"A limit must be from 1 to {MOST:,}; got {limit}.")
    return limit


def as_text(text: str, what: str) -> str:
    """Return words that a person typed, without white space around them.

    Raises
    ------
    InputError
        If they are no text, or not valid Unicode.
    """
    if not isinstance(text, str):
        raise InputError(f"{what} is given as text; got {text!r}.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{what} {text!r} is not valid Unicode; type it as UTF-8.") from error
    return text.strip()


def as_list(items: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """Return one thing or several as a list; a text is one thing, not its letters."""
    return [items] if isinstance(items, str | Path) else list(items)
