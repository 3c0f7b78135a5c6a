"""Archives of stories whose right answers are known."""

import dataclasses
import datetime as dt

from graph.analysis.snapshot import Snapshot
from graph.model import EventOutline
from tests.analysis.archives import START, outline

WORDS = ("anchor", "bridge", "cellar", "dragon", "ember", "fjord", "glacier", "hamlet", "island", "jungle")


def story(name: str, first_day: int, *, length: int = 4, step: int = 20, text: str = "") -> list[EventOutline]:
    """Events of one heading, a step apart, that share nothing else but the words of `text`."""
    return [
        outline(f"{name}-{place}", first_day + place * step, f"{text} {name}{place}".strip(), headings=(name,))
        for place in range(length)
    ]


def telling_stories(count: int = 60) -> list[EventOutline]:
    """Stories in all years, each told in words of its own."""
    names = [f"{WORDS[number % 10]} {WORDS[number // 10]}" for number in range(count)]
    return [event for place, name in enumerate(names) for event in story(name, 37 * place, text=f"{name} q{place}")]


def archive(events: list[EventOutline]) -> Snapshot:
    """The snapshot of some events."""
    return Snapshot.from_outlines(events)


def bare(event: EventOutline) -> EventOutline:
    """An event without its headings."""
    return dataclasses.replace(event, heading_ids=(), headings=())


def on(year: int, day: int = 0) -> int:
    """How many days after the archives' first day a day of a year is."""
    return (dt.date(year, 1, 1) - START).days + day


def quiet(done: int, total: int) -> None:
    """Take a progress report and show nothing."""
