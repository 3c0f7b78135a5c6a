"""Themes and regions of topics."""

import dataclasses
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as tried

from graph.analysis.clusters import Clusters, event_counts, find_clusters, shares, strongest_pairs
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.group_settings import ClusterSettings
from graph.analysis.partitions import Partition
from graph.analysis.row_lists import NOBODY
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, ONE_DAY, terms_of, told_together
from tests.analysis.archives import archives, outline

PORT, COAST, VOTE, COURT = ([f"{name} {letter}" for letter in "abcd"] for name in ("port", "coast", "vote", "court"))
SMALL = ClusterSettings(themes=0.5, regions=2.0, runs=4)


def both(ones: list[str], others: list[str], times: int) -> list[EventOutline]:
    """Each of some topics with each of others in so many events."""
    pairs = [pair for pair in product(ones, others) for _ in range(times)]
    return [outline(f"{'-'.join(pair)}-{place}", place, "", topics=pair) for place, pair in enumerate(pairs)]


def world() -> list[EventOutline]:
    """Sixteen topics: ports and coasts are told of together now and then, and so are votes and courts."""
    inside = [event for region in (PORT, COAST, VOTE, COURT) for event in told_together(region, 6)]
    return [*inside, *both(PORT, COAST, 2), *both(VOTE, COURT, 2), *both(PORT[:1], VOTE[:1], 1)]


def found(events: list[EventOutline], before: Clusters | None = None, seed: int = 0) -> Clusters:
    """The clusters of some events."""
    old = [before.partition(1), before.partition(2)] if before else [Partition(), Partition()]
    return find_clusters(TopicGraph.of(terms_of(events)), old, SMALL, seed)


def members(clusters: Clusters, level: int) -> list[list[str]]:
    """The topics of each cluster."""
    of = clusters.partition(level).of
    return sorted(sorted(topic for topic in of if of[topic] == name) for name in clusters.ids[level - 1])


def test_what_is_told_together_is_a_theme_and_what_is_told_most_together_a_region_in_it() -> None:
    clusters = found(world())
    assert members(clusters, 1) == [sorted(COAST + PORT), sorted(COURT + VOTE)]
    assert members(clusters, 2) == [COAST, COURT, PORT, VOTE]


def test_clusters_say_how_large_they_are_and_where_regions_lie() -> None:
    clusters = found(world())
    themes, regions = clusters.clusters[:2], clusters.clusters[2:]
    assert [(theme.level, theme.topic_count, theme.parent) for theme in themes] == [(1, 8, ""), (1, 8, "")]
    assert [theme.event_count for theme in themes] == [2 * 36 + 2 * 16 + 1] * 2
    of = clusters.partition(1).of
    for region in regions:
        topics = [topic for topic, name in clusters.partition(2).of.items() if name == region.id]
        assert {of[topic] for topic in topics} == {region.parent}
        assert (region.level, region.topic_count) == (2, 4)


def test_an_id_is_that_of_one_cluster_on_either_level() -> None:
    ids = [cluster.id for cluster in found(world()).clusters]
    assert len({*ids}) == len(ids) == 6


def test_a_label_names_the_topics_that_hold_the_cluster_together() -> None:
    label = {cluster.label for cluster in found(told_together(["taiz", "lahij", "fires", "dockers"], 3)).clusters}
    assert label == {"Dockers' strike, Forest fires, Lahij"}


def test_clusters_that_go_on_keep_id_and_label_and_a_new_one_gets_an_id() -> None:
    once = found(world())
    more = found([*world(), *told_together(["taiz", "lahij", "fires", "dockers"], 9)], once)
    old = {cluster.id: (cluster.label, cluster.topic_count) for cluster in once.clusters}
    now = {cluster.id: (cluster.label, cluster.topic_count) for cluster in more.clusters}
    assert old.items() <= now.items()
    assert {now[name][0] for name in now.keys() - old.keys()} == {"Dockers' strike, Forest fires, Lahij"}


def test_a_label_given_by_others_stays() -> None:
    once = found(world())
    renamed = dataclasses.replace(once, labels=(("Ships", "Law"), once.labels[1]))
    assert found(world(), renamed).labels == renamed.labels


def test_too_few_topics_are_no_cluster() -> None:
    clusters = found([*world(), *told_together(["taiz", "lahij"], 9)])
    assert {"taiz", "lahij"} <= {*clusters.graph.ids}
    assert not {"taiz", "lahij"} & clusters.partition(1).of.keys()
    assert {clusters.to_networkx().nodes[topic]["theme"] for topic in ("taiz", "lahij")} == {""}


