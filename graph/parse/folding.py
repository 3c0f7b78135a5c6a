"""Folding: where several documents tell of one event, the event stands once and what one leaves open others fill."""

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from graph.model import Event
from graph.parse.identity import CONTEXT, SAME_WORDING, OwnIds, is_dated, similarity, slug

# who is believed first: the portal, then pages made from it, then a person's own files
_RANKS = ("portal/", CONTEXT)
_PARTS = ("category", "headings", "mentions", "citations", "excerpt", "cover_url", "page_url", "given")


def rank(document_id: str) -> tuple[int, int, str]:
    """Return what documents are sorted by, the one believed first in front; of pages of the Context event pages.

    Examples
    --------
    >>> sorted(["events/mine.csv/2016-02-03", "context/2016-02-03", "portal/2016-02-03"], key=rank)[0]
    'portal/2016-02-03'
    """
    kind = next((place for place, prefix in enumerate(_RANKS) if document_id.startswith(prefix)), len(_RANKS))
    is_index = document_id.rpartition("/")[2].replace("-", "").isdecimal()
    return kind, int(is_index), document_id


def fold(told: Sequence[Sequence[Event]], own_ids: OwnIds = frozenset()) -> list[Event]:
    """Return the events of one day, each once, from what each document tells of it.

    Two documents tell of the same event if their texts are equal or else the slugs of these (the second of two equal
    texts on one page is the second on the other), or if one of them is a page of the Context, which was made from the
    portal, and at least four fifths of the words are the same, the most similar pair first. The event is then that
    of the document believed first (the portal, then the Context, then a person's own files), and each part it
    leaves open - headings, links, sources, excerpt, picture, given relations - is the next one's; `Event.also`
    names the others. Events with an id of a person's own stand for themselves, unless it is one as a store gives.

    Parameters
    ----------
    told : sequence of sequence of Event
        The events of each document, all of one day.
    own_ids : frozenset of (str, str)
        Document and id of the events whose documents give their ids.

    Returns
    -------
    list of Event
        By document, in page order. Ids are not yet unique.
    """
    slots: list[Event] = []
    for events in sorted((events for events in told if events), key=lambda events: rank(events[0].document)):
        partners = _partners(events, slots, own_ids)
        for at, event in enumerate(events):
            if at in partners:
                slots[partners[at]] = filled(slots[partners[at]], event)
            else:
                slots.append(event)
    return sorted(slots, key=lambda event: rank(event.document))


def filled(event: Event, other: Event) -> Event:
    """Return an event with what it leaves open taken from another account of it."""
    parts = {name: getattr(other, name) for name in _PARTS if not getattr(event, name)}
    return replace(event, **parts, also=(*event.also, other.document, *other.also))


def _partners(events: Sequence[Event], slots: Sequence[Event], own_ids: OwnIds) -> dict[int, int]:
    """Pair events of a document with events that others tell of: by text, by slug, then by wording."""
    left = [at for at, event in enumerate(events) if _is_open(event, own_ids)]
    free = [place for place, event in enumerate(slots) if _is_open(event, own_ids)]
    pairs: dict[int, int] = {}
    for key in (attrgetter("text"), _slug_of):
        waiting: dict[str, list[int]] = {}
        for place in reversed(free):
            waiting.setdefault(key(slots[place]), []).append(place)
        pairs |= {at: same.pop() for at in left if (same := waiting.get(key(events[at])))}
        left = [at for at in left if at not in pairs]
        free = [place for place in free if place not in pairs.values()]
    return pairs | _same_wording(events, left, slots, free)


def _is_open(event: Event, own_ids: OwnIds) -> bool:
    """Tell whether an event may be what others tell of: an id of a person's own says that it is not."""
    return (event.document, event.id) not in own_ids or is_dated(event.id)


def _slug_of(event: Event) -> str:
    return slug(event.text)


def _same_wording(
    events: Sequence[Event], left: Sequence[int], slots: Sequence[Event], free: Sequence[int]
) -> dict[int, int]:
    """Pair what is left of a page of the Context with what others tell in almost the same words."""
    if not events[0].document.startswith(CONTEXT):
        return {}
    pairs: dict[int, int] = {}
    found = [(-similarity(events[at].text, slots[place].text), place, at) for place in free for at in left]
    for score, place, at in sorted(found):
        if -score >= SAME_WORDING and at not in pairs and place not in pairs.values():
            pairs[at] = place
    return pairs
