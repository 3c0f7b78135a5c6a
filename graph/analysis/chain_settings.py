"""Constants of chains, chosen on one half of the evaluation's stories and checked on the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """How chains are looked for, and what counts as one.

    Attributes
    ----------
    lengths : tuple of int
        So many events may stand between the ends, where a reader does not say how many.
    as_strong, as_worthy : float
        Of these the longest is told whose weakest link has at least this part of the strength of the strongest, and
        whose least link has this part of the highest worth.
    steps, stay, visited : int, float, int
        Walks from an event take so many steps over the graph of neighbours, go on after each with the probability
        `stay`, and are followed at each step over the `visited` most visited events.
    floor : float
        What an event that no walk visits counts as visited, relative to the most visited one.
    candidates : int
        A chain is chosen among so many events between, the best anchored to both ends.
    heading : float
        Likeness of two events of the same headings that share nothing else.
    decay_days, decay_power : float
        A distance of ``d`` days divides the strength of a link by ``(1 + d / decay_days) ** decay_power``.
    neighbours : float
        A link between nearest neighbours counts so many times, in the choice of a chain.
    spread : float
        Power by which a link counts less the larger the part of the chain's time it takes.
    theme : float
        Power by which a term counts less the less it belongs to what the candidates are about.
    hub : float
        Terms that very many events have (`RelatedSettings.hub_share`) count only by this part.
    nearly : float
        Chains of at least this part of the highest worth are as good; of these the strongest is told.
    same_text : float
        Texts whose word weights have a higher cosine say the same; one of them is looked at.
    too_alike : float
        A link between events that are more alike tells no news.
    least_strength : float
        A chain with a weaker link is none to rely on.
    least_around : float
        Nor is one between ends whose surroundings are less alike.
    """

    lengths: tuple[int, ...] = (1, 2, 3, 5, 7)
    as_strong: float = 0.9
    as_worthy: float = 0.33
    steps: int = 5
    stay: float = 0.7
    visited: int = 500
    floor: float = 1e-3
    candidates: int = 200
    heading: float = 0.3
    decay_days: float = 3.0
    decay_power: float = 0.35
    neighbours: float = 3.0
    spread: float = 0.5
    theme: float = 0.5
    hub: float = 0.2
    nearly: float = 0.9
    same_text: float = 0.9
    too_alike: float = 0.85
    least_strength: float = 0.04
    least_around: float = 0.09
