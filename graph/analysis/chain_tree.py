"""What led to an event, and what followed: a small tree of the strongest steps over weeks to years."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from graph.analysis.chain_model import Link
from graph.analysis.chains import ChainFinder
from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.muting import Muting
from graph.analysis.walks import Visits

__all__ = ["Direction", "Step", "TreeSettings", "steps"]

Direction = Literal["back", "forward"]


@dataclass(frozen=True, slots=True)
class TreeSettings:
    """How trees of steps are grown.

    Attributes
    ----------
    bands : tuple of int
        Days at which bands of distance begin; an event has at most one step in each.
    steps : tuple of int
        At most so many steps from the event asked about, from each of these, and so on.
    most : int
        At most so many events in a tree, the one asked about among them.
    apart : float
        No two events of a tree are nearer to each other than this part of the distance to the event asked about.
    looked_at : int
        In each band so many events, those that walks most often come by, are compared.
    anchored : float
        Power by which a step counts less the less often walks come by it.
    theme : float
        Power by which a term counts less the less it belongs to what the events on the walks are about.
    least_first, least_worth : float
        A step from the event asked about, or from a step, that is worth less, time aside, leads to another story.
    """

    bands: tuple[int, ...] = (1, 8, 61, 366, 1461)
    steps: tuple[int, ...] = (5, 2)
    most: int = 12
    apart: float = 0.15
    looked_at: int = 120
    anchored: float = 0.5
    theme: float = 0.5
    least_first: float = 0.0025
    least_worth: float = 0.01


@dataclass(frozen=True, slots=True)
class Step:
    """An event of a tree, and the steps from it.

    Attributes
    ----------
    event : str
        Id of the event.
    link : Link or None
        Between the event before it in the tree and this one, always from the earlier to the later; None at the root.
    steps : tuple of Step
        Nearest in time first.
    """

    event: str
    link: Link | None
    steps: tuple["Step", ...] = ()


def steps(
    finder: ChainFinder,
    event: str,
    direction: Direction,
    mute: Collection[str] = (),
    exclude: Collection[str] = (),
    settings: TreeSettings | None = None,
) -> Step:
    """Return the tree of what led to an event, or of what followed.

    Walks over the graph of neighbours that only go on in time come by the events that may be told [1]_. From each
    event of the tree the best step is taken in each band of distance, weighed by what both share of what the walks are
    about. Steps further down must belong to the event at the root too.

    Parameters
    ----------
    finder : ChainFinder
    event : str
        Id of the event.
    direction : {"back", "forward"}
        Towards what led to it, or towards what followed.
    mute : collection of str, optional
        Ids of topics that do not count; unknown ones are ignored.
    exclude : collection of str, optional
        Ids of events that are left out.
    settings : TreeSettings, optional

    Raises
    ------
    NotFoundError
        If one of the events is not among those compared.

    References
    ----------
    .. [1] T. Haveliwala, "Topic-Sensitive PageRank", WWW 2002.
    """
    chosen, root = settings or TreeSettings(), finder.index.row(event)
    muting = Muting(finder.index.scorer.terms, mute)
    silent = muting.of(root) if muting else None
    visits = _onward(finder, root, 1 if direction == "forward" else -1, silent)
    visits = _left(visits, np.array([finder.index.row(other) for other in exclude], dtype=np.int64))
    field = _Field.around(finder, root, visits, silent, chosen)
    return _told(finder, field.rows, _grown(field, chosen), silent)


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """Events that may be told, the one asked about first.

    Attributes
    ----------
    rows : ndarray of int, shape (events,)
    gaps : ndarray of int, shape (events, events)
        Days from one to another, away from the event asked about.
    same : ndarray of bool, shape (events, events)
        Which say the same.
    worth : ndarray of float64, shape (events, events)
        What a step from one to another is worth; 0 where there can be none.
    """

    rows: Array
    gaps: Array
    same: Bools
    worth: Floats

    @classmethod
    def around(
        cls, finder: ChainFinder, root: int, visits: Visits, silent: Bools | None, settings: TreeSettings
    ) -> "_Field":
        """Compare the events that walks come by most."""
        links, days = finder.links, finder.index.scorer.days.astype(np.int64)
        places = _most_visited(np.abs(days[visits.rows] - days[root]), visits.often, settings)
        rows, often = np.array([root, *visits.rows[places]]), visits.often[places]
        anchors = np.array([1.0, *(often / often.max(initial=np.finfo(float).tiny))])
        told = links.about(visits.rows, visits.often, silent) ** settings.theme
        likeness, themed = links.among(rows, silent), links.among(rows, silent, told)
        far = np.abs(days[rows] - days[root])
        gaps = far[None, :] - far[:, None]
        faded = links.decay(gaps)
        near = np.sqrt(themed * themed[0]) * anchors**settings.anchored
        same = links.same(rows)
        strong = likeness * faded >= finder.settings.least_strength
        least = np.where(far > 0, settings.least_worth, settings.least_first)
        worth = np.where(strong & (near >= least[:, None]), near * faded, 0.0)
        return cls(rows, gaps, same, worth)

    def step(self, parent: int, beyond: int, taken: list[int], settings: TreeSettings) -> int | None:
        """Return the best step from an event in the first band that begins further away and has any."""
        far, gaps = self.gaps[0], self.gaps[parent]
        crowded = np.abs(far - far[taken][:, None]) < settings.apart * np.maximum(far, far[taken][:, None])
        worth = np.where((crowded | self.same[taken]).any(axis=0), 0.0, self.worth[parent])
        worth[taken] = 0.0
        for first, after in pairwise((*settings.bands, np.inf)):
            found = np.where((gaps >= first) & (gaps < after), worth, 0.0)
            if first > beyond and found.any():
                return int(found.argmax())
        return None


def _onward(finder: ChainFinder, root: int, sign: int, silent: Bools | None) -> Visits:
    """Return how often walks that always go on in time come by events."""
    days = finder.index.scorer.days
    heard = finder.heard(silent) if silent is not None else None

    def onward(rows: Array, others: Array) -> Floats:
        further: Floats = ((days[others] - days[rows]) * sign > 0).astype(np.float64)
        return further * heard(rows, others) if heard else further

    return _left(finder.graph.walk(root, finder.settings, onward), np.array([root]))


def _left(visits: Visits, rows: Array) -> Visits:
    """Return visits without those of some rows, and without such as no walk gets to."""
    kept = (visits.often > 0) & ~np.isin(visits.rows, rows)
    return Visits(visits.rows[kept], visits.often[kept])


def _most_visited(far: Array, often: Floats, settings: TreeSettings) -> Array:
    """Return the places of the most visited events of each band of distance from the root."""
    bands = np.searchsorted(settings.bands, far, side="right")
    order = np.lexsort((-often, bands))
    starts = np.searchsorted(bands[order], bands[order])
    places: Array = order[np.arange(len(order)) - starts < settings.looked_at]
    return places


def _grown(field: _Field, settings: TreeSettings) -> dict[int, list[int]]:
    """Return the steps from each event of the tree; those of one level take turns, so that each gets some."""
    tree: dict[int, list[int]] = {0: []}
    level = [0]
    for count in settings.steps:
        for _ in range(count):
            for parent in level:
                beyond = int(field.gaps[parent, tree[parent][-1]]) if tree[parent] else 0
                found = field.step(parent, beyond, list(tree), settings) if len(tree) < settings.most else None
                if found is not None:
                    tree[parent].append(found)
                    tree[found] = []
        level = [child for parent in level for child in tree[parent]]
    return tree


def _told(finder: ChainFinder, rows: Array, tree: dict[int, list[int]], silent: Bools | None) -> Step:
    """Return a tree of places as steps with their links."""
    ids = finder.index.ids

    def step(place: int, link: Link | None) -> Step:
        children = [(child, finder.told(np.sort(rows[[place, child]]), silent)[0]) for child in tree[place]]
        return Step(ids[rows[place]], link, tuple(step(child, to_it) for child, to_it in children))

    return step(0, None)
