"""Stories and clusters as answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Cluster, Event, Json, Ref, Story

if TYPE_CHECKING:
    import pandas as pd

STORY_COLUMNS = ("id", "label", "first", "last", "event_count", "topics")
CLUSTER_COLUMNS = ("id", "label", "level", "parent", "topic_count", "event_count", "topics")


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story with its foremost topics and the ids of its events, in order of time."""

    story: Story
    topics: tuple[Ref, ...]
    events: tuple[str, ...]

    def to_dict(self) -> Json:
        """Return the story in the JSON shape of the interface."""
        story = self.story
        return {
            "id": story.id,
            "label": story.label,
            "first": story.first.isoformat(),
            "last": story.last.isoformat(),
            "event_count": story.event_count,
            "topics": [topic.label for topic in self.topics],
            "events": list(self.events),
            "key_events": list(story.key_events),
        }


@dataclass(frozen=True, slots=True)
class StoryList:
    """Stories, and what was asked.

    Attributes
    ----------
    stories : sequence of StoryEntry
        Of a day, those with the most events around it first; of a topic, those with the most events that link it; else
        the largest first.
    total : int
        How many there are, with those beyond the limit.
    on : datetime.date or None
        The day on which they were under way.
    topic : Ref or None
        The topic they tell of.
    muted : tuple of str
        Labels of topics that are left out.
    """

    stories: Sequence[StoryEntry]
    total: int
    on: dt.date | None = None
    topic: Ref | None = None
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the list in the JSON shape of the interface."""
        return {"stories": [entry.to_dict() for entry in self.stories], "total": self.total}


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story with its events, in order of time."""

    entry: StoryEntry
    events: Sequence[Event]
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the story in the JSON shape of the interface."""
        return {**self.entry.to_dict(), "events": [event.to_dict() for event in self.events]}


@dataclass(frozen=True, slots=True)
class TopicShare:
    """A topic of a cluster, and its part of what holds the cluster together."""

    topic: Ref
    share: float

    def to_dict(self) -> Json:
        """Return the topic as JSON."""
        return {"id": self.topic.id, "label": self.topic.label, "share": self.share}


@dataclass(frozen=True, slots=True)
class ClusterEntry:
    """A cluster with its topics, the foremost first.

    Attributes
    ----------
    cluster : Cluster
    topics : sequence of TopicShare
        Of a list the foremost ones only.
    change : str
        Of a year: ``new``, ``continued``, ``split`` or ``merged``; else empty.
    came_from : tuple of str
        Ids of the clusters of the year before that it comes from.
    """

    cluster: Cluster
    topics: Sequence[TopicShare]
    change: str = ""
    came_from: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the cluster in the JSON shape of the interface."""
        cluster = self.cluster
        shape = {
            "id": cluster.id,
            "label": cluster.label,
            "topic_count": cluster.topic_count,
            "event_count": cluster.event_count,
            "parent": cluster.parent or None,
            "topics": [topic.to_dict() for topic in self.topics],
        }
        return {**shape, "change": self.change, "from": list(self.came_from)} if self.change else shape


@dataclass(frozen=True, slots=True)
class ClusterList:
    """Clusters of one level, largest first, of the whole archive or of one year.

    Attributes
    ----------
    level : int
    clusters : sequence of ClusterEntry
    year : int or None
    ended : tuple of str
        Ids of the clusters of the year before that none of this year comes from.
    muted : tuple of str
        Labels of topics that are left out.
    year_before : int or None
        The last year before that has events; the clusters of this one are compared with those of that.
    labels : mapping of str to str
        Labels, by id, of the clusters that others are in or come from.
    """

    level: int
    clusters: Sequence[ClusterEntry]
    year: int | None = None
    ended: tuple[str, ...] = ()
    muted: tuple[str, ...] = ()
    year_before: int | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> Json:
        """Return the list in the JSON shape of the interface."""
        shape: Json = {"level": self.level, "clusters": [entry.to_dict() for entry in self.clusters]}
        if self.year is None:
            return shape
        return {**shape, "year": self.year, "year_before": self.year_before, "ended": list(self.ended)}


@dataclass(frozen=True, slots=True)
class ClusterView:
    """One cluster with all its topics, the regions in it or the theme around it, and its foremost stories."""

    entry: ClusterEntry
    parent: Ref | None = None
    regions: Sequence[Cluster] = ()
    stories: Sequence[StoryEntry] = field(default=())
    muted: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """Return the cluster in the JSON shape of the interface."""
        regions = [
            {"id": region.id, "label": region.label, "topic_count": region.topic_count} for region in self.regions
        ]
        stories = [entry.to_dict() for entry in self.stories]
        return {**self.entry.to_dict(), "level": self.entry.cluster.level, "regions": regions, "stories": stories}


def story_frame(entries: Sequence[StoryEntry]) -> "pd.DataFrame":
    """Return stories as a table, columns `STORY_COLUMNS`; `topics` are lists of labels."""
    import pandas as pd

    rows = [
        (story.id, story.label, story.first, story.last, story.event_count, [topic.label for topic in entry.topics])
        for entry in entries
        for story in [entry.story]
    ]
    frame = pd.DataFrame(rows, columns=list(STORY_COLUMNS))
    return frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))


def cluster_frame(entries: Sequence[ClusterEntry], *, of_year: bool = False) -> "pd.DataFrame":
    """Return clusters as a table, columns `CLUSTER_COLUMNS`; `topics` are lists of labels.

    Clusters of a year have two columns more, `change` and `came_from`.
    """
    import pandas as pd

    rows = []
    for entry in entries:
        cluster, labels = entry.cluster, [topic.topic.label for topic in entry.topics]
        counts = (cluster.topic_count, cluster.event_count, labels)
        rows.append(
            (cluster.id, cluster.label, cluster.level, cluster.parent, *counts, entry.change, list(entry.came_from))
        )
    frame = pd.DataFrame(rows, columns=[*CLUSTER_COLUMNS, "change", "came_from"])
    return frame if of_year else frame[list(CLUSTER_COLUMNS)]
