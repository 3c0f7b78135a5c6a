"""Answering for chains: what is asked is checked, and what was found is said in words."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis.chain_model import Chain, ChainsFound, ChainWish, Link
from graph.analysis.chains import ChainFinder
from graph.analysis.explain import summary
from graph.chain_changes import cut
from graph.chain_results import ChainLink, ChainResult, EventChain
from graph.checks import as_limit
from graph.errors import InputError, StoreChangedError
from graph.model import Event, Ref
from graph.store.graph_store import GraphStore

MOST_INNER = 20
_TITLE = 60


@dataclass(frozen=True, slots=True)
class ChainRequest:
    """What is asked of the chains between two events.

    Attributes
    ----------
    count : int
        At most so many chains.
    length : int or None
        So many events between the ends; None leaves it to the evidence.
    muted : tuple of Ref
        Topics that do not count.
    exclude : tuple of str
        Ids of events that are left out.
    first, last : datetime.date or None
        Bounds of the dates of the events between.
    weak : bool
        Show the best chain even if it is none to rely on.

    Raises
    ------
    InputError
        If the count or the length is out of bounds.
    """

    count: int = 3
    length: int | None = None
    muted: tuple[Ref, ...] = ()
    exclude: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    weak: bool = False

    def __post_init__(self) -> None:
        as_limit(self.count)
        if self.length is not None and not 1 <= self.length <= MOST_INNER:
            raise InputError(f"From 1 to {MOST_INNER} events can stand between the ends; got {self.length}.")

    def wish(self) -> ChainWish:
        """Return it as the analysis reads it."""
        return ChainWish(
            self.count,
            self.length,
            [topic.id for topic in self.muted],
            self.exclude,
            self.first.toordinal() if self.first else None,
            self.last.toordinal() if self.last else None,
            self.weak,
        )


def answer(graph: GraphStore, finder: ChainFinder, one: Event, other: Event, request: ChainRequest) -> ChainResult:
    """Return the chains between two events.

    Parameters
    ----------
    graph : GraphStore
        Where the events are.
    finder : ChainFinder
        Over the index of the graph's present data.
    one, other : Event
        The ends; the chain leads from the earlier to the later one.
    request : ChainRequest

    Raises
    ------
    InputError
        If both ends are the same event.
    """
    if one.id == other.id:
        raise InputError(f"A chain leads from one event to another; both ends are {one.id}.")
    if {one.id, other.id} & set(request.exclude):
        raise InputError("An end of the chain is among the events left out; take it from these.")
    first, last = (one, other) if one.date <= other.date else (other, one)
    muted = tuple(topic.label for topic in request.muted)
    swapped = "" if first is one else "The second event is the earlier one, so the chain leads from it to the first. "
    if hindrance := _hindrance(first, last, request):
        return ChainResult(first, last, False, swapped + hindrance, (), muted)
    wish = request.wish()
    found = finder.chains(first.id, last.id, wish)
    relied_on = bool(found.chains) and finder.relies_on(found)
    chains = _told(graph, found.chains)
    said = _found(found, graph, wish) if relied_on else _not_found(finder, graph, first, last, wish, found)
    return ChainResult(first, last, relied_on, swapped + said, chains, muted)


def _hindrance(first: Event, last: Event, request: ChainRequest) -> str:
    """Return why there can be no chain, whatever the events are about; empty if there can."""
    if first.date == last.date:
        return (
            f"Both events are of {first.date}, and every step of a chain is of a later day than the one before; "
            "related events show what belongs to the same day."
        )
    bounds = [f"from {request.first} on"] if request.first and request.first >= last.date else []
    bounds += [f"until {request.last}"] if request.last and request.last <= first.date else []
    if bounds:
        return (
            f"No day {' or '.join(bounds)} lies between the events, which are of {first.date} and {last.date}; "
            "widen the bounds."
        )
    return ""


def _found(found: ChainsFound, graph: GraphStore, wish: ChainWish) -> str:
    """Say what the strongest chain is like."""
    best = found.chains[0]
    link = best.links[best.weakest]
    others = len(found.chains) - 1
    more = f" {others} other{'s' * (others > 1)} without any of its steps." if others else ""
    steps, days = len(best.links), sum(link.days for link in best.links)
    fewer = wish.inner is not None and steps <= wish.inner
    short = f"Of {wish.inner} events between the ends only {steps - 1} can make a chain. " if fewer else ""
    if steps == 1:
        straight = f"the one leads straight to the other ({link.strength:.2f})"
        return f"{short}No event between them makes the link stronger: {straight}."
    return (
        f"{short}A chain of {steps} links over {days:,} days; its weakest link, of strength {best.strength:.2f}, "
        f"is from {_named(link, graph)}.{more}"
    )


def _not_found(
    finder: ChainFinder, graph: GraphStore, first: Event, last: Event, wish: ChainWish, found: ChainsFound
) -> str:
    """Say which limit failed, and what would relax it."""
    settings, best = finder.settings, found.best
    if best is None:
        nothing = "with these topics muted nothing" if wish.mute else "nothing"
        way_out = _relaxed(finder, first, last, wish)
        return f"No story link: {nothing} leads from the one to the other.{way_out}"
    limits = []
    if found.around < settings.least_around:
        limits.append(
            "what happened around the two has too little in common "
            f"({found.around:.3f}, the limit is {settings.least_around})"
        )
    if best.strength < settings.least_strength:
        limits.append(
            f"the weakest link of the best chain, from {_named(best.links[best.weakest], graph)}, "
            f"has a strength of {best.strength:.3f} (the limit is {settings.least_strength})"
        )
    way_out = "" if wish.weak else " The best weak chain is shown on request (`weak`)."
    return f"No strong story link: {', and '.join(limits)}.{_relaxed(finder, first, last, wish)}{way_out}"


def _relaxed(finder: ChainFinder, first: Event, last: Event, wish: ChainWish) -> str:
    """Return a sentence on the first wish that stands in the way of a chain, if one does."""
    for words, easier in _easier(wish):
        found = finder.chains(first.id, last.id, easier)
        if finder.relies_on(found):
            return f" {words} there is one of strength {found.chains[0].strength:.2f}."
    return ""


def _easier(wish: ChainWish) -> Iterator[tuple[str, ChainWish]]:
    """Yield what is asked with one wish less."""
    easy = dataclasses.replace(wish, weak=False)
    if wish.inner is not None:
        yield "With another number of steps", dataclasses.replace(easy, inner=None)
    if wish.first is not None or wish.last is not None:
        yield "Without the bounds of days", dataclasses.replace(easy, first=None, last=None)
    if wish.exclude:
        yield "With the events that are left out", dataclasses.replace(easy, exclude=())
    if wish.mute:
        yield "With the muted topics", dataclasses.replace(easy, mute=())


def _named(link: Link, graph: GraphStore) -> str:
    """Return a link by the beginnings of its events."""
    events = {event.id: event.text for event in graph.events([link.source, link.target])}
    return " to ".join(f"“{cut(events.get(event_id, event_id), _TITLE)}”" for event_id in (link.source, link.target))


def _told(graph: GraphStore, chains: tuple[Chain, ...]) -> tuple[EventChain, ...]:
    """Return chains with their events.

    Raises
    ------
    StoreChangedError
        If another process has taken an event out meanwhile.
    """
    ids = sorted({event_id for chain in chains for event_id in chain.events})
    events = {event.id: event for event in graph.events(ids)}
    if len(events) < len(ids):
        raise StoreChangedError("The graph was changed by another process while a chain was looked for; ask again.")
    return tuple(
        EventChain(tuple(events[event_id] for event_id in chain.events), tuple(map(told, chain.links)), chain.weakest)
        for chain in chains
    )


def told(link: Link) -> ChainLink:
    """Return a link with its sentence."""
    return ChainLink(link.source, link.target, link.strength, link.days, link.reasons, summary(link.reasons, link.days))
