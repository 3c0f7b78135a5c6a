"""The day of a page: from its title, or from the header template in its text."""

import datetime as dt
import re

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

# {{Current events header|2016|02|3}}, {{Current events|year=2018|month=03|day=8|content=, also mistyped
HEADER = re.compile(r"\{\{\s*(?:portal:)?cur+[ea]nts?[ _]+events?[ _]*(?!footer)[a-z]*\s*(?=[|\s])", re.IGNORECASE)
_ARGUMENTS = re.compile(r"[^{}<]{0,200}")
_NAMED = re.compile(r"\s*(year|month|day)\s*=\s*(\w*)", re.IGNORECASE)
_TITLE = re.compile(r"(?:^|[/\\ _])(\d{4})[ _]([A-Za-z]+)[ _](\d{1,2})(?:\.[A-Za-z.]+)?$")
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


def header_date(text: str) -> dt.date | None:
    """Return the day that the header template in the text names."""
    for header in HEADER.finditer(text):
        arguments = _ARGUMENTS.match(text, header.end())
        pieces = [piece.strip() for piece in arguments[0].split("|")] if arguments else []
        named = {match[1].lower(): match[2] for piece in pieces if (match := _NAMED.match(piece))}
        numbers = [piece for piece in pieces if piece and "=" not in piece]
        if len(named) < 3 and len(numbers) >= 3:
            named = dict(zip(("year", "month", "day"), numbers, strict=False))
        if len(named) == 3 and (found := _date(named["year"], named["month"], named["day"])):
            return found
    return None


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
