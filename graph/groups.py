"""Groups as the graph holds them: stories of events, clusters of topics. They know nothing of databases."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A running affair: events that belong together, found by the analysis.

    Attributes
    ----------
    id : str
        Identity; it stays while most of the events stay together.
    label : str
        What a reader sees.
    first, last : datetime.date
        Days of its first and its last event.
    event_count : int
        How many events it has.
    topics : tuple of str
        Ids of the topics that tell it best from other stories, strongest first.
    key_events : tuple of str
        Ids of the events most of it is near to, the most central first.
    """

    id: str
    label: str
    first: dt.date
    last: dt.date
    event_count: int
    topics: tuple[str, ...] = ()
    key_events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Topics that are often told of together: a theme (level 1), or a region or story world (level 2).

    Attributes
    ----------
    id : str
        Identity; it stays while most of the topics stay together.
    label : str
        What a reader sees.
    level : int
        1 or 2.
    topic_count, event_count : int
        How many topics it has, and how many events tell of any of them.
    parent : str
        Id of the theme that most topics of a region are in; empty for a theme.
    """

    id: str
    label: str
    level: int
    topic_count: int
    event_count: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A topic's place in a cluster: `share` is its part of what holds the cluster together, 0 to 1."""

    topic: str
    cluster: str
    share: float


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Two topics that events tell of together: `weight` counts an event with k topics as 1/(k - 1).

    `one` looks at `other`, which is among its strongest; the pair may stand both ways.
    """

    one: str
    other: str
    event_count: int
    weight: float
