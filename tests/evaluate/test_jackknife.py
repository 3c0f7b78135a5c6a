"""Intervals of what is no mean: parts of whole headings are left out, the same for all that is compared."""

import numpy as np
import pytest

from graph.analysis.csr import Array, Floats
from graph.evaluate.jackknife import PARTS, Jackknife

VALUES = np.array([0.1, 0.2, 0.6])
T_OF_TWO = 4.302653  # of Student's distribution with two degrees of freedom, for 95 %


def mean_of(values: Floats) -> object:
    """What measures the mean of the values at some places, and ten less."""

    def measure(places: Array) -> Floats:
        mean = float(values[places].mean())
        return np.array([mean, mean - 0.3])

    return measure


def test_the_interval_of_a_mean_is_the_usual_one() -> None:
    values = Jackknife.of(np.array([5, 9, 7]), seed=3).values(mean_of(VALUES))  # type: ignore[arg-type]
    assert sorted(values[1:, 0]) == pytest.approx([0.15, 0.35, 0.4])
    figure = Jackknife.estimate(values[:, 0])
    half = T_OF_TWO * float(VALUES.std(ddof=1)) / 3**0.5
    assert (figure.value, figure.high - figure.value) == pytest.approx((0.3, half), rel=1e-5)
    assert Jackknife.estimate(values[:, 1]).value == pytest.approx(0)


def test_events_of_a_heading_are_left_out_together_and_all_parts_are_of_one_size() -> None:
    headings = np.repeat(np.arange(100, 160), 3)
    parts = Jackknife.of(headings, seed=0).parts
    assert len(np.unique(np.column_stack([headings, parts]), axis=0)) == 60
    assert np.bincount(parts).tolist() == [9] * PARTS
    assert (Jackknife.of(headings, seed=0).parts == parts).all()
    assert (Jackknife.of(headings, seed=1).parts != parts).any()


def test_what_differs_by_the_same_everywhere_differs_for_sure_and_no_bound_is_beyond_what_can_be() -> None:
    values = Jackknife.of(np.arange(3), seed=0).values(mean_of(VALUES * 1.5))  # type: ignore[arg-type]
    difference = Jackknife.estimate(values[:, 0] - values[:, 1])
    assert (difference.value, difference.low, difference.high) == pytest.approx((0.3, 0.3, 0.3))
    wide = Jackknife.estimate(np.array([0.5, -1.0, 1.0, 0.5]))
    assert (wide.low, wide.high) == (-1, 1)
