"""Asking for stories of events, and for clusters of topics."""

import threading
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.checks import MOST, as_date, as_limit
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
from graph.groups import Cluster, Story
from graph.model import Ref
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
"""So many topics of each cluster, and stories of one, are listed."""


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
        day, asked = as_date(on) if on is not None else None, find_topic(graph, topic) if topic else None
        found = self._stories(day, asked.id if asked else None)
        ref = Ref(asked.id, asked.label) if asked else None
        return StoryList(self._entries(found[:most]), len(found), day, ref, self._muted_labels())

    def _stories(self, day: "Day | None", topic: str | None) -> list[Story]:
        graph = self._require()
        of = [story for story, _ in graph.stories_of(topic, MOST)] if topic is not None else None
        if day is not None:
            on = [story for story, _ in graph.stories_on(as_date(day), AROUND_DAYS)]
            return on if of is None else [story for story in on if story in of]
        return sorted(graph.stories(), key=lambda story: (-story.event_count, story.id)) if of is None else of

    def stories(self, *, on: Day | None = None, topic: str | None = None) -> "pd.DataFrame":
        """Return all stories, or those `list_stories` would list, as a table with the columns `STORY_COLUMNS`."""
        asked = find_topic(self._require(), topic).id if topic else None
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
            Themes, or the regions and story worlds in them.
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
        if level not in (1, 2):
            raise InputError(f"There are clusters of level 1 (themes) and 2 (regions), not {level!r}.")
        if year is not None:
            return self._of_year(year, level)
        graph = self._require()
        found = sorted(graph.clusters(level), key=lambda cluster: (-cluster.topic_count, cluster.id))
        entries, themes = self._cluster_entries(found, FOREMOST), graph.clusters(1)
        return ClusterList(level, entries, muted=self._muted_labels(), labels=_labels(themes))

    def clusters(self, *, level: int | None = None, year: int | None = None) -> "pd.DataFrame":
        """Return the clusters of one level or of both as a table with the columns `CLUSTER_COLUMNS`."""
        levels = (1, 2) if level is None else (level,)
        return cluster_frame([entry for each in levels for entry in self.list_clusters(level=each, year=year).clusters])

    def cluster(self, cluster: str) -> ClusterView:
        """Return a cluster with its topics and foremost stories: by its id, the beginning of it, or its label.

        A cluster of one year, as `list_clusters` names them, is found by its whole id.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one cluster, answers to it.
        """
        graph = self._require()
        try:
            found = find_group(graph.clusters(), cluster, "cluster", "storytrail clusters")
        except NotFoundError:
            entry = self._yearly(cluster)
            if entry is None:
                raise
            return ClusterView(entry, muted=self._muted_labels())
        parent = graph.cluster(found.parent) if found.parent else None
        return ClusterView(
            self._cluster_entries([found])[0],
            Ref(parent.id, parent.label) if parent else None,
            [region for region in graph.clusters(2) if region.parent == found.id],
            self._entries([story for story, _ in graph.stories_in(found.id, FOREMOST)]),
            self._muted_labels(),
        )

    def _entries(self, stories: Sequence[Story], *, events: bool = True) -> list[StoryEntry]:
        graph = self._require()
        refs = self._refs(topic for story in stories for topic in story.topics)
        return [
            StoryEntry(
                story,
                tuple(refs[topic] for topic in story.topics if topic in refs),
                tuple(graph.story_events(story.id)) if events else (),
            )
            for story in stories
        ]

    def _refs(self, ids: Iterable[str]) -> dict[str, Ref]:
        """Return topics with their labels, without those that are muted."""
        wanted, graph = {*ids} - self._muted_ids(), self._require()
        if len(wanted) > MANY:
            return {topic: Ref(topic, label) for topic, label in graph.topic_labels().items() if topic in wanted}
        return {topic.id: Ref(topic.id, topic.label) for topic in graph.topics_named(wanted)}

    def _cluster_entries(self, clusters: Sequence[Cluster], most: int | None = None) -> list[ClusterEntry]:
        graph = self._require()
        members = {cluster.id: graph.memberships(cluster.id) for cluster in clusters}
        refs = self._refs(member.topic for found in members.values() for member in found)
        return [
            ClusterEntry(
                cluster,
                [TopicShare(refs[each.topic], each.share) for each in members[cluster.id] if each.topic in refs][:most],
            )
            for cluster in clusters
        ]

    def _of_year(self, year: int, level: int) -> ClusterList:
        found, last = self._year(year)
        entries = [self._year_entry(found, cluster, FOREMOST) for cluster in found.clusters.clusters]
        kept = sorted((e for e in entries if e.cluster.level == level), key=lambda e: -e.cluster.topic_count)
        around = [*found.clusters.clusters, *(last.clusters.clusters if last else ())]
        before = last.year if last else None
        return ClusterList(level, kept, year, found.ended[level - 1], self._muted_labels(), before, _labels(around))

    def _year_entry(self, found: "YearClusters", cluster: Cluster, most: int | None) -> ClusterEntry:
        graph, muted = found.clusters.graph, self._muted_ids()
        labels = dict(zip(graph.ids, graph.labels, strict=True))
        members = [m for m in found.clusters.memberships if m.cluster == cluster.id and m.topic not in muted]
        members.sort(key=lambda member: (-member.share, member.topic))
        topics = [TopicShare(Ref(member.topic, labels[member.topic]), member.share) for member in members[:most]]
        origin = found.origins[cluster.id]
        return ClusterEntry(cluster, topics, origin.change, origin.came_from)

    def _year(self, year: int) -> "tuple[YearClusters, YearClusters | None]":
        """Return the clusters of a year, and of the last year before that has events."""
        found = {each.year: each for each in self._years()}
        if year not in found:
            raise NotFoundError(f"The archive has no events of {year}; it has {_spans(sorted(found))}.")
        return found[year], found.get(max((each for each in found if each < year), default=year - 1))

    def _yearly(self, name: str) -> ClusterEntry | None:
        """Return the cluster of one year that has this id."""
        years = {part for part in name.split("-") if part.isdigit()}
        of_year = [found for found in self._years() if str(found.year) in years] if years else []
        named = ((found, cluster) for found in of_year for cluster in found.clusters.clusters if cluster.id == name)
        return next((self._year_entry(found, cluster, None) for found, cluster in named), None)

    def _years(self) -> "list[YearClusters]":
        """Return the clusters of every year of the present data; they are found once for an index."""
        from graph.analysis.cluster_years import cluster_years

        index = self._index.get(self._require())
        with self._parting:
            if self._parted is None or self._parted[0] is not index:
                self._parted = index, list(cluster_years(index.scorer.terms, index.scorer.days))
            return self._parted[1]

    _parted: "tuple[RelatedIndex, list[YearClusters]] | None" = None
    _parting = threading.Lock()


def _labels(clusters: Iterable[Cluster]) -> dict[str, str]:
    return {cluster.id: cluster.label for cluster in clusters}


def _spans(years: Sequence[int]) -> str:
    """Return years as people write them: "1999-2008, 2010"."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return ", ".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))
