"""Short lists of events: filled one by one, and carried over to where the events stand now."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.row_lists import NOBODY, RowLists

LENGTH = 3
Shown = dict[int, list[tuple[int, float]]]


def filled(lists: dict[int, list[int]], events: int) -> RowLists:
    """Lists of some events, with falling scores."""
    made = RowLists.unknown(events, LENGTH)
    for row, others in lists.items():
        made.put(row, np.array(others, dtype=np.int64), np.linspace(0.9, 0.5, LENGTH)[: len(others)])
    return made


def shown(lists: RowLists) -> Shown:
    """The known lists, each other with its score."""
    return {
        row: [
            (other, score)
            for other, score in zip(lists.rows[row].tolist(), lists.scores[row].tolist(), strict=True)
            if other != NOBODY
        ]
        for row in np.flatnonzero(lists.known).tolist()
    }


@st.composite
def some_lists(draw: st.DrawFn) -> tuple[dict[int, list[int]], list[int]]:
    """Draw lists of some of a few events, and where each event goes; -1 for those that do not stay."""
    events = draw(st.integers(1, 6))
    others = st.lists(st.integers(0, events - 1), max_size=LENGTH, unique=True)
    lists = draw(st.dictionaries(st.integers(0, events - 1), others, max_size=events))
    places = draw(st.permutations([*range(events), *([NOBODY] * events)]))
    return lists, list(places[:events])


def test_nothing_is_known_at_first() -> None:
    lists = RowLists.unknown(2, LENGTH)
    assert (len(lists), lists.length, shown(lists)) == (2, LENGTH, {})
    assert lists.least.tolist() == [0.0, 0.0]


def test_a_list_takes_as_many_as_it_has_room_for_and_forgets_what_it_held() -> None:
    lists = RowLists.unknown(6, LENGTH)
    lists.put(1, np.array([5, 4, 3, 2]), np.array([0.75, 0.5, 0.25, 0.125]))
    assert shown(lists) == {1: [(5, 0.75), (4, 0.5), (3, 0.25)]}
    lists.put(1, np.array([2]), np.array([0.5]))
    assert shown(lists) == {1: [(2, 0.5)]}
    assert lists.scores[1].tolist() == [0.5, 0.0, 0.0]


def test_several_lists_are_filled_at_once_and_one_without_others_is_known_to_be_empty() -> None:
    lists = RowLists.unknown(6, LENGTH)
    others = np.array([5, 4, 3, 2, 1])
    lists.put_all(np.array([4, 0, 2]), np.array([0, 0, 0, 0, 2]), others, np.array([0.75, 0.5, 0.25, 0.125, 0.5]))
    assert shown(lists) == {4: [(5, 0.75), (4, 0.5), (3, 0.25)], 0: [], 2: [(1, 0.5)]}


def test_a_full_list_is_entered_from_its_last_score_on_and_others_from_any() -> None:
    lists = RowLists.unknown(4, 2)
    lists.put(0, np.array([1, 2]), np.array([0.75, 0.5]))
    lists.put(1, np.array([0]), np.array([0.75]))
    assert lists.least.tolist() == pytest.approx([0.5, 0.0, 0.0, 0.0], rel=1e-6)
    assert RowLists.unknown(3, 0).least.tolist() == [0.0, 0.0, 0.0]


@given(some_lists())
def test_lists_move_with_their_events_and_those_that_name_one_that_is_gone_are_unknown(
    drawn: tuple[dict[int, list[int]], list[int]],
) -> None:
    lists, places = drawn
    before = filled(lists, len(places))
    kept = shown(before)
    moved = before.moved(np.array(places), len(places) + 1)
    assert len(moved) == len(places) + 1
    assert shown(moved) == {
        places[row]: [(places[other], score) for other, score in others]
        for row, others in kept.items()
        if NOBODY not in (places[row], *(places[other] for other, _ in others))
    }
    assert (moved.rows[~moved.known] == NOBODY).all()
    assert shown(before) == kept


@given(st.floats(0.0, 1.0))
def test_what_ties_with_the_last_of_a_list_reaches_it(score: float) -> None:
    lists = RowLists.unknown(2, 1)
    lists.put(0, np.array([1]), np.array([score]))
    assert lists.least[0] <= score


def test_no_lists_move_to_none() -> None:
    assert shown(RowLists.unknown(0, LENGTH).moved(np.zeros(0, dtype=np.int64), 0)) == {}
