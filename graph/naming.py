"""From what a person typed to the one event or topic that is meant, or a list of those it could be."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.checks import as_text
from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.model import Cluster, Event, Story, Topic
from graph.parse.topics import normal_form, search_form
from graph.store.graph_store import GraphStore

CLOSE_SCORE = 0.8
LISTED = 5
Named = TypeVar("Named", Story, Cluster)
_ID_LIKE = re.compile(r"\d{4}-\d{0,2}(-\d{0,2}(/\S*)?)?")


def find_event(store: GraphStore, name: str) -> Event:
    """Find the event that `name` stands for.

    Parameters
    ----------
    store : GraphStore
        Where to look.
    name : str
        An id, the beginning of one, or words of the text.

    Returns
    -------
    Event
        The only or the clearly best one.

    Raises
    ------
    NotFoundError
        If there is none.
    AmbiguousError
        If several fit about as well; the message lists them.
    """
    asked = as_text(name, "An event")
    if found := store.events([asked]):
        return found[0]
    return _by_prefix(store, asked) if _ID_LIKE.fullmatch(asked) else _by_text(store, asked)


def _by_prefix(store: GraphStore, prefix: str) -> Event:
    ids = store.event_ids(prefix, LISTED + 1)
    exact = [event_id for event_id in ids if event_id == prefix]
    if not ids:
        raise NotFoundError(f"No event has the id {prefix!r}; `storytrail search` finds events by their words.")
    if not exact and len(ids) > 1:
        raise AmbiguousError(_listing(f"Several events begin with {prefix!r}", ids))
    return store.event((exact or ids)[0])


def _by_text(store: GraphStore, text: str) -> Event:
    if not text:
        raise InputError("An event is named by its id, the beginning of it, or words of its text; got nothing.")
    hits = store.search_events(text, limit=LISTED)
    if not hits:
        raise NotFoundError(f"No event matches {text!r}; try fewer or other words with `storytrail search`.")
    best, score = hits[0]
    same = [event for event, _ in hits if event.text == text]
    close = [event.id for event, other in hits if other >= score * CLOSE_SCORE]
    if len(same) != 1 and len(close) > 1:
        raise AmbiguousError(_listing(f"Several events match {text!r} about as well", close))
    return same[0] if len(same) == 1 else best


def find_topic(store: GraphStore, name: str) -> Topic:
    """Find the topic that `name` stands for.

    Parameters
    ----------
    store : GraphStore
        Where to look.
    name : str
        A title in any spelling, an id, or words that links showed for it.

    Returns
    -------
    Topic
        The only or exactly matching one.

    Raises
    ------
    NotFoundError
        If there is none.
    AmbiguousError
        If several fit; the message lists them.
    """
    name = as_text(name, "A topic")
    wanted = normal_form(name)
    hits = store.topics_by_title(name, LISTED + 1) if wanted else []
    choice = _by_name(hits, name) or hits
    if not choice:
        raise NotFoundError(f"No topic is called {name!r}; `storytrail search --kind topics` finds topics.")
    if len(choice) > 1:
        raise AmbiguousError(_listing(f"Several topics match {name!r}", [topic.label for topic in choice]))
    return store.topic(choice[0].id)


def find_group(groups: Sequence[Named], name: str, what: str, lister: str) -> Named:
    """Find the story or cluster that `name` stands for.

    Parameters
    ----------
    groups : sequence of Story or Cluster
        Where to look.
    name : str
        An id, or a label, or the beginning of either; a theme comes before the regions.
    what : str
        What it is, for messages.
    lister : str
        The command that lists all of them.

    Raises
    ------
    NotFoundError
        If there is none.
    AmbiguousError
        If several fit; the message lists them.
    """
    asked = as_text(name, f"A {what}")
    for fits in (_has_id(asked), _is_called(asked), _begins(asked)):
        found = _widest([group for group in groups if asked and fits(group)])
        if len(found) > 1:
            plural = {"story": "stories"}.get(what, f"{what}s")
            raise AmbiguousError(_listing(f"Several {plural} match {asked!r}", [group.id for group in found]))
        if found:
            return found[0]
    raise NotFoundError(f"There is no {what} {asked!r}; `{lister}` lists what there is.")


def _widest(groups: Sequence[Named]) -> Sequence[Named]:
    """Return of clusters those of the first level there is: a theme may be called like a region in it."""
    levels = [getattr(group, "level", 0) for group in groups]
    return [group for group, level in zip(groups, levels, strict=True) if level == min(levels)]


def _has_id(name: str) -> Callable[[Story | Cluster], bool]:
    return lambda group: group.id == name


def _is_called(name: str) -> Callable[[Story | Cluster], bool]:
    folded = search_form(name)
    return lambda group: search_form(group.label) == folded


def _begins(name: str) -> Callable[[Story | Cluster], bool]:
    folded = search_form(name)
    return lambda group: group.id.startswith(name) or search_form(group.label).startswith(folded)


def _by_name(topics: Sequence[Topic], name: str) -> list[Topic]:
    """Return the topics that a name fits best: as it is written, as it is normalised, as a search takes it."""
    wanted, folded = normal_form(name), search_form(name)
    return (
        [topic for topic in topics if topic.id == name or name in topic.aliases]
        or [topic for topic in topics if topic.id == wanted]
        or [topic for topic in topics if folded in map(search_form, topic.aliases)]
    )


def _listing(sentence: str, names: Sequence[str]) -> str:
    shown = "\n  ".join(names[:LISTED])
    more = "\n  and more" if len(names) > LISTED else ""
    return f"{sentence}; name one of them:\n  {shown}{more}"
