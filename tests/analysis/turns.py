"""Stories planted by hand: cliques of events, joined as a test says."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from graph.analysis.edges import Edges
from graph.analysis.stories import Stories
from graph.model import EventOutline, Story
from tests.analysis.archives import START, index_of, outline

Links = Iterable[tuple[str, str, float]]
STRONG = 0.5


def events(name: str, days: Iterable[int], *topics: str) -> list[EventOutline]:
    """Events of some days that have no word in common; ids are `name` and the place."""
    return [
        outline(f"{name}{place}", day, f"{name}x{place} {name}y{place}", topics=topics)
        for place, day in enumerate(days)
    ]


def clique(members: Sequence[EventOutline], weight: float = STRONG) -> list[tuple[str, str, float]]:
    """All links among some events."""
    return [(one.id, other.id, weight) for one, other in combinations(members, 2)]


def star(event: str, members: Iterable[EventOutline], weight: float = STRONG) -> list[tuple[str, str, float]]:
    """The links of an event to some others."""
    return [(event, member.id, weight) for member in members]


def planted(groups: Sequence[Sequence[EventOutline]], links: Links, loose: Sequence[EventOutline] = ()) -> "Scene":
    """Stories of some events, called "Story A", "Story B" and so on, with links among all of them."""
    index = index_of([*(event for group in groups for event in group), *loose])
    rows = {event: row for row, event in enumerate(index.ids)}
    numbers = np.full(len(index), -1, dtype=np.int32)
    for number, group in enumerate(groups):
        numbers[[rows[event.id] for event in group]] = number
    columns = [(rows[one], rows[other], weight) for one, other, weight in links]
    sources, targets, weights = np.array(columns, dtype=np.float64).reshape(-1, 3).T
    edges = Edges.summed(len(index), sources.astype(np.int64), targets.astype(np.int64), weights)
    stories = tuple(_story(number, group) for number, group in enumerate(groups))
    return Stories(index, numbers, stories), edges


Scene = tuple[Stories, Edges]


def _story(number: int, group: Sequence[EventOutline]) -> Story:
    letter = chr(ord("a") + number)
    days = [event.date for event in group]
    return Story(f"story-{letter}", f"Story {letter.upper()}", min(days), max(days), len(group))


def day_of(day: int) -> dt.date:
    """A day as a date."""
    return START + dt.timedelta(day)


def halves(
    *,
    past: float = 0.0,
    extra: Sequence[EventOutline] = (),
    links: Links = (),
    name: str = "",
    days: tuple[Iterable[int], Iterable[int]] = (range(6), range(60, 65)),
) -> tuple[list[EventOutline], list[tuple[str, str, float]]]:
    """A story of six events about Aden and five about the Red Cross, and the one that joins them.

    `past` is the weight of each of six links that pass it by.
    """
    left, right = events(f"{name}left", days[0], "aden"), events(f"{name}right", days[1], "red cross")
    middle = outline(f"{name}middle", 30, f"{name}middlex {name}middley")
    by = [(left[place].id, right[place % 5].id, past) for place in range(6)] if past else []
    made = [*clique(left), *clique(right), *star(middle.id, [*left[:3], *right[:3]]), *by, *links]
    return [*left, middle, *right, *extra], made
