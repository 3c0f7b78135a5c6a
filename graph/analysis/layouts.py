"""Where the nodes of a graph stand in a picture: by their links alone, or along time."""

from collections.abc import Mapping

import numpy as np

from graph.analysis.communities import seeded
from graph.analysis.csr import Array, Floats
from graph.analysis.edges import Edges

Places = Mapping[int, tuple[float, float]]

ROUNDS = 300
EVENED = 0.65  # how much of a place is its rank: the crowd in the middle gets room, a straggler takes less
GRID_FROM = 400  # nodes; from here on only near ones push each other, which costs a fraction
NEAR = 0.6
TIME_ASPECT = 2.4


def force_layout(edges: Edges, *, fixed: Places | None = None, seed: int = 0) -> Floats:
    """Return places in which linked nodes are near each other and all others keep apart [1]_.

    Parameters
    ----------
    edges : Edges
    fixed : mapping of int to (float, float), optional
        Nodes that stand already; they keep exactly their places, and the others find theirs among them.
    seed : int, optional
        The same seed gives the same places.

    Returns
    -------
    ndarray of float64, shape (nodes, 2)
        Two nodes with one link of usual weight are about 1 apart.

    References
    ----------
    .. [1] T. M. J. Fruchterman and E. M. Reingold, "Graph Drawing by Force-directed Placement", Software: Practice
       and Experience 21, 1991.
    """
    held = _held(edges.nodes, fixed)
    found = _settled(edges, _start(edges, held, seed), held, seed)
    return _kept(found, held) if fixed else _spread_round(found)


def time_layout(days: Floats, edges: Edges, *, fixed: Places | None = None, seed: int = 0) -> Floats:
    """Return places along time: across stands the date, up and down linked nodes are near each other.

    Parameters
    ----------
    days : ndarray of float64, shape (nodes,)
        The day of each node; NaN for one without a date, which stands in the middle of its neighbours' days.
    edges, fixed, seed
        As for `force_layout`; what is fixed has days across.

    Returns
    -------
    ndarray of float64, shape (nodes, 2)
        Days, and a height of which 1 is about the distance of two linked nodes.
    """
    held = _held(edges.nodes, fixed)
    across = _days_of_all(np.asarray(days, dtype=np.float64), edges)
    per_day = _units_per_day(across)
    held[:, 0] *= per_day
    start = _start(edges, held, seed)
    start[:, 0] = np.where(np.isnan(held[:, 0]), across * per_day, held[:, 0])
    bound = np.column_stack([start[:, 0], held[:, 1]])
    heights = _settled(edges, start, bound, seed)[:, 1]
    if not fixed:
        heights = _spread(heights, float(np.sqrt(edges.nodes)))
    return _kept(np.column_stack([across, heights]), _held(edges.nodes, fixed))


def _held(nodes: int, fixed: Places | None) -> Floats:
    """Return the fixed places, NaN where a node is free."""
    held = np.full((nodes, 2), np.nan)
    for node, place in (fixed or {}).items():
        held[node] = place
    return held


def _kept(found: Floats, held: Floats) -> Floats:
    kept: Floats = np.where(np.isnan(held), found, held)
    return kept


def _ranks(values: Floats) -> Floats:
    """Return the rank of each value, from 0 for the least to 1."""
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.linspace(0.0, 1.0, len(values)) if len(values) > 1 else 0.5
    return ranks


def _spread(values: Floats, width: float) -> Floats:
    """Return values that keep their order and fill a width more evenly."""
    reach = float(np.ptp(values)) if len(values) else 0.0
    if not reach:
        return values - values
    share = (1 - EVENED) * (values - values.min()) / reach + EVENED * _ranks(values)
    spread: Floats = width * (share - 0.5)
    return spread


def _spread_round(places: Floats) -> Floats:
    """Return places that keep their direction from the middle and fill a disc more evenly."""
    if len(places) < 2:
        return places - places
    apart = places - np.median(places, axis=0)
    far = np.hypot(apart[:, 0], apart[:, 1])
    full = float(np.sqrt(len(places) / np.pi))
    even = (1 - EVENED) * far / max(float(far.max()), 1e-9) + EVENED * np.sqrt(_ranks(far))
    return apart * (full * even / np.maximum(far, 1e-9))[:, None]


