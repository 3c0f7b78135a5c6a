"""What networkx finds, and the same greedy algorithm of igraph for many nodes."""

import numpy as np
import pytest

from graph.analysis.edges import Edges
from graph.evaluate import rivals
from graph.evaluate.rivals import GREEDY, GREEDY_OF_MANY, greedy, greedy_name, louvain, networkx_of


def rings(count: int = 3, size: int = 5) -> Edges:
    """Nodes that all know each other, in several groups, each with a weak link to the next; and one lone node."""
    found = [
        (first + group * size, second + group * size, 1.0)
        for group in range(count)
        for first in range(size)
        for second in range(first)
    ]
    found += [(group * size, (group + 1) * size + 1, 0.1) for group in range(count - 1)]
    sources, targets, weights = (np.array(column) for column in zip(*found, strict=True))
    return Edges.summed(count * size + 1, sources, targets, weights)


RINGS = [0] * 5 + [1] * 5 + [2] * 5 + [3]


def test_louvain_finds_what_hangs_together() -> None:
    assert louvain(rings(), 1.0).tolist() == RINGS
    assert len(set(louvain(rings(), 20.0).tolist())) == 16


@pytest.mark.parametrize("most", [2000, 3])
def test_the_greedy_algorithm_stops_at_the_number_asked_for(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "MOST_NODES", most)
    assert greedy_name(rings()) == (GREEDY if most > 3 else GREEDY_OF_MANY)
    assert greedy(rings(), 4).tolist() == RINGS
    for count in (2, 3, 9, 16):
        assert len(set(greedy(rings(), count).tolist())) == count


@pytest.mark.parametrize("most", [2000, 1])
def test_without_edges_every_node_is_alone(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "MOST_NODES", most)
    none = np.zeros(0, dtype=np.int32)
    empty = Edges(3, none, none, np.zeros(0))
    assert greedy(empty, 3).tolist() == louvain(empty, 1.0).tolist() == [0, 1, 2]


def test_a_graph_for_networkx_has_all_nodes_and_weights() -> None:
    made = networkx_of(rings())
    assert sorted(made) == list(range(16))
    assert made[0][6]["weight"] == pytest.approx(0.1)
    assert made.size() == len(rings())
