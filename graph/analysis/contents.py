"""What an archive says, event by event: tables that can be cut and put together, from which snapshots are derived."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.coded import Coded, Rows
from graph.analysis.csr import Array, Ints
from graph.analysis.lexicon import Lexicon
from graph.analysis.packing import Arrays, pack_coded, pack_rows, pack_texts, unpack_coded, unpack_rows, unpack_texts

_ROWS = ("words", "topics", "headings", "loose_keys", "loose_texts")
_LEXICON = ("stems", "forms", "folded")


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """Events in order of date, then id. Nothing here depends on other events of the archive.

    Attributes
    ----------
    ids : tuple of str
        Event ids.
    days : ndarray of int32, shape (events,)
        Dates as proleptic ordinals.
    openings : tuple of str
        The first words of the texts.
    sections : Coded, one cell an event
        Names of sections, empty where there is none.
    lexicon : Lexicon
        The words of ``words.cells.names``, in that order.
    words : Rows, one an event
        The words of the text that have a stem, as written and in order.
    topics, headings : Rows, one an event
        Ids of the topics that the text and the headings link, ascending.
    loose_keys, loose_texts : Rows, one an event
        Normal forms of the headings without a link, ascending, and these headings as written.
    """

    ids: tuple[str, ...]
    days: Ints
    openings: tuple[str, ...]
    sections: Coded
    lexicon: Lexicon
    words: Rows
    topics: Rows
    headings: Rows
    loose_keys: Rows
    loose_texts: Rows

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, events: Array) -> "Contents":
        """Return some events, in that order."""
        places = events.tolist()
        rows = {name: getattr(self, name).take(events) for name in _ROWS}
        return Contents(
            ids=tuple([self.ids[place] for place in places]),
            days=self.days[events],
            openings=tuple([self.openings[place] for place in places]),
            sections=self.sections.take(events),
            lexicon=self.lexicon.of(rows["words"].cells.names),
            **rows,
        )

    def changed(self, read: "Contents", gone: Collection[str]) -> "Contents":
        """Return the contents with events added, or put in place of those with the same ids, and others removed."""
        removed = {*gone, *read.ids}
        kept = np.array([place for place, event_id in enumerate(self.ids) if event_id not in removed], dtype=np.int64)
        spots = _spots(read, self.days[kept], [self.ids[place] for place in kept.tolist()])
        order = np.insert(kept, spots, np.arange(len(self), len(self) + len(read)))
        return self._followed_by(read).take(order)

    def _followed_by(self, other: "Contents") -> "Contents":
        rows = {name: getattr(self, name).followed_by(getattr(other, name)) for name in _ROWS}
        return Contents(
            ids=self.ids + other.ids,
            days=np.concatenate([self.days, other.days]),
            openings=self.openings + other.openings,
            sections=self.sections.followed_by(other.sections),
            lexicon=self.lexicon.followed_by(other.lexicon),
            **rows,
        )


def _spots(read: Contents, days: Ints, ids: Sequence[str]) -> NDArray[np.int64]:
    """Return how many of some events, in order of date and id, stand before each of those read."""
    starts = np.searchsorted(days, read.days).tolist()
    ends = np.searchsorted(days, read.days, side="right").tolist()
    found = (bisect_left(ids, *place) for place in zip(read.ids, starts, ends, strict=True))
    return np.fromiter(found, dtype=np.int64)


def pack_contents(contents: Contents) -> Arrays:
    """Return contents as plain arrays."""
    packed = pack_texts("ids", contents.ids) | pack_texts("openings", contents.openings)
    packed |= pack_coded("sections", contents.sections)
    for name in _ROWS:
        packed |= pack_rows(name, getattr(contents, name))
    for name in _LEXICON:
        packed |= pack_coded(f"lexicon.{name}", getattr(contents.lexicon, name))
    return {"days": contents.days, **packed}


def unpack_contents(arrays: Mapping[str, Array]) -> Contents:
    """Return the contents that `pack_contents` took apart.

    Raises
    ------
    ValueError
        If the arrays do not fit each other.
    """
    rows: dict[str, Any] = {name: unpack_rows(name, arrays) for name in _ROWS}
    columns = {name: unpack_coded(f"lexicon.{name}", arrays) for name in _LEXICON}
    contents = Contents(
        ids=unpack_texts("ids", arrays),
        days=arrays["days"],
        openings=unpack_texts("openings", arrays),
        sections=unpack_coded("sections", arrays),
        lexicon=Lexicon(rows["words"].cells.names, **columns),
        **rows,
    )
    events = {len(getattr(contents, name)) for name in (*_ROWS, "days", "openings", "sections")}
    if events != {len(contents)} or {len(column) for column in columns.values()} != {len(contents.lexicon.words)}:
        raise ValueError("The columns differ in length.")
    if not np.array_equal(contents.loose_keys.indptr, contents.loose_texts.indptr):
        raise ValueError("The headings without a link are not whole.")
    return contents
