"""What is different about a saved chain when it is looked for once more, in sentences."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from graph.chain_results import ChainResult, EventChain, SavedChain
from graph.model import Event, Ref

LEAST_CHANGE = 0.005
"""Strengths that differ by less, or look the same with two digits, are the same: any new page moves them a little."""
_TEXT, _SHORT = 100, 50


def changes(
    saved: SavedChain, now: ChainResult, there: Mapping[str, Event], muted: Collection[Ref] = ()
) -> tuple[str, ...]:
    """Return what changed since a chain was saved, one sentence each; empty if nothing did.

    Parameters
    ----------
    saved : SavedChain
        The chain as it was.
    now : ChainResult
        What is found now.
    there : mapping of str to Event
        Those of the saved chain's events that still exist, by their ids.
    muted : collection of Ref
        Topics that are muted for good now; what changed about these is said only if it may have changed the chain.
    """
    if now.chains:
        best = now.chains[0]
        told = [*_new(saved, best), *_lost(saved, best, there), *_weakest(saved, best), *_links(saved, best)]
    else:
        gone = [f"No longer in the store: “{cut(text)}”." for event, text in saved.events if event not in there]
        told = ["There is no strong story link any more.", *gone]
    return (*told, *_muting(saved, muted)) if told else ()


def cut(text: str, width: int = _TEXT) -> str:
    """Return a text, or its beginning if it is longer than `width` characters."""
    if len(text) <= width:
        return text
    start = text[:width]
    return f"{(start.rsplit(' ', 1)[0] or start).rstrip(' ,;:')}…"


def _new(saved: SavedChain, now: EventChain) -> Iterator[str]:
    before = {event for event, _ in saved.events}
    for event in now.events:
        if event.id not in before:
            yield f"New step: {event.date}, “{cut(event.text)}”."


def _lost(saved: SavedChain, now: EventChain, there: Mapping[str, Event]) -> Iterator[str]:
    after = {event.id for event in now.events}
    for event_id, text in saved.events[1:-1]:
        event = there.get(event_id)
        if event is None:
            yield f"No longer in the store: “{cut(text)}”."
        elif event_id not in after:
            yield f"No longer a step: {event.date}, “{cut(event.text)}”."


def _links(saved: SavedChain, now: EventChain) -> Iterator[str]:
    """Tell of the links in both chains, but for the weakest now, which grew or fell."""
    ids = [event for event, _ in saved.events]
    before = dict(zip(pairwise(ids), saved.strengths, strict=True))
    for link, events in zip(now.links, pairwise(now.events), strict=True):
        then = before.get((link.source, link.target))
        if then is not None and link is not now.links[now.weakest] and not _equal(then, link.strength):
            way = "stronger" if link.strength > then else "weaker"
            ends = " to ".join(f"“{cut(event.text, _SHORT)}”" for event in events)
            yield f"The link from {ends} is {way}: {link.strength:.2f} instead of {then:.2f}."


def _equal(one: float, other: float) -> bool:
    return abs(one - other) < LEAST_CHANGE or f"{one:.2f}" == f"{other:.2f}"


def _weakest(saved: SavedChain, now: EventChain) -> Iterator[str]:
    before, after = min(saved.strengths), now.strength
    if _equal(before, after):
        return
    numbers = f"{after:.2f} instead of {before:.2f}"
    if after < before:
        yield f"The weakest link is weaker: {numbers}."
    elif any(_new(saved, now)):
        yield f"With what is new the weakest link is stronger, {numbers}: a reason to look again."
    else:
        yield f"The weakest link is stronger: {numbers}."


def _muting(saved: SavedChain, muted: Collection[Ref]) -> Iterator[str]:
    then = {topic["id"]: topic["label"] for topic in saved.settings["muted"]}
    named = {topic["id"] for topic in saved.settings["mute"]}
    now = {topic.id: topic.label for topic in muted}
    if fresh := [label for topic, label in now.items() if topic not in then and topic not in named]:
        yield f"Muted since then: {', '.join(fresh)}."
    if back := [label for topic, label in then.items() if topic not in now and topic not in named]:
        yield f"No longer muted: {', '.join(back)}."
