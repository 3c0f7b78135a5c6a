"""Intervals: seeded, over whole stories, paired."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluate.bootstrap import Resamples


def test_means_of_resamples_are_those_of_the_drawn_stories() -> None:
    resamples = Resamples.of(np.array([7, 7, 3]), seed=1, count=50)
    values = np.array([1.0, 0.0, 1.0])
    stories = {3: [1.0], 7: [1.0, 0.0]}  # in order of their numbers, as the draws are
    drawn = [
        [value for count, own in zip(draw, stories.values(), strict=True) for value in own * count]
        for draw in resamples.draws.tolist()
    ]
    assert resamples.means(values) == pytest.approx([np.mean(own) for own in drawn])
    assert {len(own) for own in drawn} == {2, 3, 4}


def test_an_interval_holds_the_value_and_narrows_with_more_stories() -> None:
    random = np.random.default_rng(0)
    widths = []
    for count in (20, 2000):
        values = random.random(count)
        figure = Resamples.of(np.arange(count), seed=0).mean(values)
        assert figure.value == pytest.approx(values.mean())
        assert figure.low < figure.value < figure.high
        widths.append(figure.high - figure.low)
    assert widths[1] == pytest.approx(2 * 1.96 * np.sqrt(1 / 12 / 2000), rel=0.1)
    assert widths[0] > 5 * widths[1]


def test_queries_of_one_story_tell_no_more_than_one() -> None:
    values = np.random.default_rng(3).random(40)
    alone = Resamples.of(np.arange(40), seed=0).mean(values)
    repeated = Resamples.of(np.repeat(np.arange(40), 25), seed=0).mean(np.repeat(values, 25))
    assert (repeated.value, repeated.low, repeated.high) == pytest.approx((alone.value, alone.low, alone.high))


def test_a_paired_difference_is_sure_where_each_value_is_not() -> None:
    base = np.random.default_rng(5).random(100)
    resamples = Resamples.of(np.arange(100), seed=0)
    better, worse = resamples.mean(base + 0.02), resamples.mean(base)
    assert better.low < worse.high
    difference = resamples.difference(base + 0.02, base)
    assert (difference.value, difference.low, difference.high) == pytest.approx((0.02, 0.02, 0.02))
    ratio = resamples.ratio(2 * base, base)
    assert ratio
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((2, 2, 2))


def test_nothing_is_a_multiple_of_nothing() -> None:
    resamples = Resamples.of(np.arange(4), seed=0)
    assert resamples.ratio(np.ones(4), np.zeros(4)) is None
    assert resamples.ratio(np.ones(4), np.array([1.0, 0, 0, 0])) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 1)), min_size=1), st.integers(0, 9))
def test_the_same_seed_gives_the_same_interval(queries: list[tuple[int, float]], seed: int) -> None:
    stories, values = np.array([story for story, _ in queries]), np.array([value for _, value in queries])
    first, again = (Resamples.of(stories, seed).mean(values) for _ in range(2))
    assert first == again
    assert first.low <= first.high


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=12),
    st.sampled_from([0.25, 0.5, 0.95]),
)
def test_quantiles_are_those_of_the_drawn_stories(queries: list[tuple[int, int]], share: float) -> None:
    names, numbers = (np.array(column) for column in zip(*queries, strict=True))
    values = numbers.astype(np.float64)
    resamples = Resamples.of(names, seed=1, count=60)
    found = resamples.quantile(values, share)
    drawn = [
        np.quantile(np.repeat(values, draw[resamples.clusters]), share, method="inverted_cdf")
        for draw in resamples.draws
    ]
    low, high = np.percentile(drawn, (2.5, 97.5))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.value == sorted(values)[int(np.ceil(share * len(values))) - 1]
