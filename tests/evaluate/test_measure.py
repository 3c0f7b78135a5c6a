"""The measure, by hand and by what must hold; methods that know everything, and nothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluate.measure import measure, ndcg
from graph.evaluate.truth import Bools, Rows, Truth
from tests.evaluate.stories import archive, quiet, story, telling_stories


def right(*rows: int, events: int = 40) -> Bools:
    """A mask that is set for some rows."""
    mask = np.zeros(events, dtype=bool)
    mask[list(rows)] = True
    return mask


def rows(*numbers: int) -> Rows:
    """A list of rows."""
    return np.array(numbers, dtype=np.int64)


def test_ndcg_by_hand() -> None:
    gained = 1 / math.log2(2) + 1 / math.log2(4)  # places 1 and 3
    ideal = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(rows(5, 9, 7), right(5, 6, 7)) == pytest.approx(gained / ideal)
    assert ndcg(rows(5, 9, 7), right(5, 6, 7)) == pytest.approx(0.7039, abs=5e-5)


def test_ndcg_looks_at_ten_and_wants_no_more_than_ten() -> None:
    wanted = right(*range(20))
    assert ndcg(rows(*range(10)), wanted) == 1
    assert ndcg(rows(*range(20, 30), *range(10)), wanted) == 0
    assert ndcg(rows(), wanted) == 0


def test_an_event_counts_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        ndcg(rows(3, 3), right(3, 4))


@given(st.permutations(range(12)), st.sets(st.integers(0, 11), min_size=1))
def test_ndcg_lies_between_0_and_1_and_a_right_one_moved_up_never_harms(order: list[int], wanted: set[int]) -> None:
    mask = right(*wanted, events=12)
    value = ndcg(rows(*order), mask)
    assert 0 <= value <= 1 + 1e-12
    assert ndcg(rows(*sorted(order, key=lambda row: row not in wanted)), mask) == pytest.approx(1)
    first = next(place for place, row in enumerate(order) if row in wanted)
    moved = [order[first], *order[:first], *order[first + 1 :]]
    assert ndcg(rows(*moved), mask) >= value - 1e-12


class Cheat:
    """A method that looks at the truth."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth

    def rank(self, row: int, eligible: Bools, limit: int = 10) -> Rows:
        """Return what is right."""
        return np.flatnonzero(self.truth.relevant(row) & eligible)[:limit]


class Guess:
    """A method that knows nothing."""

    def rank(self, row: int, eligible: Bools, limit: int = 10) -> Rows:
        """Return any events."""
        return np.random.default_rng(row).permutation(np.flatnonzero(eligible))[:limit]


def test_who_cheats_is_perfect_and_who_guesses_is_not() -> None:
    truth = Truth.of(archive(telling_stories(90)))
    queries = truth.queries("all")
    told: list[tuple[int, int]] = []
    cheating = measure(Cheat(truth), truth, queries, lambda done, total: told.append((done, total)))
    guessing = measure(Guess(), truth, queries, quiet)
    assert {name: np.nanmin(values) for name, values in cheating.values.items()} == {"full": 1, "cond": 1, "far": 1}
    assert all(np.nanmean(values) < 0.05 for values in guessing.values.values())
    assert cheating.ms_per_query > 0
    assert told == sorted(told)
    assert told[-1] == (len(queries), len(queries))


def test_a_view_without_right_answers_leaves_the_query_out() -> None:
    truth = Truth.of(archive(story("brief", 0, length=3, step=5) + story("long", 0, length=3, step=31)))
    found = measure(Cheat(truth), truth, truth.queries("all"), quiet).values
    assert np.isnan(found["far"]).sum() == 3
    assert not np.isnan(found["full"]).any()
