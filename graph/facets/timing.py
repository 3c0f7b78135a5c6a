"""Asking how things went on: timelines and turning points."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from graph.analysis.row_lists import NOBODY
from graph.checks import as_limit, as_span
from graph.errors import InputError
from graph.facets.base import Day
from graph.facets.grouping import Grouping
from graph.facets.saved_chains import SavingChains
from graph.model import Event
from graph.naming import find_group, find_topic
from graph.timeline_results import BurstView, GapView, Subject, TimelineResult, TurningPointList, TurningPointView

if TYPE_CHECKING:
    import pandas as pd

    from graph.analysis.csr import Array
    from graph.analysis.edges import Edges
    from graph.analysis.related import RelatedIndex
    from graph.analysis.stories import Stories
    from graph.analysis.timeline_model import Burst, Timeline
    from graph.analysis.turning_model import Onset

Bin = Literal["auto", "day", "week", "month", "year"]


class Timing(Grouping, SavingChains):
    """Timelines of a topic, a story, a cluster, a chain or any events, and events that turned the course of things."""

    def timeline(
        self,
        topic: str | None = None,
        *,
        story: str | None = None,
        cluster: str | None = None,
        chain: str | None = None,
        events: "Collection[Event | str] | pd.DataFrame | None" = None,
        bin: Bin = "auto",  # noqa: A002 - the interface's word
        first: Day | None = None,
        last: Day | None = None,
        linked: bool = False,
    ) -> TimelineResult:
        """Return the course of something in time: counts, bursts, gaps and the few events that tell it.

        Parameters
        ----------
        topic, story, cluster, chain : str, optional
            What it is of, one of these or `events`; a topic, story or cluster as the other methods take it, a saved
            chain by its name.
        events : collection of Event or str, or pandas.DataFrame, optional
            Any events; of a table its column ``id``.
        bin : {"auto", "day", "week", "month", "year"}
            What is counted by; "auto" takes what suits the span.
        first, last : datetime.date or str, optional
            Bounds; bursts are found in what lies between, against the usual rate there.
        linked : bool
            Of a topic only events that link it; else also those whose text names it, because editors rarely link a
            country in the weeks in which all the world tells of it.

        Returns
        -------
        TimelineResult
            `counts` is a pandas series, `events` a table of all its events, `bursts` and `gaps` are dataclasses.

        Raises
        ------
        InputError
            Unless exactly one thing is named; for an unknown bin, or bounds the wrong way round.
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.
        """
        things = {"topic": topic, "story": story, "cluster": cluster, "chain": chain, "events": events}
        given = [(kind, thing) for kind, thing in things.items() if thing is not None]
        if len(given) != 1:
            raise InputError("A timeline is of one thing: a topic, a story, a cluster, a chain or some events.")
        start, end = as_span(first, last)
        index = self._index.get(self._require())
        asked = self._asked(index, *given[0], linked)
        return self._result(index, asked, self._course(index, asked, bin, start, end), start, end)

    def turning_points(
        self, *, story: str | None = None, topic: str | None = None, limit: int = 10
    ) -> TurningPointList:
        """Return events that turned the course of things, strongest first, with what would fall apart without them.

        Parameters
        ----------
        story : str, optional
            Only those of one story.
        topic : str, optional
            Only those among the events of a topic, with the first events of its bursts.
        limit : int
            At most so many.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.
        """
        from graph.analysis.turning_points import turning_points

        most, index = as_limit(limit), self._index.get(self._require())
        stories, edges = self._told(index)
        things = (("story", story), ("topic", topic))
        asked = [self._asked(index, kind, name, False) for kind, name in things if name is not None]
        numbers = {found.id: number for number, found in enumerate(stories.stories)}
        number = numbers.get(asked[0].subject.id) if story is not None else None
        if story is not None and number is None:  # none of its events is left
            return TurningPointList([], self._muted_labels())
        points = turning_points(
            stories,
            edges,
            number=number,
            rows=asked[-1].rows if topic is not None else None,
            onsets=self._onsets(index, asked[-1], edges) if asked else (),
            limit=most,
        )
        events = {event.id: event for event in self._require().events([point.event for point in points])}
        return TurningPointList(
            [
                TurningPointView(events[point.event], point.kind, point.score, point.joins, point.summary)
                for point in points
                if point.event in events
            ],
            self._muted_labels(),
        )

    def _told(self, index: "RelatedIndex") -> "tuple[Stories, Edges]":
        """Return the stories that are stored now over an index, with the links between events."""
        from graph.analysis.stories import Stories

        graph = self._require()
        members = graph.story_members()
        found = sorted((story for story in graph.stories() if story.id in members), key=attrgetter("id"))
        groups = np.full(len(index), NOBODY, dtype=np.int32)
        for number, story in enumerate(found):
            groups[_rows(index, members[story.id])] = number
        return Stories(index, groups, tuple(found)), self._edges(index)

    def _edges(self, index: "RelatedIndex") -> "Edges":
        """Return the links between the events of an index; they are found once."""
        from graph.analysis.group_settings import StorySettings
        from graph.analysis.stories import neighbour_edges

        with self._deriving:
            if self._linked is None or self._linked[0] is not index:
                self._linked = index, neighbour_edges(index, StorySettings().least_score)
            return self._linked[1]

    _linked: "tuple[RelatedIndex, Edges] | None" = None

    def _course(
        self,
        index: "RelatedIndex",
        asked: "_Asked",
        bin: Bin = "auto",  # noqa: A002
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> "Timeline":
        from graph.analysis.timelines import timeline

        title, muted = asked.subject.label, self._muted_ids()
        return timeline(index, asked.rows, bin=bin, first=first, last=last, title=title, muted=muted)

    def _onsets(self, index: "RelatedIndex", asked: "_Asked", edges: "Edges") -> "list[Onset]":
        """Return the events with which the bursts of something begin."""
        from graph.analysis.onsets import onsets

        return list(onsets(index.scorer.days, asked.rows, edges, self._course(index, asked).bursts))

    def _asked(self, index: "RelatedIndex", kind: str, name: Any, linked: bool) -> "_Asked":
        """Return what a timeline is of, and its events."""
        return {
            "topic": lambda: self._of_topic(index, name, linked),
            "story": lambda: self._of_story(index, name),
            "cluster": lambda: self._of_cluster(index, name),
            "chain": lambda: self._of_chain(index, name),
            "events": lambda: self._of_events(index, name),
        }[kind]()

    def _of_topic(self, index: "RelatedIndex", name: str, linked: bool) -> "_Asked":
        from graph.analysis.subjects import rows_of_topic

        topic = find_topic(self._require(), name)
        ours = rows_of_topic(index, topic.id, named=False)
        if not len(ours):  # the index does not know the topics of single events
            ours = _rows(index, [event.id for event in self._require().topic_events(topic.id, 1)])
        rows = ours if linked else np.union1d(ours, rows_of_topic(index, topic.id))
        return _Asked(Subject("topic", topic.id, topic.label), rows, ours)

    def _of_story(self, index: "RelatedIndex", name: str) -> "_Asked":
        story = find_group(self._require().stories(), name, "story", "storytrail stories")
        events = self._require().story_events(story.id)
        return _Asked(Subject("story", story.id, story.label), _rows(index, events))

    def _of_cluster(self, index: "RelatedIndex", name: str) -> "_Asked":
        from graph.analysis.subjects import rows_of_topics

        if of_year := self._yearly(name):
            cluster, rows = of_year[1], _rows(index, self._year_events(*of_year))
            return _Asked(Subject("cluster", cluster.id, cluster.label), rows)
        cluster = find_group(self._require().clusters(), name, "cluster", "storytrail clusters")
        topics = [member.topic for member in self._require().memberships(cluster.id)]
        return _Asked(Subject("cluster", cluster.id, cluster.label), rows_of_topics(index, topics))

    def _of_chain(self, index: "RelatedIndex", name: str) -> "_Asked":
        saved = self.saved_chain(name)
        return _Asked(Subject("chain", saved.name, saved.name), _rows(index, [event for event, _ in saved.events]))

    def _of_events(self, index: "RelatedIndex", events: Any) -> "_Asked":
        chosen = self._event_ids(events, index.rows)
        label = "1 event" if len(chosen) == 1 else f"{len(chosen):,} events"
        return _Asked(Subject("events", "", label), _rows(index, chosen))

    def _result(
        self,
        index: "RelatedIndex",
        asked: "_Asked",
        course: "Timeline",
        first: dt.date | None,
        last: dt.date | None,
    ) -> TimelineResult:
        days = index.scorer.days
        rows = _between(asked.rows, days, first, last)
        return TimelineResult(
            subject=asked.subject,
            bin=course.bin,
            event_count=len(rows),
            linked_count=None if asked.linked is None else len(_between(asked.linked, days, first, last)),
            bursts=tuple(_burst(index, burst, rows) for burst in course.bursts),
            gaps=tuple(GapView(gap.start, gap.end, gap.days, gap.archive_days) for gap in course.gaps),
            key_events=tuple(self._require().events([index.ids[row] for row in course.key_events])),
            course=course,
            rows=tuple((index.ids[row], dt.date.fromordinal(int(days[row])), index.openings[row]) for row in rows),
            muted=tuple(label for label in self._muted_labels() if label != asked.subject.label),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What a timeline is of, the rows of its events, ascending, and of a topic the rows of those that link it."""

    subject: Subject
    rows: "Array"
    linked: "Array | None" = None


def _rows(index: "RelatedIndex", events: Iterable[str]) -> "Array":
    """Return the rows of events, ascending; those the index does not know yet are left out."""
    return np.array(sorted(index.rows[event] for event in events if event in index.rows), dtype=np.int64)


def _between(rows: "Array", days: "Array", first: dt.date | None, last: dt.date | None) -> "Array":
    """Return the rows of events of some time."""
    kept = (days[rows] >= (first or dt.date.min).toordinal()) & (days[rows] <= (last or dt.date.max).toordinal())
    return rows[kept]


def _burst(index: "RelatedIndex", burst: "Burst", rows: "Array") -> BurstView:
    inside = _between(rows, index.scorer.days, burst.start, burst.end)
    events = tuple(index.ids[row] for row in burst.events)
    return BurstView(burst.start, burst.end, burst.level, burst.weight, burst.label, len(inside), events)
