"""One English sentence for why an event is a turning point."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.analysis.turning_model import BurstLike
from graph.analysis.wording import cut, distance, listed, short, with_article

LONGEST = 200
_PARTS = ("", "", "two", "three", "four", "five")
_WHOLLY = 0.8
"""Where less of what links the parts passes through an event, a story only all but falls apart without it."""
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a story: how many events, the days of its first and its last, and what tells it from the others."""

    events: int
    first: dt.date
    last: dt.date
    names: Sequence[str] = ()


def keystone_summary(story: str, share: float, parts: Sequence[Part]) -> str:
    """Say what a story falls into without an event.

    Parameters
    ----------
    story : str
        Label of the story; empty where it is plain which one is meant.
    share : float
        Part of what links the parts that passes through the event.
    parts : sequence of Part
        Two or more.

    Examples
    --------
    >>> days = [dt.date(2012, 6, 1), dt.date(2013, 3, 4), dt.date(2013, 5, 6), dt.date(2014, 1, 2)]
    >>> parts = [Part(12, *days[:2], ["Aleppo"]), Part(8, *days[2:], ["Homs"])]
    >>> keystone_summary("", 0.9, parts)
    'Without it the story falls into two: 12 events about Aleppo until March 2013, and 8 about Homs from May 2013.'
    """
    title = _story(story, "the story")
    into = _PARTS[len(parts)] if len(parts) < len(_PARTS) else "many parts"
    opening = f"Without it {title} {'' if share >= _WHOLLY else 'all but '}falls into {into}: "
    ordered = sorted(parts, key=lambda part: part.first) if _is_in_turn(parts) else parts
    times = list(_times(ordered))
    for names, timed in ((2, True), (1, True), (1, False), (0, False)):
        told = [
            f"{_count(part.events, number)}{_about(part.names[:names])}{when if timed else ''}"
            for number, (part, when) in enumerate(zip(ordered, times, strict=True))
        ]
        sentence = f"{opening}{', '.join(told[:-1])}, and {told[-1]}."
        if len(sentence) <= LONGEST:
            break
    return cut(sentence, LONGEST)


def pivot_summary(story: str, share: float, before: Part, after: Part) -> str:
    """Say how much of what links the later part of a story to the earlier one passes through an event.

    Examples
    --------
    >>> day = dt.date(2013, 3, 4)
    >>> pivot_summary("", 0.24, Part(12, day, day, ["Aleppo"]), Part(8, day, day))
    'Through it passes 24 % of what links the 12 events before it, about Aleppo, to the 8 after it.'
    """
    of = f" of {_story(story, '')}" if story else ""
    for names in (2, 1, 0):
        told = [f",{_about(part.names[:names])}" if part.names[:names] else "" for part in (before, after)]
        ahead = f"{told[0]}, to" if told[0] else " to"
        sentence = (
            f"Through it passes {_percent(share)} of what links the {_count(before.events)}{of} before it"
            f"{ahead} the {after.events} after it{told[1]}."
        )
        if len(sentence) <= LONGEST:
            break
    return cut(sentence, LONGEST)


def bridge_summary(own: str, other: str, share: float) -> str:
    """Say what an event joins, by the labels of two stories.

    Examples
    --------
    >>> bridge_summary("Harbour strike", "Storm season", 0.6)
    'It joins “Harbour strike” and “Storm season”: 60 % of what links the two passes through it.'
    >>> bridge_summary("Harbour strike", "Storm season", 1.0)
    'It joins “Harbour strike” and “Storm season”: all that links the two passes through it.'
    """
    part = "all that" if share > 0.99 else f"{_percent(share)} of what"
    return f"It joins {_story(own, '')} and {_story(other, '')}: {part} links the two passes through it."


def onset_summary(burst: BurstLike, events: int) -> str:
    """Say what begins with an event.

    Parameters
    ----------
    burst : BurstLike
    events : int
        How many events the burst has.
    """
    days = (burst.end - burst.start).days
    time = distance(days + 1).removesuffix(" later") if days else "a day"
    # A burst that no topics name is called by the first words of an event.
    about = f", about {cut(burst.label, _TITLE)}" if burst.label and not burst.label.endswith("…") else ""
    return f"With it begins a burst: {_count(events)} in {time}{about}."


def _story(label: str, without: str) -> str:
    return f"“{cut(label, _TITLE)}”" if label else without


def _count(events: int, place: int = 0) -> str:
    """Return a number of events; that they are events is said of the first part only."""
    return str(events) if place else f"{events} event{'' if events == 1 else 's'}"


def _about(names: Sequence[str]) -> str:
    return f" about {listed([with_article(short(name)) for name in names])}" if names else ""


def _percent(share: float) -> str:
    return f"{max(round(100 * share), 1)} %"


def _times(parts: Sequence[Part]) -> Iterator[str]:
    """Yield when each part was, as far as that tells it from the others."""
    if len(parts) == 2 and _is_in_turn(parts):
        last, first = parts[0].last, parts[1].first
        word = _day if (last.year, last.month) == (first.year, first.month) else _month
        yield from (f" until {word(last)}", f" from {word(first)}")
    else:
        spans = [_span(part.first, part.last) for part in parts]
        yield from spans if len(set(spans)) > 1 else [""] * len(parts)


def _is_in_turn(parts: Sequence[Part]) -> bool:
    """Tell whether each part is over before the next begins."""
    ordered = sorted(parts, key=lambda part: (part.first, part.last))
    return all(early.last < late.first for early, late in pairwise(ordered))


def _span(first: dt.date, last: dt.date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f" in {_month(first)}"
    begin = f"{first:%B}" if first.year == last.year else _month(first)
    return f" from {begin} to {_month(last)}"


def _month(day: dt.date) -> str:
    return f"{day:%B} {day.year}"


def _day(day: dt.date) -> str:
    return f"{day.day} {_month(day)}"
