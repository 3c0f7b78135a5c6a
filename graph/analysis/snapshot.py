"""A snapshot of an archive as compact arrays: what every analysis is a pure function of."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.coded import Rows, union
from graph.analysis.collect import read
from graph.analysis.contents import Contents, pack_contents, unpack_contents
from graph.analysis.csr import Array, Csr, Ints
from graph.analysis.packing import Arrays, pack_texts, unpack_texts
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline

FORMAT = 1


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
    contents : Contents
        What the archive says, from which all the rest is derived.
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
    revision: int
    contents: Contents

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
        return _derived(read(outlines), labels or {}, revision)

    def changed(
        self, outlines: Iterable[EventOutline], gone: Collection[str], labels: Mapping[str, str], revision: int
    ) -> "Snapshot":
        """Return the snapshot of the archive after some of its events changed.

        It is the snapshot that `from_outlines` makes of all events there are then, without reading the old ones again.

        Parameters
        ----------
        outlines : iterable of EventOutline
            The events that are new or take the place of those with their ids.
        gone : collection of str
            Ids of events that are no more. Unknown ones are ignored; an event that is also among `outlines` stays.
        labels : mapping of topic id to label
            How all topics are called now.
        revision : int
            The archive's data revision now.

        Raises
        ------
        InputError
            If two events of `outlines` have one id.
        """
        return _derived(self.contents.changed(read(outlines, self.contents.lexicon), gone), labels, revision)

    def without_headings(self) -> "Snapshot":
        """Return the archive as if its editors had set no headings; topics that the texts link stay."""
        rows = {name: getattr(self.contents, name) for name in ("headings", "loose_keys", "loose_texts")}
        none = {name: row.only(np.zeros(len(row.cells), dtype=bool)) for name, row in rows.items()}
        return _derived(dataclasses.replace(self.contents, **none), self.labels, self.revision)

    @property
    def openings(self) -> tuple[str, ...]:
        """For each event the first words of its text, at most 80 characters, with an ellipsis where it goes on."""
        return self.contents.openings

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

    def to_arrays(self) -> Arrays:
        """Return all of the snapshot as arrays for ``numpy.savez``."""
        return {
            "format": np.array([FORMAT, self.revision]),
            **pack_texts("labels", tuple(self.labels.values())),
            **pack_contents(self.contents),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "Snapshot":
        """Return the snapshot that `to_arrays` took apart.

        Raises
        ------
        InputError
            If the arrays are incomplete, do not fit each other, or were made by another version.
        """
        try:
            version, revision = arrays["format"].tolist()
            if version != FORMAT:
                raise InputError(f"The snapshot has format {version}; this version reads {FORMAT}. Make it again.")
            contents = unpack_contents(arrays)
            keys = _labelled(contents.topics.cells.names, _heading_keys(contents))
            labels = dict(zip(keys, unpack_texts("labels", arrays), strict=True))
            return _derived(contents, labels, revision)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise InputError("The snapshot of the archive is damaged; make it again.") from error


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """How often each stem stands in a text, and the form it has there first, in its usual spelling."""

    counts: Csr
    forms: Csr
    stems: tuple[str, ...]
    form_texts: tuple[str, ...]

    @classmethod
    def of(cls, contents: Contents) -> "_Texts":
        lexicon, numbers = contents.lexicon, contents.words.cells.numbers
        stems = lexicon.stems.names
        keys = contents.words.row_numbers() * max(len(stems), 1) + lexicon.stems.numbers[numbers]
        keys, first, counts = np.unique(keys, return_index=True, return_counts=True)
        usual, form_texts = lexicon.usual_forms(np.bincount(numbers, minlength=len(lexicon.words)))
        found = _cells(keys, counts.astype(np.int32), (len(contents), len(stems)))
        return cls(found, Csr(found.indptr, found.indices, usual[numbers[first]], len(stems)), stems, form_texts)


def _derived(contents: Contents, labels: Mapping[str, str], revision: int) -> Snapshot:
    """Make the snapshot of what an archive says."""
    texts = _Texts.of(contents)
    topic_ids, heading_keys = contents.topics.cells.names, _heading_keys(contents)
    nameless = contents.sections.names.count("")
    called = {**_heading_texts(contents), **labels}
    linked = {*topic_ids, *contents.headings.cells.names}
    return Snapshot(
        ids=contents.ids,
        days=contents.days,
        words=texts.counts,
        topics=_ones(contents.topics),
        headings=_headings(contents),
        forms=texts.forms,
        categories=contents.sections.numbers - np.int32(nameless),
        stems=texts.stems,
        form_texts=texts.form_texts,
        topic_ids=topic_ids,
        heading_keys=heading_keys,
        category_names=contents.sections.names[nameless:],
        labels={key: called.get(key, key) for key in _labelled(topic_ids, heading_keys)},
        unlinked=frozenset(contents.loose_keys.cells.names) - linked,
        revision=revision,
        contents=contents,
    )


def _labelled(topic_ids: tuple[str, ...], heading_keys: tuple[str, ...]) -> dict[str, None]:
    """Return what has a label, in order."""
    return dict.fromkeys((*topic_ids, *heading_keys))


def _heading_keys(contents: Contents) -> tuple[str, ...]:
    return union(contents.headings.cells.names, contents.loose_keys.cells.names)[0]


def _headings(contents: Contents) -> Csr:
    """Return the headings of every event, linked or not, each once."""
    linked, loose = contents.headings, contents.loose_keys
    names, linked_places, loose_places = union(linked.cells.names, loose.cells.names)
    columns = np.concatenate([linked_places[linked.cells.numbers], loose_places[loose.cells.numbers]])
    rows = np.concatenate([linked.row_numbers(), loose.row_numbers()])
    keys = np.unique(rows * max(len(names), 1) + columns)
    return _cells(keys, np.ones(len(keys), dtype=np.int32), (len(contents), len(names)))


def _heading_texts(contents: Contents) -> dict[str, str]:
    """Return how unlinked headings are written; of several ways the first in the alphabet."""
    keys, texts = contents.loose_keys.cells, contents.loose_texts.cells
    order = np.lexsort((texts.numbers, keys.numbers))
    _, first = np.unique(keys.numbers[order], return_index=True)
    written = texts.numbers[order[first]].tolist()
    return {key: texts.names[number] for key, number in zip(keys.names, written, strict=True)}


def _ones(rows: Rows) -> Csr:
    """Return rows of ascending names as a table of ones."""
    return Csr(rows.indptr, rows.cells.numbers, np.ones(len(rows.cells), dtype=np.int32), len(rows.cells.names))


def _cells(keys: Array, data: Array, shape: tuple[int, int]) -> Csr:
    """Return the table of cells numbered row by row, in ascending order."""
    rows, columns = np.divmod(keys, max(shape[1], 1))
    indptr = np.searchsorted(rows, np.arange(shape[0] + 1))
    return Csr(indptr, columns.astype(np.int32), data, shape[1])
