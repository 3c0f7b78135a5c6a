"""Simple ways between two events: each is the best of all there are, by trying all."""

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array, Floats
from graph.evaluate.chain_baselines import CHAIN_BASELINES, ShortestPath, SpanningTree, WidestPath
from graph.evaluate.link_graph import LinkGraph
from tests.analysis.archives import index_of
from tests.evaluate.stories import story

Links = dict[tuple[int, int], float]


def graph_of(days: Sequence[int], links: Links) -> LinkGraph:
    """The graph of events of some days with some links; any other two have a strength of .001."""

    def compare(sources: Array, targets: Array) -> Floats:
        pairs = zip(sources.tolist(), targets.tolist(), strict=True)
        return np.array([links.get((min(pair), max(pair)), 0.001) for pair in pairs])

    ordered = sorted(links, key=lambda link: (link[1], link[0]))
    sources, targets = (np.array([link[end] for link in ordered], dtype=np.int64) for end in (0, 1))
    strengths = np.array([links[link] for link in ordered], dtype=np.float64)
    return LinkGraph(np.array(days, dtype=np.int32), sources, targets, strengths, compare)


def ways(days: Sequence[int], links: Links, count: int) -> Iterator[tuple[int, ...]]:
    """All ways from the first to the last event over so many events of ever later days, but the direct one."""
    last = len(days) - 1
    for inner in combinations(range(1, last), count):
        chain = (0, *inner, last)
        if all(step in links and days[step[0]] < days[step[1]] for step in pairwise(chain)):
            yield inner


def strengths(links: Links, inner: Sequence[int], last: int) -> list[float]:
    """The strengths of the links of a chain."""
    return [links[step[0], step[1]] for step in pairwise((0, *inner, last))]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], Links]:
    """Up to ten events, the first and the last alone on their days, and links of strengths that are often the same."""
    inner = draw(st.lists(st.integers(1, 6), max_size=8))
    days = [0, *sorted(inner), 7]
    pairs = [pair for pair in combinations(range(len(days)), 2) if pair != (0, len(days) - 1)]
    levels = draw(st.lists(st.integers(0, 5), min_size=len(pairs), max_size=len(pairs)))
    return days, {pair: level / 5 for pair, level in zip(pairs, levels, strict=True) if level}


@given(graphs(), st.integers(1, 4))
def test_no_way_of_the_length_is_shorter_than_the_shortest_path(drawn: tuple[list[int], Links], count: int) -> None:
    days, links = drawn
    inner = tuple(ShortestPath(graph_of(days, links)).inner(0, len(days) - 1, count).tolist())
    all_ways = [way for length in range(1, count + 1) for way in ways(days, links, length)]
    assert len(inner) == max(map(len, all_ways), default=0)
    if inner:
        costs = {way: -sum(np.log(strengths(links, way, len(days) - 1))) for way in all_ways if len(way) == len(inner)}
        assert costs[inner] == pytest.approx(min(costs.values()))


@given(graphs(), st.integers(1, 4))
def test_no_way_of_the_length_is_wider_than_the_widest_path(drawn: tuple[list[int], Links], count: int) -> None:
    days, links = drawn
    inner = tuple(WidestPath(graph_of(days, links)).inner(0, len(days) - 1, count).tolist())
    all_ways = [way for length in range(1, count + 1) for way in ways(days, links, length)]
    assert len(inner) == max(map(len, all_ways), default=0)
    if inner:
        found = {way: strengths(links, way, len(days) - 1) for way in all_ways if len(way) == len(inner)}
        widest = max(min(own) for own in found.values())
        assert min(found[inner]) == widest
        assert sum(found[inner]) == pytest.approx(max(sum(own) for own in found.values() if min(own) == widest))


@given(graphs(), st.integers(1, 9))
def test_the_tree_gives_the_path_of_the_greatest_capacity(drawn: tuple[list[int], Links], count: int) -> None:
    days, links = drawn
    last = len(days) - 1
    network = nx.Graph()
    network.add_nodes_from(range(len(days)))
    network.add_weighted_edges_from((*pair, strength) for pair, strength in links.items())
    inner = SpanningTree(graph_of(days, links)).inner(0, last, count).tolist()
    assert len(set(inner)) == len(inner) <= count
    if not nx.has_path(network, 0, last):
        assert inner == []
    elif len(inner) < count:  # the whole path, which takes any link both ways
        path = [0, *inner, last]
        capacity = min(network.edges[step]["weight"] for step in pairwise(path))
        tree = nx.maximum_spanning_tree(network)
        assert capacity == min(tree.edges[step]["weight"] for step in pairwise(nx.shortest_path(tree, 0, last)))


