"""Stories and clusters of a store, asked for from Python."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from graph import AmbiguousError, EventGraph, InputError, NotFoundError, StoreEmptyError
from graph.group_results import CLUSTER_COLUMNS, STORY_COLUMNS
from graph.model import Story
from tests.pages import write_pages

STRIKE = "2015-05-04/dock-workers"
SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"


def story_of(graph: EventGraph, event: str) -> Story:
    """The story that an event is of."""
    ref = graph.event(event).event.story
    assert ref is not None
    return graph.story(ref.id).entry.story


def spans(story: Story, day: dt.date) -> bool:
    """Whether a day lies in a story."""
    return story.first <= day <= story.last


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Iterator[EventGraph]:
    """The sample in a store that may be written to."""
    shutil.copytree(sample_store, tmp_path / "store")
    with EventGraph.open(tmp_path / "store") as graph:
        yield graph


# -- stories -------------------------------------------------------------------------------------------------


def test_stories_are_listed_largest_first(sample: EventGraph) -> None:
    found = sample.list_stories(limit=5)
    sizes = [entry.story.event_count for entry in found.stories]
    assert len(sizes) == 5 < found.total == sample.status().stories
    assert sizes == sorted(sizes, reverse=True)
    table = sample.stories()
    assert tuple(table.columns) == STORY_COLUMNS
    assert len(table) == found.total
    assert list(table["id"][:5]) == [entry.story.id for entry in found.stories]
    assert pd.api.types.is_datetime64_any_dtype(table["first"])


def test_stories_of_a_day_had_begun_and_not_ended(sample: EventGraph) -> None:
    day = dt.date(2016, 2, 3)
    found = sample.list_stories(on=day, limit=100)
    under_way = {each.story.id for each in sample.list_stories(limit=100).stories if spans(each.story, day)}
    assert {entry.story.id for entry in found.stories} == under_way
    assert story_of(sample, LAVROV).id in under_way
    assert (found.on, found.topic) == (day, None)
    assert sample.list_stories(on="1990-01-01").stories == []


def test_stories_of_a_topic_have_events_that_link_it(sample: EventGraph) -> None:
    found = sample.list_stories(topic="greece")
    assert (found.topic.label if found.topic else "") == "Greece"
    counts = []
    for entry in found.stories:
        events = sample.story(entry.story.id).events
        counts.append(sum("Greece" in {topic.label for topic in event.topics} for event in events))
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    both = sample.list_stories(topic="Greece", on="2015-07-05").stories
    assert {entry.story.id for entry in both} <= {entry.story.id for entry in found.stories}
    assert all(spans(entry.story, dt.date(2015, 7, 5)) for entry in both)
    assert both


def test_a_story_has_all_its_events_in_order_of_time(sample: EventGraph) -> None:
    story = story_of(sample, SHOT).id
    view = sample.story(story)
    days = [event.date for event in view.events]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (view.entry.story.first, view.entry.story.last)
    assert len(days) == view.entry.story.event_count
    assert {*view.entry.story.key_events} <= {event.id for event in view.events}
    assert {event.story.id for event in view.events if event.story} == {story}
    shape = view.to_dict()
    assert [event["id"] for event in shape["events"]] == list(view.entry.events)


def test_a_story_is_found_by_id_beginning_or_label(sample: EventGraph) -> None:
    story = story_of(sample, SHOT)
    for name in (story.id, story.id[:-1], story.label, story.label.lower()):
        assert sample.story(name).entry.story == story


def test_a_name_of_several_stories_or_of_none(sample: EventGraph) -> None:
    ids = [entry.story.id for entry in sample.list_stories(limit=100).stories]
    several = next(name[:2] for name in ids if sum(other.startswith(name[:2]) for other in ids) > 1)
    with pytest.raises(AmbiguousError, match=f"(?s)Several stories match '{several}'.*\n  {several}.*\n  {several}"):
        sample.story(several)
    with pytest.raises(NotFoundError, match="`storytrail stories`"):
        sample.story("atlantis")
    with pytest.raises(NotFoundError, match="No topic"):
        sample.list_stories(topic="Nowhere Land")


# -- clusters ------------------------------------------------------------------------------------------------


def test_clusters_of_a_level(sample: EventGraph) -> None:
    themes, regions = (sample.list_clusters(level=level) for level in (1, 2))
    for found, level in ((themes, 1), (regions, 2)):
        sizes = [entry.cluster.topic_count for entry in found.clusters]
        assert sizes == sorted(sizes, reverse=True)
        assert {entry.cluster.level for entry in found.clusters} == {level}
    assert {entry.cluster.parent for entry in regions.clusters} <= regions.labels.keys()
    tables = sample.clusters(), sample.clusters(level=2)
    assert tuple(tables[0].columns) == CLUSTER_COLUMNS
    assert len(tables[0]) == sample.status().clusters == len(themes.clusters) + len(tables[1])
    with pytest.raises(InputError, match="level 1"):
        sample.list_clusters(level=3)


def test_a_cluster_has_its_topics_regions_and_stories(sample: EventGraph) -> None:
    largest = sample.list_clusters().clusters[0].cluster
    view = sample.cluster(largest.id)
    shares = [topic.share for topic in view.entry.topics]
    assert len(shares) == largest.topic_count
    assert shares == sorted(shares, reverse=True)
    assert view.parent is None
    assert {region.parent for region in view.regions} == {largest.id}
    assert view.stories
    inner = sample.cluster(view.regions[0].id)
    assert inner.parent is not None
    assert inner.parent.id == largest.id
    assert {topic.topic.id for topic in inner.entry.topics} <= {topic.topic.id for topic in view.entry.topics}


def test_a_theme_comes_before_the_region_that_is_called_the_same(sample: EventGraph) -> None:
    labels = pd.Series(
        [entry.cluster.label for level in (1, 2) for entry in sample.list_clusters(level=level).clusters]
    )
    twice = labels[labels.duplicated()].iloc[0]
    assert sample.cluster(twice).entry.cluster.level == 1
    for level in (1, 2):
        ids = [each.cluster.id for each in sample.list_clusters(level=level).clusters if each.cluster.label == twice]
        assert [sample.cluster(name).entry.cluster.level for name in ids] == [level]


def test_clusters_of_a_year_say_where_they_come_from(sample: EventGraph) -> None:
    first, after_a_gap = sample.list_clusters(year=2011), sample.list_clusters(year=2014)
    assert {entry.change for entry in first.clusters} == {"new"}
    assert (first.year_before, first.ended) == (None, ())
    assert after_a_gap.year_before == 2012
    changes = set()
    for year in (2012, 2014, 2015, 2016):
        found = sample.list_clusters(year=year)
        changes |= {entry.change for entry in found.clusters}
        before = {entry.cluster.id for entry in sample.list_clusters(year=found.year_before).clusters}
        came_from = {name for entry in found.clusters for name in entry.came_from}
        assert came_from.isdisjoint(found.ended)
        assert came_from | {*found.ended} == before
        assert before <= found.labels.keys()
    assert {"new", "continued", "split", "merged"} >= changes > {"new"}
    assert [*sample.clusters(year=2016).columns[-2:]] == ["change", "came_from"]
    with pytest.raises(NotFoundError, match="it has 2011-2012, 2014-2016"):
        sample.list_clusters(year=2013)


def test_a_cluster_of_a_year_is_found_by_its_id(sample: EventGraph) -> None:
    for entry in sample.list_clusters(year=2015).clusters:
        view = sample.cluster(entry.cluster.id)
        assert (view.entry.cluster, view.entry.change) == (entry.cluster, entry.change)
        assert len(view.entry.topics) == entry.cluster.topic_count
    with pytest.raises(NotFoundError, match="`storytrail clusters`"):
        sample.cluster("atlantis-2015")


# -- what is known of a topic and an event -------------------------------------------------------------------


def test_a_topic_tells_its_clusters_and_stories(sample: EventGraph) -> None:
    view = sample.topic("Greece")
    assert [cluster.level for cluster in view.clusters] == [1, 2]
    assert view.clusters[1].parent == view.clusters[0].id
    assert [story.id for story, _ in view.stories] == [
        entry.story.id for entry in sample.list_stories(topic="Greece").stories
    ]
    shape = view.to_dict()
    assert shape["clusters"][0] == {"id": view.clusters[0].id, "label": view.clusters[0].label, "level": 1}
    told = sample.story(shape["stories"][0]["id"]).events
    assert shape["stories"][0]["shared"] == sum("greece" in {t.id for t in event.topics} for event in told)
    assert {*shape["stories"][0]} == {"id", "label", "first", "last", "event_count", "shared"}


def test_a_muted_topic_is_left_out_and_said(desk: EventGraph) -> None:
    desk.mute("Greece")
    theme = desk.list_clusters().clusters
    assert "greece" not in {topic.topic.id for entry in theme for topic in entry.topics}
    assert "greece" not in {topic.topic.id for topic in desk.cluster(desk.topic("Greece").clusters[0].id).entry.topics}
    yearly = desk.list_clusters(year=2015)
    assert "greece" not in {topic.topic.id for entry in yearly.clusters for topic in entry.topics}
    stories = desk.list_stories(limit=100)
    assert "Greece" not in {topic.label for entry in stories.stories for topic in entry.topics}
    assert {stories.muted, yearly.muted, desk.story(story_of(desk, SHOT).id).muted} == {("Greece",)}
    assert desk.timeline("Greece").event_count > 0  # it can still be asked for


# -- young and old stores ------------------------------------------------------------------------------------


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as graph:
        for ask in (graph.list_stories, graph.list_clusters, graph.turning_points, graph.stories):
            with pytest.raises(StoreEmptyError):
                ask()
        with pytest.raises(StoreEmptyError):
            graph.timeline("Syria")


def test_a_store_of_few_events(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as graph:
        graph.load([write_pages(tmp_path / "pages")])
        found = graph.list_stories()
        assert [entry.story.label for entry in found.stories] == ["Harbour strike of 2015"]
        assert story_of(graph, STRIKE) == found.stories[0].story
        assert graph.event("2015-05-04/botanists").event.story is None
        assert graph.turning_points().points == []
        assert graph.timeline("Rotterdam").event_count == 4
        assert graph.list_clusters(year=2015).year_before is None


def test_stale_stories_are_those_of_before(desk: EventGraph, tmp_path: Path) -> None:
    before = desk.list_stories(limit=100).to_dict()
    desk.load([write_pages(tmp_path / "pages")], refresh=False)
    assert {"stories", "clusters"} <= {*desk.status().stale}
    assert desk.list_stories(limit=100).to_dict() == before
    assert desk.timeline("Rotterdam").event_count == 4
    story = story_of(desk, SHOT)
    assert desk.timeline(story=story.id).event_count == story.event_count
    assert desk.turning_points(limit=1).points
    desk.refresh()
    assert desk.status().stale == ()
