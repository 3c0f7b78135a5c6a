"""Turning points: events that join stories, hold one together or set off a burst, said in words."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.edges import Edges
from graph.analysis.evidence import Bools
from graph.analysis.keystones import keystones
from graph.analysis.near_twins import MergedGraph
from graph.analysis.pivots import pivots
from graph.analysis.row_lists import NOBODY
from graph.analysis.stories import Stories
from graph.analysis.story_bridges import StoryBridge, story_bridges
from graph.analysis.story_graph import story_graphs
from graph.analysis.told_apart import told_apart
from graph.analysis.turning_model import BurstLike, Kind, Onset, Split, TurningPoint, TurningSettings
from graph.analysis.turning_wording import Part, bridge_summary, keystone_summary, onset_summary, pivot_summary
from graph.analysis.twins import distinct
from graph.errors import InputError

__all__ = ["BurstLike", "Onset", "TurningPoint", "TurningSettings", "turning_points"]

_LOOKED_AT = 4
"""So many times as many as are wanted are compared, because some say the same."""
_NAMES = 2


def turning_points(
    stories: Stories,
    edges: Edges,
    *,
    number: int | None = None,
    rows: Array | None = None,
    onsets: Sequence[Onset] = (),
    limit: int = 10,
    settings: TurningSettings | None = None,
) -> list[TurningPoint]:
    """Return the events on which most hangs, strongest first.

    A keystone holds its story together: without it the story falls into parts, or much less links what came before
    to what followed. A bridge joins its story to another one. An onset sets off a burst. All are scored alike: the
    part that passes through the event alone, times n / (n + 20) for the n events at stake, which are those that fall
    off, those of the smaller story, or those of the burst. An event is told once, and so are two that say the same.

    Parameters
    ----------
    stories : Stories
    edges : Edges
        Neighbours among the events.
    number : int, optional
        Only turning points of this story.
    rows : ndarray of int, shape (events,), optional
        Only turning points among these events.
    onsets : sequence of Onset, optional
        The bursts there are. Those that begin with other events than are asked about are left out.
    limit : int, optional
        At most so many.
    settings : TurningSettings, optional

    Raises
    ------
    InputError
        If there is no story of that number.
    """
    if number is not None and not 0 <= number < len(stories.stories):
        raise InputError(f"There is no story {number}; they are numbered from 0 to {len(stories.stories) - 1}.")
    finder = _Finder(stories, edges, number, rows, settings or TurningSettings())
    found = [*finder.held(), *finder.joined(limit), *finder.begun(onsets)]
    return [finder.told(turn) for turn in finder.chosen(found, limit)]


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """A turning point that is not yet put into words; `story` is -1 where there is none."""

    row: int
    kind: Kind
    score: float
    story: int
    found: Split | StoryBridge | Onset


@dataclass(frozen=True, eq=False)
class _Finder:
    """Finds turning points of a story, a set of events, or the archive."""

    stories: Stories
    edges: Edges
    number: int | None
    rows: Array | None
    settings: TurningSettings

    @cached_property
    def _graph(self) -> MergedGraph:
        return MergedGraph.of(self.stories.index, self._reaching, self.stories.groups, self.settings.same_text)

    @cached_property
    def _reaching(self) -> Edges:
        """The edges that matter: all, or those of the story that is asked about."""
        if self.number is None:
            return self.edges
        inside = self.stories.groups == self.number
        linked = {int(group) for group in self._around(inside)}
        kept = np.isin(self.stories.groups, sorted({self.number, *linked}))
        return self.edges.weighed(self.edges.weights * (kept[self.edges.one] & kept[self.edges.other]))

    def _around(self, inside: Bools) -> Array:
        one, other = self.edges.one, self.edges.other
        ends = np.concatenate([other[inside[one]], one[inside[other]]])
        groups = np.unique(self.stories.groups[ends])
        linked: Array = groups[groups != NOBODY]
        return linked

    @cached_property
    def _among(self) -> Bools | None:
        """Which events are asked about."""
        if self.number is None and self.rows is None:
            return None
        among = np.ones(len(self.stories.groups), dtype=bool)
        if self.rows is not None:
            among = np.isin(np.arange(len(among)), self.rows)
        if self.number is not None:
            among &= self.stories.groups == self.number
        return among

    def _searched(self) -> list[int]:
        """Return the stories that are searched for keystones, those with most of the events asked about first."""
        if self.number is not None:
            return [self.number]
        groups = self.stories.groups if self._among is None else self.stories.groups[self._among]
        counts = np.bincount(groups[groups != NOBODY], minlength=1)
        return [int(story) for story in np.argsort(-counts, kind="stable")[: self.settings.largest] if counts[story]]

    @cached_property
    def _nodes(self) -> Bools | None:
        """Which nodes of the graph stand for events asked about."""
        if self._among is None:
            return None
        nodes = np.zeros(len(self._among), dtype=bool)
        nodes[self._graph.nodes[self._among]] = True
        return nodes

    def held(self) -> Iterator[_Turn]:
        """Yield keystones."""
        days = self.stories.index.scorer.days.astype(np.int64)
        most = self.settings.per_story if self._among is None else None
        for story, graph in story_graphs(self._graph, self.stories.groups, self._searched()):
            turns = pivots(graph, days, self.settings)
            asked = [split for split in turns if self._nodes is None or self._nodes[split.row]]
            found = [*keystones(graph, self.settings, self._nodes), *asked]
            for split in islice(_apart(found, self.settings.same_split), most):
                yield _Turn(split.row, "keystone", split.score, story, split)

    def joined(self, limit: int) -> Iterator[_Turn]:
        """Yield bridges, of two stories one."""
        told: set[frozenset[int]] = set()
        for bridge in story_bridges(self._graph, self.stories, self.settings, self._nodes):
            pair = frozenset((bridge.own, bridge.other))
            if pair not in told:
                told.add(pair)
                yield _Turn(bridge.row, "bridge", bridge.score, bridge.own, bridge)
            if len(told) >= _LOOKED_AT * limit:
                break

    def begun(self, onsets: Iterable[Onset]) -> Iterator[_Turn]:
        """Yield onsets."""
        for onset in onsets:
            if self._among is None or self._among[onset.row]:
                sure = min(max(onset.burst.weight, 0.0) / max(onset.events, 1), 1.0)
                score = sure * self.settings.stake(onset.events)
                yield _Turn(onset.row, "onset", score, int(self.stories.groups[onset.row]), onset)

    def chosen(self, found: list[_Turn], limit: int) -> list[_Turn]:
        """Return the strongest: of an event, and of several that say the same, one; of the archive few of a story."""
        index = self.stories.index
        strong = [turn for turn in found if turn.score >= self.settings.least_score]
        ranked = sorted(strong, key=lambda turn: (-turn.score, index.ids[turn.row], turn.kind))
        strongest: dict[int, _Turn] = {}
        for turn in ranked:
            strongest.setdefault(int(self._graph.nodes[turn.row]), turn)
        most = self.settings.per_story if self._among is None else len(ranked)
        likely = [self._voiced(turn) for turn in islice(_few(strongest.values(), most), _LOOKED_AT * limit)]
        rows = np.array([turn.row for turn in likely], dtype=np.int64)
        kept = distinct(index.scorer.terms, np.zeros_like(rows), rows, limit, self.settings.same_text)
        return [likely[place] for place in kept.tolist()]

    def _voiced(self, turn: _Turn) -> _Turn:
        """Return a turning point told by the one of several reports of an event that links most."""
        node = self._graph.nodes[turn.row]
        if isinstance(turn.found, Onset) or self._graph.sizes[node] == 1:
            return turn
        reports = np.flatnonzero((self._graph.nodes == node) & (True if self._among is None else self._among))
        held = np.column_stack([self._held_to(reports, side) for side in self._sides(turn.found)])
        best = int((held.sum(axis=1) - held.max(axis=1)).argmax())
        return replace(turn, row=int(reports[best]))

    def _sides(self, found: Split | StoryBridge) -> Sequence[Array]:
        if isinstance(found, Split):
            return found.parts
        return [np.flatnonzero(self.stories.groups == story) for story in (found.own, found.other)]

    def _held_to(self, reports: Array, side: Array) -> Floats:
        """Return how strongly each of some events is linked to any of others."""
        there = np.zeros(self.edges.nodes, dtype=bool)
        there[side] = True
        there[reports] = False
        one, other, weights = self.edges.one, self.edges.other, self.edges.weights
        forth, back = (
            np.bincount(*ends, self.edges.nodes)
            for ends in ((one, weights * there[other]), (other, weights * there[one]))
        )
        held: Floats = (forth + back)[reports].astype(np.float64)
        return held

    def told(self, turn: _Turn) -> TurningPoint:
        """Put a turning point into words."""
        stories = self.stories.stories
        numbers = [turn.story] if turn.story != NOBODY else []
        if isinstance(turn.found, StoryBridge):
            numbers.append(turn.found.other)
        joins = tuple(stories[number].id for number in numbers)
        return TurningPoint(self.stories.index.ids[turn.row], turn.kind, turn.score, joins, self._summary(turn))

    def _summary(self, turn: _Turn) -> str:
        found, stories = turn.found, self.stories.stories
        if isinstance(found, StoryBridge):
            return bridge_summary(stories[found.own].label, stories[found.other].label, found.share)
        if isinstance(found, Onset):
            return onset_summary(found.burst, found.events)
        parts = self._parts(found.parts)
        label = stories[turn.story].label if self.number is None else ""
        if found.in_time:
            return pivot_summary(label, found.share, *parts)
        return keystone_summary(label, found.share, parts)

    def _parts(self, parts: Sequence[Array]) -> list[Part]:
        days, terms = self.stories.index.scorer.days, self.stories.index.scorer.terms
        names = told_apart(terms, parts, _NAMES)
        first, last = ([dt.date.fromordinal(int(days[part[end]])) for part in parts] for end in (0, -1))
        return list(map(Part, map(len, parts), first, last, names))


def _few(turns: Iterable[_Turn], most: int) -> Iterator[_Turn]:
    """Yield turning points, at most so many of each story."""
    count: Counter[int] = Counter()
    for turn in turns:
        count[turn.story] += 1
        if turn.story == NOBODY or count[turn.story] <= most:
            yield turn


def _apart(splits: list[Split], same_split: float) -> Iterator[Split]:
    """Yield splits of a story, best first, without those that split it nearly as a better one does."""
    told: list[frozenset[int]] = []
    for split in sorted(splits, key=lambda split: (-split.score, split.row, split.in_time)):
        sides = split.sides()
        if all(len(sides[0] & other) <= same_split * len(sides[0] | other) for other in told):
            told += sides
            yield split
