"""What the graph canvas shows, and what it answers. Pure."""

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from graph import InputError

Kind = Literal["event", "topic"]
LinkKind = Literal["related", "topic", "chain"]
Layout = Literal["time", "force"]
Ends = tuple[str, str]
Wire = dict[str, Any]

MOST_NODES = 1000
_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_number(date: dt.date) -> int:
    """Return where a date stands across a canvas with the time layout: days since 1 January 1970."""
    return date.toordinal() - _EPOCH


@dataclass(frozen=True, slots=True)
class CanvasNode:
    """An event (a disc) or a topic (a square).

    Attributes
    ----------
    id : str
    kind : {"event", "topic"}
    label : str
        Its text; what is too long for the picture is cut there and whole in the card.
    x, y : float
        Its place; in the time layout `x` is a `day_number`, an event's own.
    date : datetime.date, optional
    group : str
        The name of the cluster that colours it.
    detail : str
        A further line for the card.
    faded : bool
        Whether it stands back behind the others.
    """

    id: str
    kind: Kind
    label: str
    x: float
    y: float
    date: dt.date | None = None
    group: str = ""
    detail: str = ""
    faded: bool = False

    def wire(self) -> Wire:
        """Return the node for the browser, without what is empty."""
        full = {
            "id": self.id,
            "kind": self.kind,
            "label": self.label,
            "x": round(self.x, 4),
            "y": round(self.y, 4),
            "date": self.date.isoformat() if self.date else "",
            "group": self.group,
            "detail": self.detail,
            "faded": self.faded,
        }
        return {name: value for name, value in full.items() if value not in ("", False) or name in ("x", "y")}


@dataclass(frozen=True, slots=True)
class CanvasLink:
    """A link between two nodes.

    Attributes
    ----------
    source, target : str
        Ids of nodes.
    kind : {"related", "topic", "chain"}
        Two related events, an event and its topic, or a step of a chain.
    strength : float
        From 0 to 1.
    summary : str
        The evidence, in a sentence.
    """

    source: str
    target: str
    kind: LinkKind
    strength: float = 0.5
    summary: str = ""

    def wire(self) -> Wire:
        """Return the link for the browser, without what is empty."""
        full = {
            "source": self.source,
            "target": self.target,
            "kind": self.kind,
            "strength": round(self.strength, 3),
            "summary": self.summary,
        }
        return {name: value for name, value in full.items() if value != ""}


@dataclass(frozen=True, slots=True)
class CanvasData:
    """A picture.

    Attributes
    ----------
    nodes : tuple of CanvasNode
        At most `MOST_NODES`.
    links : tuple of CanvasLink
    layout : {"time", "force"}
        Whether a date axis runs below.
    revision : str
        A name for exactly this content, whatever else the page does; made from the content without one.
    frame : str
        When it changes, the view is fitted anew; else it stays where the reader has moved it.
    notice : str
        What the picture leaves out, such as "Showing 400 of 3,120, strongest first".

    Raises
    ------
    InputError
        If it cannot be drawn: two nodes of one id, a link to a node that is not there, a place or a strength that is
        no number, an event that does not stand at its date, or too many nodes.
    """

    nodes: tuple[CanvasNode, ...]
    links: tuple[CanvasLink, ...] = ()
    layout: Layout = "force"
    revision: str = ""
    frame: str = ""
    notice: str = ""

    def __post_init__(self) -> None:
        if len(self.nodes) > MOST_NODES:
            raise InputError(
                f"{len(self.nodes):,} nodes are more than the {MOST_NODES:,} that can be drawn; "
                "show the strongest, and say in `notice` how many there are."
            )
        self._check_nodes()
        self._check_links()

    def _check_nodes(self) -> None:
        known: set[str] = set()
        for node in self.nodes:
            if not node.id or node.id in known:
                raise InputError(f"{node.id!r} is the id of no node, or of two; each node needs its own.")
            known.add(node.id)
            if not (math.isfinite(node.x) and math.isfinite(node.y)):
                raise InputError(f"Node {node.id!r} has no place: ({node.x}, {node.y}); give it numbers.")
            if self.layout == "time" and node.date and node.x != day_number(node.date):
                raise InputError(f"Node {node.id!r} of {node.date} stands at day {node.x}; use `day_number`.")

    def _check_links(self) -> None:
        known = {node.id for node in self.nodes}
        for link in self.links:
            for end in (link.source, link.target):
                if end not in known:
                    raise InputError(f"A link leads to {end!r}, which is no node of the canvas; leave it out.")
            if not 0 <= link.strength <= 1:
                raise InputError(f"A link of {link.source!r} has strength {link.strength}; give one from 0 to 1.")

    def wire(self) -> Wire:
        """Return the picture for the browser."""
        content = {"nodes": _wired(self.nodes), "links": _wired(self.links), "layout": self.layout}
        return {**content, "revision": self.revision or _digest(content), "frame": self.frame, "notice": self.notice}


@dataclass(frozen=True, slots=True)
class CanvasAnswer:
    """What the reader did.

    Attributes
    ----------
    selected : str
        The node that is selected; empty without one.
    link : tuple of (str, str), optional
        The ends of the link that is selected.
    activated : str
        The node that was opened just now, by a double click or Enter; empty in every later run.
    """

    selected: str = ""
    link: Ends | None = None
    activated: str = ""

    @classmethod
    def of_wire(cls, selected: object, activated: object, data: CanvasData) -> "CanvasAnswer":
        """Read what the browser sent; what names nothing on the canvas counts as nothing."""
        nodes = {node.id for node in data.nodes}
        links = {(link.source, link.target) for link in data.links}
        told = selected if isinstance(selected, dict) else {}
        node, ends = told.get("node"), told.get("link")
        link = (str(ends[0]), str(ends[1])) if isinstance(ends, list) and len(ends) == 2 else None
        return cls(
            selected=node if isinstance(node, str) and node in nodes else "",
            link=link if link in links else None,
            activated=activated if isinstance(activated, str) and activated in nodes else "",
        )


def selection(selected: str | Ends) -> Wire | None:
    """Return a selection as the browser takes it: a node, the two ends of a link, or nothing."""
    if isinstance(selected, tuple):
        return {"link": list(selected)}
    return {"node": selected} if selected else None


def _wired(parts: Iterable[CanvasNode | CanvasLink]) -> list[Wire]:
    return [part.wire() for part in parts]


def _digest(content: Wire) -> str:
    written = json.dumps(content, sort_keys=True).encode()
    return hashlib.blake2b(written, digest_size=8).hexdigest()
