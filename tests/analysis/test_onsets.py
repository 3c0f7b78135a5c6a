"""Which event a burst begins with."""

import datetime as dt

import numpy as np

from graph.analysis.onsets import onsets
from graph.analysis.timeline_model import Burst
from tests.analysis.turns import Scene, day_of, events, planted, star


def scene() -> Scene:
    """Events of ten days in a row, of which that of the second day and that of the seventh are near to most."""
    group = events("e", range(10))
    return planted([group], [*star("e1", group[4:], 0.4), *star("e6", [*group[:6], *group[7:]], 0.9)])


def burst(first: int, last: int) -> Burst:
    return Burst(day_of(first), day_of(last), 1, 3.0)


def found(scene: Scene, *bursts: Burst) -> list[tuple[str, int]]:
    stories, edges = scene
    made = onsets(stories.index.scorer.days, np.arange(len(stories.index)), edges, bursts)
    return [(stories.index.ids[onset.row], onset.events) for onset in made]


def test_of_the_first_days_the_event_that_most_is_near_to_begins_a_burst() -> None:
    assert found(scene(), burst(0, 9)) == [("e1", 10)]


def test_each_burst_has_its_own() -> None:
    assert found(scene(), burst(0, 5), burst(6, 9)) == [("e1", 6), ("e6", 4)]


def test_of_equal_ones_the_first_begins_a_burst() -> None:
    assert found(planted([events("e", range(4))], []), burst(0, 3)) == [("e0", 4)]


def test_a_burst_without_events_has_none() -> None:
    far = Burst(dt.date(1999, 1, 1), dt.date(1999, 1, 5), 1, 3.0)
    assert found(scene(), far) == []
