"""Answering for related events: stored relations where they answer the question, the index where not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.analysis.explain import summary
from graph.analysis.related import RelatedIndex
from graph.checks import as_limit
from graph.errors import InputError
from graph.model import Event, Ref, Relation
from graph.results import Entry, RelatedEvents
from graph.store.graph_store import GraphStore
from graph.upkeep import STORED_LIMIT, stale

MOST_DAYS = dt.date.max.toordinal()
When = Literal["both", "before", "after"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: how many entries, which side in time, topics that do not count, and a least distance.

    Raises
    ------
    InputError
        If the limit is below 1, the distance negative, or the side unknown.
    """

    limit: int
    when: When
    muted: tuple[Ref, ...]
    far_days: int

    def __post_init__(self) -> None:
        as_limit(self.limit)
        if not 0 <= self.far_days <= MOST_DAYS:
            raise InputError(f"The distance must be from 0 to {MOST_DAYS:,} days; got {self.far_days}.")
        if self.when not in ("both", "before", "after"):
            raise InputError(f"{self.when!r} is no side in time; use both, before or after.")

    @property
    def stored(self) -> bool:
        """Whether the relations stored with the graph answer this."""
        return not self.muted and not self.far_days and self.when == "both" and self.limit <= STORED_LIMIT


def answer(graph: GraphStore, index: RelatedIndex, event: Event, request: Request) -> RelatedEvents:
    """Return the events related to `event`, with reasons.

    Parameters
    ----------
    graph : GraphStore
        Where the events are.
    index : RelatedIndex
        The index of the graph's present data.
    event : Event
        The event asked about.
    request : Request
        What is asked.

    Returns
    -------
    RelatedEvents
        Lists of other days and of the same day, strongest first.
    """
    mute = {ref.id for ref in request.muted}
    other_days = _stored(graph, event, request)
    if other_days is None:
        other_days = index.related(
            event.id, limit=request.limit, when=request.when, mute=mute, far_days=request.far_days
        )
    same_day = index.same_day(event.id, limit=request.limit, mute=mute)
    muted = tuple(ref.label for ref in request.muted)
    return RelatedEvents(event, _entries(graph, other_days), _entries(graph, same_day), muted)


def _stored(graph: GraphStore, event: Event, request: Request) -> list[Relation] | None:
    """Return the stored relations if they answer the request and were up to date before and after reading them."""
    if not request.stored or "related" in stale(graph.meta()):
        return None
    found = graph.related(event.id, "both", request.limit)
    return None if "related" in stale(graph.meta()) else found


def _entries(graph: GraphStore, relations: Iterable[Relation]) -> list[Entry]:
    ranked = list(relations)
    events = {event.id: event for event in graph.events([relation.target for relation in ranked])}
    return [
        Entry(
            event=events[relation.target],
            score=relation.score,
            days=relation.days,
            when=_side(relation.days),
            reasons=relation.reasons,
            summary=summary(relation.reasons, relation.days),
        )
        for relation in ranked
        if relation.target in events  # another process may have taken it out meanwhile
    ]


def _side(days: int) -> str:
    if days == 0:
        return "same_day"
    return "before" if days < 0 else "after"
