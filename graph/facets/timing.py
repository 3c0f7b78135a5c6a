"""Asking how things went on: timelines and turning points."""

import datetime as dt
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from graph.checks import as_limit, as_span
from graph.errors import InputError
from graph.facets.base import Day
from graph.facets.grouping import Grouping
from graph.facets.saved_chains import SavingChains
from graph.model import Event
from graph.naming import find_group, find_topic
from graph.timeline_results import BurstView, GapView, Subject, TimelineResult, TurningPointList, TurningPointView

if TYPE_CHECKING:
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
        events: Collection[Event | str] | None = None,
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
        events : collection of Event or str, optional
            Any events.
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
        asked = [self._asked(index, kind, name, False) for kind, name in (("story", story), ("topic", topic)) if name]
        number = next((n for n, found in enumerate(stories.stories) if story and found.id == asked[0].subject.id), None)
        if story and number is None:  # none of its events is left
            return TurningPointList([])
        points = turning_points(
            stories,
            edges,
            number=number,
            rows=asked[-1].rows if topic else None,
            onsets=self._onsets(index, asked[-1], edges) if asked else (),
            limit=most,
        )
        events = {event.id: event for event in self._require().events([point.event for point in points])}
        return TurningPointList(
            [
                TurningPointView(events[point.event], point.kind, point.score, point.joins, point.summary)
                for point in points
                if point.event in events
            ]
        )

    def _told(self, index: "RelatedIndex") -> "tuple[Stories, Edges]":
        """Return the stored stories over an index, with the links between events; made once for both."""
        from graph.analysis.group_settings import StorySettings
        from graph.analysis.partitions import Partition
        from graph.analysis.stories import Stories, neighbour_edges

        graph, revision = self._require(), self._require().meta().revision
        with self._telling:
            if self._last_told is None or self._last_told[0] != (id(index), revision):
                of = {event: story for story, events in graph.story_members().items() for event in events}
                told = {*of.values()}
                found = tuple(story for story in graph.stories() if story.id in told)
                stories = Stories(index, Partition(of).numbers(index.ids), found)
                self._last_told = (id(index), revision), stories, neighbour_edges(index, StorySettings().least_score)
            return self._last_told[1:]

    _last_told: "tuple[tuple[int, int], Stories, Edges] | None" = None
    _telling = threading.Lock()

    def _course(
        self,
        index: "RelatedIndex",
        asked: "_Asked",
        bin: Bin = "auto",  # noqa: A002
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> "Timeline":
        from graph.analysis.timelines import timeline

        return timeline(index, asked.rows, bin=bin, first=first, last=last, title=asked.subject.label)

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
        cluster = find_group(self._require().clusters(), name, "cluster", "storytrail clusters")
        from graph.analysis.subjects import rows_of_topics

        topics = [member.topic for member in self._require().memberships(cluster.id)]
        return _Asked(Subject("cluster", cluster.id, cluster.label), rows_of_topics(index, topics))

    def _of_chain(self, index: "RelatedIndex", name: str) -> "_Asked":
        saved = self.saved_chain(name)
        return _Asked(Subject("chain", saved.name, saved.name), _rows(index, [event for event, _ in saved.events]))

    def _of_events(self, index: "RelatedIndex", events: "Iterable[Event | str]") -> "_Asked":
        chosen = sorted({self._find(event).id for event in ([events] if isinstance(events, Event | str) else events)})
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
