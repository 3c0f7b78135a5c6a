"""How stories and clusters are found, chosen on one half of the editors' headings and checked on the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StorySettings:
    """How stories are found.

    Attributes
    ----------
    least_score : float
        Neighbours that score less, both ways together, hold nothing together.
    density : float
        Mean score of neighbours, over all pairs, from which events hold together; the higher the smaller are stories.
    least_hold : float
        What the events of a story have to score within it, in the mean.
    slack : float
        A story that there was before needs only this part of that.
    least_events : int
        Fewer events are no story.
    """

    least_score: float = 0.08
    density: float = 0.004
    least_hold: float = 0.2
    slack: float = 0.5
    least_events: int = 3


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """How clusters are found.

    Attributes
    ----------
    themes, regions : float
        Resolutions of modularity on both levels.
    runs : int
        How many runs of the Leiden algorithm have to agree.
    votes : int
        The clusters there were count as so many more runs.
    least_topics : int
        Fewer topics are no cluster.
    named : int
        How many topics a label names.
    """

    themes: float = 1.0
    regions: float = 10.0
    runs: int = 20
    votes: int = 10
    least_topics: int = 3
    named: int = 3
