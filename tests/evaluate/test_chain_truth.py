"""Which stories are long enough for chains, which pairs are asked about, and what is judged between them."""

import hashlib
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluate.chain_truth import LEAST_APART_DAYS, ChainTruth, Pair
from graph.evaluate.truth import Half
from graph.model import EventOutline
from tests.analysis.archives import archives, outline
from tests.evaluate.stories import archive, story, telling_stories


def keys_of(truth: ChainTruth, pairs: list[Pair]) -> Counter[str]:
    """How many pairs each heading gives."""
    return Counter(truth.keys[pair.story] for pair in pairs)


def test_headings_of_6_events_or_more_over_30_days_or_more_count() -> None:
    events = [
        *story("few", 0, length=5, step=50),
        *story("brief", 3, length=6, step=5)[:-1],
        outline("brief-last", 3 + 29, "", headings=("brief",)),
        *story("least", 5, length=5, step=5),
        outline("least-last", 5 + 30, "", headings=("least",)),
        *story("subject", 7, length=400, step=1),
    ]
    truth = ChainTruth.of(archive(events))
    assert truth.keys == ("least", "subject")
    assert truth.labelled.sum() == 406
    assert [len(truth.events(number)) for number in (0, 1)] == [6, 400]


def test_unlinked_headings_count_as_linked_ones_do() -> None:
    events = [outline(f"e{day}", day, "", unlinked=("Harvest",)) for day in range(0, 60, 10)]
    assert ChainTruth.of(archive(events)).keys == ("harvest",)


def test_all_pairs_far_enough_apart_are_drawn_once_and_no_others() -> None:
    snapshot = archive(story("flood", 0, length=9, step=10))
    pairs = ChainTruth.of(snapshot).pairs("all", 1000, 3)
    assert sorted(pairs) == [Pair(first, last, 0) for first in range(9) for last in range(first + 3, 9)]
    assert pairs != sorted(pairs)


def test_headings_take_turns_until_they_have_no_pair_left() -> None:
    events = [
        *story("long", 0, length=60, step=3),
        *story("middle", 1, length=6, step=13),
        *story("short", 2, length=6),
    ]
    events[-6:] = [outline(f"s{day}", day, "", headings=("short",)) for day in (2, 3, 4, 5, 6, 32)]
    truth = ChainTruth.of(archive(events))
    assert keys_of(truth, truth.pairs("all", 3, 0)) == {"long": 1, "middle": 1, "short": 1}
    assert keys_of(truth, truth.pairs("all", 12, 0)) == {"long": 6, "middle": 5, "short": 1}
    assert keys_of(truth, truth.pairs("all", 100, 0)) == {"long": 93, "middle": 6, "short": 1}
    assert keys_of(truth, truth.pairs("all", 0, 0)) == {"long": 1, "middle": 1, "short": 1}


def test_the_seed_chooses() -> None:
    truth = ChainTruth.of(archive([*story("a", 0, length=30, step=9), *story("b", 4, length=30, step=9)]))
    assert truth.pairs("all", 20, 1) == truth.pairs("all", 20, 1)
    assert set(truth.pairs("all", 20, 1)) != set(truth.pairs("all", 20, 2))


def test_halves_are_told_by_the_digest_alone() -> None:
    events = [event for number in range(40) for event in story(f"story {number}", 37 * number, length=6, step=10)]
    truth = ChainTruth.of(archive(events))
    drawn: dict[Half, set[str]] = {
        half: set(keys_of(truth, truth.pairs(half, 0, 0))) for half in ("held", "dev", "all")
    }
    odd = {key for key in truth.keys if int(hashlib.md5(key.encode()).hexdigest(), 16) % 2}
    assert drawn["all"] == set(truth.keys)
    assert drawn["held"] == odd != set()
    assert drawn["dev"] == set(truth.keys) - odd != set()


@given(archives(), st.integers(0, 9))
def test_ends_of_any_pair_share_its_heading_and_are_far_apart(events: list[EventOutline], count: int) -> None:
    spread = [outline(f"x{day}", day, "", headings=("red sea",)) for day in range(0, 90, 15)]
    truth = ChainTruth.of(archive([*events, *spread]))
    pairs = truth.pairs("all", count, 0)
    assert len(set(pairs)) == len(pairs) == (count or len(truth.keys))
    for pair in pairs:
        assert {pair.first, pair.last} <= set(truth.events(pair.story).tolist())
        assert truth.days[pair.last] - truth.days[pair.first] >= LEAST_APART_DAYS


def test_an_archive_without_long_stories_has_no_pairs() -> None:
    for events in ([], story("few", 0, length=5)):
        assert ChainTruth.of(archive(events)).pairs("all", 200, 0) == []


def test_only_events_under_an_eligible_heading_are_judged() -> None:
    events = [*telling_stories(0), *story("siege", 0, length=6, step=10), *story("strike", 1, length=6, step=10)]
    events += [
        outline("both", 22, "", headings=("strike", "siege")),
        outline("bare", 23, ""),
        outline("few", 24, "", headings=("else",)),
    ]
    snapshot = archive(events)
    truth = ChainTruth.of(snapshot)
    pair = Pair(snapshot.row("siege-0"), snapshot.row("siege-5"), truth.keys.index("siege"))

    def judged(*ids: str) -> float:
        return truth.judged(pair, np.array([snapshot.row(event_id) for event_id in ids], dtype=np.int64))

    assert judged("siege-1", "strike-1", "bare", "few") == 0.5
    assert judged("siege-1", "both", "strike-2") == pytest.approx(2 / 3)
    assert judged("strike-1") == 0
    assert judged("siege-1", "bare") == 1
    assert math.isnan(judged("bare", "few"))
    assert math.isnan(judged())
