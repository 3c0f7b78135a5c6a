"""Constants of the related events, chosen on one half of the evaluation's stories and checked on the other."""

from dataclasses import dataclass

LISTED = 10
"""Length of the lists of related events that are found for all events and stored."""


@dataclass(frozen=True, slots=True)
class RelatedSettings:
    """How events are compared and what is told.

    Attributes
    ----------
    k1, b : float
        BM25: how fast repetition of a word saturates, and how much a long text is held against its words.
    name_weight : float
        Words that are mostly written with a capital are names and weigh so many times their BM25.
    heading_weight : float
        A shared heading weighs so many times the square of its topic's rarity, on top of the topic. At 3 and among
        50,000 events that is 29 times its topic for a heading of three events, 13 times for one of 700.
    named_heading : float
        Part of that weight which counts when the event asked about only links the topic: its text names the story
        that the other event belongs to. Hubs, such as countries, are no stories.
    decay_days, decay_power : float
        A distance of ``d`` days divides the likeness by ``(1 + d / decay_days) ** decay_power``.
    length_power : float
        The likeness is divided by the source's total weight to the power ``1 - length_power`` and the target's to
        the power `length_power`.
    least_shared : float
        Events that share a smaller part of what they have, before time is looked at, are not related.
    least_of_best : float
        Events with a lower score than this part of the best of their list are left out.
    other_section : float
        Factor for events of different sections of their pages.
    same_text : float
        Texts with a higher cosine say the same; a list holds one of them.
    postings : int
        The candidates of an event are those that share its rarest terms: so many as have about this many events in
        all.
    likely : int
        So many of them, the best by these terms, are compared in full.
    neighbours, least_neighbours : int
        Each event looks to so many nearest events, in a small archive to fewer, but not to fewer than
        `least_neighbours`; over these goes the step from neighbour to neighbour.
    pool : int
        A list is ranked among at least so many of the best.
    two_step : float
        What the neighbours of the neighbours add, relative to what is shared directly.
    word_power : float
        What words and steps bring is divided by ``(1 + w) ** word_power`` where the shared words weigh
        ``w``.
    looked_back_power, meaning_weight : float
        Power of the score of looking back, and how much likeness of meaning tells; see `graph.analysis.ranking`.
    named : int
        At most so many shared terms are named as reasons; the rest is one more.
    common_share : float
        Words that stand in a larger share of all events make no relation alone and are not told when there is
        anything else to say.
    hub_share : float
        A topic in a larger share of all events is a hub; a word without a capital is too common to be told.
    few : int
        What so few events have is no hub and not common, however small the archive.
    """

    k1: float = 1.2
    b: float = 0.3
    name_weight: float = 2.5
    heading_weight: float = 3.0
    named_heading: float = 0.3
    decay_days: float = 2.5
    decay_power: float = 0.38
    length_power: float = 0.25
    least_shared: float = 0.05
    least_of_best: float = 0.08
    other_section: float = 0.55
    same_text: float = 0.8
    postings: int = 3000
    likely: int = 150
    neighbours: int = 15
    least_neighbours: int = 5
    pool: int = 64
    two_step: float = 1.5
    word_power: float = 0.36
    looked_back_power: float = 0.08
    meaning_weight: float = 1.7
    named: int = 5
    common_share: float = 0.02
    hub_share: float = 0.005
    few: int = 20

    def look_to(self, events: int) -> int:
        """Return to how many nearest events each of `events` events looks."""
        return min(self.neighbours, self.least_neighbours + events // 300)

    def most_events(self, share: float, events: int) -> float:
        """Return how many of `events` events may have a term of which this share is the limit."""
        return max(self.few, share * events)
