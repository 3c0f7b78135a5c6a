"""New events join stories, and nothing else moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Ints
from graph.analysis.edges import Edges
from graph.analysis.partitions import Partition
from graph.analysis.row_lists import NOBODY
from graph.analysis.stories import find_stories
from graph.analysis.story_growth import grown_stories, joined
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, ONE_DAY, fire, index_of, storm, strike
from tests.analysis.test_edges import NODES, Link, links, made

OLD = Partition({"gone": "y", "a": "x"}, {"x": "X", "y": "Y"})


def numbers(*groups: int) -> Ints:
    """Groups of nodes."""
    return np.array(groups, dtype=np.int32)


def star(*found: Link) -> Edges:
    """A graph of five nodes."""
    return made(found, 5)


def test_a_new_day_joins_the_stories_there_are() -> None:
    before = find_stories(index_of([*strike()[:-1], *storm()]))
    grown = grown_stories(index_of([*strike(), *storm()]), before.partition)
    assert grown.partition.labels == before.partition.labels
    assert grown.partition.of["strike-12"] == before.partition.of["strike-00"]
    assert before.partition.of.items() <= grown.partition.of.items()


def test_nothing_new_changes_nothing() -> None:
    index = index_of([*strike(), *storm()])
    before = find_stories(index)
    grown = grown_stories(index, before.partition)
    assert {*grown.stories} == {*before.stories}
    assert grown.partition == before.partition


def test_new_events_can_begin_a_story() -> None:
    before = find_stories(index_of([*strike(), *storm()]))
    grown = grown_stories(index_of([*strike(), *storm(), *fire()]), before.partition)
    assert {*before.stories} < {*grown.stories}
    [new] = {*grown.stories} - {*before.stories}
    assert (new.id, new.event_count) == ("forest-fires-taiz-2015", 13)


def test_the_same_archive_gives_the_same_growth_whatever_the_order_of_events() -> None:
    before = find_stories(index_of([*strike(), *storm()])).partition
    events = [*strike(), *storm(), *fire()]
    one, other = (grown_stories(index_of(order), before) for order in (events, events[::-1]))
    assert repr(one.stories) == repr(other.stories)
    assert one.groups.tobytes() == other.groups.tobytes()


def test_a_node_joins_the_group_it_holds_to_most() -> None:
    found = joined(star((0, 4, 1.0), (2, 4, 1.5), (1, 4, 1.0)), numbers(0, 0, 1, 1, NOBODY), 0.1)
    assert found[4] == 0


def test_a_large_group_asks_for_more() -> None:
    """By hand: 1 less 3 times .3 is less than .5 less 1 time .3; what holds to nothing enough stays alone."""
    edges = star((0, 4, 1.0), (3, 4, 0.5))
    assert joined(edges, numbers(0, 0, 0, 1, NOBODY), 0.3)[4] == 1
    assert joined(edges, numbers(0, 0, 0, 1, NOBODY), 0.6)[4] not in (0, 1)


def test_a_node_without_edges_stays_alone() -> None:
    assert joined(star(), numbers(0, 0, 1, 1, NOBODY), 0.1)[4] not in (0, 1)


@given(links(), st.lists(st.integers(NOBODY, 2), min_size=NODES, max_size=NODES), st.floats(0.01, 9))
def test_nobody_who_had_a_group_moves(found: list[Link], groups: list[int], density: float) -> None:
    now = joined(made(found), numbers(*groups), density)
    had = numbers(*groups) != NOBODY
    assert now[had].tolist() == numbers(*groups)[had].tolist()
    assert (now >= 0).all()


@pytest.mark.parametrize("before", [Partition(), OLD])
@pytest.mark.parametrize("events", ODD.values(), ids=ODD)
def test_archives_without_stories(events: list[EventOutline], before: Partition) -> None:
    stories = grown_stories(index_of(events), before)
    assert (stories.stories, dict(stories.partition.of)) == ((), {})


@pytest.mark.parametrize(("events", "size"), [(ONE_DAY, 8), (NO_TOPICS, len(NO_TOPICS))])
def test_a_first_story_of_one_day_or_without_topics(events: list[EventOutline], size: int) -> None:
    assert [story.event_count for story in grown_stories(index_of(events), Partition()).stories] == [size]
