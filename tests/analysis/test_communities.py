"""Communities: what they are, how they are numbered, and that chance has no say."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.communities import Quality, consensus, in_order, leiden
from graph.analysis.csr import Ints
from graph.analysis.edges import Edges


def cliques(*sizes: int) -> Edges:
    """Complete graphs of so many nodes, each joined to the next by one edge."""
    graph, first = nx.Graph(), 0
    for size in sizes:
        graph.add_nodes_from(range(first, first + size))
        graph.add_edges_from(combinations(range(first, first + size), 2))
        graph.add_edges_from([(first - 1, first)] if first else [])
        first += size
    return Edges.of_networkx(graph)


def vague() -> Edges:
    """A graph of which runs with other seeds find other communities."""
    return Edges.of_networkx(nx.gnm_random_graph(80, 400, seed=3))


def square() -> Edges:
    """Four nodes in a ring: two pairs of neighbours are as good as the other two."""
    return Edges.of_networkx(nx.cycle_graph(4))


def groups_of(numbers: Ints) -> list[set[int]]:
    """The communities by their numbers."""
    return [set(np.flatnonzero(numbers == number).tolist()) for number in range(int(numbers.max(initial=-1)) + 1)]


@pytest.mark.parametrize("find", [leiden, consensus])
def test_cliques_are_communities_largest_first(find: Callable[..., Ints]) -> None:
    found = find(cliques(4, 6, 5), 1.0, quality="modularity")
    assert groups_of(found) == [{4, 5, 6, 7, 8, 9}, {10, 11, 12, 13, 14}, {0, 1, 2, 3}]


def test_of_communities_of_one_size_that_with_the_lowest_node_is_first() -> None:
    assert leiden(cliques(4, 4), 1.0, quality="modularity").tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_higher_resolution_of_modularity_gives_smaller_communities() -> None:
    counts = [len(groups_of(leiden(vague(), resolution, quality="modularity"))) for resolution in (0.1, 1.0, 10.0)]
    assert counts == sorted(set(counts))


@pytest.mark.parametrize(("density", "found"), [(0.9, 2), (1.1, 10)])
def test_the_density_that_a_community_has_to_exceed(density: float, found: int) -> None:
    assert len(groups_of(leiden(cliques(5, 5), density, quality="CPM"))) == found


def test_density_does_not_mind_the_size_of_the_rest() -> None:
    few, many = (leiden(cliques(*[4] * count), 0.5, quality="CPM") for count in (2, 40))
    assert few.tolist() == many[:8].tolist()


def test_the_same_seed_gives_the_same_communities_and_others_may_give_others() -> None:
    once, again = ([leiden(vague(), 1.0, quality="modularity", seed=seed).tolist() for seed in range(5)] for _ in "ab")
    assert once == again
    assert len({tuple(found) for found in once}) > 1


@pytest.mark.parametrize("start", [[0, 0, 1, 1], [0, 1, 1, 0]])
def test_the_search_begins_with_communities_that_are_given(start: list[int]) -> None:
    assert leiden(square(), 1.0, quality="modularity", start=np.array(start)).tolist() == start


def test_consensus_depends_less_on_the_seed_than_one_run() -> None:
    graph = Edges.of_networkx(nx.planted_partition_graph(4, 20, 0.4, 0.05, seed=1))
    runs, agreed = (
        {tuple(find(graph, 1.0, quality="modularity", seed=seed).tolist()) for seed in range(8)}
        for find in (leiden, consensus)
    )
    assert len(agreed) == 1 < len(runs)


@pytest.mark.parametrize("number", [0, 3])
def test_communities_hold_together_by_edges_that_half_of_the_runs_agree_on(number: int) -> None:
    edges, runs = Edges.of_networkx(nx.gnm_random_graph(60, 150, seed=number)), 20
    found = consensus(edges, 1.0, quality="modularity", runs=runs)
    each = [leiden(edges, 1.0, quality="modularity", seed=seed) for seed in range(runs)]
    agreed = np.sum([edges.within(groups) for groups in each], axis=0) >= runs / 2
    firm = edges.weighed(np.where(agreed & edges.within(found), 1.0, 0.0)).to_networkx(range(60))  # type: ignore[arg-type]
    assert nx.number_connected_components(firm) == len(groups_of(found))


@given(st.lists(st.integers(0, 5)))
def test_in_order_numbers_anew_the_largest_first(numbers: list[int]) -> None:
    groups = np.array(numbers, dtype=np.int64)
    found = in_order(groups)
    pairs = set(zip(numbers, found.tolist(), strict=True))
    assert len(pairs) == len(set(numbers)) == len(set(found.tolist()))
    counts = np.bincount(found, minlength=1).tolist()
    assert counts == sorted(counts, reverse=True)
    firsts = [found.tolist().index(number) for number in range(len(set(numbers)))]
    ranked = [(-counts[number], first) for number, first in enumerate(firsts)]
    assert ranked == sorted(ranked)


@pytest.mark.parametrize("nodes", [0, 1, 3])
@pytest.mark.parametrize("quality", ["modularity", "CPM"])
def test_nodes_without_edges_are_alone(nodes: int, quality: Quality) -> None:
    edges = Edges.of_networkx(nx.empty_graph(nodes))
    assert leiden(edges, 1.0, quality=quality).tolist() == list(range(nodes))
    assert consensus(edges, 1.0, quality=quality, runs=2).tolist() == list(range(nodes))


def drawn() -> list[tuple[int, int]]:
    """What igraph draws for somebody else."""
    edges: list[tuple[int, int]] = igraph.Graph.Erdos_Renyi(n=30, m=40).get_edgelist()
    return edges


def test_what_igraph_draws_for_others_is_as_if_we_had_not_been_there() -> None:
    random.seed(7)
    untouched = [drawn(), drawn()]
    random.seed(7)
    found = drawn()
    leiden(vague(), 1.0, quality="modularity", seed=11)
    assert [found, drawn()] == untouched


def test_chance_is_given_back_after_an_error() -> None:
    random.seed(7)
    untouched = drawn()
    random.seed(7)
    with pytest.raises(igraph.InternalError, match="length"):
        leiden(square(), 1.0, quality="modularity", start=np.array([0, 0]))
    assert drawn() == untouched


def test_threads_do_not_take_each_others_chance() -> None:
    graph, seeds = vague(), list(range(24))

    def found(seed: int) -> bytes:
        return leiden(graph, 1.0, quality="modularity", seed=seed).tobytes()

    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(found, seeds))
    assert at_once == [found(seed) for seed in seeds]
