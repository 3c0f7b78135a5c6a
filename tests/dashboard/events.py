"""Small events, and answers about them, made by hand."""

import datetime as dt
from collections.abc import Sequence

from graph import DayView, Entry, Event, Heading, Reason, RelatedEvents

DAY = dt.date(2016, 2, 3)


def event(day: int, text: str = "", *, category: str = "", headings: Sequence[str] = (), position: int = 0) -> Event:
    """An event so many days after 3 February 2016."""
    date = DAY + dt.timedelta(days=day)
    said = text or f"Event of day {day}"
    path = tuple(Heading(name) for name in headings)
    return Event(f"{date}/{said.lower().replace(' ', '-')}", date, said, category, path, position=position)


def entry(day: int, score: float, *reasons: Reason) -> Entry:
    """A related event so many days after 3 February 2016."""
    why = reasons or (Reason("topic", "Syria", score * 0.75, "syria"), Reason("word", "truce", score * 0.25))
    when = "before" if day < 0 else "after" if day else "same_day"
    return Entry(event(day), score, day, when, why, f"Both mention Syria, {day} days.")


def answer(related: Sequence[Entry], same_day: Sequence[Entry] = ()) -> RelatedEvents:
    """An answer about the event of 3 February 2016."""
    return RelatedEvents(event(0, "Talks are paused"), related, same_day)


def day_view(day: int, events: int) -> DayView:
    """A day with so many events."""
    return DayView(DAY + dt.timedelta(days=day), None, None, [event(day, f"Text {n}") for n in range(events)])
