"""Turning points of stories planted by hand: which events they are, and what is said of them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.stories import find_stories, neighbour_edges
from graph.analysis.timeline_model import Burst
from graph.analysis.turning_points import Onset, TurningPoint, TurningSettings, turning_points
from graph.errors import InputError
from graph.model import EventOutline
from tests.analysis.archives import archives, index_of, outline
from tests.analysis.turns import Scene, clique, events, halves, planted, star

BURST = Burst(dt.date(2015, 9, 1), dt.date(2015, 9, 20), 1, 8.0, "Harbour strike")


def names(points: list[TurningPoint]) -> list[tuple[str, str]]:
    return [(point.event, point.kind) for point in points]


def one_story(*group: EventOutline, links: list[tuple[str, str, float]]) -> Scene:
    return planted([group], links)


def keystones_of(scene: Scene, settings: TurningSettings | None = None) -> list[str]:
    return [point.event for point in turning_points(*scene, number=0, settings=settings) if point.kind == "keystone"]


def test_a_keystone_is_told_with_the_parts_that_fall_off() -> None:
    group, links = halves()
    (point,) = turning_points(*planted([group], links), number=0)
    assert (point.event, point.kind, point.joins) == ("middle", "keystone", ("story-a",))
    assert point.summary == (
        "Without it the story falls into two: 6 events about Aden until September 2015, "
        "and 5 about Red Cross from October 2015."
    )
    assert point.score == pytest.approx(5 / 25)  # all that links five events passes through it


def test_of_an_archive_the_story_is_named() -> None:
    group, links = halves()
    (point,) = turning_points(*planted([group], links))
    assert point.summary.startswith("Without it “Story A” falls into two: 6 events about Aden")


def test_the_same_event_told_twice_on_a_day_is_one_keystone() -> None:
    twin = outline("twin", 30, "middlex middley")
    group, links = halves(extra=[twin])
    linked = [event for event in group if event.id[-1] in "012"]
    scene = one_story(*group, links=[*links, *star("twin", linked), ("middle", "twin", 0.9)])
    (point,) = turning_points(*scene, number=0)
    assert point.event in {"middle", "twin"}
    assert "6 events about Aden" in point.summary


def test_of_two_reports_the_one_that_joins_the_parts_is_told() -> None:
    twin = outline("twin", 30, "middlex middley")
    group, links = halves(extra=[twin])
    left = [event for event in group if event.id.startswith("left")]
    scene = one_story(*group, links=[*links, *star("twin", left, 0.9), ("middle", "twin", 0.9)])
    assert [point.event for point in turning_points(*scene, number=0)] == ["middle"]


def test_two_leftover_events_are_no_part() -> None:
    most, loose = events("most", range(8), "aden"), events("loose", (20, 21))
    hub = outline("hub", 10, "hubx huby")
    links = [*clique(most), *clique(loose), *star("hub", [*most[:3], *loose])]
    assert keystones_of(one_story(*most, hub, *loose, links=links)) == []


def test_noise_does_not_hide_a_keystone() -> None:
    group, links = halves(past=0.1)
    assert keystones_of(planted([group], links)) == ["middle"]


def test_with_links_that_pass_it_by_a_story_only_all_but_falls_apart() -> None:
    group, links = halves(past=0.14)
    summary = turning_points(*planted([group], links), number=0)[0].summary
    assert summary.startswith("Without it the story all but falls into two: ")


def test_where_most_links_pass_it_by_nothing_falls_apart() -> None:
    group, links = halves(past=0.6)
    summaries = [point.summary for point in turning_points(*planted([group], links), number=0)]
    assert not any("falls into" in summary for summary in summaries)


def test_what_hangs_on_a_part_by_weak_links_falls_off_with_it() -> None:
    crumb = outline("crumb", 3, "crumbx crumby")
    group, links = halves(past=0.1, extra=[crumb], links=[("left0", "crumb", 0.12)])
    assert "7 events about Aden" in turning_points(*planted([group], links), number=0)[0].summary


def test_how_much_has_to_pass_through_a_keystone_can_be_set() -> None:
    group, links = halves(past=0.3)  # 1.5 of 3.3 passes through the middle
    for least, falls in ((0.4, True), (0.5, False)):
        points = turning_points(*planted([group], links), number=0, settings=TurningSettings(least_keystone=least))
        assert any("falls into" in point.summary for point in points) == falls


def test_what_is_joined_by_a_trifle_does_not_fall_apart() -> None:
    left, right = events("left", range(6)), events("right", range(60, 65))
    hub = outline("hub", 30, "hubx huby")
    links = [*clique(left), *clique(right), *star("hub", left), *star("hub", right[:3], 0.09)]
    assert keystones_of(one_story(*left, hub, *right, links=links)) == []


def test_a_keystone_is_told_by_the_links_that_show_most() -> None:
    parts = [
        events(name, range(place, place + size))
        for place, (name, size) in enumerate(zip("abc", (6, 5, 5), strict=True))
    ]
    hub = outline("hub", 2, "hubx huby")
    links = [link for part in parts for link in clique(part)] + [("a0", "b0", 0.1)]
    links += star("hub", [event for part in parts for event in part[:3]])
    scene = one_story(*(event for part in parts for event in part), hub, links=links)
    assert "falls into three: 6 events, 5, and 5" in turning_points(*scene, number=0)[0].summary


def test_a_story_may_fall_into_three() -> None:
    parts = [events(name, range(place, place + 4)) for place, name in enumerate("abc")]
    hub = outline("hub", 2, "hubx huby")
    links = [link for part in parts for link in clique(part)]
    links += star("hub", [event for part in parts for event in part[:2]])
    scene = one_story(*(event for part in parts for event in part), hub, links=links)
    assert turning_points(*scene, number=0)[0].summary == ("Without it the story falls into three: 4 events, 4, and 4.")


def test_of_keystones_that_split_a_story_alike_one_is_told() -> None:
    left, right = events("left", range(6)), events("right", range(60, 66))
    row = [outline(f"row{place}", 20 + place, f"rowx{place}") for place in range(3)]
    links = [*clique(left), *clique(right), *star("row0", left[:3]), *star("row2", right[:3])]
    links += [("row0", "row1", 1.0), ("row1", "row2", 1.0)]
    assert keystones_of(one_story(*left, *row, *right, links=links)) == ["row1"]


def test_a_pivot_links_what_came_before_to_what_followed() -> None:
    group, links = halves(past=0.6)
    (point,) = turning_points(*planted([group], links), number=0)
    assert names([point]) == [("middle", "keystone")]
    assert point.summary == (
        "Through it passes 29 % of what links the 6 events before it, about Aden, to the 5 after it, about Red Cross."
    )  # 1.5 of 1.5 and six times 0.6


def bridged(
    bridge: tuple[str, ...] = ("aden", "red cross"),
    weight: float = 0.4,
    twice: bool = False,
    common: str = "red cross",
    near: int = 5,
) -> Scene:
    """Two stories, of Aden and of the Red Cross, and an event of the one that is near to some of the other."""
    first, second = events("first", range(8), "aden"), events("second", range(8), "red cross", common)
    joining = [outline(f"joining{place}", 4 + 30 * place, f"joinx{place}", topics=bridge) for place in range(1 + twice)]
    links = [*clique(first), *clique(second)]
    for event in joining:
        links += [*star(event.id, first[:5], 0.4), *star(event.id, second[:near], weight)]
    return planted([[*first, *joining], second], links)


def test_a_bridge_joins_two_stories() -> None:
    (point,) = turning_points(*bridged())
    assert (point.event, point.kind, point.joins) == ("joining0", "bridge", ("story-a", "story-b"))
    assert point.summary == "It joins “Story A” and “Story B”: all that links the two passes through it."
    assert point.score == pytest.approx(2 / 3 * 8 / 28)  # firm for a weight of 2, and eight events at stake


def test_of_two_bridges_between_the_same_stories_one_is_told() -> None:
    (point,) = turning_points(*bridged(twice=True))
    assert "50 % of what links the two" in point.summary


@pytest.mark.parametrize(
    "scene",
    [
        pytest.param(bridged(bridge=("aden",)), id="about one of the stories only"),
        pytest.param(bridged(weight=0.04), id="a trifle"),
        pytest.param(bridged(bridge=("aden", "2007"), common="2007"), id="about a year"),
        pytest.param(bridged(bridge=("red cross",)), id="about the other story only"),
        pytest.param(bridged(near=3, weight=0.7), id="near to three events only"),
    ],
)
def test_what_joins_nothing_is_no_bridge(scene: Scene) -> None:
    assert turning_points(*scene) == []


def test_a_bridge_is_a_turning_point_of_its_own_story() -> None:
    assert names(turning_points(*bridged(), number=0)) == [("joining0", "bridge")]
    assert turning_points(*bridged(), number=1) == []


def test_an_onset_is_told_with_its_burst() -> None:
    scene = planted([events("a", range(4))], [], loose=events("loose", [9]))
    rows = {event: row for row, event in enumerate(scene[0].index.ids)}
    points = turning_points(*scene, onsets=[Onset(rows["loose0"], BURST, 10), Onset(rows["a1"], BURST, 20)])
    assert [(point.event, point.joins) for point in points] == [("loose0", ()), ("a1", ("story-a",))]
    assert points[0].summary == "With it begins a burst: 10 events in three weeks, about Harbour strike."
    assert points[0].score == pytest.approx(0.8 * 10 / 30)


def test_an_event_is_told_once_by_what_is_strongest() -> None:
    group, links = halves()
    scene = planted([group], links)
    row = scene[0].index.row("middle")
    assert names(turning_points(*scene, onsets=[Onset(row, BURST, 4)])) == [("middle", "keystone")]
    assert names(turning_points(*scene, onsets=[Onset(row, BURST, 8)])) == [("middle", "onset")]
    between = Onset(0, Burst(BURST.start, BURST.end, 1, 5.0), 8)  # weaker than the keystone, stronger than the onset
    assert names(turning_points(*scene, onsets=[Onset(row, BURST, 4), between])) == [
        ("middle", "keystone"),
        ("left0", "onset"),
    ]


def test_only_events_that_are_asked_about() -> None:
    group, links = halves()
    scene = planted([group], links)
    row = scene[0].index.row("middle")
    onset = Onset(row, BURST, 8)
    assert names(turning_points(*scene, rows=np.array([0, row]))) == [("middle", "keystone")]
    assert turning_points(*scene, rows=np.array([0, 1]), onsets=[onset]) == []
    assert turning_points(*scene, rows=np.zeros(0, dtype=np.int64)) == []


def test_a_report_that_is_asked_about_stands_for_an_event_told_twice() -> None:
    twin = outline("twin", 30, "middlex middley")
    group, links = halves(extra=[twin])
    scene = one_story(*group, links=[*links, ("middle", "twin", 0.9), ("left0", "twin", 0.2)])
    for event in ("middle", "twin"):
        asked = np.array([scene[0].index.row(event)])
        assert names(turning_points(*scene, rows=asked)) == [(event, "keystone")]


def test_of_the_archive_no_story_is_told_over_and_over() -> None:
    parts = [events(name, range(100 * place, 100 * place + 6)) for place, name in enumerate("abcd")]
    joints = [outline(f"joint{place}", 100 * place + 50, f"jointx{place}") for place in range(3)]
    links = [link for part in parts for link in clique(part)]
    for place, joint in enumerate(joints):
        links += star(joint.id, [*parts[place][:3], *parts[place + 1][3:]])
    scene = one_story(*(event for part in parts for event in part), *joints, links=links)
    assert sorted(keystones_of(scene)) == ["joint0", "joint1", "joint2"]
    assert len(turning_points(*scene)) == 2


def test_equal_ones_stand_in_order_of_their_ids() -> None:
    made = [halves(name=name) for name in ("zeta", "beta", "mu")]
    scene = planted([group for group, _ in made], [link for _, links in made for link in links])
    found = [point.event for point in turning_points(*scene)]
    assert found == ["betamiddle", "mumiddle", "zetamiddle"]
    assert [point.event for point in turning_points(*scene, limit=2)] == found[:2]
    assert turning_points(*scene, limit=0) == []


def test_a_story_in_one_day_has_keystones_without_dates() -> None:
    group, links = halves(days=([30] * 6, [30] * 5))
    (point,) = turning_points(*planted([group], links), number=0)
    assert point.summary == "Without it the story falls into two: 6 events about Aden, and 5 about Red Cross."


def test_a_story_of_one_event_has_none() -> None:
    assert turning_points(*planted([events("only", [3])], []), number=0) == []


def test_without_stories_there_are_none() -> None:
    assert turning_points(*planted([], [], loose=events("loose", range(3)))) == []
    assert turning_points(*planted([], [])) == []


def test_an_unknown_story_is_said() -> None:
    with pytest.raises(InputError, match="no story 1; they are numbered from 0 to 0"):
        turning_points(*planted([events("only", [3])], []), number=1)


@given(archives(), st.integers(0, 5))
def test_any_archive_gives_few_distinct_points_in_order(outlines: list[EventOutline], limit: int) -> None:
    index = index_of(outlines)
    found = find_stories(index)
    edges = neighbour_edges(index, 0.0)
    onsets = [Onset(row, BURST, 5) for row in range(len(index))]
    loose = TurningSettings(least_part=1, least_score=0.0, least_through=0.0)
    points = turning_points(found, edges, onsets=onsets, limit=limit, settings=loose)
    assert len(points) <= limit
    assert len({point.event for point in points}) == len(points)
    assert [point.score for point in points] == sorted((point.score for point in points), reverse=True)
    assert all(0 <= point.score <= 1 and len(point.summary) <= 200 for point in points)
    assert points == turning_points(found, edges, onsets=onsets[::-1], limit=limit, settings=loose)
