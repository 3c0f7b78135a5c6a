"""The strongest way in a number of steps: as good as the best of all ways, tried one by one."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array, Floats
from graph.analysis.routes import strongest_route

Way = tuple[int, ...]
PARTS = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0])


def table(events: int, values: dict[tuple[int, int], float]) -> Floats:
    """A table of links, 0 but for some."""
    links = np.zeros((events, events))
    for (source, target), value in values.items():
        links[source, target] = value
    return links


@st.composite
def grounds(draw: st.DrawFn) -> tuple[Floats, Floats, Array]:
    """Draw what links are worth, how strong they are, and the days of up to six events."""
    events = draw(st.integers(2, 6))
    worth = np.array(draw(st.lists(PARTS, min_size=events**2, max_size=events**2))).reshape(events, events)
    strengths = draw(st.lists(PARTS.filter(bool), min_size=events**2, max_size=events**2))
    days = sorted(draw(st.lists(st.integers(1, 6), min_size=events, max_size=events)))
    return worth, np.array(strengths).reshape(events, events), np.array(days)


def all_ways(worth: Floats, days: Array, inner: int) -> list[Way]:
    """Every way of so many inner events over days that rise, with links that are worth anything."""
    last = len(days) - 1
    ways = [(0, *between, last) for between in combinations(range(1, last), inner)]
    return [way for way in ways if all(days[a] < days[b] and worth[a, b] > 0 for a, b in pairwise(way))]


def least(links: Floats, way: Way) -> float:
    """The weakest link of a way."""
    return min(float(links[pair]) for pair in pairwise(way))


def total(links: Floats, way: Way) -> float:
    """All links of a way together."""
    return sum(float(links[pair]) for pair in pairwise(way))


@given(grounds(), st.integers(0, 4), st.sampled_from([1.0, 0.9, 0.5, 0.1]))
def test_no_way_is_better(ground: tuple[Floats, Floats, Array], inner: int, nearly: float) -> None:
    worth, strengths, days = ground
    found = tuple(strongest_route(worth, strengths, days, inner, nearly))
    ways = all_ways(worth, days, inner)
    assert bool(found) == bool(ways)
    if not ways:
        return
    assert found in ways
    most = max(least(worth, way) for way in ways)
    good = [way for way in ways if least(worth, way) >= nearly * most - 1e-9]
    assert found in good
    strongest = max(least(strengths, way) for way in good)
    assert least(strengths, found) == strongest
    best = max(total(strengths, way) for way in good if least(strengths, way) == strongest)
    assert total(strengths, found) == pytest.approx(best)


def test_the_weakest_link_counts_before_the_mean() -> None:
    links = table(4, {(0, 1): 0.9, (1, 3): 0.2, (0, 2): 0.3, (2, 3): 0.3})
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 1) == [0, 2, 3]


def test_of_ways_as_strong_the_one_with_the_higher_mean_is_taken() -> None:
    links = table(4, {(0, 1): 0.4, (1, 3): 0.3, (0, 2): 0.3, (2, 3): 0.9})
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 1) == [0, 2, 3]


def test_worth_that_is_nearly_the_highest_leaves_the_choice_to_strength() -> None:
    worth = table(4, {(0, 1): 1.0, (1, 3): 1.0, (0, 2): 0.95, (2, 3): 0.95})
    strengths = table(4, {(0, 1): 0.2, (1, 3): 0.2, (0, 2): 0.6, (2, 3): 0.6})
    days = np.array([1, 2, 3, 4])
    assert strongest_route(worth, strengths, days, 1, nearly=0.9) == [0, 2, 3]
    assert strongest_route(worth, strengths, days, 1, nearly=0.97) == [0, 1, 3]
    assert strongest_route(worth, strengths, days, 1) == [0, 1, 3]


def test_of_ways_as_good_the_one_whose_weakest_link_is_stronger_is_taken() -> None:
    worth = table(4, {(0, 1): 1.0, (1, 3): 1.0, (0, 2): 1.0, (2, 3): 1.0})
    strengths = table(4, {(0, 1): 0.9, (1, 3): 0.3, (0, 2): 0.4, (2, 3): 0.4})
    assert strongest_route(worth, strengths, np.array([1, 2, 3, 4]), 1) == [0, 2, 3]


@pytest.mark.parametrize("days", [[1, 1, 3], [1, 3, 3]])
def test_every_step_is_of_a_later_day(days: list[int]) -> None:
    links = np.full((3, 3), 0.5)
    assert strongest_route(links, links, np.array(days), 1) == []
    assert strongest_route(links, links, np.array(days), 0) == [0, 2]


def test_ends_of_one_day_have_no_way() -> None:
    links = np.full((2, 2), 0.5)
    assert strongest_route(links, links, np.array([1, 1]), 0) == []


def test_without_inner_events_the_way_is_the_link_itself() -> None:
    links = np.full((4, 4), 0.5)
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 0) == [0, 3]
    links[0, 3] = 0.0
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 0) == []


def test_more_inner_events_than_there_are_give_no_way() -> None:
    links = np.full((4, 4), 0.5)
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 2) == [0, 1, 2, 3]
    assert strongest_route(links, links, np.array([1, 2, 3, 4]), 3) == []