def test_of_a_long_path_in_the_tree_the_strongest_shorter_chain_is_told() -> None:
    days = [0, 3, 4, 5, 6, 9]
    chain: Links = {(0, 1): 0.9, (1, 3): 0.8, (2, 3): 0.9, (2, 4): 0.8, (4, 5): 0.9}
    graph = graph_of(days, chain)
    assert SpanningTree(graph).inner(0, 5, 4).tolist() == [1, 3, 2, 4]  # whatever the order of the days
    shortcuts: Links = {(0, 3): 0.3, (1, 2): 0.4, (3, 4): 0.5}
    told = dataclasses.replace(graph, compare=graph_of(days, chain | shortcuts).compare)
    assert SpanningTree(told).inner(0, 5, 3).tolist() == [1, 3, 4]
    assert SpanningTree(told).inner(0, 5, 2).tolist() == [3, 4]


def test_one_weak_link_costs_more_than_a_strong_one_makes_up_for() -> None:
    links: Links = {(0, 1): 0.9, (1, 3): 0.1, (0, 2): 0.4, (2, 3): 0.4}
    for make in CHAIN_BASELINES.values():
        assert make(graph_of(range(4), links)).inner(0, 3, 1).tolist() == [2]


def test_a_hub_is_no_chain_of_five() -> None:
    links: Links = {(place, place + 1): 0.5 for place in range(7)} | {(0, 3): 0.9, (3, 7): 0.9}
    graph = graph_of(range(8), links)
    assert ShortestPath(graph).inner(0, 7, 1).tolist() == [3]
    assert ShortestPath(graph).inner(0, 7, 5).tolist() == [3, 4, 5, 6]  # none has five
    assert ShortestPath(graph).inner(0, 7, 6).tolist() == [1, 2, 3, 4, 5, 6]


def test_only_events_strictly_between_are_gone_through() -> None:
    days = [0, 1, 1, 2, 3, 4, 4, 5]
    links: Links = {(0, 3): 0.9, (1, 2): 0.9, (1, 6): 0.9, (2, 3): 0.9, (1, 5): 0.9, (3, 7): 0.9, (5, 7): 0.9}
    graph = graph_of(days, links)
    for make in CHAIN_BASELINES.values():
        assert make(graph).inner(1, 5, 5).tolist() == []  # over the other event of its day, or a later one
    links |= {(1, 4): 0.1, (4, 5): 0.1}
    for make in CHAIN_BASELINES.values():
        assert make(graph_of(days, links)).inner(1, 5, 5).tolist() == [4]


def test_events_of_one_day_follow_each_other_only_in_the_tree() -> None:
    links: Links = {(0, 1): 0.5, (1, 2): 0.5, (2, 3): 0.5}
    graph = graph_of([0, 1, 1, 2], links)
    found = {name: make(graph).inner(0, 3, 5).tolist() for name, make in CHAIN_BASELINES.items()}
    assert found == {"shortest path": [], "widest path": [], "spanning tree": [1, 2]}


def test_links_are_those_of_nearest_neighbours_each_once() -> None:
    index = index_of(story("a", 0, text="ferry") + story("b", 5, text="storm"))
    asked: list[tuple[int, int]] = []

    def compare(sources: Array, targets: Array) -> Floats:
        asked.extend(zip(sources.tolist(), targets.tolist(), strict=True))
        return np.where(targets == targets.max(), 0.0, 0.25)

    graph = LinkGraph.of(index, compare)
    near = {(row, int(other)) for row in range(8) for other in index.neighbours.rows[row] if other >= 0}
    assert len(asked) == len(set(asked))
    assert set(asked) == {(min(pair), max(pair)) for pair in near} != set()
    kept = list(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))
    assert kept == sorted((link for link in asked if link[1] < 7), key=lambda link: (link[1], link[0]))
    assert set(graph.strengths) == {0.25}
