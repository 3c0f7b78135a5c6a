"""Folding: where several documents tell of one event, the event stands once and what one leaves open others fill."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model import Event
from graph.parse.identity import CONTEXT, SAME_WORDING, OwnIds, is_dated, similarity, slug

# who is believed first: the portal, then pages made from it, then a person's own files
_RANKS = ("portal/", CONTEXT)
Name = tuple[str, int]
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

    Two documents tell of the same event if the slugs of their texts are equal (the second of two equal texts on
    one page is the second on the other), or if one of them is a page of the Context, which was made from the
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
    places: dict[Name, int] = {}
    for events in sorted((events for events in told if events), key=lambda events: rank(events[0].document)):
        names = dict(_names(events, own_ids))
        partners = _same_slug(names, places)
        partners |= _same_wording(events, [at for at in names if at not in partners], slots, set(partners.values()))
        for at, event in enumerate(events):
            if at in partners:
                slots[partners[at]] = filled(slots[partners[at]], event)
                continue
            if at in names:
                places[names[at]] = len(slots)
            slots.append(event)
    return sorted(slots, key=lambda event: rank(event.document))


def filled(event: Event, other: Event) -> Event:
    """Return an event with what it leaves open taken from another account of it."""
    parts = {name: getattr(other, name) for name in _PARTS if not getattr(event, name)}
    return replace(event, **parts, also=(*event.also, other.document, *other.also))


def _names(events: Sequence[Event], own_ids: OwnIds) -> Iterator[tuple[int, Name]]:
    """Name events, by place, after slug and how many before them have it too; ids of one's own need no name."""
    seen: Counter[str] = Counter()
    for at, event in enumerate(events):
        if (event.document, event.id) not in own_ids or is_dated(event.id):
            name = slug(event.text)
            yield at, (name, seen[name])
            seen[name] += 1


def _same_slug(names: Mapping[int, Name], places: Mapping[Name, int]) -> dict[int, int]:
    return {at: places[name] for at, name in names.items() if name in places}


def _same_wording(
    events: Sequence[Event], left: Sequence[int], slots: Sequence[Event], taken: set[int]
) -> dict[int, int]:
    """Pair what is left of a page of the Context with what others tell in almost the same words."""
    if not events[0].document.startswith(CONTEXT):
        return {}
    free = [place for place in range(len(slots)) if place not in taken]
    pairs: dict[int, int] = {}
    for score, place, at in sorted(
        (-similarity(events[at].text, slots[place].text), place, at) for place in free for at in left
    ):
        if -score >= SAME_WORDING and at not in pairs and place not in pairs.values():
            pairs[at] = place
    return pairs
