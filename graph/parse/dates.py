"""The day of a page: from its title, or from the header template in its text."""

import datetime as dt
import re
from collections.abc import Iterator

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

# {{Current events header|2016|02|3}}, {{Current events|year=2018|month=03|day=8|content=, also mistyped
HEADER = re.compile(r"\{\{\s*(?:portal:)?cur+[ea]nts?[ _]+events?[ _]*(?!footer)[a-z]*\s*(?=[|\s])", re.IGNORECASE)
_ARGUMENTS = re.compile(r"[^{}<]{0,200}")
_NAMED = re.compile(r"\s*(year|month|day)\s*=\s*(\w*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:^|[/\\ _])(\d{4})[ _]([A-Za-z]+)[ _](\d{1,2})(?:\.[A-Za-z.]+)?$")
_MONTH_TITLE = re.compile(r"(?:^|[/\\ _])(?P<month>[A-Za-z]{3,})[ _](?P<year>\d{4})(?:\.[A-Za-z.]+)?$")
_YEAR_MONTH = re.compile(
    r"(?:^|[/\\ _])(?P<year>\d{4})(?:[ _](?P<month>[A-Za-z]{3,})|-(?P<number>\d{2}))(?:\.[A-Za-z.]+)?$"
)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_LINE = re.compile(
    rf"(?:{_WEEKDAY}[,.]?\s+)?"
    r"(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>[a-z]{3,9})\.?)"
    rf"(?:,?\s+(?P<year>\d{{4}}))?\s*(?:[,–—-]?\s*\(?\s*{_WEEKDAY}\s*\)?)?\s*:?",
    re.IGNORECASE,
)
# a page of January may begin with the last days of December
_MONTH_OFF = dt.timedelta(days=62)
_ISO = re.compile(r"(?:^|[^\d])(\d{4})-(\d{2})-(\d{2})(?:\.[A-Za-z.]+)?$")


def title_date(name: str) -> dt.date | None:
    """Return the day that a file name or title names, if it has the shape of a day page's.

    Examples
    --------
    >>> title_date("Portal:Current events/2016 February 3")
    datetime.date(2016, 2, 3)
    """
    match = _TITLE.search(name) or _ISO.search(name)
    return _date(match[1], match[2], match[3]) if match else None


def title_month(name: str) -> dt.date | None:
    """Return the first day of the month that a file name or title names, if it has the shape of a month page's.

    Examples
    --------
    >>> title_month("Portal:Current events/January 1995")
    datetime.date(1995, 1, 1)
    """
    if match := _MONTH_TITLE.search(name):
        return _date(match["year"], match["month"], "1")
    if match := _YEAR_MONTH.search(name):
        return _date(match["year"], match["month"] or match["number"], "1")
    return None


def header_date(text: str) -> dt.date | None:
    """Return the day that the header template in the text names."""
    return next((date for _, date in headers(text)), None)


def headers(text: str) -> Iterator[tuple[int, dt.date]]:
    """Yield place and day of each header template in the text that names one; a footer may be one with ``bottom=``."""
    for header in HEADER.finditer(text):
        arguments = _ARGUMENTS.match(text, header.end())
        pieces = [piece.strip() for piece in arguments[0].split("|")] if arguments else []
        if any(piece.startswith("bottom") for piece in pieces):
            continue
        named = {match[1].lower(): match[2] for piece in pieces if (match := _NAMED.match(piece))}
        numbers = [piece for piece in pieces if piece and "=" not in piece]
        if len(named) < 3 and len(numbers) >= 3:
            named = dict(zip(("year", "month", "day"), numbers, strict=False))
        if len(named) == 3 and (found := _date(named["year"], named["month"], named["day"])):
            yield header.start(), found


def line_date(words: str, month: dt.date) -> dt.date | None:
    """Return the day that a line names and nothing else: ``January 5``, ``5 January 1995 (Thursday)``.

    Parameters
    ----------
    words : str
        Plain text of the line.
    month : datetime.date
        A day of the month that the page is about; it gives the year where the line has none. A day that is more
        than a month off is history, not a day of the page.
    """
    match = _LINE.fullmatch(words.strip())
    if match is None:
        return None
    name, day = match["month"] or match["month2"], match["day"] or match["day2"]
    years = [match["year"]] if match["year"] else [f"{month.year + step}" for step in (0, -1, 1)]
    dates = [date for year in years if (date := _date(year, name, day))]
    return next((date for date in dates if abs(date - month) <= _MONTH_OFF), None)


def _date(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdecimal() else _month_number(month.lower())
    if not (year.isdecimal() and day.isdecimal() and len(year) == 4 and len(day) <= 2 and 1 <= number <= 12):
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    full = [index for index, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return full[0] if len(full) == 1 else 0
