"""Identity of events: the id made from date and text, and how an id outlives an edit of the text."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Event
from graph.parse.letters import FoldTable, fold

MAX_SLUG = 137
SAME_TEXT = 0.5
# of two documents, one of which was made from the other
SAME_WORDING = 0.8
CONTEXT = "context/"
# stands for a text without any letter or digit
_NAMELESS = "event"
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}/")
_WORD = re.compile(r"\w+")
OwnIds = frozenset[tuple[str, str]]


class _SlugTable(FoldTable):
    def fold(self, char: str) -> str:
        """Keep letters, digits and the marks that some scripts write vowels with; all else is a space."""
        folded = super().fold(char)
        if not folded or folded.isascii():
            return folded if folded.isalnum() or not folded else " "
        category = unicodedata.category(folded)
        if category == "No":
            return "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", folded))
        return folded if category[0] == "M" or folded.isalnum() else " "


_SLUGS = _SlugTable()


def slug(text: str) -> str:
    """Return the text as one word of an address: lower-case letters and digits, joined by dashes.

    Latin diacritics are dropped, other scripts kept; at most 137 characters, cut between words where there is a
    word end to cut at.

    Examples
    --------
    >>> slug("Côte d'Ivoire: 12 killed in Grand-Bassam")
    'cote-d-ivoire-12-killed-in-grand-bassam'
    """
    words = "-".join(fold(text).casefold().translate(_SLUGS).split())
    if len(words) <= MAX_SLUG:
        return words or _NAMELESS
    end = words.rfind("-", 0, MAX_SLUG + 1)
    return words[: end if end > 0 else MAX_SLUG]


def event_ids(date: dt.date, texts: Iterable[str]) -> list[str]:
    """Return the ids of the events of one day, in order: date and slug, ``-2``, ``-3`` on a collision.

    Examples
    --------
    >>> event_ids(dt.date(2016, 2, 3), ["Talks open.", "Talks open!"])
    ['2016-02-03/talks-open', '2016-02-03/talks-open-2']
    """
    fresh = _FreshIds(())
    return [fresh.take(date, text) for text in texts]


class _FreshIds:
    """Gives out ids, each once and none of those already taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def take(self, date: dt.date, text: str) -> str:
        base = fresh = f"{date.isoformat()}/{slug(text)}"
        number = self._numbers.get(base, 1)
        while fresh in self._taken:
            number += 1
            fresh = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(fresh)
        return fresh


def is_dated(event_id: str) -> bool:
    """Tell whether an id begins with a day, as those do that are made from date and text."""
    return _DATED.match(event_id) is not None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An entry of the ledger of ids: the last `text` that an event of a `document` had under this `id`."""

    id: str
    text: str
    document: str


def similarity(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1 (Dice's coefficient on their words).

    Each word counts as often as it stands in both; order, case and punctuation do not matter.
    """
    return _dice(_words(one), _words(other))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def keep_ids(events: Sequence[Event], known: Sequence[KnownEvent], own_ids: OwnIds = frozenset()) -> tuple[Event, ...]:
    """Give edited events the ids they had before, and new ones ids that were never given out.

    An event takes the id of a known event of the same document that has exactly its text (in page order, where
    several have). Those left over are paired one to one, the most similar pair first, as long as the two share at
    least half of their words. Those still left over take the id of their text in another document that tells of it
    no longer: exactly their text, or one with their slug, or almost their wording where one of the documents is a
    page of the Context. What is without a partner then is new: its id is made from date and text and differs from
    every known id, those of removed events and of other documents included.

    So an event that is edited, moved on its page or put under another heading keeps its id. Of the parts of one
    that was split, the part most like it keeps the id and the others are new. Where two were joined, the new text
    has the id of the one it is more like, and the other id is spent; if that event comes back, so does its id.

    Parameters
    ----------
    events : sequence of Event
        All events of one day of one or more documents, as parsed.
    known : sequence of KnownEvent
        The ledger of that day: every id ever given out for the date.
    own_ids : frozenset of (str, str)
        Document and id of the events whose documents give their ids; these stay. One that begins with the day is what
        a store calls an event: an event of another document may have it too, and is the same event then. Any other
        is nobody else's.

    Returns
    -------
    tuple of Event
        The events in the same order, with ids that are unique but for those shared with a person's own.
    """
    own = [(event.document, event.id) in own_ids for event in events]
    mine = {event.id for event, is_own in zip(events, own, strict=True) if is_own}
    shared = set(filter(is_dated, mine))
    groups = [(group, mine if beside else mine - shared) for beside, group in enumerate(_groups(events, own))]
    kept: dict[int, int] = {}
    for pair in (_same_text, _same_event, _same_text_elsewhere, _same_slug_elsewhere, _same_wording_elsewhere):
        for group, barred in groups:
            left = [index for index in group if index not in kept]
            spent = set(kept.values())
            free = [index for index, entry in enumerate(known) if index not in spent and entry.id not in barred]
            kept |= pair(left, free, events, known)
    ids: dict[int, str] = {}
    for group, _ in groups:
        ids |= {index: known[entry].id for index, entry in _in_order(group, kept, events).items()}
    for group, barred in groups:
        fresh = _FreshIds({entry.id for entry in known} - shared | barred | set(ids.values()))
        ids |= {index: fresh.take(events[index].date, events[index].text) for index in group if index not in ids}
    return tuple(replace(event, id=ids.get(index, event.id)) for index, event in enumerate(events))


