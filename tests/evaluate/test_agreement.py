"""Agreement of groups: values worked out by hand, and what must hold of any groups."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array
from graph.evaluate.agreement import adjusted_mutual_information, adjusted_rand, b_cubed


def pairs() -> st.SearchStrategy[tuple[Array, Array]]:
    """Two ways to group up to twenty items."""
    both = st.lists(st.tuples(st.integers(-2, 4), st.integers(0, 9)), min_size=1, max_size=20)
    return both.map(lambda rows: (np.array([row[0] for row in rows]), np.array([row[1] for row in rows])))


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ([7, 7, 3, 3, 3], 11 / 15, 11 / 15),
        ([0, 0, 1, 1, 2], 4 / 5, 8 / 15),
        ([0, 1, 2, 3, 4], 1, 2 / 5),
        ([0, 0, 0, 0, 0], 13 / 25, 1),
    ],
)
def test_b_cubed_by_hand(found: list[int], precision: float, recall: float) -> None:
    result = b_cubed(np.array([0, 0, 0, 1, 1]), np.array(found))
    assert result[:2] == pytest.approx((precision, recall))
    assert result.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_agreement_beyond_chance_by_hand() -> None:
    truth, crossed, split = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([5, 5, 6, 7])
    assert adjusted_rand(truth, crossed) == pytest.approx(-1 / 2)
    assert adjusted_mutual_information(truth, crossed) == pytest.approx(-1 / 2)  # expected is a third of the entropy
    assert adjusted_rand(truth, split) == pytest.approx(4 / 7)


@given(pairs())
def test_b_cubed_is_its_definition(both: tuple[Array, Array]) -> None:
    truth, found = both
    alike, together = truth[:, None] == truth, found[:, None] == found
    result = b_cubed(truth, found)
    assert result.precision == pytest.approx(((alike & together).sum(axis=1) / together.sum(axis=1)).mean())
    assert result.recall == pytest.approx(((alike & together).sum(axis=1) / alike.sum(axis=1)).mean())
    assert 1 / len(truth) <= min(result) <= max(result) <= 1 + 1e-12
    assert b_cubed(found, truth)[:2] == pytest.approx((result.recall, result.precision))


@given(pairs())
def test_the_same_groups_agree_wholly_whatever_they_are_called(both: tuple[Array, Array]) -> None:
    groups, _ = both
    renamed = 17 - 3 * groups
    assert b_cubed(groups, renamed) == pytest.approx((1, 1, 1))
    assert adjusted_rand(groups, renamed) == pytest.approx(1)
    assert adjusted_mutual_information(groups, renamed) == pytest.approx(1)


@given(pairs())
def test_all_alone_are_precise_and_all_together_are_recalled(both: tuple[Array, Array]) -> None:
    groups, _ = both
    assert b_cubed(groups, np.arange(len(groups))).precision == pytest.approx(1)
    assert b_cubed(groups, np.zeros(len(groups), dtype=int)).recall == pytest.approx(1)
