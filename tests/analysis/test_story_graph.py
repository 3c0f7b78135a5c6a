"""Graphs of single stories, and what makes them: events told twice are one, parts are told apart."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest

from graph.analysis.near_twins import MergedGraph, cosines
from graph.analysis.story_graph import story_graphs, story_network
from graph.analysis.told_apart import told_apart
from graph.model import EventOutline
from tests.analysis.archives import index_of, outline
from tests.analysis.turns import clique, events, halves, planted


def test_the_network_of_a_story_has_its_events_and_links() -> None:
    group, links = halves()
    network = story_network(*planted([group, events("other", range(3))], [*links, ("left0", "other0", 0.5)]), 0)
    assert set(network) == {event.id for event in group}
    assert network.edges["left0", "middle"]["weight"] == 0.5
    assert network.nodes["middle"]["date"] == "2015-10-01"
    assert network.nodes["middle"]["opening"] == "middlex middley"
    assert network.nodes["middle"]["score"] == pytest.approx(3.0)
    assert "length" not in network.edges["left0", "middle"]


def test_betweenness_is_the_part_of_shortest_ways_and_heavy_links_are_short() -> None:
    group = events("e", range(4))
    links = [("e0", "e1", 1.0), ("e1", "e2", 1.0), ("e0", "e2", 0.1), ("e2", "e3", 1.0)]
    between = nx.get_node_attributes(story_network(*planted([group], links), 0), "betweenness")
    assert between == {"e0": 0.0, "e1": pytest.approx(2 / 3), "e2": pytest.approx(2 / 3), "e3": 0.0}


def test_a_story_of_one_event_is_a_network_of_one_node() -> None:
    network = story_network(*planted([events("only", [3])], []), 0)
    assert dict(network.nodes(data="betweenness")) == {"only0": 0.0}


def test_reports_of_one_event_are_one_node_whose_links_add_up() -> None:
    one, twin, other = outline("a", 0, "ships leave port"), outline("b", 1, "ships leave port"), outline("c", 1, "gale")
    stories, edges = planted([[one, twin, other]], [("a", "b", 0.9), ("a", "c", 0.2), ("b", "c", 0.3)])
    merged = MergedGraph.of(stories.index, edges, stories.groups, 0.5)
    assert merged.nodes.tolist() == [1, 1, 2]  # the stronger of the two stands for both
    assert merged.sizes.tolist() == [0, 2, 1]
    assert merged.edges.weights.tolist() == [0.5]


@pytest.mark.parametrize("day", [2, 40])
def test_the_same_words_on_other_days_are_other_events(day: int) -> None:
    stories, edges = planted([[outline("a", 0, "ships leave"), outline("b", day, "ships leave")]], [("a", "b", 0.9)])
    assert MergedGraph.of(stories.index, edges, stories.groups, 0.5).nodes.tolist() == [0, 1]


def test_many_days_of_the_same_words_are_not_one_event() -> None:
    group = [outline(f"e{day}", day, "ships leave") for day in range(6)]
    stories, edges = planted([group], [(f"e{day}", f"e{day + 1}", 0.9) for day in range(5)])
    merged = MergedGraph.of(stories.index, edges, stories.groups, 0.5)
    assert merged.sizes.max() == 3


def test_the_same_words_in_two_stories_are_two_events() -> None:
    stories, edges = planted([[outline("a", 0, "ships leave")], [outline("b", 0, "ships leave")]], [("a", "b", 0.9)])
    assert MergedGraph.of(stories.index, edges, stories.groups, 0.5).nodes.tolist() == [0, 1]


def test_cosines_are_those_of_the_words() -> None:
    texts = ("ships leave port", "ships leave port", "ships storm port", "gale")
    index = index_of([outline(str(place), place, text, topics=("aden",)) for place, text in enumerate(texts)])
    same, alike, apart = cosines(index.scorer.terms, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert same == pytest.approx(1.0)
    assert 0 < alike < 1
    assert apart == 0


def test_each_story_has_its_own_events_and_links() -> None:
    first, second = events("first", range(3)), events("second", range(4))
    links = [*clique(first), *clique(second, 0.2), ("first0", "second0", 0.5)]
    stories, edges = planted([first, second], links, loose=events("loose", [1]))
    merged = MergedGraph.of(stories.index, edges, stories.groups, 0.5)
    graphs = dict(story_graphs(merged, stories.groups, [1, 0]))
    assert [stories.index.ids[row] for row in graphs[0].rows] == ["first0", "first1", "first2"]
    assert graphs[1].matrix().tolist() == (0.2 * (1 - np.eye(4))).tolist()


def apart(left: Sequence[EventOutline], right: Sequence[EventOutline]) -> list[list[str]]:
    """What tells two parts of an archive from one another."""
    index = index_of([*left, *right, *events("rest", range(30))])
    sides = ({event.id for event in part} for part in (left, right))
    parts = [np.array([row for row, name in enumerate(index.ids) if name in side]) for side in sides]
    return told_apart(index.scorer.terms, parts, 2)


def test_parts_are_told_apart_by_what_the_others_have_not() -> None:
    found = apart(events("l", range(4), "aden", "red sea"), events("r", range(4), "aden", "red cross"))
    assert found == [["Red Sea"], ["Red Cross"]]


def test_parts_of_which_nothing_tells_one_have_no_topics() -> None:
    assert apart(events("l", range(4), "aden"), events("r", range(4), "aden")) == [[], []]


def test_a_topic_that_is_hardly_more_common_tells_nothing() -> None:
    right = [*events("r", range(6), "aden"), *events("s", [7])]
    assert apart(events("l", range(7), "aden"), right) == [[], []]


def test_dates_and_common_words_hardly_name_a_part() -> None:
    assert apart(events("l", range(4), "2007", "16 January"), events("r", range(4), "gale", "red sea")) == [
        [],
        ["Red Sea"],
    ]


def test_a_topic_that_the_others_have_now_and_then_tells_less_than_one_they_never_have() -> None:
    right = [*events("r", range(2), "aden"), *events("s", range(2))]
    assert apart(events("l", range(4), "aden", "red sea"), right) == [["Red Sea"], []]
