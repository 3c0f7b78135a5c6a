"""Synthetic archives with the proportions of the full record: most topics used once, a few in thousands."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from graph.model import Citation, Document, Event, Heading, Mention, Ref, Source

Archive = list[tuple[Document, list[Event]]]
FIRST_DAY = dt.date(1999, 1, 1)
SYLLABLES = ("ka", "lo", "mi", "ren", "tos", "ve", "shu", "dar", "gel", "pin", "ox", "ya", "bur", "net", "fi", "zam")
CATEGORIES = ("Armed conflicts", "Disasters", "Law and crime", "Politics and elections", "Sports", "Economy")


@cache
def word(number: int) -> str:
    """Return a made-up word for a number; different numbers give different words."""
    parts = []
    while True:
        number, digit = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[digit])
        if number == 0:
            return "".join(reversed(parts))


class Chooser:
    """Draws numbers below `size`, small ones far more often (a Zipf law with exponent 0.8)."""

    def __init__(self, size: int, rng: random.Random) -> None:
        self._weights = list(accumulate(1 / (rank + 1) ** 0.8 for rank in range(size)))
        self._range = range(size)
        self._rng = rng

    def draw(self, count: int) -> list[int]:
        """Return `count` numbers."""
        return self._rng.choices(self._range, cum_weights=self._weights, k=count)


def _mention(number: int, position: int) -> Mention:
    title = f"{word(number).capitalize()} {word(number * 7 + 3)}"
    label = title if number % 3 else word(number).capitalize()
    return Mention(Ref(title.lower(), title), title, label, position=position)


def _event(day: dt.date, position: int, topics: Chooser, words: Chooser, rng: random.Random) -> Event:
    text = " ".join(word(number) for number in words.draw(rng.randint(12, 60))).capitalize() + "."
    mentions = tuple(_mention(number, place) for place, number in enumerate(topics.draw(rng.choice((2, 3, 3, 4, 5)))))
    linked = [_mention(number, place) for place, number in enumerate(topics.draw(rng.choice((0, 0, 1, 1, 2))))]
    headings = tuple(Heading(mention.title, (mention,)) for mention in linked)
    address = f"https://news{rng.randrange(4900)}.example/{day:%Y%m%d}/{position}"
    source = Source(address, address.split("/")[2].split(".")[0], address.split("/")[2])
    return Event(
        id=f"{day}/{position}-{text[:40].lower().replace(' ', '-').strip('.')}",
        date=day,
        text=text,
        category=rng.choice(CATEGORIES),
        headings=headings,
        mentions=mentions,
        citations=(Citation(source, source.publisher.upper()),),
        position=position,
        document=f"portal/{day}",
    )


def _days(total: int, per_day: int) -> Iterator[tuple[dt.date, int]]:
    for number in range((total + per_day - 1) // per_day):
        yield FIRST_DAY + dt.timedelta(days=number), min(per_day, total - number * per_day)


def document_of(identity: str, events: Sequence[Event]) -> Document:
    """Return a document of the portal for some events."""
    text = "\n".join(event.text for event in events)
    digest = hashlib.sha256(text.encode()).hexdigest()
    date = events[0].date if events else FIRST_DAY
    return Document(identity, date, text, f"{identity}.txt", "portal", "CC BY-SA 4.0", digest)


def synthetic_archive(events: int = 69_000, per_day: int = 11, seed: int = 1) -> Archive:
    """Return an archive of `events` events: about 3.4 topics each in the text and 0.8 in the headings."""
    rng = random.Random(seed)
    topics, words = Chooser(90_000, rng), Chooser(60_000, rng)
    archive: Archive = []
    for day, count in _days(events, per_day):
        of_day = [_event(day, position, topics, words, rng) for position in range(count)]
        archive.append((document_of(f"portal/{day}", of_day), of_day))
    return archive
