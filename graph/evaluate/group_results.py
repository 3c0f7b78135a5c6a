"""What measuring stories and clusters found, as frozen dataclasses; each turns into JSON by ``to_dict``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.evaluate.results import DIGITS, ChainEvaluation, EvaluatedMethod, RelatedEvaluation
from graph.model import Json

if TYPE_CHECKING:
    from graph.evaluate.peaks import PeaksEvaluation


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of the groups of more than ten members when a month is added.

    Attributes
    ----------
    groups : int
        How many such groups there were before.
    ids, labels : float
        Part of them that go on under their ids, and under their ids and labels.
    """

    groups: int
    ids: float
    labels: float

    def to_dict(self) -> Json:
        """Return the parts as JSON."""
        return {"groups": self.groups, "ids": round(self.ids, DIGITS), "labels": round(self.labels, DIGITS)}


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Whether groups stay what they are.

    Attributes
    ----------
    name : {"stories", "themes", "regions"}
    groups : int
        How many there are, of the archive without its headings.
    seeds, removed : float
        Adjusted Rand index between groups found by several seeds, the mean of all pairs; and between groups found with
        all events and without the twentieth part of them, over what is in both.
    joined, anew : Kept or None
        What is left when a month is added, headings visible: if what is new joins what there is, and if all groups are
        found anew with those of before known. None if there was no large group, or no month before.
    """

    name: str
    groups: int
    seeds: float
    removed: float
    joined: Kept | None = None
    anew: Kept | None = None

    def to_dict(self) -> Json:
        """Return the figures as JSON."""
        return {
            "name": self.name,
            "groups": self.groups,
            "seeds": round(self.seeds, DIGITS),
            "removed": round(self.removed, DIGITS),
            "joined": self.joined.to_dict() if self.joined else None,
            "anew": self.anew.to_dict() if self.anew else None,
        }


@dataclass(frozen=True, slots=True)
class GroupEvaluation:
    """How well stories, or clusters of topics, agree with the headings of editors, and how steady they are.

    The figures of stories: ``precision``, ``recall`` and ``f1`` by B-cubed, and ``ami``, the adjusted mutual
    information. Those of clusters: the adjusted mutual information of ``themes`` and of ``regions``. ``_over_louvain``
    are differences to networkx Louvain on the same events. The ``ms_per_query`` of a method are milliseconds in which
    all groups are found, those of both levels of clusters together.

    Attributes
    ----------
    protocol : str
        What was measured, and how.
    half : {"held", "dev", "all"}
        Which part of the headings events were judged by.
    seed : int
        What groups, intervals and removed events are drawn by.
    events, labelled : int
        Events in all, and those under an eligible heading.
    queries, stories : int
        Events that were judged, and their headings.
    methods : sequence of EvaluatedMethod
        From the simplest to Storytrail.
    steadiness : sequence of Steadiness
        Of stories, or of themes and regions.
    month : str
        Which month was added, as "2016-12"; empty if the archive has no other.
    added : int
        How many events that month has.
    peaks : PeaksEvaluation, optional
        With stories: known weeks among the bursts of their topics.
    issues : int
        What was skipped or looked wrong when a file of events was loaded for this.
    """

    protocol: str
    half: str
    seed: int
    events: int
    labelled: int
    queries: int
    stories: int
    methods: Sequence[EvaluatedMethod]
    steadiness: Sequence[Steadiness]
    month: str = ""
    added: int = 0
    peaks: "PeaksEvaluation | None" = None
    issues: int = 0

    def to_dict(self) -> Json:
        """Return the measurement in the JSON shape of the interface."""
        counts = ("protocol", "half", "queries", "stories", "labelled", "events", "seed", "issues", "month", "added")
        return {
            **{name: getattr(self, name) for name in counts},
            "methods": [method.to_dict() for method in self.methods],
            "steadiness": [steady.to_dict() for steady in self.steadiness],
            **({"peaks": self.peaks.to_dict()} if self.peaks else {}),
        }


Evaluation = RelatedEvaluation | ChainEvaluation | GroupEvaluation


@dataclass(frozen=True, slots=True)
class WholeEvaluation:
    """All measurements.

    Attributes
    ----------
    parts : dict of str to RelatedEvaluation, ChainEvaluation, GroupEvaluation or InputError
        By name: ``related``, ``chains``, ``clusters``, ``stories``; an error where events do not suffice for one.
    issues : int
        What was skipped or looked wrong when a file of events was loaded for this.
    """

    parts: Mapping[str, Evaluation | InputError]
    issues: int = 0

    def to_dict(self) -> Json:
        """Return the measurements by name, each in the JSON shape of the interface or as an error."""
        return {
            name: _error(part) if isinstance(part, InputError) else part.to_dict() for name, part in self.parts.items()
        }


def _error(error: InputError) -> Json:
    return {"error": {"code": error.code, "message": str(error)}}
