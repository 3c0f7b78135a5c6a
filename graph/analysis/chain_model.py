"""Chains as the analysis gives them: ids, links and what was asked for."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.model import Reason


@dataclass(frozen=True, slots=True)
class Link:
    """A step from an event to a later one: how strong (0 to 1), over how many days, and why."""

    source: str
    target: str
    strength: float
    days: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Events in order of time, each linked to the next."""

    links: tuple[Link, ...]

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the events."""
        return (self.links[0].source, *(link.target for link in self.links))

    @property
    def weakest(self) -> int:
        """Index of the weakest link."""
        return int(np.argmin([link.strength for link in self.links]))

    @property
    def strength(self) -> float:
        """Strength of the weakest link."""
        return self.links[self.weakest].strength


@dataclass(frozen=True, slots=True)
class ChainWish:
    """What is asked of the chains between two events.

    Attributes
    ----------
    count : int
        At most so many, no event in two of them.
    inner : int or None
        So many events between the ends; None leaves it to the evidence.
    mute : collection of str
        Ids of topics that do not count.
    exclude : collection of str
        Ids of events that are left out.
    first, last : int or None
        The first and the last day, as ordinals, of the events between.
    weak : bool
        Tell the best chain even if it is none to rely on.
    """

    count: int = 1
    inner: int | None = None
    mute: Collection[str] = ()
    exclude: Collection[str] = ()
    first: int | None = None
    last: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ChainsFound:
    """What was found between two events.

    Attributes
    ----------
    chains : tuple of Chain
        Strongest first; weak ones only if these are asked for.
    best : Chain or None
        The strongest of all, weak or not.
    around : float
        How alike the events around the one end and those around the other are, from 0 to 1.
    """

    chains: tuple[Chain, ...]
    best: Chain | None
    around: float
