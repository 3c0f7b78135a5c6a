"""Walks over the graph of neighbours: a tiny graph by hand, and what must hold for any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.chain_settings import ChainSettings
from graph.analysis.csr import Array, Floats
from graph.analysis.row_lists import RowLists
from graph.analysis.walks import NeighbourGraph, Visits

LENGTH = 3
Lists = dict[int, dict[int, float]]


def graph_of(lists: Lists, events: int) -> NeighbourGraph:
    """The graph of neighbours with their scores, best first."""
    made = RowLists.unknown(events, LENGTH)
    for row in range(events):
        best = sorted(lists.get(row, {}).items(), key=lambda pair: -pair[1])[:LENGTH]
        made.put(row, np.array([other for other, _ in best], dtype=np.int64), np.array([score for _, score in best]))
    return NeighbourGraph.of(made)


def scores(graph: NeighbourGraph) -> dict[tuple[int, int], float]:
    """The score of every two neighbours."""
    cells = graph.cells
    pairs = zip(cells.row_numbers().tolist(), cells.indices.tolist(), strict=True)
    return dict(zip(pairs, cells.data.tolist(), strict=True))


def visited(visits: Visits) -> dict[int, float]:
    """How often walks come by each event."""
    return dict(zip(visits.rows.tolist(), visits.often.tolist(), strict=True))


def settings(**changes: float) -> ChainSettings:
    """Settings of which some are changed."""
    return ChainSettings(**changes)  # type: ignore[arg-type]


@st.composite
def some_lists(draw: st.DrawFn) -> tuple[Lists, int]:
    """Draw neighbours of up to eight events, and how many events there are."""
    events = draw(st.integers(2, 8))
    lists: Lists = {}
    for row in range(events):
        others = st.sampled_from([other for other in range(events) if other != row])
        lists[row] = draw(st.dictionaries(others, st.sampled_from([0.125, 0.25, 0.5, 1.0]), max_size=LENGTH))
    return lists, events


@given(some_lists())
def test_neighbours_look_both_ways_with_the_higher_score(drawn: tuple[Lists, int]) -> None:
    lists, events = drawn
    expected: dict[tuple[int, int], float] = {}
    for row, others in lists.items():
        for other, score in others.items():
            for pair in ((row, other), (other, row)):
                expected[pair] = max(expected.get(pair, 0.0), score)
    assert scores(graph_of(lists, events)) == expected


def test_an_archive_without_neighbours_has_an_empty_graph() -> None:
    graph = graph_of({}, 3)
    assert scores(graph) == {}
    assert visited(graph.walk(1, ChainSettings())) == {}
    assert not graph.joined(np.array([0, 2])).any()


def test_visits_by_hand() -> None:
    # 0 -- 1 (.5), 1 -- 2 (.25), 1 -- 3 (.25)
    graph = graph_of({0: {1: 0.5}, 1: {2: 0.25}, 3: {1: 0.25}}, 5)
    assert visited(graph.walk(0, settings(steps=1, stay=0.6))) == pytest.approx({1: 0.6})
    second = {0: 0.18, 1: 0.6, 2: 0.09, 3: 0.09}  # of .36 half goes back, and a quarter to each of the others
    assert visited(graph.walk(0, settings(steps=2, stay=0.6))) == pytest.approx(second)
    third = second | {1: 0.6 + 0.6 * 0.36}
    assert visited(graph.walk(0, settings(steps=3, stay=0.6))) == pytest.approx(third)


@given(some_lists(), st.integers(1, 5))
def test_each_step_keeps_its_part_of_all_walks(drawn: tuple[Lists, int], steps: int) -> None:
    lists, events = drawn
    graph = graph_of(lists, events)
    for row in range(events):
        found = graph.walk(row, settings(steps=steps, stay=0.5))
        alone = not any(pair[0] == row for pair in scores(graph))
        assert found.rows.tolist() == sorted(set(found.rows.tolist()))
        assert found.often.sum() == pytest.approx(0 if alone else sum(0.5**step for step in range(1, steps + 1)))


def test_only_the_most_visited_events_are_walked_on_from() -> None:
    # From 0 most go to 1 and few to 2; 3 lies behind the one, 4 behind the other.
    graph = graph_of({0: {1: 0.75, 2: 0.25}, 1: {3: 0.75}, 2: {4: 0.25}}, 5)
    everywhere = visited(graph.walk(0, settings(steps=2, visited=10)))
    assert set(everywhere) == {0, 1, 2, 3, 4}
    cut = visited(graph.walk(0, settings(steps=2, visited=1)))
    assert 4 not in cut
    assert 2 not in cut
    assert cut[1] == everywhere[1]


def test_steps_count_as_they_are_weighed() -> None:
    graph = graph_of({0: {1: 0.5, 2: 0.5}}, 3)
    seen: list[tuple[list[int], list[int]]] = []

    def half_to_one(rows: Array, others: Array) -> Floats:
        seen.append((rows.tolist(), others.tolist()))
        return np.where(others == 1, 0.5, 1.0)

    found = visited(graph.walk(0, settings(steps=1, stay=0.6), half_to_one))
    assert found == pytest.approx({1: 0.2, 2: 0.4})
    assert seen == [([0, 0], [1, 2])]


def test_where_no_step_counts_walks_end() -> None:
    graph = graph_of({0: {1: 0.5}}, 2)
    found = graph.walk(0, settings(steps=3), lambda _, others: np.zeros(len(others)))
    assert not found.often.any()


@given(some_lists(), st.integers(0, 255))
def test_joined_tells_which_of_some_events_are_neighbours(drawn: tuple[Lists, int], bits: int) -> None:
    lists, events = drawn
    graph, rows = graph_of(lists, events), [row for row in range(events) if bits >> row & 1] or [0]
    pairs = scores(graph)
    expected = [[(one, other) in pairs for other in rows] for one in rows]
    assert graph.joined(np.array(rows)).tolist() == expected


def test_events_that_are_not_visited_are_visited_never() -> None:
    visits = Visits(np.array([2, 5]), np.array([0.5, 0.25]))
    assert visits.at(np.array([0, 2, 3, 5, 9])).tolist() == [0.0, 0.5, 0.0, 0.25, 0.0]
    nobody = Visits(np.zeros(0, dtype=np.int64), np.zeros(0))
    assert nobody.at(np.array([0, 2])).tolist() == [0.0, 0.0]
