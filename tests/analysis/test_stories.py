"""Planted affairs become stories, and stay what they were."""

import pytest

from graph.analysis.group_settings import StorySettings
from graph.analysis.partitions import Partition
from graph.analysis.settings import RelatedSettings
from graph.analysis.stories import Stories, find_stories, neighbour_edges
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, ONE_DAY, fire, index_of, storm, strike


def found(events: list[EventOutline], before: Partition | None = None, seed: int = 0) -> Stories:
    """The stories of some events."""
    return find_stories(index_of(events), before, seed=seed)


def told(stories: Stories) -> dict[str, set[str]]:
    """The affairs that each story tells of, by the names of its events."""
    of = stories.partition.of
    return {story.id: {event[:-3] for event in of if of[event] == story.id} for story in stories.stories}


def test_two_affairs_are_two_stories() -> None:
    stories = found([*strike(), *storm()])
    assert told(stories) == {"dockers-strike-2015": {"strike"}, "floods-of-lahij-2015": {"storm"}}
    assert [story.event_count for story in stories.stories] == [13, 13]
    assert len(stories.partition.of) == 26


def test_another_affair_is_another_story_and_the_others_keep_id_and_label() -> None:
    two = found([*strike(), *storm()])
    three = found([*strike(), *storm(), *fire()], two.partition)
    assert three.stories[:2] == two.stories
    assert told(three)["forest-fires-taiz-2015"] == {"fire"}
    assert len(three.stories) == 3


def test_ids_and_labels_given_by_others_go_on() -> None:
    """Whoever renames a story keeps the name as long as it fits."""
    of = {event.id: "my strike" for event in strike()}
    stories = found([*strike(), *storm()], Partition(of, {"my strike": "The long Dockers' strike"}))
    assert [(story.id, story.label) for story in stories.stories] == [
        ("my strike", "The long Dockers' strike"),
        ("floods-of-lahij-2015", "Floods of Lahij"),
    ]


def test_the_same_archive_and_seed_give_the_same_stories_whatever_the_order_of_events() -> None:
    events = [*strike(), *storm(), *fire()]
    one, other = found(events, seed=5), found(events[::-1], seed=5)
    assert repr(one.stories) == repr(other.stories)
    assert one.groups.tobytes() == other.groups.tobytes()


@pytest.mark.parametrize(
    "settings",
    [StorySettings(least_events=14), StorySettings(least_hold=100), StorySettings(density=100), StorySettings(100)],
)
def test_what_is_too_small_or_too_loose_is_no_story(settings: StorySettings) -> None:
    stories = find_stories(index_of([*strike(), *storm()]), settings=settings)
    assert (stories.stories, {*stories.groups.tolist()}, dict(stories.partition.of)) == ((), {-1}, {})


def test_neighbours_are_found_where_they_are_not_known_and_weak_ones_hold_nothing() -> None:
    index = index_of([*strike(), *storm()])
    edges = neighbour_edges(index, 0.3)
    assert index.neighbours.known.all()
    assert 0 < len(edges) < len(neighbour_edges(index, 0.0))
    assert edges.weights.min() >= 0.3


@pytest.mark.parametrize("before", [None, Partition({"a": "x", "gone": "y"}, {"x": "X", "y": "Y"})])
@pytest.mark.parametrize("events", ODD.values(), ids=ODD)
def test_archives_without_stories(events: list[EventOutline], before: Partition | None) -> None:
    stories = found(events, before)
    assert (stories.stories, len(stories.groups), dict(stories.partition.of)) == ((), len(events), {})


def test_events_of_one_day_can_be_a_story() -> None:
    [story] = find_stories(index_of(ONE_DAY, RelatedSettings(same_text=2.0))).stories
    assert (story.first, story.event_count) == (story.last, 8)


def test_events_without_topics_can_be_a_story_that_its_most_central_event_names() -> None:
    stories = found(NO_TOPICS)
    [story] = stories.stories
    opening = stories.index.openings[stories.index.row(story.key_events[0])]
    assert (story.label, story.topics) == (opening, ())
