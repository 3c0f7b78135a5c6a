"""The ground a chain is chosen on: the events between its ends, and how well each leads to each."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.links import Links
from graph.analysis.routes import strongest_route
from graph.analysis.walks import NeighbourGraph, Visits

_WHOLE = 1e-6
"""What is left of the time beside a link that takes all of it: such a link is the last resort."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Candidates for the steps between two events.

    Attributes
    ----------
    rows, days : ndarray of int, shape (events,)
        The events in order of time, the ends first and last, and their dates as ordinals.
    strengths : ndarray of float64, shape (events, events)
        Strength of the link between two events.
    worth : ndarray of float64, shape (events, events)
        What a link is worth in the choice of a chain.
    nearly : float
        Part of the highest worth that is as good.
    """

    rows: Array
    days: Array
    strengths: Floats
    worth: Floats
    nearly: float

    @classmethod
    def between(
        cls,
        links: Links,
        graph: NeighbourGraph,
        ends: tuple[int, int],
        rows: Array,
        visits: tuple[Visits, Visits],
        silent: Bools | None,
    ) -> "Ground":
        """Choose candidates and weigh their links.

        Parameters
        ----------
        links : Links
        graph : NeighbourGraph
        ends : tuple of int
            Rows of the ends.
        rows : ndarray of int
            Rows that may be steps, ascending.
        visits : tuple of Visits
            Walks from both ends.
        silent : ndarray of bool, shape (terms,), optional
            Terms that do not count.
        """
        settings = links.settings
        chosen, anchors = _anchored(rows, visits, settings.floor, settings.candidates)
        rows, anchors = np.array([ends[0], *chosen, ends[1]]), np.array([1.0, *anchors, 1.0])
        distinct = _first_of_a_kind(links.same(rows), anchors)
        rows, anchors = rows[distinct], anchors[distinct]
        days = links.scorer.days[rows].astype(np.int64)
        gaps = np.abs(days[:, None] - days[None, :])
        faded = links.decay(gaps)
        told = links.about(rows, anchors, silent) ** settings.theme * np.where(links.hubs, settings.hub, 1.0)
        themed = links.among(rows, silent, told)
        lasting = np.maximum(1 - gaps / (days[-1] - days[0]), _WHOLE) ** settings.spread
        anchored = anchors[:, None] * anchors[None, :]
        worth = themed * faded * lasting * anchored * np.where(graph.joined(rows), settings.neighbours, 1.0)
        likeness = links.among(rows, silent)
        news = likeness <= settings.too_alike
        news[0, -1] = True  # however alike they are, there may be nothing between the ends
        return cls(rows, days, likeness * faded, np.where(news, worth, 0.0), settings.nearly)

    def way(self, inner: int, left: Bools) -> list[int]:
        """Return the best way from end to end over so many of the events that are left; empty without any."""
        places = np.flatnonzero(left)
        cells = np.ix_(places, places)
        found = strongest_route(self.worth[cells], self.strengths[cells], self.days[places], inner, self.nearly)
        return places[found].tolist() if found else []

    def strength(self, way: list[int]) -> float:
        """Return the strength of the weakest link of a way."""
        return float(self.strengths[way[:-1], way[1:]].min())

    def least_worth(self, way: list[int]) -> float:
        """Return the least that a link of a way is worth."""
        return float(self.worth[way[:-1], way[1:]].min())

    def days_between(self, left: Bools) -> int:
        """Return on how many days there are events left."""
        return len(np.unique(self.days[1:-1][left[1:-1]]))


def _anchored(rows: Array, visits: tuple[Visits, Visits], floor: float, count: int) -> tuple[Array, Floats]:
    """Return the rows best anchored to both ends, ascending, with their anchors, of which the best is 1.

    An anchor is the geometric mean of how often walks from the ends come by, relative to where they come by most.
    """
    often = np.array([visit.at(rows) for visit in visits])
    often /= np.maximum(often.max(axis=1, keepdims=True, initial=0.0), np.finfo(float).tiny)
    anchors = np.sqrt((often + floor).prod(axis=0))
    visited = np.flatnonzero(often.any(axis=0))
    best = np.sort(visited[np.argsort(-anchors[visited], kind="stable")[:count]])
    return rows[best], anchors[best] / anchors[best].max(initial=floor)


def _first_of_a_kind(same: Bools, anchors: Floats) -> Array:
    """Return the places of the ends, and of the best anchored of all events that say the same; ascending."""
    last = len(anchors) - 1
    said, kept = same[0] | same[last], [0, last]
    for place in np.argsort(-anchors[1:last], kind="stable") + 1:
        if not said[place]:
            kept.append(place)
            said = said | same[place]
    found: Array = np.sort(kept)
    return found
