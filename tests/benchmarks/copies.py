"""The events of the corpus once or several times over: copies with topics of their own, and later dates or the same."""

import datetime as dt
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.model import EventOutline
from tests.corpus import corpus_folder
from tests.parse.real import parse_file


@dataclass(frozen=True, slots=True)
class Copies:
    """The corpus so many times over, read from a file one event at a time, so that no archive of them is held.

    A copy begins the day after the one before it ends, or on the same day as all if they are `beside` each other. Its
    topics and headings, linked or not, are no other copy's; the words of the texts are the same in all.
    """

    path: Path
    count: int = 1
    beside: bool = False

    @classmethod
    def write(cls, path: Path) -> "Copies":
        """Parse the corpus and keep its events in a file."""
        labels: dict[str, str] = {}
        dates: list[dt.date] = []
        with path.open("wb") as file:
            for page in sorted(corpus_folder().glob("*_*_*.txt")):
                for event in parse_file(page):
                    pickle.dump(event.outline(), file)
                    labels |= {topic.id: topic.label for topic in event.topics}
                    dates.append(event.date)
        span = max(dates) - min(dates) + dt.timedelta(1)
        path.with_suffix(".labels").write_bytes(pickle.dumps((labels, span)))
        return cls(path)

    def times(self, count: int, *, beside: bool = False) -> "Copies":
        """Return the same corpus so many times over."""
        return replace(self, count=count, beside=beside)

    def outlines(self) -> Iterator[EventOutline]:
        """Yield all events, copy by copy."""
        _, span = self._facts()
        for number in range(self.count):
            with self.path.open("rb") as file:
                while file.peek(1):
                    yield _shifted(pickle.load(file), number, dt.timedelta() if self.beside else number * span)

    def labels(self) -> dict[str, str]:
        """Return how all topics are called."""
        labels, _ = self._facts()
        return {
            _named(key, number): _named(label, number) for number in range(self.count) for key, label in labels.items()
        }

    @staticmethod
    def number(event: str) -> int:
        """Return which copy an event is of, by its id; 0 is the corpus itself."""
        number, _, _ = event.partition("/")
        return int(number) if number.isdigit() else 0

    def _facts(self) -> tuple[dict[str, str], dt.timedelta]:
        facts: tuple[dict[str, str], dt.timedelta]
        facts = pickle.loads(self.path.with_suffix(".labels").read_bytes())
        return facts


def _shifted(outline: EventOutline, number: int, later: dt.timedelta) -> EventOutline:
    """Return an event of a copy. Ids differ at their beginning, so that within a day their order stays."""
    if not number:
        return outline
    return replace(
        outline,
        id=f"{number}/{outline.id}",
        date=outline.date + later,
        topic_ids=tuple(_named(topic, number) for topic in outline.topic_ids),
        heading_ids=tuple(_named(topic, number) for topic in outline.heading_ids),
        headings=tuple(_named(text, number) for text in outline.headings),
    )


def _named(name: str, number: int) -> str:
    return f"{name} ({number})" if number else name
