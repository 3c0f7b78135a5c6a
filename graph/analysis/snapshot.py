"""A snapshot of an archive as compact arrays: what every analysis is a pure function of."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.collect import Rows, as_ints
from graph.analysis.csr import Csr, Ints
from graph.analysis.tokens import words
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline
from graph.parse.topics import normal_form


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An archive of events in order of date, then id. Vocabularies are in alphabetical order.

    The same events give the same snapshot, in whatever order they come.

    Attributes
    ----------
    ids : tuple of str
        Event ids.
    days : ndarray of int32, shape (events,)
        Dates as proleptic ordinals, ascending.
    words, topics, headings : Csr, one row an event
        How often each stem stands in the text; which topics the text links; which headings stand above it.
        A linked heading is known by its topic's id, an unlinked one by the normal form of its text.
    forms : Csr, the cells of `words`
        Number of the word in `form_texts` that the stem stands for in this text.
    categories : ndarray of int32, shape (events,)
        Number of the section in `category_names`, -1 when there is none.
    stems, form_texts, topic_ids, heading_keys, category_names : tuple of str
        Vocabularies of the columns.
    labels : dict of str to str
        Labels of topics and headings by id or key.
    unlinked : frozenset of str
        Keys of the headings that are nowhere linked.
    revision : int
        The archive's data revision.
    """

    ids: tuple[str, ...]
    days: Ints
    words: Csr
    topics: Csr
    headings: Csr
    forms: Csr
    categories: Ints
    stems: tuple[str, ...]
    form_texts: tuple[str, ...]
    topic_ids: tuple[str, ...]
    heading_keys: tuple[str, ...]
    category_names: tuple[str, ...]
    labels: dict[str, str]
    unlinked: frozenset[str]
    revision: int = 0

    @classmethod
    def from_outlines(
        cls, outlines: Iterable[EventOutline], labels: Mapping[str, str] | None = None, revision: int = 0
    ) -> "Snapshot":
        """Make a snapshot of events, read once and in any order.

        Parameters
        ----------
        outlines : iterable of EventOutline
            The events.
        labels : mapping of topic id to label, optional
            How topics are called; one without a label is called by its id.
        revision : int, optional
            The archive's data revision.

        Raises
        ------
        InputError
            If two events have one id.
        """
        collector = _Collector()
        for outline in outlines:
            collector.add(outline)
        return collector.snapshot(labels or {}, revision)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self.ids)}

    def row(self, event_id: str) -> int:
        """Return the row of an event.

        Raises
        ------
        NotFoundError
            If the snapshot has no such event.
        """
        try:
            return self._rows[event_id]
        except KeyError:
            raise NotFoundError(f"There is no event {event_id!r} in the archive.") from None


class _Collector:
    """Reads outlines one by one."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.days = array("i")
        self.sections: list[str] = []
        self.words, self.topics, self.headings = Rows(), Rows(), Rows()
        self.heading_texts: dict[str, str] = {}
        self.linked: set[str] = set()

    def add(self, outline: EventOutline) -> None:
        """Read one event."""
        self.ids.append(outline.id)
        self.days.append(outline.date.toordinal())
        self.sections.append(_section(outline.category))
        self.words.add(words(outline.text))
        self.topics.add(tuple(dict.fromkeys(outline.topic_ids)))
        unlinked = _unlinked(outline)
        for key, text in unlinked.items():
            self.heading_texts[key] = min(text, self.heading_texts.get(key, text))
        self.headings.add(tuple(dict.fromkeys((*outline.heading_ids, *unlinked))))
        self.linked.update(outline.topic_ids, outline.heading_ids)

    def snapshot(self, labels: Mapping[str, str], revision: int) -> Snapshot:
        """Return what was read, in order of date and id."""
        order = np.array(sorted(range(len(self.ids)), key=lambda i: (self.days[i], self.ids[i])), dtype=np.int64)
        place = np.argsort(order)
        ids = tuple(self.ids[i] for i in order)
        _refuse_twins(ids)
        texts = self.words.texts(place)
        topics, topic_ids = self.topics.table(place)
        headings, heading_keys = self.headings.table(place)
        names = tuple(sorted(set(self.sections) - {""}))
        codes = {"": -1} | {name: code for code, name in enumerate(names)}
        called = {**self.heading_texts, **labels}
        return Snapshot(
            ids=ids,
            days=as_ints(self.days)[order],
            words=texts.counts,
            topics=topics,
            headings=headings,
            forms=texts.forms,
            categories=as_ints(codes[section] for section in self.sections)[order],
            stems=texts.stems,
            form_texts=texts.form_texts,
            topic_ids=topic_ids,
            heading_keys=heading_keys,
            category_names=names,
            labels={key: called.get(key, key) for key in (*topic_ids, *heading_keys)},
            unlinked=frozenset(self.heading_texts) - self.linked,
            revision=revision,
        )


def _section(category: str) -> str:
    """Return the first word of a category: "Sport" and "Sports", "Business and economy" and ".. economics" are one."""
    first = "".join(category.casefold().split()[:1]).strip(":,;")
    return first if first.endswith("ss") else first.removesuffix("s")


def _unlinked(outline: EventOutline) -> dict[str, str]:
    """Return the headings that no linked topic stands for, by their normal forms.

    An outline does not say which of its headings are linked; one that names a linked topic certainly is.
    """
    if len(outline.headings) <= len(outline.heading_ids):
        return {}
    keys = {normal_form(text): text for text in outline.headings}
    linked = [f" {topic} " for topic in outline.heading_ids]
    return {key: text for key, text in keys.items() if key and not any(topic in f" {key} " for topic in linked)}


def _refuse_twins(ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        twin = next(event_id for event_id, count in Counter(ids).items() if count > 1)
        raise InputError(f"Two events have the id {twin!r}; every event needs an id of its own.")
