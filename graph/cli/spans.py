"""Days, spans and lengths of time as people say them."""

import datetime as dt

from graph.parse.dates import MONTHS

_MONTH_DAYS = 365.2425 / 12
_YEARS_FROM = 24


def day(date: dt.date, *, short: bool = False) -> str:
    """Say a day.

    Examples
    --------
    >>> day(dt.date(2016, 2, 3)), day(dt.date(2016, 2, 3), short=True)
    ('3 February 2016', '3 Feb 2016')
    """
    return f"{date.day} {month(date, short=short)}"


def month(date: dt.date, *, short: bool = False) -> str:
    """Say the month of a day.

    Examples
    --------
    >>> month(dt.date(2016, 2, 3))
    'February 2016'
    """
    return f"{_name(date, short)} {date.year}"


def span(first: dt.date, last: dt.date, *, short: bool = False) -> str:
    """Say from when to when, and nothing twice.

    Examples
    --------
    >>> span(dt.date(2011, 1, 25), dt.date(2011, 3, 4)), span(dt.date(2011, 3, 4), dt.date(2011, 3, 9))
    ('25 January to 4 March 2011', '4 to 9 March 2011')
    """
    if first == last:
        return day(last, short=short)
    if first.year != last.year:
        begin = day(first, short=short)
    elif first.month != last.month:
        begin = f"{first.day} {_name(first, short)}"
    else:
        begin = str(first.day)
    return f"{begin} to {day(last, short=short)}"


def length(days: int) -> str:
    """Say how long so many days are, in months, or in years and months.

    Examples
    --------
    >>> length(425), length(834), length(730), length(20)
    ('14 months', '2 years and 3 months', '2 years', '20 days')
    """
    months = round(days / _MONTH_DAYS)
    if months <= 1:
        return f"{days} day{'' if days == 1 else 's'}"
    if months < _YEARS_FROM:
        return f"{months} months"
    years, rest = divmod(months, 12)
    more = f" and {rest} month{'' if rest == 1 else 's'}" if rest else ""
    return f"{years} years{more}"


def in_bin(start: dt.date, bin: str) -> str:  # noqa: A002 - the interface's word
    """Say in which bin of a timeline, by its first day.

    Examples
    --------
    >>> in_bin(dt.date(2016, 2, 1), "week"), in_bin(dt.date(2016, 2, 1), "month")
    ('in the week of 1 February 2016', 'in February 2016')
    """
    names = {"week": f"in the week of {day(start)}", "month": f"in {month(start)}", "year": f"in {start.year}"}
    return names.get(bin, f"on {day(start)}")


def _name(date: dt.date, short: bool) -> str:
    name = MONTHS[date.month - 1].capitalize()
    return name[:3] if short else name
