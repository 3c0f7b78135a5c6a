"""Pairs of events of one story that chains are asked for, and which events between them belong to it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice, zip_longest
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from graph.analysis.csr import Array, Csr, Ints
from graph.analysis.snapshot import Snapshot
from graph.evaluate.truth import Bools, Half, eligible_headings, of_half

LEAST_EVENTS, LEAST_SPAN_DAYS, LEAST_APART_DAYS = 6, 30, 30


class Pair(NamedTuple):
    """Two events of one story, the earlier one first: their rows, and the number of the heading they share."""

    first: int
    last: int
    story: int


@dataclass(frozen=True, eq=False)
class ChainTruth:
    """Which events are of one story that goes on for some time.

    A heading is eligible if six events or more stand under it, the last of them 30 days or more after the first. A
    long one is a story too: here an event is only asked to belong to the same as two others, not to be like one.

    Attributes
    ----------
    days : ndarray of int32, shape (events,)
        Dates as ordinals.
    headings : Csr, shape (events, headings)
        The eligible headings of every event.
    keys : tuple of str
        Names of these headings.
    """

    days: Ints
    headings: Csr
    keys: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "ChainTruth":
        """Read the truth off the headings of an archive."""
        cells = snapshot.headings
        days = snapshot.days[cells.row_numbers()].astype(np.int64)
        first = np.full(cells.columns, np.iinfo(np.int64).max)
        last = np.zeros(cells.columns, dtype=np.int64)
        np.minimum.at(first, cells.indices, days)
        np.maximum.at(last, cells.indices, days)
        kept = (cells.column_counts() >= LEAST_EVENTS) & (last - first >= LEAST_SPAN_DAYS)
        return cls(snapshot.days, *eligible_headings(snapshot, kept))

    @cached_property
    def _events(self) -> Csr:
        return self.headings.transposed()

    def pairs(self, half: Half, count: int, seed: int) -> list[Pair]:
        """Draw pairs of events, 30 days or more apart, of the headings of a half.

        Headings take turns in an order that is drawn, each time with another of its pairs, all of which are equally
        likely; so the longest stories do not make up most of the pairs. Unlike queries for related events, chains
        cross the years: the halves differ by the digests of the headings alone.

        Parameters
        ----------
        half : {"held", "dev", "all"}
        count : int
            At most so many pairs; 0 for one of each heading.
        seed : int

        Returns
        -------
        list of Pair
            In the order they were drawn.
        """
        random = np.random.default_rng(seed)
        stories = random.permutation(np.flatnonzero(of_half(self.keys, half))).tolist()
        each = [self._far_pairs(story, count or 1, random) for story in stories]
        turns = (pair for turn in zip_longest(*each) for pair in turn if pair)
        return list(islice(turns, count or len(stories)))

    def _far_pairs(self, story: int, count: int, random: Generator) -> list[Pair]:
        """Draw so many pairs of events of a heading that are far enough apart, or all in any order."""
        rows = self.events(story)
        days = self.days[rows].astype(np.int64)
        first, last = np.nonzero(days[None, :] - days[:, None] >= LEAST_APART_DAYS)
        chosen = random.choice(len(first), min(count, len(first)), replace=False)
        ends = zip(rows[first[chosen]].tolist(), rows[last[chosen]].tolist(), strict=True)
        return [Pair(*pair, story) for pair in ends]

    def events(self, story: int) -> Array:
        """Return the rows of the events under a heading, ascending."""
        found: Array = self._events.indices[self._events.indptr[story] : self._events.indptr[story + 1]]
        return found

    def judged(self, pair: Pair, inner: Array) -> float:
        """Return the judged in-story share of the events between two: how far they keep to the story of these.

        Only events that carry any eligible heading can be judged, for one without may belong to the story and not be
        known to. Of these it is the share that carry the heading of the pair.

        Parameters
        ----------
        pair : Pair
        inner : ndarray of int, shape (any,)
            Rows of the events between.

        Returns
        -------
        float
            From 0 to 1; NaN where no event can be judged.
        """
        judged = int(self.labelled[inner].sum())
        return int(np.isin(inner, self.events(pair.story)).sum()) / judged if judged else np.nan

    @cached_property
    def labelled(self) -> Bools:
        """Which events have an eligible heading."""
        return np.diff(self.headings.indptr) > 0
