"""Asking for stories of events, and for clusters of topics."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.checks import MOST, as_date, as_limit, as_whole
from graph.errors import InputError, NotFoundError
from graph.facets.base import Day
from graph.facets.personal import Personal
from graph.group_results import (
    ClusterEntry,
    ClusterList,
    ClusterView,
    StoryEntry,
    StoryList,
    StoryView,
    TopicShare,
    cluster_frame,
    story_frame,
)
from graph.model import Cluster, Ref, Story
from graph.naming import find_group, find_topic

if TYPE_CHECKING:
    import pandas as pd

    from graph.analysis.cluster_years import YearClusters
    from graph.analysis.related import RelatedIndex

AROUND_DAYS = 15
"""So many days before and after a day tell which stories were told of most then."""
MANY = 1000
"""Labels of more topics than these are read together with all others."""
FOREMOST = 10
"""So many stories of a cluster are listed."""
FEW = 50
"""The events of more stories than these are read together."""


class Grouping(Personal):
    """Stories and clusters as they are stored, and the clusters of single years; muted topics are left out."""

    def list_stories(self, *, on: Day | None = None, topic: str | None = None, limit: int = 20) -> StoryList:
        """Return stories: those under way on a day, those that tell of a topic, or the largest.

        Parameters
        ----------
        on : datetime.date or str, optional
            Stories that had begun and not ended; those with the most events around that day come first.
        topic : str, optional
            Stories with events that link it; those with the most come first.
        limit : int
            At most so many.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one topic, answers to the name.
        """
        graph, most = self._require(), as_limit(limit)
        day = as_date(on) if on is not None else None
        asked = find_topic(graph, topic) if topic is not None else None
        found = self._stories(day, asked.id if asked else None)
        ref = Ref(asked.id, asked.label) if asked else None
        muted = tuple(label for label in self._muted_labels() if asked is None or label != asked.label)
        return StoryList(self._entries(found[:most]), len(found), day, ref, muted)

    def _stories(self, day: "Day | None", topic: str | None) -> list[Story]:
        graph = self._require()
        of = [story for story, _ in graph.stories_of(topic, MOST)] if topic is not None else None
        told = {story.id for story in of or ()}
        if day is not None:
            on = [story for story, _ in graph.stories_on(as_date(day), AROUND_DAYS)]
            return on if of is None else [story for story in on if story.id in told]
        return sorted(graph.stories(), key=lambda story: (-story.event_count, story.id)) if of is None else of

    def stories(self, *, on: Day | None = None, topic: str | None = None) -> "pd.DataFrame":
        """Return all stories, or those `list_stories` would list, as a table with the columns `STORY_COLUMNS`."""
        asked = find_topic(self._require(), topic).id if topic is not None else None
        return story_frame(self._entries(self._stories(on, asked), events=False))

    def story(self, story: str) -> StoryView:
        """Return a story with its events: by its id, the beginning of it, or its label.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one story, answers to it.
        """
        graph = self._require()
        found = find_group(graph.stories(), story, "story", "storytrail stories")
        entry = self._entries([found])[0]
        return StoryView(entry, graph.events(entry.events), self._muted_labels())

    def list_clusters(self, *, level: int = 1, year: int | None = None) -> ClusterList:
        """Return the clusters of a level, largest first, of the whole archive or of one year.

        Parameters
        ----------
        level : {1, 2}
            Themes, or regions and story worlds.
        year : int, optional
            The clusters of its events alone, each with where it comes from: whether it is new, goes on, or came about
            by a split or a merger of clusters of the year before.

        Raises
        ------
        InputError
            If there is no such level.
        NotFoundError
            If the archive has no events of that year.
        """
        if as_whole(level, "A level") not in (1, 2):
            raise InputError(f"There are clusters of level 1 (themes) and 2 (regions), not {level!r}.")
        if year is not None:
            return self._of_year(as_whole(year, "A year"), level)
        graph = self._require()
        found = sorted(graph.clusters(level), key=lambda cluster: (-cluster.topic_count, cluster.id))
        entries, themes = self._cluster_entries(found), graph.clusters(1)
        return ClusterList(level, entries, muted=self._muted_labels(), labels=_labels(themes))

    def clusters(self, *, level: int | None = None, year: int | None = None) -> "pd.DataFrame":
        """Return the clusters of one level or of both as a table with the columns `CLUSTER_COLUMNS`."""
        levels = (1, 2) if level is None else (level,)
        lists = [self.list_clusters(level=each, year=year).clusters for each in levels]
        return cluster_frame([entry for found in lists for entry in found], of_year=year is not None)

    def cluster(self, cluster: str) -> ClusterView:
        """Return a cluster with its topics and foremost stories: by its id, the beginning of it, or its label.

        A cluster of one year, as `list_clusters` names them, is found by its whole id.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one cluster, answers to it.
        """
        graph = self._require()
        if of_year := self._yearly(cluster):
            return self._year_view(*of_year)
        found = find_group(graph.clusters(), cluster, "cluster", "storytrail clusters")
        parent = graph.cluster(found.parent) if found.parent else None
        return ClusterView(
            self._cluster_entries([found])[0],
            Ref(parent.id, parent.label) if parent else None,
            [region for region in graph.clusters(2) if region.parent == found.id],
            self._entries([story for story, _ in graph.stories_in(found.id, FOREMOST)]),
            self._muted_labels(),
        )

    def _entries(self, stories: Sequence[Story], *, events: bool = True) -> list[StoryEntry]:
        refs = self._refs(topic for story in stories for topic in story.topics)
        members = self._events_of(stories) if events else {}
        return [
            StoryEntry(
                story,
                tuple(refs[topic] for topic in story.topics if topic in refs),
                tuple(members.get(story.id, ())),
            )
            for story in stories
        ]

    def _events_of(self, stories: Sequence[Story]) -> dict[str, list[str]]:
        """Return the events of stories in order of time; those of many are read together."""
        graph = self._require()
        if len(stories) <= FEW:
            return {story.id: graph.story_events(story.id) for story in stories}
        of = graph.story_members()
        rows = self._index.get(graph).rows
        return {story.id: sorted(of.get(story.id, ()), key=lambda name: rows.get(name, -1)) for story in stories}

    def _refs(self, ids: Iterable[str]) -> dict[str, Ref]:
        """Return topics with their labels, without those that are muted."""
        wanted, graph = {*ids} - self._muted_ids(), self._require()
        if len(wanted) > MANY:
            return {topic: Ref(topic, label) for topic, label in graph.topic_labels().items() if topic in wanted}
        return {topic.id: Ref(topic.id, topic.label) for topic in graph.topics_named(wanted)}

    def _cluster_entries(self, clusters: Sequence[Cluster]) -> list[ClusterEntry]:
        graph = self._require()
        members = {cluster.id: graph.memberships(cluster.id) for cluster in clusters}
        refs = self._refs(member.topic for found in members.values() for member in found)
        return [
            ClusterEntry(
                cluster,
                [TopicShare(refs[each.topic], each.share) for each in members[cluster.id] if each.topic in refs],
            )
            for cluster in clusters
        ]

    def _of_year(self, year: int, level: int) -> ClusterList:
        found, last = self._year(year)
        entries = [self._year_entry(found, cluster) for cluster in found.clusters.clusters]
        kept = sorted((e for e in entries if e.cluster.level == level), key=lambda e: -e.cluster.topic_count)
        around = [*found.clusters.clusters, *(last.clusters.clusters if last else ())]
        before = last.year if last else None
        return ClusterList(level, kept, year, found.ended[level - 1], self._muted_labels(), before, _labels(around))

    def _year_entry(self, found: "YearClusters", cluster: Cluster) -> ClusterEntry:
        graph, muted = found.clusters.graph, self._muted_ids()
        labels = dict(zip(graph.ids, graph.labels, strict=True))
        members = [m for m in found.clusters.memberships if m.cluster == cluster.id and m.topic not in muted]
        members.sort(key=lambda member: (-member.share, member.topic))
        topics = [TopicShare(Ref(member.topic, labels[member.topic]), member.share) for member in members]
        origin = found.origins[cluster.id]
        return ClusterEntry(cluster, topics, origin.change, origin.came_from)

    def _year(self, year: int) -> "tuple[YearClusters, YearClusters | None]":
        """Return the clusters of a year, and of the last year before that has events."""
        found = {each.year: each for each in self._years()}
        if year not in found:
            raise NotFoundError(f"The archive has no events of {year}; it has {_spans(sorted(found))}.")
        return found[year], found.get(max((each for each in found if each < year), default=year - 1))

    def _yearly(self, name: str) -> "tuple[YearClusters, Cluster] | None":
        """Return the cluster of one year that has this id; clusters of the whole archive come before it."""
        years = {part for part in name.split("-") if part.isdigit()}
        if not years or any(cluster.id == name for cluster in self._require().clusters()):
            return None
        of_year = [found for found in self._years() if str(found.year) in years]
        named = ((found, cluster) for found in of_year for cluster in found.clusters.clusters if cluster.id == name)
        return next(named, None)

    def _year_view(self, found: "YearClusters", cluster: Cluster) -> ClusterView:
        """Return a cluster of one year with its regions, and the stories of that year that tell of it most."""
        graph, others = self._require(), {each.id: each for each in found.clusters.clusters}
        parent = others.get(cluster.parent)
        events = self._year_events(found, cluster)
        story_of = graph.story_of()
        most = Counter(story_of[event] for event in events if event in story_of).most_common(FOREMOST)
        stories = {story.id: story for story in graph.stories()}
        return ClusterView(
            self._year_entry(found, cluster),
            Ref(parent.id, parent.label) if parent else None,
            [region for region in others.values() if region.parent == cluster.id],
            self._entries([stories[name] for name, _ in most if name in stories]),
            self._muted_labels(),
        )

    def _year_events(self, found: "YearClusters", cluster: Cluster) -> list[str]:
        """Return the events of a year that link any topic of one of its clusters."""
        from graph.analysis.subjects import rows_of_topics

        index = self._index.get(self._require())
        topics = [member.topic for member in found.clusters.memberships if member.cluster == cluster.id]
        ends = (dt.date(found.year, 1, 1).toordinal(), dt.date(found.year, 12, 31).toordinal())
        rows = rows_of_topics(index, topics)
        days = index.scorer.days[rows]
        return [index.ids[row] for row in rows[(days >= ends[0]) & (days <= ends[1])].tolist()]

    def _years(self) -> "list[YearClusters]":
        """Return the clusters of every year of the present data; they are found once for an index."""
        from graph.analysis.cluster_years import cluster_years

        index = self._index.get(self._require())
        with self._deriving:
            if self._parted is None or self._parted[0] is not index:
                self._parted = index, list(cluster_years(index.scorer.terms, index.scorer.days))
            return self._parted[1]

    _parted: "tuple[RelatedIndex, list[YearClusters]] | None" = None


def _labels(clusters: Iterable[Cluster]) -> dict[str, str]:
    return {cluster.id: cluster.label for cluster in clusters}


def _spans(years: Sequence[int]) -> str:
    """Return years as people write them: "1999-2008, 2010"."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return ", ".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))
