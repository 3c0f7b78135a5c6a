"""What is to be said of stories: when they were, what they are about, which of their events are central."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Ints
from graph.analysis.edges import Edges
from graph.analysis.foremost import Foremost
from graph.analysis.group_labels import capital, distinctive, without_addition
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY
from graph.analysis.twins import distinct

TOPICS = 5
KEY_EVENTS = 5
NAMED = 2
"""So many topics name a story that no heading names."""


@dataclass(frozen=True, eq=False)
class Facts:
    """Facts of stories by their numbers.

    Attributes
    ----------
    first, last : tuple of datetime.date
    sizes : tuple of int
    key_events : tuple of tuples of str
        Ids of events, most central first.
    about : tuple of Foremost
        What each is about.
    openings : tuple of str
        The first words of the most central event of each.
    """

    first: tuple[dt.date, ...]
    last: tuple[dt.date, ...]
    sizes: tuple[int, ...]
    key_events: tuple[tuple[str, ...], ...]
    about: tuple[Foremost, ...]
    openings: tuple[str, ...]

    def of(self, number: int) -> tuple[dt.date, dt.date, int, tuple[str, ...], tuple[str, ...]]:
        """Return span, size, topics and key events of a story."""
        topics = self.about[number].topics[:TOPICS]
        return self.first[number], self.last[number], self.sizes[number], topics, self.key_events[number]

    def labels(self, kept: Mapping[int, str]) -> tuple[str, ...]:
        """Return labels: those of before that still fit, else the heading, or the foremost topics.

        Of several stories under one heading each is told by its foremost topic as well.

        Parameters
        ----------
        kept : mapping of int to str
            Labels of the stories that go on, by their numbers.
        """
        count = Counter(about.heading for about in self.about if about.heading)
        fit = {number for number, label in kept.items() if _fits(self.about[number], label)}
        labels = [
            kept[number] if number in fit else _label(about, count[about.heading]) or self.openings[number]
            for number, about in enumerate(self.about)
        ]
        return tuple(_told_apart(labels, self.first, fit))


def facts(index: RelatedIndex, groups: Ints, edges: Edges) -> Facts:
    """Return the facts of stories.

    Parameters
    ----------
    index : RelatedIndex
    groups : ndarray of int32, shape (events,)
        Number of each event's story, -1 for none.
    edges : Edges
        Neighbours among the events.
    """
    rows = np.flatnonzero(groups != NOBODY)
    order = rows[np.argsort(groups[rows], kind="stable")]  # by story, and in it by date
    starts = np.searchsorted(groups[order], np.arange(groups.max(initial=NOBODY) + 2))
    days = index.scorer.days[order]
    first, last = (tuple(map(dt.date.fromordinal, days[at].tolist())) for at in (starts[:-1], starts[1:] - 1))
    about = Foremost.of_groups(index.scorer.terms, groups)
    rows_of = _key_rows(index, groups, edges)
    keys = tuple(tuple(index.ids[row] for row in found) for found in rows_of)
    openings = tuple(index.openings[found[0]] for found in rows_of)
    return Facts(first, last, tuple(np.diff(starts).tolist()), keys, about, openings)


def _key_rows(index: RelatedIndex, groups: Ints, edges: Edges) -> list[list[int]]:
    """Return the rows of the events of each story that most of it is near to; of several that say the same, one."""
    central = edges.strengths(edges.within(groups))
    rows = np.flatnonzero(groups != NOBODY)
    best = rows[np.lexsort((rows, -central[rows], groups[rows]))]
    place = np.arange(len(best)) - np.searchsorted(groups[best], groups[best])
    likely = best[place < 2 * KEY_EVENTS]
    chosen = likely[distinct(index.scorer.terms, groups[likely], likely, KEY_EVENTS, index.settings.same_text)]
    found: list[list[int]] = [[] for _ in range(int(groups.max(initial=NOBODY)) + 1)]
    for row in chosen.tolist():
        found[groups[row]].append(row)
    return found


def _fits(about: Foremost, label: str) -> bool:
    """Tell whether a label still names something foremost in a story, if it has topics at all."""
    return not about.names or any(
        without_addition(name) in label for name in (about.heading, *about.names[: 2 * NAMED]) if name
    )


def _label(about: Foremost, under_heading: int) -> str:
    """Name a story by its heading, and by its foremost topic where others are under that as well; else by topics."""
    if not about.heading:
        return capital(", ".join(distinctive(about.names, NAMED)))
    heading = without_addition(about.heading)
    others = distinctive(about.names, 1, told=[heading]) if under_heading > 1 else []
    return capital(": ".join([heading, *others]))


def _told_apart(labels: Sequence[str], first: Sequence[dt.date], kept: Collection[int]) -> Iterator[str]:
    """Yield labels, those that stand twice with the month in which the story begins, or with the day."""
    plain = Counter(labels)
    monthly = Counter(f"{label} ({day:%B %Y})" for label, day in zip(labels, first, strict=True))
    for number, (label, day) in enumerate(zip(labels, first, strict=True)):
        if plain[label] == 1 or number in kept:
            yield label
        else:
            dated = f"{label} ({day:%B %Y})"
            yield dated if monthly[dated] == 1 else f"{label} ({day.day} {day:%B %Y})"
