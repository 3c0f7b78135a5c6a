"""Chains as answers: events in order of time, the links between them, and an honest word where there are none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Event, Json, Reason

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A step from one event to a later one.

    Attributes
    ----------
    source, target : str
        Ids of the events, the earlier one first.
    strength : float
        From 0 to 1: what both share of what they have, fading with the days between.
    days : int
        Days between them.
    reasons : tuple of Reason
        Strongest first; their weights add up to the strength.
    summary : str
        The reasons in one sentence.
    """

    source: str
    target: str
    strength: float
    days: int
    reasons: tuple[Reason, ...]
    summary: str

    def to_dict(self) -> Json:
        """Return the link in the JSON shape of the interface."""
        return {
            "from": self.source,
            "to": self.target,
            "strength": self.strength,
            "days": self.days,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "summary": self.summary,
        }


@dataclass(frozen=True, slots=True)
class EventChain:
    """Events in order of time, each linked to the next; `weakest` is the index of the weakest link."""

    events: tuple[Event, ...]
    links: tuple[ChainLink, ...]
    weakest: int

    @property
    def strength(self) -> float:
        """Strength of the weakest link."""
        return self.links[self.weakest].strength

    def to_dict(self) -> Json:
        """Return the chain in the JSON shape of the interface."""
        return {
            "events": [event.to_dict() for event in self.events],
            "links": [link.to_dict() for link in self.links],
            "strength": self.strength,
            "weakest": self.weakest,
        }


@dataclass(frozen=True, slots=True)
class ChainResult:
    """Chains from one event to another, strongest first.

    Attributes
    ----------
    first, last : Event
        The ends, the earlier one first.
    found : bool
        Whether there is a chain to rely on.
    message : str
        What was found, or which limit failed and what would relax it; one or two sentences.
    chains : tuple of EventChain
        No event between the ends is in two of them. A weak one only if it was asked for.
    muted : tuple of str
        Labels of topics that did not count.
    """

    first: Event
    last: Event
    found: bool
    message: str
    chains: tuple[EventChain, ...]
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the answer in the JSON shape of the interface."""
        return {
            "from": self.first.to_dict(),
            "to": self.last.to_dict(),
            "found": self.found,
            "message": self.message,
            "chains": [chain.to_dict() for chain in self.chains],
            "muted": list(self.muted),
        }

    def to_networkx(self) -> "nx.DiGraph[str]":
        """Return events and links of all chains as a graph, with their attributes."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        for number, chain in enumerate(self.chains, 1):
            for event in chain.events:
                graph.add_node(event.id, date=event.date.isoformat(), text=event.text)
            for link in chain.links:
                graph.add_edge(
                    link.source, link.target, strength=link.strength, days=link.days, summary=link.summary, chain=number
                )
        return graph


@dataclass(frozen=True, slots=True)
class ChainTree:
    """An event and the steps that led to it, or followed from it.

    Attributes
    ----------
    event : Event
    steps : tuple of (ChainLink, ChainTree)
        Nearest in time first. A link always leads from the earlier to the later event.
    """

    event: Event
    steps: tuple[tuple[ChainLink, "ChainTree"], ...] = ()

    def to_dict(self) -> Json:
        """Return the tree in the JSON shape of the interface."""
        steps = [{"link": link.to_dict(), "node": node.to_dict()} for link, node in self.steps]
        return {"event": self.event.to_dict(), "steps": steps}


@dataclass(frozen=True, slots=True)
class StepsResult:
    """What led to an event (`direction` is ``back``), or what followed (``forward``)."""

    direction: str
    tree: ChainTree
    message: str
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the answer in the JSON shape of the interface."""
        return {
            "from": self.tree.event.to_dict(),
            "direction": self.direction,
            "message": self.message,
            "tree": self.tree.to_dict(),
            "muted": list(self.muted),
        }


@dataclass(frozen=True, slots=True)
class SavedChain:
    """A chain that a person kept, as it was.

    Attributes
    ----------
    name : str
    first, last : str
        Ids of the ends.
    saved : datetime.date
    revision : int
        Of the data it was found in.
    settings : dict
        What was asked: ``k``, ``length``, ``mute`` (ids and labels), ``exclude`` (ids), ``from``, ``to`` (ISO dates)
        and ``weak``; and ``muted``, the topics that were muted for good.
    events : tuple of (str, str)
        Id and text of each event.
    strengths : tuple of float
        Strength of each link.
    """

    name: str
    first: str
    last: str
    saved: dt.date
    revision: int
    settings: Json
    events: tuple[tuple[str, str], ...]
    strengths: tuple[float, ...]

    def to_dict(self) -> Json:
        """Return the saved chain as JSON; `graph.saved_chains.read` reads it."""
        return {
            "name": self.name,
            "from": self.first,
            "to": self.last,
            "saved": self.saved.isoformat(),
            "revision": self.revision,
            "settings": self.settings,
            "events": [{"id": event_id, "text": text} for event_id, text in self.events],
            "strengths": list(self.strengths),
        }


@dataclass(frozen=True, slots=True)
class RerunResult:
    """A saved chain looked for once more.

    Attributes
    ----------
    saved : SavedChain
    now : ChainResult
    changed : tuple of str
        What is different, one sentence each: steps that came and went, links that grew or fell. Empty if nothing is.
    """

    saved: SavedChain
    now: ChainResult
    changed: Sequence[str]

    def to_dict(self) -> Json:
        """Return the answer in the JSON shape of the interface."""
        return {**self.now.to_dict(), "name": self.saved.name, "changed": list(self.changed)}
