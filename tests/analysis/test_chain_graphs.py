"""Chains through graphs of networkx of whatever origin."""

import datetime as dt

import networkx as nx
import pytest

from graph.analysis.chain_graphs import strongest_chain
from graph.errors import InputError, NotFoundError

LINKS = [("a", "b", 0.3), ("b", "d", 0.2), ("a", "c", 0.9), ("c", "d", 0.1), ("b", "c", 0.8), ("a", "d", 0.9)]


def dated(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    graph.add_nodes_from((name, {"date": dt.date(2015, 1, day)}) for day, name in enumerate("abcd", 1))
    graph.add_weighted_edges_from(LINKS, weight="strength")
    return graph


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
@pytest.mark.parametrize(("inner", "way"), [(0, "ad"), (1, "abd"), (2, "abcd"), (3, "")])
def test_the_way_whose_weakest_link_is_strongest(kind: "type[nx.Graph[str]]", inner: int, way: str) -> None:
    assert strongest_chain(dated(kind()), "a", "d", inner) == list(way)


def test_links_back_in_time_lead_nowhere() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((name, {"date": f"2015-01-0{day}"}) for day, name in enumerate("abc", 1))
    graph.add_edge("b", "a", strength=0.9)
    graph.add_edge("b", "c", strength=0.9)
    assert strongest_chain(graph, "a", "c", 1) == []


def test_what_cannot_be_asked() -> None:
    graph = dated(nx.DiGraph())
    with pytest.raises(NotFoundError, match="no event 'z'"):
        strongest_chain(graph, "a", "z", 1)
    with pytest.raises(InputError, match="not of a later day"):
        strongest_chain(graph, "d", "a", 1)
    graph.add_node("undated")
    with pytest.raises(InputError, match="'undated' has no date"):
        strongest_chain(graph, "a", "d", 1)
