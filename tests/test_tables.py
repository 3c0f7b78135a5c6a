"""Networkx graphs of a store: all events or topics, or some of them."""

from pathlib import Path

import networkx as nx
import pytest

from graph import EventGraph, InputError, NotFoundError
from graph.facets import tables
from tests.pages import write_pages

SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"


def same_as_inside(part: nx.Graph, whole: nx.Graph) -> bool:
    """Whether a graph is what the whole one has among its nodes."""
    inside = whole.subgraph(part.nodes)
    return bool(nx.utils.graphs_equal(part, inside))


def test_events_know_their_stories(sample: EventGraph) -> None:
    network = sample.to_networkx()
    assert network.is_directed()
    story = sample.list_stories(limit=1).stories[0]
    assert {node for node, told in network.nodes(data="story") if told == story.story.id} == {*story.events}
    assert {told for _, told in network.nodes(data="story")} > {""}


def test_the_topic_graph_has_clusters_and_weights(sample: EventGraph) -> None:
    network = sample.to_networkx("topics")
    counts = sample.topics().set_index("id")["event_count"]
    assert not network.is_directed()
    assert all(count == counts[topic] >= 3 for topic, count in network.nodes(data="event_count"))
    view = sample.topic("Greece")
    assert network.nodes["greece"] == {
        "label": "Greece",
        "event_count": view.topic.event_count,
        "theme": view.clusters[0].id,
        "region": view.clusters[1].id,
    }
    common = {partner.id: partner.event_count for partner in view.co_occurring}
    assert {other: network.edges["greece", other]["event_count"] for other in common} == common
    assert all(0 < told["weight"] <= told["event_count"] for _, _, told in network.edges(data=True))


@pytest.mark.parametrize("few", [0, 10_000], ids=["out of all relations", "one by one"])
def test_the_events_of_one_thing_and_the_edges_among_them(
    sample: EventGraph, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_FEW", few)
    whole, story = sample.to_networkx("events"), sample.list_stories(limit=1).stories[0]
    of_story = sample.to_networkx("events", story=story.story.id)
    assert {*of_story} == {*story.events}
    of_topic = sample.to_networkx("events", topic="Greece")
    assert {*of_topic} == {event.id for event in sample.topic("Greece", limit=1000).events}
    cluster = sample.list_clusters().clusters[0].cluster
    of_cluster = sample.to_networkx("events", cluster=cluster.id)
    assert len(of_cluster) == cluster.event_count
    of_two = sample.to_networkx("events", events=[SHOT, sample.event(LAVROV).event])
    assert [node[:10] for node in of_two] == ["2015-11-24", "2016-02-03"]
    assert all(same_as_inside(part, whole) for part in (of_story, of_topic, of_cluster, of_two))
    assert of_story.number_of_edges() > 0


def test_the_topics_of_one_thing_and_the_edges_among_them(sample: EventGraph) -> None:
    whole = sample.to_networkx("topics")
    theme = sample.list_clusters().clusters[0].cluster
    of_cluster = sample.to_networkx("topics", cluster=theme.id)
    assert {*of_cluster} == {topic for topic, told in whole.nodes(data="theme") if told == theme.id}
    of_topic = sample.to_networkx("topics", topic="Greece")
    assert {*of_topic} == {"greece", *whole.neighbors("greece")}
    of_event = sample.to_networkx("topics", events=SHOT)
    assert {*of_event} == {topic.id for topic in sample.event(SHOT).event.topics} & {*whole}
    story = sample.list_stories(limit=1).stories[0]
    of_story = sample.to_networkx("topics", story=story.story.id)
    assert {*of_story} == {t.id for event in sample.story(story.story.id).events for t in event.topics} & {*whole}
    assert all(same_as_inside(part, whole) for part in (of_cluster, of_topic, of_event, of_story))


def test_a_part_may_be_changed(sample: EventGraph) -> None:
    part = sample.to_networkx("topics", topic="Greece")
    part.remove_node("greece")
    assert "greece" in sample.to_networkx("topics", topic="Greece")


def test_what_there_is_no_graph_of(sample: EventGraph) -> None:
    with pytest.raises(InputError, match="no graph of 'weather'; use 'events' or 'topics'"):
        sample.to_networkx("weather")  # type: ignore[call-overload]
    with pytest.raises(InputError, match="got story and topic"):
        sample.to_networkx("events", story="a", topic="b")
    with pytest.raises(NotFoundError, match="No topic"):
        sample.to_networkx("topics", topic="Nowhere Land")
    with pytest.raises(NotFoundError, match="`storytrail stories`"):
        sample.to_networkx("topics", story="atlantis")
    with pytest.raises(NotFoundError, match="`storytrail clusters`"):
        sample.to_networkx("events", cluster="atlantis")
    topics = sample.topics().set_index("id")["event_count"]
    with pytest.raises(NotFoundError, match="fewer than three events"):
        sample.to_networkx("topics", topic=str(topics[topics < 3].index[0]))


def test_graphs_of_an_empty_store_and_of_few_events(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as graph:
        assert len(graph.to_networkx("events")) == len(graph.to_networkx("topics")) == 0
        graph.load([write_pages(tmp_path / "pages")])
        assert {*graph.to_networkx("topics")} == {"rotterdam", "harbour strike of 2015"}
        assert len(graph.to_networkx("events", topic="Rotterdam")) == 4