def test_the_same_archive_and_seed_give_the_same_clusters_whatever_the_order_of_events() -> None:
    one, other = found(world(), seed=3), found(world()[::-1], seed=3)
    assert repr((one.clusters, one.memberships)) == repr((other.clusters, other.memberships))
    assert one.themes.tobytes() + one.regions.tobytes() == other.themes.tobytes() + other.regions.tobytes()


def test_networkx_gets_the_ids_of_clusters() -> None:
    clusters = found(world())
    graph = clusters.to_networkx()
    assert {topic: node["theme"] for topic, node in graph.nodes(data=True)} == clusters.partition(1).of
    assert {topic: node["region"] for topic, node in graph.nodes(data=True)} == clusters.partition(2).of


def test_shares_by_hand() -> None:
    """Of three topics in a chain of weights 2 and 1 and one edge out of 1: 2, 3 and 1 of 1 inside, of 2, 3 and 2."""
    pairs = ((("taiz", "lahij"), 2), (("lahij", "fires"), 1), (("fires", "dockers"), 1))
    events = [event for pair, times in pairs for event in both([pair[0]], [pair[1]], times)]
    graph = TopicGraph.of(terms_of([*events, outline("x", 0, "", topics=("dockers",))]), least=1)
    groups = np.array([NOBODY if topic == "dockers" else 0 for topic in graph.ids])
    part = dict(zip(graph.ids, shares(graph.edges, groups).tolist(), strict=True))
    assert part == pytest.approx({"taiz": 2 / 5.5, "lahij": 3 / 5.5, "fires": 0.5 / 5.5, "dockers": 0})


@given(archives())
@tried(max_examples=40)
def test_shares_add_up_and_a_region_belongs_to_the_theme_of_most_of_its_topics(
    events: list[EventOutline],
) -> None:
    graph = TopicGraph.of(terms_of(events), least=1)
    clusters = find_clusters(graph, settings=ClusterSettings(regions=1.5, runs=2, least_topics=2))
    total = dict.fromkeys((cluster.id for cluster in clusters.clusters), 0.0)
    for place in clusters.memberships:
        assert 0 <= place.share <= 1
        total[place.cluster] += place.share
    assert total == pytest.approx(dict.fromkeys(total, 1.0))
    of = clusters.partition(1).of
    for region in (cluster for cluster in clusters.clusters if cluster.level == 2):
        themes = Counter(
            of[topic] for topic, name in clusters.partition(2).of.items() if name == region.id and topic in of
        )
        assert themes[region.parent] == max(themes.values(), default=0)
    for level in (1, 2):
        sizes = [cluster.topic_count for cluster in clusters.clusters if cluster.level == level]
        assert sizes == sorted(sizes, reverse=True)


def test_an_event_of_several_topics_of_a_cluster_counts_once() -> None:
    events = [outline("a", 0, "", topics=("taiz", "lahij")), outline("b", 1, "", topics=("taiz", "lahij", "fires"))]
    graph = TopicGraph.of(terms_of([*events, outline("c", 2, "", topics=("fires",))]), least=1)
    groups = np.array([1 if topic == "fires" else 0 for topic in graph.ids])
    assert event_counts(graph, groups, 3).tolist() == [2, 2, 0]


def test_each_topic_has_its_strongest_pairs_strongest_first() -> None:
    events = [*both(["taiz"], ["lahij"], 3), *both(["taiz"], ["fires"], 4), *both(["lahij"], ["fires"], 1)]
    graph = TopicGraph.of(terms_of(events))
    pairs = [(pair.one, pair.other, pair.event_count, pair.weight) for pair in strongest_pairs(graph, most=1)]
    assert pairs == [("fires", "taiz", 4, 4.0), ("lahij", "taiz", 3, 3.0), ("taiz", "fires", 4, 4.0)]
    assert [pair.other for pair in strongest_pairs(graph) if pair.one == "taiz"] == ["fires", "lahij"]


@pytest.mark.parametrize("events", [*ODD.values(), NO_TOPICS], ids=[*ODD, "no topics"])
def test_archives_without_clusters(events: list[EventOutline]) -> None:
    clusters = found(events)
    assert (clusters.clusters, clusters.memberships, strongest_pairs(clusters.graph)) == ((), (), [])
    assert len(clusters.to_networkx()) == 0


def test_all_events_on_one_day_are_clustered_like_others() -> None:
    [theme] = [cluster for cluster in found(ONE_DAY).clusters if cluster.level == 1]
    assert (theme.topic_count, theme.event_count) == (3, 8)
