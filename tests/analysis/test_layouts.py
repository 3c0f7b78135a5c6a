"""Layouts: what is held stays, linked nodes are near, the same seed gives the same picture."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Floats
from graph.analysis.edges import Edges
from graph.analysis.layouts import force_layout, time_layout


def graph(nodes: int, *pairs: tuple[int, int]) -> Edges:
    """A graph of links of weight 1."""
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Edges.summed(nodes, one, other, np.ones(len(one)))


def chance_graph(nodes: int, links: int, seed: int) -> Edges:
    """A graph of links by chance, of different weights."""
    chance = np.random.default_rng(seed)
    one = chance.integers(0, nodes, links)
    other = (one + chance.integers(1, nodes, links)) % nodes
    return Edges.summed(nodes, one, other, chance.uniform(0.1, 3.0, links))


TWO_CLIQUES = graph(
    12,
    *((a, b) for group in (range(6), range(6, 12)) for a in group for b in group if a < b),
    (5, 6),
)


def gaps(places: Floats) -> Floats:
    """The distances of all pairs of nodes."""
    apart: Floats = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    return apart


def test_nothing_and_one_node_have_their_places() -> None:
    assert force_layout(graph(0)).shape == (0, 2)
    assert time_layout(np.array([]), graph(0)).shape == (0, 2)
    assert force_layout(graph(1)).tolist() == [[0.0, 0.0]]
    assert time_layout(np.array([7.0]), graph(1)).tolist() == [[7.0, 0.0]]


def test_one_new_node_beside_a_fixed_one() -> None:
    places = force_layout(graph(2, (0, 1)), fixed={0: (3.0, 4.0)})
    assert places[0].tolist() == [3.0, 4.0]
    assert 0 < np.hypot(*(places[1] - places[0])) < 10


def test_all_fixed_is_the_answer() -> None:
    fixed = {0: (0.5, 1.5), 1: (2.5, -1.0)}
    assert force_layout(graph(2, (0, 1)), fixed=fixed).tolist() == [[0.5, 1.5], [2.5, -1.0]]


def test_what_is_linked_is_nearer() -> None:
    apart = gaps(force_layout(TWO_CLIQUES))
    same = np.equal.outer(np.arange(12) < 6, np.arange(12) < 6) & ~np.eye(12, dtype=bool)
    assert apart[same].mean() < apart[~same & ~np.eye(12, dtype=bool)].mean() / 1.5
    assert apart[~np.eye(12, dtype=bool)].min() > 0.05, "no two on one spot"


def test_along_time_every_node_stands_at_its_day_and_one_without_among_its_neighbours() -> None:
    days = np.array([100.0, 200.0, 400.0, np.nan, np.nan])
    places = time_layout(days, graph(5, (0, 3), (1, 3)))
    assert places[:3, 0].tolist() == [100.0, 200.0, 400.0]
    assert places[3, 0] == 150.0
    assert places[4, 0] == pytest.approx(700 / 3)


def test_along_time_linked_nodes_are_at_near_heights() -> None:
    days = np.arange(12.0) % 6
    heights = time_layout(days, TWO_CLIQUES)[:, 1]
    assert abs(heights[:6].mean() - heights[6:].mean()) > max(np.ptp(heights[:6]), np.ptp(heights[6:])) / 2


def test_events_of_one_day_are_apart() -> None:
    places = time_layout(np.full(6, 5.0), graph(6, (0, 1), (1, 2), (3, 4)))
    assert set(places[:, 0]) == {5.0}
    assert np.diff(np.sort(places[:, 1])).min() > 0.05


@given(st.integers(2, 60), st.integers(1, 150), st.integers(0, 5), st.data())
def test_whatever_is_added_what_stood_stays_exactly(nodes: int, links: int, seed: int, data: st.DataObject) -> None:
    edges = chance_graph(nodes, links, seed)
    days = np.random.default_rng(seed).integers(0, 5000, nodes).astype(np.float64)
    old = data.draw(st.sets(st.integers(0, nodes - 1)))
    for free, held in (
        (force_layout(edges), partial(force_layout, edges)),
        (time_layout(days, edges), partial(time_layout, days, edges)),
    ):
        fixed = {node: (float(free[node, 0]), float(free[node, 1])) for node in old}
        after = held(fixed=fixed)
        assert np.isfinite(after).all()
        assert all(tuple(after[node]) == place for node, place in fixed.items())


def test_new_nodes_are_not_flung_away() -> None:
    edges = chance_graph(80, 200, 1)
    before = force_layout(edges.among(np.arange(60)))
    after = force_layout(edges, fixed={node: (float(x), float(y)) for node, (x, y) in enumerate(before)})
    width = np.ptp(before, axis=0).max()
    assert np.abs(after - before.mean(axis=0)).max() < 2 * width


@pytest.mark.parametrize("nodes", [30, 500])
def test_the_same_seed_gives_the_same_picture_and_another_another(nodes: int) -> None:
    edges = chance_graph(nodes, 3 * nodes, 2)
    days = np.arange(float(nodes))
    assert (force_layout(edges, seed=4) == force_layout(edges, seed=4)).all()
    assert (time_layout(days, edges, seed=4) == time_layout(days, edges, seed=4)).all()
    assert not np.allclose(force_layout(edges, seed=4), force_layout(edges, seed=5))