def _days_of_all(days: Floats, edges: Edges) -> Floats:
    """Return a day for every node: its own, else the mean of its dated neighbours', else the mean of all."""
    dated = ~np.isnan(days)
    own = np.where(dated, days, 0.0)
    total, weight = np.zeros(len(days)), np.zeros(len(days))
    for here, there in ((edges.one, edges.other), (edges.other, edges.one)):
        total += np.bincount(here, weights=edges.weights * own[there], minlength=len(days))
        weight += np.bincount(here, weights=edges.weights * dated[there], minlength=len(days))
    middle = float(days[dated].mean()) if dated.any() else 0.0
    near = np.divide(total, weight, out=np.full(len(days), middle), where=weight > 0)
    return np.where(dated, days, near)


def _units_per_day(across: Floats) -> float:
    """Return how wide a day is when so many nodes take about the room that they need."""
    span = float(np.ptp(across)) if len(across) else 0.0
    return TIME_ASPECT * float(np.sqrt(len(across))) / span if span else 1.0


def _start(edges: Edges, held: Floats, seed: int) -> Floats:
    """Return where nodes begin: what is fixed at its place, others near neighbours that are, the rest anywhere."""
    chance = np.random.default_rng(seed)
    known = ~np.isnan(held[:, 1])
    radius = float(np.sqrt(max(edges.nodes, 1))) / 2
    anywhere = chance.uniform(-radius, radius, (edges.nodes, 2))
    if not known.any():
        return anywhere
    low, high = held[known].min(axis=0), held[known].max(axis=0)
    anywhere = low + (anywhere + radius) / (2 * radius) * (high - low)
    near, links = _around(edges, np.where(known[:, None], held, 0.0), known)
    apart = chance.normal(0.0, NEAR, (edges.nodes, 2))
    begun = np.where(links[:, None] > 0, near + apart, anywhere + apart)
    return np.where(known[:, None], held, begun)


def _around(edges: Edges, places: Floats, known: Array) -> tuple[Floats, Floats]:
    """Return the mean place of each node's known neighbours, and how many they are."""
    total, links = np.zeros((edges.nodes, 2)), np.zeros(edges.nodes)
    for here, there in ((edges.one, edges.other), (edges.other, edges.one)):
        np.add.at(total, here, places[there])
        np.add.at(links, here, known[there].astype(np.float64))
    return total / np.maximum(links, 1.0)[:, None], links


def _settled(edges: Edges, start: Floats, bound: Floats, seed: int) -> Floats:
    """Let the forces work; a coordinate that is bound, not NaN, stays."""
    if not edges.nodes or not np.isnan(bound).any():
        return start
    import igraph

    graph = igraph.Graph(edges.nodes, np.column_stack([edges.one, edges.other]), directed=False)
    low, high = np.where(np.isnan(bound), -np.inf, bound), np.where(np.isnan(bound), np.inf, bound)
    with seeded(seed):
        layout = graph.layout_fruchterman_reingold(
            weights=_pull(edges.weights).tolist(),
            niter=ROUNDS,
            seed=start.tolist(),  # without it free nodes begin a million units away
            minx=low[:, 0].tolist(),
            maxx=high[:, 0].tolist(),
            miny=low[:, 1].tolist(),
            maxy=high[:, 1].tolist(),
            grid=edges.nodes >= GRID_FROM,
        )
    return np.array(layout.coords, dtype=np.float64)


def _pull(weights: Floats) -> Floats:
    """Return how strongly edges pull: 1 for the usual one, never so little or much that a node is lost or crushed."""
    usual = float(np.median(weights)) if len(weights) else 0.0
    if not usual:
        return np.ones(len(weights))
    return np.clip(weights / usual, 0.25, 4.0).astype(np.float64)
