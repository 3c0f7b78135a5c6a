"""Timelines and turning points of a store, asked for from Python."""

from collections.abc import Callable

import pytest

from graph import EventGraph, InputError, NotFoundError, StorytrailError
from graph.store import open_store
from graph.timeline_results import EVENT_COLUMNS
from tests.test_grouping import LAVROV, SHOT, desk, story_of

__all__ = ["desk"]


def test_a_timeline_of_each_thing(desk: EventGraph) -> None:
    story, cluster = desk.story(story_of(desk, SHOT).id), desk.list_clusters().clusters[0].cluster
    saved = desk.save_chain("the jet", SHOT, LAVROV)
    found = [
        desk.timeline("Syria"),
        desk.timeline(story=story.entry.story.id),
        desk.timeline(cluster=cluster.id),
        desk.timeline(chain="the jet"),
        desk.timeline(events=[SHOT, LAVROV]),
    ]
    assert [each.subject.kind for each in found] == ["topic", "story", "cluster", "chain", "events"]
    assert {row[0] for row in found[1].rows} == {event.id for event in story.events}
    assert found[2].event_count == cluster.event_count
    assert found[3].event_count == len(saved.events)
    assert found[4].event_count == 2
    for each in found:
        assert each.counts.sum() == each.event_count == len(each.rows) == len(each.events)
        assert tuple(each.events.columns) == EVENT_COLUMNS
        assert each.events["key"].sum() == len(each.key_events) <= 12
        assert (each.table["archive"] >= each.table["count"]).all()


def test_a_topic_counts_events_that_only_name_it(sample: EventGraph) -> None:
    all_of_it, linked = sample.timeline("Syria"), sample.timeline("Syria", linked=True)
    assert linked.event_count == all_of_it.linked_count == linked.linked_count
    assert all_of_it.event_count > linked.event_count
    assert {row[0] for row in linked.rows} < {row[0] for row in all_of_it.rows}
    assert sample.timeline(story=story_of(sample, SHOT).id).linked_count is None


def test_bounds_and_bins(sample: EventGraph) -> None:
    found = sample.timeline("Syria", first="2016-01-01", last="2016-12-31", bin="month")
    assert len(found.counts) == 12
    assert {row[1].year for row in found.rows} == {2016}
    empty = sample.timeline("Syria", first="1990-01-01", last="1990-02-01")
    assert (empty.event_count, empty.key_events, len(empty.events)) == (0, (), 0)
    assert sample.timeline(events=[]).to_dict()["counts"] == []


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda g: g.timeline(), "one thing"),
        (lambda g: g.timeline("Syria", story="any"), "one thing"),
        (lambda g: g.timeline("Syria", bin="hour"), "hour"),
        (lambda g: g.timeline("Syria", first="2016-02-01", last="2016-01-01"), "swap"),
        (lambda g: g.turning_points(limit=0), "limit"),
    ],
)
def test_what_cannot_be_asked(sample: EventGraph, ask: Callable[[EventGraph], object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        ask(sample)


def test_turning_points_of_all_of_a_story_and_of_a_topic(sample: EventGraph) -> None:
    found = sample.turning_points(limit=5)
    scores = [point.score for point in found.points]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert all(point.summary for point in found.points)
    largest = sample.list_stories(limit=1).stories[0]
    of_story = sample.turning_points(story=largest.story.id)
    assert of_story.points
    assert {point.event.id for point in of_story.points} <= {*largest.events}
    of_topic = sample.turning_points(topic="Syria", limit=3)
    assert {point.event.id for point in of_topic.points} <= {row[0] for row in sample.timeline("Syria").rows}
    table = of_topic.to_frame()
    assert list(table["id"]) == [point.event.id for point in of_topic.points]
    with pytest.raises(NotFoundError):
        sample.turning_points(story="atlantis")


def test_a_story_whose_events_are_gone_has_no_turning_points(desk: EventGraph) -> None:
    story = story_of(desk, SHOT)
    with open_store(desk.url, write=True) as store:
        members = store.graph.story_members()
        kept = {event: name for name, events in members.items() for event in events if name != story.id}
        store.graph.write_stories(store.graph.stories(), kept, store.graph.meta().revision, "another way")
        store.graph.publish()
    assert desk.turning_points(story=story.id).points == []
    for point in desk.turning_points(limit=20).points:
        assert point.kind == "onset" or point.joins[0] == story_of(desk, point.event.id).id


def test_events_may_be_a_table(sample: EventGraph) -> None:
    events = sample.events()
    assert sample.timeline(events=events).event_count == len(events)
    assert sample.timeline(events=[*events["id"][:3], "air-strikes go on"]).event_count in (3, 4)


def test_no_burst_is_called_by_a_muted_topic(desk: EventGraph) -> None:
    named = [burst.label for burst in desk.timeline("Syria").bursts]
    told = named[0].split(", ")[0]
    desk.mute(told)
    found = desk.timeline("Syria")
    assert found.muted == (told,)
    assert not [burst.label for burst in found.bursts if told in burst.label]
    assert desk.timeline(told).muted == ()  # it was asked for by its name


def test_a_cluster_of_a_year_is_asked_for_by_its_id(sample: EventGraph) -> None:
    entries = sample.list_clusters(year=2015).clusters
    regions = sample.list_clusters(level=2, year=2015).clusters
    home = next(entry.cluster.parent for entry in regions if entry.cluster.parent)
    view = sample.cluster(home)
    assert {region.id for region in view.regions} == {e.cluster.id for e in regions if e.cluster.parent == home}
    assert view.stories
    part = sample.cluster(view.regions[0].id)
    assert part.parent is not None
    assert part.parent.id == home
    of_year = next(entry for entry in entries if entry.cluster.id == home)
    assert (view.entry.change, view.entry.topics) == (of_year.change, of_year.topics)
    found = sample.timeline(cluster=home)
    assert {day.year for _, day, _ in found.rows} == {2015}
    assert found.event_count == of_year.cluster.event_count


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_none(sample: EventGraph, name: str) -> None:
    for ask in (
        lambda: sample.list_stories(topic=name),
        lambda: sample.stories(topic=name),
        lambda: sample.turning_points(topic=name),
        lambda: sample.turning_points(story=name),
        lambda: sample.timeline(name),
    ):
        with pytest.raises(StorytrailError):
            ask()