def _groups(events: Sequence[Event], own: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Part events without an id of a person's own, by index: those of documents that give no ids, and the others.

    What stands beside an event with an own id in the same document is another event.
    """
    givers = {event.document for event, is_own in zip(events, own, strict=True) if is_own}
    left = [index for index, is_own in enumerate(own) if not is_own]
    apart = [index for index in left if givers.isdisjoint(_tellers(events[index]))]
    return apart, sorted(set(left).difference(apart))


def _in_order(group: Sequence[int], kept: Mapping[int, int], events: Sequence[Event]) -> dict[int, int]:
    """Where several events have one text, give the first the id that was given out first, whoever told of it."""
    ordered = {index: kept[index] for index in group if index in kept}
    same: dict[str, list[int]] = {}
    for index in ordered:
        same.setdefault(events[index].text, []).append(index)
    for twins in same.values():
        ordered |= zip(twins, sorted(kept[index] for index in twins), strict=True)
    return ordered


def _tellers(event: Event) -> tuple[str, ...]:
    return (event.document, *event.also)


def _same_text(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    """Pair events and known events, by index, that have the same document and text."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for index in reversed(free):
        waiting.setdefault((known[index].document, known[index].text), []).append(index)
    pairs = {}
    for index in left:
        for teller in _tellers(events[index]):
            if same := waiting.get((teller, events[index].text)):
                pairs[index] = same.pop()
                break
    return pairs


def _same_text_elsewhere(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    """Pair events and known events, by index, that have the same text, the first with the first."""
    return _same(str, left, free, events, known)


def _same_slug_elsewhere(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    return _same(slug, left, free, events, known)


def _same(
    key: Callable[[str], str],
    left: Sequence[int],
    free: Sequence[int],
    events: Sequence[Event],
    known: Sequence[KnownEvent],
) -> dict[int, int]:
    waiting: dict[str, list[int]] = {}
    for index in reversed(free if left else ()):
        waiting.setdefault(key(known[index].text), []).append(index)
    return {index: same.pop() for index in left if (same := waiting.get(key(events[index].text)))}


def _same_event(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    return _most_similar(SAME_TEXT, _same_document, left, free, events, known)


def _same_wording_elsewhere(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    return _most_similar(SAME_WORDING, _made_from_another, left, free, events, known)


def _same_document(event: Event, entry: KnownEvent) -> bool:
    return entry.document in _tellers(event)


def _made_from_another(event: Event, entry: KnownEvent) -> bool:
    return event.document.startswith(CONTEXT) or entry.document.startswith(CONTEXT)


def _most_similar(
    least: float,
    may_pair: Callable[[Event, KnownEvent], bool],
    left: Sequence[int],
    free: Sequence[int],
    events: Sequence[Event],
    known: Sequence[KnownEvent],
) -> dict[int, int]:
    """Pair events and known events greedily by similarity; ties go to page order, then to the order of the ledger."""
    theirs = {index: _words(known[index].text) for index in free} if left else {}
    candidates: list[tuple[float, int, int]] = []
    for index in left:
        mine = _words(events[index].text)
        others = (other for other in free if may_pair(events[index], known[other]))
        candidates.extend((-_dice(mine, theirs[other]), index, other) for other in others)
    pairs: dict[int, int] = {}
    spent: set[int] = set()
    for score, index, other in sorted(candidates):
        if -score >= least and index not in pairs and other not in spent:
            pairs[index] = other
            spent.add(other)
    return pairs
