"""Dates, distances, numbers and plurals in words. Pure."""

import datetime as dt

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEK_DAYS = 7
_MONTH_DAYS = 30.4375
_YEAR_DAYS = 365.25


def long_date(day: dt.date) -> str:
    """Return a date with its weekday: ``Wednesday, 3 February 2016``."""
    return f"{WEEKDAYS[day.weekday()]}, {plain_date(day)}"


def plain_date(day: dt.date) -> str:
    """Return a date in full: ``3 February 2016``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """Return a date that fits a column: ``3 Feb 2016``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def month_of(day: dt.date) -> str:
    """Return the month of a date: ``February 2016``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def span(first: dt.date | None, last: dt.date | None) -> str:
    """Return a range of dates, as short as it can be said; empty without any date."""
    if first is None or last is None:
        one = first or last
        return "" if one is None else f"{'from' if first else 'until'} {plain_date(one)}"
    if first == last:
        return plain_date(first)
    return f"{plain_date(first)} – {plain_date(last)}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 event``, ``2,345 events``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def apart(days: int) -> str:
    """Return a signed distance in days as people say it: ``12 days earlier``, ``2 years later``."""
    if days == 0:
        return "the same day"
    return f"{distance(abs(days))} {'later' if days > 0 else 'earlier'}"


def distance(days: int) -> str:
    """Return a number of days in the unit people would use: ``3 weeks``."""
    for unit, length, least in (("year", _YEAR_DAYS, 2.0), ("month", _MONTH_DAYS, 2.0), ("week", _WEEK_DAYS, 3.0)):
        if days >= least * length:
            return count(round(days / length), unit)
    return count(days, "day")


def percent(share: float) -> str:
    """Return a share from 0 to 1 in percent; what would round to nothing is ``<1%``."""
    whole = round(100 * share)
    return f"{whole}%" if whole or share <= 0 else "<1%"


def shorten(text: str, width: int) -> str:
    """Return `text` cut to `width` characters at a word, with an ellipsis when something is left out."""
    if len(text) <= width:
        return text
    head = text[: width - 1]
    kept = head.rsplit(None, 1)[0] if " " in head.strip() else head
    return kept.rstrip(" ,;:.") + "…"
