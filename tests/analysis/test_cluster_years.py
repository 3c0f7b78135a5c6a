"""Clusters year by year."""

import pytest

from graph.analysis.cluster_years import YearClusters, cluster_years, common
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, index_of, told_together

YEAR = 366
FIRST = 125
"""How many days after the start of archives 2016 begins."""
TWO, THREE, SAME, LATE, EARLY = ([f"{name}{place}" for place in range(4)] for name in "bcdef")


def years(events: list[EventOutline]) -> list[YearClusters]:
    """The clusters of every year."""
    index = index_of(events)
    return list(cluster_years(index.scorer.terms, index.scorer.days))


def year(number: int, *groups: list[str]) -> list[EventOutline]:
    """A year in which each of some groups is told of together."""
    return [
        event
        for group in groups
        for event in told_together(group, 4, FIRST + number * YEAR, name=f"{number}{group[0]}")
    ]


def changes(found: YearClusters) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Where themes come from."""
    return {name: (found.origins[name].change, found.origins[name].came_from) for name in found.clusters.ids[0]}


def test_clusters_go_on_merge_begin_and_end() -> None:
    first, second = years([*year(0, TWO, THREE, SAME, EARLY), *year(1, TWO + THREE, SAME, LATE)])
    assert (first.year, second.year) == (2016, 2017)
    assert {change for change, _ in changes(first).values()} == {"new"}
    assert changes(second) == {
        "b0-b1-b2-2017": ("merged", ("b0-b1-b2-2016", "c0-c1-c2-2016")),
        "d0-d1-d2-2017": ("continued", ("d0-d1-d2-2016",)),
        "e0-e1-e2-2017": ("new", ()),
    }
    assert second.ended[0] == ("f0-f1-f2-2016",)


def test_years_without_events_are_left_out() -> None:
    assert [found.year for found in years([*year(0, SAME), *year(3, SAME)])] == [2016, 2019]


def test_the_same_archive_gives_the_same_years_whatever_the_order_of_events() -> None:
    events = [*year(0, TWO, THREE, SAME), *year(1, TWO + THREE, SAME)]
    one, other = (
        [(found.year, found.clusters.clusters, found.origins, found.ended) for found in years(order)]
        for order in (events, events[::-1])
    )
    assert repr(one) == repr(other)


def test_what_two_years_have_in_common_by_hand() -> None:
    """Members of one year only do not count: of the five or seven that are left three are in both, and two or four."""
    before = {"a": "x", "b": "x", "c": "y", "d": "y", "gone": "y"}
    now = {"a": "p", "b": "p", "c": "p", "d": "p", "new": "p"}
    told = {"a": 9, "b": 2, "c": 1, "d": 1, "new": 5}
    told_before = {"a": 1, "b": 2, "c": 4, "d": 4, "gone": 1}
    assert common(now, before, told, told_before) == {("p", "x"): 3 / 5, ("p", "y"): 2 / 5}
    doubled = {**told, "c": 2, "d": 2}
    assert common(now, before, doubled, told_before) == {("p", "x"): 3 / 7, ("p", "y"): 4 / 7}
    # what they have in common is one in eleven of the smaller one
    assert common({"a": "p", "b": "p"}, {"a": "x", "c": "x"}, {"a": 1, "b": 19}, {"a": 1, "c": 10}) == {}
    assert common({"a": "p", "b": "p"}, {"a": "x", "c": "x"}, {"a": 2, "b": 19}, {"a": 2, "c": 9}) == {("p", "x"): 1.0}
    assert common({}, before, {}, told_before) == {}


@pytest.mark.parametrize("events", [*ODD.values(), NO_TOPICS], ids=[*ODD, "no topics"])
def test_archives_without_clusters(events: list[EventOutline]) -> None:
    found = years(events)
    assert [one.year for one in found] == sorted({event.date.year for event in events})
    assert [(one.clusters.clusters, dict(one.origins)) for one in found] == [((), {})] * len(found)
