"""The graph of topics: weights by hand, and what they add up to."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from graph.analysis.co_occurrence import TopicGraph, changed_topics
from graph.model import EventOutline
from tests.analysis.affairs import NO_TOPICS, ODD, terms_of
from tests.analysis.archives import archives, outline

FOUR = [
    outline("a", 0, "", topics=("fires", "lahij", "taiz")),
    outline("b", 1, "", topics=("fires", "lahij")),
    outline("c", 2, "", topics=("taiz",), headings=("fires",)),
    outline("d", 400, "", topics=("fires",), unlinked=("Harvest",)),
    outline("e", 401, "", topics=("lahij",), unlinked=("Harvest",)),
]


def weights(graph: TopicGraph) -> dict[tuple[str, str], tuple[float, int]]:
    """Weight and number of common events of each pair."""
    columns = (graph.edges.one.tolist(), graph.edges.other.tolist(), graph.edges.weights.tolist())
    rows = zip(*columns, graph.together.tolist(), strict=True)
    return {(graph.ids[one], graph.ids[other]): (weight, count) for one, other, weight, count in rows}


def test_an_event_of_k_topics_counts_one_part_in_k_less_one() -> None:
    """By hand: the event of three topics counts a half for each pair; a heading is a topic like others."""
    assert weights(TopicGraph.of(terms_of(FOUR), least=1)) == {
        ("fires", "lahij"): (1.5, 2),
        ("fires", "taiz"): (1.5, 2),
        ("lahij", "taiz"): (0.5, 1),
    }


def test_topics_have_names_and_counts_and_headings_without_a_link_are_none() -> None:
    graph = TopicGraph.of(terms_of(FOUR), least=1)
    assert (graph.ids, graph.labels) == (("fires", "lahij", "taiz"), ("Forest fires", "Lahij", "Taiz"))
    assert dict(graph.counts) == {"fires": 4, "lahij": 3, "taiz": 2}


def test_topics_of_few_events_are_left_out_and_do_not_share_in_the_weight() -> None:
    assert weights(TopicGraph.of(terms_of(FOUR), least=3)) == {("fires", "lahij"): (2.0, 2)}


def test_the_graph_of_some_events_counts_these_alone() -> None:
    graph = TopicGraph.of(terms_of(FOUR), np.array([0, 3]), least=1)
    assert dict(graph.counts) == {"fires": 2, "lahij": 1, "taiz": 1}
    assert {pair: count for pair, (_, count) in weights(graph).items()} == dict.fromkeys(combinations(graph.ids, 2), 1)


def test_networkx_gets_labels_and_counts() -> None:
    graph = TopicGraph.of(terms_of(FOUR), least=1).to_networkx(theme=["x", "y", "z"])
    assert graph.nodes["fires"] == {"label": "Forest fires", "event_count": 4, "theme": "x"}
    assert graph.edges["fires", "taiz"] == {"weight": 1.5, "event_count": 2}


@given(archives())
def test_a_topic_counts_once_for_each_event_it_shares_and_pairs_as_they_are(events: list[EventOutline]) -> None:
    graph = TopicGraph.of(terms_of(events), least=2)
    kept = [{*event.topic_ids, *event.heading_ids} & {*graph.ids} for event in events]
    shared = [sum(topic in topics and len(topics) > 1 for topics in kept) for topic in graph.ids]
    assert graph.edges.strengths().tolist() == pytest.approx(shared)
    told = {pair: sum({*pair} <= topics for topics in kept) for pair in combinations(graph.ids, 2)}
    assert {pair: count for pair, (_, count) in weights(graph).items()} == {p: n for p, n in told.items() if n}
    assert list(weights(graph)) == sorted(weights(graph))


@pytest.mark.parametrize("events", [*ODD.values(), NO_TOPICS], ids=[*ODD, "no topics"])
def test_archives_in_which_no_topics_meet(events: list[EventOutline]) -> None:
    graph = TopicGraph.of(terms_of(events))
    assert (len(graph), len(graph.edges), dict(graph.counts), len(graph.to_networkx())) == (0, 0, {}, 0)


def test_topics_changed_are_those_of_every_pair_that_came_went_or_weighs_another() -> None:
    whole, less = (TopicGraph.of(terms_of(events), least=1) for events in (FOUR, FOUR[1:]))
    assert changed_topics(whole, whole) == []
    assert changed_topics(less, whole) == changed_topics(whole, less) == ["fires", "lahij", "taiz"]
    assert changed_topics(TopicGraph.of(terms_of(FOUR[:3]), least=1), TopicGraph.of(terms_of([]), least=1)) == [
        *("fires", "lahij", "taiz")
    ]
    assert changed_topics(*(TopicGraph.of(terms_of([]), least=1) for _ in range(2))) == []
