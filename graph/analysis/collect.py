"""Reading outlines of events one by one into the tables that snapshots are made of."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from graph.analysis.coded import Coded, Rows, as_ints, numbering
from graph.analysis.contents import Contents
from graph.analysis.lexicon import Lexicon
from graph.analysis.tokens import words
from graph.errors import InputError
from graph.model import EventOutline
from graph.parse.topics import normal_form

_OPENING_LENGTH = 80


def read(outlines: Iterable[EventOutline], known: Lexicon | None = None) -> Contents:
    """Read events, once and in any order.

    Parameters
    ----------
    outlines : iterable of EventOutline
        The events.
    known : Lexicon, optional
        Words that need not be looked into again.

    Raises
    ------
    InputError
        If two events have one id.
    """
    collector = _Collector()
    for outline in outlines:
        collector.add(outline)
    return collector.contents(known or Lexicon.read(()))


class _Column:
    """Rows of names in order of arrival."""

    def __init__(self) -> None:
        self._number = numbering()
        self._cells: list[int] = []
        self._lengths = array("i")

    def add(self, names: Sequence[str]) -> None:
        """Append one row."""
        self._cells += map(self._number.__getitem__, names)
        self._lengths.append(len(names))

    def rows(self) -> Rows:
        """Return what was read."""
        return Rows.of_lengths(as_ints(self._lengths), Coded.numbered(as_ints(self._cells), self._number))


class _Collector:
    """Reads outlines one by one."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.days = array("i")
        self.openings: list[str] = []
        self.sections: list[str] = []
        self.words, self.topics, self.headings = _Column(), _Column(), _Column()
        self.loose_keys, self.loose_texts = _Column(), _Column()

    def add(self, outline: EventOutline) -> None:
        """Read one event."""
        self.ids.append(outline.id)
        self.days.append(outline.date.toordinal())
        self.openings.append(_opening(outline.text))
        self.sections.append(_section(outline.category))
        self.words.add(words(outline.text))
        self.topics.add(sorted(set(outline.topic_ids)))
        self.headings.add(sorted(set(outline.heading_ids)))
        loose = _unlinked(outline)
        self.loose_keys.add(tuple(loose))
        self.loose_texts.add(tuple(loose.values()))

    def contents(self, known: Lexicon) -> Contents:
        """Return what was read, in order of date and id."""
        _refuse_twins(self.ids)
        texts = self.words.rows()
        lexicon = known.of(texts.cells.names)
        texts = texts.only(lexicon.counted()[texts.cells.numbers])
        read = Contents(
            ids=tuple(self.ids),
            days=as_ints(self.days),
            openings=tuple(self.openings),
            sections=Coded.of(self.sections),
            lexicon=lexicon.of(texts.cells.names),
            words=texts,
            topics=self.topics.rows(),
            headings=self.headings.rows(),
            loose_keys=self.loose_keys.rows(),
            loose_texts=self.loose_texts.rows(),
        )
        by_id = np.array(sorted(range(len(self.ids)), key=self.ids.__getitem__), dtype=np.int64)
        return read.take(by_id[np.argsort(read.days[by_id], kind="stable")])


def _opening(text: str) -> str:
    """Return the first words of a text, at most 80 characters."""
    # a word and the space after it are two characters at least: what is left whole at the end is out of reach
    flat = " ".join(text.split(None, _OPENING_LENGTH // 2 + 1))
    if len(flat) <= _OPENING_LENGTH:
        return flat
    end = flat.rfind(" ", 0, _OPENING_LENGTH)
    return flat[: end if end > 0 else _OPENING_LENGTH - 1].rstrip(",;:–—- ") + "…"


@lru_cache(maxsize=1024)
def _section(category: str) -> str:
    """Return the first word of a category: "Sport" and "Sports", "Business and economy" and ".. economics" are one."""
    first = "".join(category.casefold().split()[:1]).strip(":,;")
    return first if first.endswith("ss") else first.removesuffix("s")


def _unlinked(outline: EventOutline) -> dict[str, str]:
    """Return the headings that no linked topic stands for, by their normal forms in alphabetical order.

    An outline does not say which of its headings are linked; one that names a linked topic certainly is.
    """
    if len(outline.headings) <= len(outline.heading_ids):
        return {}
    keys = {normal_form(text): text for text in outline.headings}
    linked = [f" {topic} " for topic in outline.heading_ids]
    loose = (key for key in keys if key and not any(topic in f" {key} " for topic in linked))
    return {key: keys[key] for key in sorted(loose)}


def _refuse_twins(ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        twin = next(event_id for event_id, count in Counter(ids).items() if count > 1)
        raise InputError(f"Two events have the id {twin!r}; every event needs an id of its own.")
