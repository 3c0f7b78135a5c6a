"""Asking a store: how much it holds, one thing, a search, what is related."""

from collections.abc import Collection
from typing import Literal, get_args

from graph import upkeep
from graph.checks import as_date, as_limit, as_span, as_text
from graph.errors import InputError
from graph.facets.base import Day
from graph.facets.personal import Personal
from graph.model import Event, Ref, Topic
from graph.naming import find_topic
from graph.parse.sources import source as parsed_source
from graph.relating import Request, When, answer
from graph.results import (
    DayView,
    EventView,
    GivenRelated,
    Provenance,
    RelatedEvents,
    SearchResult,
    Spelling,
    Status,
    TopicView,
)

Kind = Literal["all", "events", "topics"]
PARTNERS = 10
STORIES = 10


class Asking(Personal):
    """Status, event, topic, day, search, related events; what a person muted is left out."""

    def status(self) -> Status:
        """Return where the store is, how much it holds, and what is stale."""
        meta, counts = self._store.graph.meta(), self._store.graph.counts()
        return Status(
            store=self.url,
            engine=meta.engine,
            version=meta.schema,
            revision=meta.revision,
            events=counts.events,
            topics=counts.topics,
            sources=counts.sources,
            stories=counts.stories,
            clusters=counts.clusters,
            first=meta.first,
            last=meta.last,
            stale=upkeep.stale(meta),
        )

    def event(self, event: Event | str) -> EventView:
        """Return everything known about an event: an `Event`, an id, the beginning of one, or words of its text.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one event, answers to it.
        """
        found = self._find(event)
        document = self._store.graph.document(found.document)
        others = self._store.graph.records(found.also).values()
        also = tuple(Provenance(other.id, other.origin, other.licence) for other in others)
        return EventView(found, document.id, document.origin, document.licence, self._given(found), also)

    def _given(self, event: Event) -> tuple[GivenRelated, ...]:
        """Return the related events that an event's page lists, beside those found here."""
        if not event.given:
            return ()
        graph = self._store.graph
        loaded = {other.id for other in graph.events([given.id for given in event.given])}
        ranks = {relation.target: relation.rank for relation in graph.related(event.id)}
        return tuple(GivenRelated(given, given.id in loaded, ranks.get(given.id)) for given in event.given)

    def topic(self, topic: str, *, limit: int = 50) -> TopicView:
        """Return everything known about a topic, with its clusters, its stories and its newest `limit` events.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one topic, answers to the name.
        """
        graph = self._require()
        found = find_topic(graph, topic)
        muted = self._muted_ids()
        partners = graph.co_occurring(found.id, PARTNERS + len(muted))
        shown = [partner for partner in partners if partner.id not in muted][:PARTNERS]
        events = graph.topic_events(found.id, as_limit(limit))
        return TopicView(
            found,
            events,
            shown,
            found.id in muted,
            self._spellings(found),
            graph.clusters_of(found.id),
            graph.stories_of(found.id, STORIES),
        )

    def _spellings(self, topic: Topic) -> tuple[Spelling, ...]:
        """Say of every title of a topic why it is one of it."""
        rules = self._rules()
        names = (Spelling(title, rules.explain(title), rules.since(title)) for title in topic.aliases)
        return tuple(
            Spelling(name.title, "label") if name.title == topic.label and name.by == "spelling" else name
            for name in names
        )

    def day(self, date: Day) -> DayView:
        """Return the events of a day, and the nearest days with events before and after it."""
        graph, day = self._require(), as_date(date)
        before, after = graph.days_around(day)
        return DayView(day, before, after, graph.day(day))

    def days(self, *, limit: int = 7, before: Day | None = None) -> list[DayView]:
        """Return the latest days that have events, newest first, at most `limit`, all before `before`."""
        dates = self._require().days(as_limit(limit), as_date(before) if before is not None else None)
        return [self.day(date) for date, _ in dates]

    def search(
        self,
        text: str,
        *,
        kind: Kind = "all",
        first: Day | None = None,
        last: Day | None = None,
        topic: str | None = None,
        category: str | None = None,
        source: str | None = None,
        limit: int = 20,
    ) -> SearchResult:
        """Search events by their words and topics by their names, best first.

        Parameters
        ----------
        text : str
            What to look for.
        kind : {"all", "events", "topics"}
            What to return.
        first, last : datetime.date or str, optional
            Bounds of the events' dates.
        topic, category, source : str, optional
            Only events with this topic, of this category, citing this domain.
        limit : int
            At most so many events, and so many topics.

        Returns
        -------
        SearchResult
            Hits; muted topics are left out of the topics, and named.
        """
        graph, asked, limit = self._require(), as_text(text, "A search"), as_limit(limit)
        start, end = as_span(first, last)
        if kind not in get_args(Kind):
            raise InputError(f"{kind!r} is no kind of hit; use {', '.join(get_args(Kind))}.")
        muted = self.muted()
        events = topics = []
        if kind != "topics":
            chosen = find_topic(graph, topic).id if topic else None
            found = parsed_source(f"https://{source}").domain if source else None
            events = graph.search_events(
                asked, first=start, last=end, topic=chosen, category=category, source=found, limit=limit
            )
        if kind != "events" and not (category or source):  # a topic has neither
            hits = graph.topics_by_title(asked, limit + len(muted))
            topics = [hit for hit in hits if hit.id not in {ref.id for ref in muted}][:limit]
        return SearchResult(events, topics, tuple(ref.label for ref in muted))

    def related(
        self,
        event: Event | str,
        *,
        limit: int = 10,
        when: When = "both",
        mute: str | Collection[str] = (),
        far: int = 0,
    ) -> RelatedEvents:
        """Return events related to one event, strongest first, each with its reasons.

        Parameters
        ----------
        event : Event or str
            An event, an id, the beginning of one, or words of its text.
        limit : int
            Length of the list of other days, and of that of the same day.
        when : {"both", "before", "after"}
            Which other days.
        mute : str or collection of str
            Topics that do not count, besides those muted for good.
        far : int
            Of the other days, only events more than so many days away.

        Returns
        -------
        RelatedEvents
            Ranked entries with reasons whose weights add up to the score.
        """
        graph, names = self._require(), [mute] if isinstance(mute, str) else mute
        muted = {ref.id: ref for ref in self.muted()}
        muted |= {topic.id: Ref(topic.id, topic.label) for topic in (find_topic(graph, name) for name in names)}
        request = Request(limit, when, tuple(muted.values()), far)
        return answer(graph, self._index.get(graph), self._find(event), request)
