"""What a measurement found, as frozen dataclasses; each turns into the JSON of the interface by ``to_dict``."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from graph.model import Json

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float

    def to_dict(self) -> Json:
        """Return the estimate in the JSON shape of the interface."""
        return {name: round(value, DIGITS) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class EvaluatedMethod:
    """One method and how well it did.

    Attributes
    ----------
    name : str
        What it is called.
    figures : dict of str to Estimate
        Of related events the mean nDCG@10 of each view (``full``, ``cond``, ``far``; one without any query is left
        out). With ``_over_plain`` and ``_over_seed`` the differences to the two methods that others are compared with,
        query by query; with ``_times_seed`` the ratio. The figures of chains are those of `ChainEvaluation`, those of
        stories and clusters of `GroupEvaluation`.
    ms_per_query : float
        Mean milliseconds for the first ten of one event, or for one chain; milliseconds for all groups.
    """

    name: str
    figures: Mapping[str, Estimate]
    ms_per_query: float

    def to_dict(self) -> Json:
        """Return the method in the JSON shape of the interface."""
        figures = {name: figure.to_dict() for name, figure in self.figures.items()}
        return {"name": self.name, "figures": figures, "ms_per_query": round(self.ms_per_query, 3)}


@dataclass(frozen=True, slots=True)
class ListQuality:
    """Lists as they are served: how many were looked at, and shares between 0 and 1.

    Attributes
    ----------
    events, entries : int
        Events whose lists were looked at, and entries of these lists.
    empty : float
        Share of the events that have no list.
    explained : float
        Share of the entries that have a reason.
    vague : float
        Share of the entries none of whose reasons names anything that is shared.
    hub_only : float
        Share of the entries that name topics of very many events and nothing more specific.
    near_duplicates : float
        Share of the lists in which two texts say the same.
    """

    events: int
    entries: int
    empty: float
    explained: float
    vague: float
    hub_only: float
    near_duplicates: float

    def to_dict(self) -> Json:
        """Return the shares as JSON."""
        return {name: round(value, DIGITS) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class RelatedEvaluation:
    """How well related events are found, by hidden headings.

    Attributes
    ----------
    half : {"held", "dev", "all"}
        Which part of the stories and years was asked.
    seed : int
        What the choice of queries and the intervals were drawn by.
    events, labelled : int
        Events in all, and those under an eligible heading.
    queries, stories : int
        Events that were asked for, and headings they were chosen by.
    methods : sequence of EvaluatedMethod
        From the simplest to Storytrail.
    lists : ListQuality
        The lists as they are served.
    issues : int
        What was skipped or looked wrong when a file of events was loaded for this.
    protocol : str
        How it was measured.
    """

    half: str
    seed: int
    events: int
    labelled: int
    queries: int
    stories: int
    methods: Sequence[EvaluatedMethod]
    lists: ListQuality
    issues: int = 0
    protocol: str = field(default="related: hidden headings, nDCG@10")

    def to_dict(self) -> Json:
        """Return the measurement in the JSON shape of the interface."""
        counts = ("half", "queries", "stories", "labelled", "events", "seed", "issues")
        return {
            "protocol": self.protocol,
            **{name: getattr(self, name) for name in counts},
            "methods": [method.to_dict() for method in self.methods],
            "lists": self.lists.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ChainEvaluation:
    """How well chains keep to the story of their ends, by hidden headings.

    The figures of a method: ``judged``, the judged in-story share of the inner events, a mean over the pairs with any
    inner event that can be judged; ``in_story``, the share of the five inner events asked for that are known to be of
    the story, where one not found counts as wrong: a lower bound; ``found``, the share of pairs with any inner event.
    Over the pairs found, the median strength of the weakest link, ``weakest``, and the share where it is .04 or more,
    ``strong``; the mean number of inner events, ``length``; the mean share of the days between the ends that the
    longest link takes, ``largest_gap``; the share of chains in which each event is on a later day than the one
    before, ``in_order``; the share of links that have a reason, ``explained``. ``ms_p95`` are milliseconds that 95 of
    100 chains do not exceed. Storytrail's ``judged_over_shortest``, ``judged_over_widest`` and ``judged_over_tree``
    are differences of ``judged`` over the pairs that can be judged for both methods.

    Attributes
    ----------
    half : {"held", "dev", "all"}
        Which part of the stories was asked.
    seed : int
        What the choice of pairs and the intervals were drawn by.
    events, labelled : int
        Events in all, and those under an eligible heading.
    queries, stories : int
        Pairs that were asked for, and headings they were chosen by.
    methods : sequence of EvaluatedMethod
        From the simplest to Storytrail.
    issues : int
        What was skipped or looked wrong when a file of events was loaded for this.
    protocol : str
        How it was measured.
    """

    half: str
    seed: int
    events: int
    labelled: int
    queries: int
    stories: int
    methods: Sequence[EvaluatedMethod]
    issues: int = 0
    protocol: str = field(default="chains: hidden headings, 5 inner events")

    def to_dict(self) -> Json:
        """Return the measurement in the JSON shape of the interface."""
        counts = ("half", "queries", "stories", "labelled", "events", "seed", "issues")
        return {
            "protocol": self.protocol,
            **{name: getattr(self, name) for name in counts},
            "methods": [method.to_dict() for method in self.methods],
        }
