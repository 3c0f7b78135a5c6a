"""Graphs as three columns."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.edges import Edges
from graph.analysis.row_lists import NOBODY, RowLists

Link = tuple[int, int, float]
NODES = 7
NAMES = [f"node {number}" for number in range(NODES)]


def made(links: Sequence[Link], nodes: int = NODES) -> Edges:
    """The graph of some links."""
    sources, targets, weights = np.array(links, dtype=np.float64).reshape(-1, 3).T
    return Edges.summed(nodes, sources.astype(np.int64), targets.astype(np.int64), weights)


def listed(edges: Edges) -> list[Link]:
    """The edges in their order."""
    return list(zip(edges.one.tolist(), edges.other.tolist(), edges.weights.tolist(), strict=True))


def links() -> st.SearchStrategy[list[Link]]:
    """Links among seven nodes, both ways and again; weights that add up without rounding."""
    nodes = st.integers(0, NODES - 1)
    link = st.tuples(nodes, nodes, st.integers(1, 64).map(lambda eighths: eighths / 8))
    return st.lists(link.filter(lambda ends: ends[0] != ends[1]), max_size=20)


def test_links_of_either_direction_add_up_and_stand_in_order() -> None:
    edges = made([(2, 0, 1.0), (3, 1, 4.0), (0, 2, 2.0), (0, 3, 8.0)])
    assert listed(edges) == [(0, 2, 3.0), (0, 3, 8.0), (1, 3, 4.0)]
    assert len(edges) == 3


@given(links(), st.randoms(use_true_random=False))
def test_the_order_and_direction_of_links_do_not_matter(found: list[Link], chance: st.DataObject) -> None:
    turned = [(other, one, weight) for one, other, weight in found]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert listed(made(turned)) == listed(made(found))


@given(links())
def test_networkx_and_back(found: list[Link]) -> None:
    edges = made(found)
    again = Edges.of_networkx(edges.to_networkx(NAMES))
    assert (again.nodes, listed(again)) == (edges.nodes, listed(edges))


def test_a_networkx_graph_without_weights_weighs_one_an_edge_in_the_order_of_its_nodes() -> None:
    graph = nx.Graph()
    graph.add_nodes_from("cab")
    graph.add_edge("a", "b")
    graph.add_edge("a", "c", weight=0.5)
    assert listed(Edges.of_networkx(graph)) == [(0, 1, 0.5), (1, 2, 1.0)]


def test_networkx_gets_columns_as_attributes() -> None:
    graph = made([(0, 1, 2.0)], 2).to_networkx(["x", "y"], {"label": ["X", "Y"]}, {"days": [3]})
    assert dict(graph.nodes(data=True)) == {"x": {"label": "X"}, "y": {"label": "Y"}}
    assert list(graph.edges(data=True)) == [("x", "y", {"weight": 2.0, "days": 3})]


def test_a_column_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        made([(0, 1, 2.0)], 2).to_networkx(["x", "y"], {"label": ["X"]})


@given(links(), st.sets(st.integers(0, NODES - 1)))
def test_a_part_keeps_its_edges_and_their_weights(found: list[Link], part: set[int]) -> None:
    edges, chosen = made(found), sorted(part)
    among = edges.among(np.array(chosen, dtype=np.int64))
    named = [(chosen[one], chosen[other], weight) for one, other, weight in listed(among)]
    assert among.nodes == len(chosen)
    assert named == [edge for edge in listed(edges) if {edge[0], edge[1]} <= part]


@given(links())
def test_strengths_are_the_weighted_degrees_of_networkx(found: list[Link]) -> None:
    edges = made(found)
    degrees = dict(edges.to_networkx(range(NODES)).degree(weight="weight"))  # type: ignore[arg-type]
    assert edges.strengths().tolist() == [degrees[node] for node in range(NODES)]


def test_strengths_of_the_edges_that_count() -> None:
    edges = made([(0, 1, 2.0), (1, 2, 4.0)], 3)
    assert edges.strengths(np.array([True, False])).tolist() == [2.0, 2.0, 0.0]


def test_an_edge_is_within_a_group_if_both_ends_are_and_no_group_is_none() -> None:
    edges = made([(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0)], 5)
    assert edges.within(np.array([0, 0, 1, NOBODY, NOBODY])).tolist() == [True, False, False]


def test_edges_that_weigh_nothing_are_gone() -> None:
    edges = made([(0, 1, 1.0), (1, 2, 1.0)], 3)
    assert listed(edges.weighed(np.array([0.0, 0.5]))) == [(1, 2, 0.5)]


def test_neighbours_that_look_to_each_other_count_twice() -> None:
    lists = RowLists.unknown(3, 2)
    for row, others, scores in ((0, [1, 2], [0.5, 0.25]), (1, [0], [0.5]), (2, [], [])):
        lists.put(row, np.array(others, dtype=np.int32), np.array(scores))
    assert listed(Edges.of_neighbours(lists)) == [(0, 1, 1.0), (0, 2, 0.25)]


@pytest.mark.parametrize("nodes", [0, 3])
def test_a_graph_without_edges(nodes: int) -> None:
    edges = made([], nodes)
    assert (len(edges), edges.strengths().tolist()) == (0, [0.0] * nodes)
    assert len(Edges.of_networkx(edges.to_networkx(range(nodes)))) == 0  # type: ignore[arg-type]
    assert Edges.of_neighbours(RowLists.unknown(nodes, 2)).nodes == nodes
