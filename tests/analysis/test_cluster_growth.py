"""New topics join clusters, and nothing else moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cluster_growth import grown_clusters, joined
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.partitions import Partition
from graph.analysis.row_lists import NOBODY
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, terms_of
from tests.analysis.test_clusters import PORT, VOTE, both, found, world
from tests.analysis.test_edges import NODES, Link, links, made

OLD = (Partition({"gone": "y"}, {"y": "Y"}), Partition({"gone": "z"}, {"z": "Z"}))


def test_a_new_topic_joins_the_region_and_theme_it_is_told_of_with() -> None:
    before = found(world())
    parts = [before.partition(1), before.partition(2)]
    grown = grown_clusters(
        TopicGraph.of(terms_of([*world(), *both(["taiz"], PORT, 3), *both(["taiz"], VOTE, 1)])), parts
    )
    for level in (1, 2):
        of, old = grown.partition(level).of, parts[level - 1].of
        assert {topic: of[topic] for topic in old} == old
        assert of.keys() - old.keys() == {"taiz"}
        assert of["taiz"] == old[PORT[0]]
        assert grown.partition(level).labels == parts[level - 1].labels


def test_nothing_new_changes_nothing() -> None:
    before = found(world())
    grown = grown_clusters(before.graph, [before.partition(1), before.partition(2)])
    assert {*grown.clusters} == {*before.clusters}
    assert {*grown.memberships} == {*before.memberships}


@given(links(), st.lists(st.sampled_from([NOBODY, 0, 1]), min_size=NODES - 2, max_size=NODES - 2))
def test_nobody_who_had_a_group_moves_and_others_join_where_most_leads(edges: list[Link], some: list[int]) -> None:
    groups, graph = np.array([0, 1, *some], dtype=np.int32), made(edges)
    now = joined(graph, groups)
    near = np.zeros((NODES, 2))
    for one, other, weight in zip(graph.one, graph.other, graph.weights, strict=True):
        for node, end in ((one, other), (other, one)):
            near[node, groups[end]] += weight * (groups[end] != NOBODY)
    assert now.tolist() == [
        group if group != NOBODY else int(near[node].argmax()) if near[node].any() else NOBODY
        for node, group in enumerate(groups.tolist())
    ]


@pytest.mark.parametrize("before", [(Partition(), Partition()), OLD])
@pytest.mark.parametrize("events", [*ODD.values(), NO_TOPICS], ids=[*ODD, "no topics"])
def test_archives_without_clusters(events: list[EventOutline], before: tuple[Partition, Partition]) -> None:
    grown = grown_clusters(TopicGraph.of(terms_of(events)), before)
    assert (grown.clusters, grown.memberships) == ((), ())
