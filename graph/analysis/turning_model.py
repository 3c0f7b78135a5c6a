"""Turning points as the analysis gives them, and what counts as one."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from graph.analysis.csr import Array

Kind = Literal["bridge", "keystone", "onset"]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """An event on which much hangs.

    Attributes
    ----------
    event : str
        Its id.
    kind : {"bridge", "keystone", "onset"}
        It joins two stories, holds one together, or sets off a burst.
    score : float
        From 0 to 1: how much hangs on it alone, times how many events are at stake, set against a usual number.
    joins : tuple of str
        Ids of the two stories a bridge joins, its own first; of a keystone or an onset that of its story, if any.
    summary : str
        One sentence of at most 200 characters.
    """

    event: str
    kind: Kind
    score: float
    joins: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class TurningSettings:
    """What counts as a turning point.

    Attributes
    ----------
    levels : tuple of float
        Strengths of links, ascending: a keystone is sought where only links that are as strong hold a story together.
    same_text : float
        Texts of the same or the next day whose word weights have a higher cosine are one event told twice.
    least_part : int
        What falls off without a keystone has at least so many events,
    least_part_share : float
        and at least this part of those of the story.
    least_keystone, least_pivot, least_bridge : float
        At least this part of what links the parts, the days before and after, or the two stories passes through the
        event.
    least_through : float
        At least so much score passes through it.
    least_joined : int
        A bridge is near to at least so many events of the other story.
    least_known : float
        A bridge has a topic that at least this part of the one story has, and one that this part of the other has.
    firm : float
        Where so much score passes through a bridge, it counts by half of what it does where very much passes.
    least_score : float
        What scores less is no turning point.
    usual_stake : float
        With so many events at stake the score is half of what it is with very many.
    same_split : float
        Of two keystones one is told if what falls off without the one overlaps by more than this part with a side that
        is left without the other.
    largest : int
        For the whole archive only so many stories are searched for keystones, those with the most events.
    per_story : int
        At most so many of the archive's turning points are of one story.
    """

    levels: tuple[float, ...] = (0.0, 0.15, 0.25, 0.4, 0.7)
    same_text: float = 0.5
    least_part: int = 3
    least_part_share: float = 0.1
    least_keystone: float = 0.33
    least_pivot: float = 0.1
    least_bridge: float = 0.3
    least_through: float = 0.3
    least_joined: int = 4
    least_known: float = 0.25
    firm: float = 1.0
    least_score: float = 0.05
    usual_stake: float = 20.0
    same_split: float = 0.5
    largest: int = 300
    per_story: int = 2

    def stake(self, events: float) -> float:
        """Return how much it matters that so many events are at stake, from 0 to 1."""
        return events / (events + self.usual_stake)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """An event, and the parts of a story that it links.

    Attributes
    ----------
    row : int
        The event.
    share : float
        Part of what links the parts that passes through it.
    score : float
    parts : tuple of ndarray of int
        Rows of the events of each part, ascending; largest part first, or in order of time.
    in_time : bool
        Whether the parts are what came before it and what followed; they hold together without it then.
    """

    row: int
    share: float
    score: float
    parts: tuple[Array, ...]
    in_time: bool = False

    def sides(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the events that fall off, and those of the largest part."""
        largest = max(range(len(self.parts)), key=lambda number: (len(self.parts[number]), -number))
        off = (row for number, part in enumerate(self.parts) if number != largest for row in part.tolist())
        return frozenset(off), frozenset(self.parts[largest].tolist())


class BurstLike(Protocol):
    """A time in which there were many more events than usual, such as a `Burst`."""

    @property
    def start(self) -> dt.date:
        """Day of its first event."""

    @property
    def end(self) -> dt.date:
        """Day of its last event."""

    @property
    def weight(self) -> float:
        """How much speaks for it, in nats."""

    @property
    def label(self) -> str:
        """What it is about."""


@dataclass(frozen=True, slots=True)
class Onset:
    """The event with which a burst begins.

    Attributes
    ----------
    row : int
        The event.
    burst : BurstLike
        For example a `Burst`.
    events : int
        How many events the burst has.
    """

    row: int
    burst: BurstLike
    events: int
