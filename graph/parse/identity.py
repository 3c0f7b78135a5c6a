"""Identity of events: the id made from date and text, and how an id outlives an edit of the text."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model import Event
from graph.parse.letters import FoldTable, fold

MAX_SLUG = 137
SAME_TEXT = 0.5
# stands for a text without any letter or digit
_NAMELESS = "event"
_WORD = re.compile(r"\w+")


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


def keep_ids(events: Sequence[Event], known: Sequence[KnownEvent]) -> tuple[Event, ...]:
    """Give edited events the ids they had before, and new ones ids that were never given out.

    An event takes the id of a known event of the same document that has exactly its text (in page order, where
    several have). Those left over are paired one to one, the most similar pair first, as long as the two share at
    least half of their words. What is still without a partner is new: its id is made from date and text and
    differs from every known id, those of removed events and of other documents included.

    Parameters
    ----------
    events : sequence of Event
        All events of one day of one or more documents, as parsed.
    known : sequence of KnownEvent
        The ledger of that day: every id ever given out for the date.

    Returns
    -------
    tuple of Event
        The events in the same order, with unique ids.
    """
    kept = _same_text(events, known)
    spent = set(kept.values())
    kept |= _same_event(
        [index for index in range(len(events)) if index not in kept],
        [index for index in range(len(known)) if index not in spent],
        events,
        known,
    )
    fresh = _FreshIds(entry.id for entry in known)
    return tuple(
        replace(event, id=known[kept[index]].id if index in kept else fresh.take(event.date, event.text))
        for index, event in enumerate(events)
    )


def _same_text(events: Sequence[Event], known: Sequence[KnownEvent]) -> dict[int, int]:
    """Pair events and known events, by index, that have the same document and text."""
    waiting: dict[tuple[str, str], list[int]] = {}
    for index in reversed(range(len(known))):
        waiting.setdefault((known[index].document, known[index].text), []).append(index)
    pairs = {}
    for index, event in enumerate(events):
        if same := waiting.get((event.document, event.text)):
            pairs[index] = same.pop()
    return pairs


def _same_event(
    left: Sequence[int], free: Sequence[int], events: Sequence[Event], known: Sequence[KnownEvent]
) -> dict[int, int]:
    """Pair the rest greedily by similarity; ties go to page order, then to the order of the ledger."""
    theirs = {index: _words(known[index].text) for index in free} if left else {}
    candidates: list[tuple[float, int, int]] = []
    for index in left:
        mine = _words(events[index].text)
        same_document = (other for other in free if known[other].document == events[index].document)
        candidates.extend((-_dice(mine, theirs[other]), index, other) for other in same_document)
    pairs: dict[int, int] = {}
    spent: set[int] = set()
    for score, index, other in sorted(candidates):
        if -score >= SAME_TEXT and index not in pairs and other not in spent:
            pairs[index] = other
            spent.add(other)
    return pairs
