"""A file and a server that hold the same archive give the same answers: counts, related lists, searches, subgraphs."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import networkx as nx
import pandas as pd
import pytest

from graph import EventGraph, SearchResult
from graph.model import Json
from graph.relating import When
from tests.corpus import corpus_folder
from tests.neo4j_server import Access, empty
from tests.pairs import Pair, spread
from tests.subgraphs import AROUND_EVENTS, AROUND_TOPICS, WHOLE, rows

pytestmark = pytest.mark.neo4j
TOP = 10
FAR_DAYS = 30
# the same terms are added up in another order
CLOSE = 1e-9
# what belongs to the place and not to the archive
OWN = {"store", "engine", "revision"}
Load = Callable[[EventGraph], object]


def load_sample(graph: EventGraph) -> None:
    graph.load_sample()


def load_2016(graph: EventGraph) -> None:
    pages: list[str | Path] = sorted(corpus_folder().glob("2016_*_*.txt"))
    assert len(pages) == 366
    assert graph.load(pages).documents == 366


ARCHIVES = [pytest.param(load_sample, id="sample"), pytest.param(load_2016, id="2016", marks=pytest.mark.corpus)]


@pytest.fixture(scope="module", params=ARCHIVES)
def pair(
    request: pytest.FixtureRequest, neo4j_server: Access, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """One archive, loaded into a file and into an emptied server."""
    load: Load = request.param
    data = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORYTRAIL_DATA", str(data))
        patch.setenv("NEO4J_USERNAME", neo4j_server.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        empty(neo4j_server)
        with (
            EventGraph.open(data / "store", create=True) as file,
            EventGraph.open(neo4j_server.url, create=True) as server,
        ):
            load(file)
            load(server)
            yield Pair(file, server)
        empty(neo4j_server)


# -- counts, tables, views -----------------------------------------------------------------------------------


def test_status_counts_and_dates(pair: Pair) -> None:
    ours, theirs = pair.both(lambda graph: graph.status().to_dict())
    assert "Neo4j" in theirs["engine"]
    assert "Neo4j" not in ours["engine"]
    assert {key: theirs[key] for key in theirs.keys() - OWN} == {key: ours[key] for key in ours.keys() - OWN}
    assert theirs["events"] == len(pair.events) > 0
    assert theirs["stale"] == []


def test_nodes_and_relations_of_each_kind(pair: Pair) -> None:
    for kind in ("Event", "Topic", "Source", "Document"):
        counted = pair.agree(rows, f"MATCH (n:{kind}) RETURN count(n) AS n")
        assert counted[0][0] > 0, kind
    for kind in ("MENTIONS", "PART_OF", "WITHIN", "CITES", "FROM", "RELATED"):
        counted = pair.agree(rows, f"MATCH ()-[r:{kind}]->() RETURN count(r) AS n")
        assert counted[0][0] > 0, kind


@pytest.mark.parametrize("table", ["events", "topics"])
def test_tables(pair: Pair, table: str) -> None:
    ours, theirs = pair.both(lambda graph: getattr(graph, table)())
    assert len(ours) > 0
    pd.testing.assert_frame_equal(theirs, ours)


def test_events_whole(pair: Pair) -> None:
    for name in pair.ids(60):
        pair.agree(event, name)


def test_topics_with_their_events_and_neighbours(pair: Pair) -> None:
    neighbours = 0
    for name in pair.some_topics(24):
        view = pair.agree(topic, name)
        neighbours += len(view["co_occurring"])
    assert neighbours > 100


def test_topics_by_their_other_spellings(pair: Pair) -> None:
    spellings = [alias for aliases in pair.topics["aliases"] for alias in aliases]
    for alias in spread(spellings, 20):
        pair.agree(topic, alias)


def test_days_and_their_neighbours(pair: Pair) -> None:
    dates = [day.date() for day in pair.events["date"]]
    asked = [*dates[:: max(1, len(dates) // 25)], dates[0], dates[-1], dates[0] - dt.timedelta(days=1)]
    for date in asked:
        pair.agree(lambda graph, day: graph.day(day).to_dict(), date)
    pair.agree(lambda graph: [day.to_dict() for day in graph.days(limit=5)])
    pair.agree(lambda graph: [day.to_dict() for day in graph.days(limit=5, before=dates[len(dates) // 2])])


def event(graph: EventGraph, name: str) -> Json:
    return graph.event(name).to_dict()


def topic(graph: EventGraph, name: str) -> Json:
    return graph.topic(name, limit=1000).to_dict()


# -- related events ------------------------------------------------------------------------------------------


def related(
    graph: EventGraph, name: str, limit: int = 10, when: When = "both", far: int = 0, mute: Sequence[str] = ()
) -> Json:
    return graph.related(name, limit=limit, when=when, far=far, mute=mute).to_dict()


def test_stored_related_lists(pair: Pair) -> None:
    names = list(pair.events["id"])
    for name in names if len(names) < 1000 else spread(names, 150):
        pair.agree(related, name)


def test_computed_related_lists(pair: Pair) -> None:
    found = 0
    for name in pair.ids(25):
        for when in get_args(When):
            answer = pair.agree(related, name, 25, when)
            found += len(answer["related"])
    assert found > 500


def test_related_lists_far_away(pair: Pair) -> None:
    for name in pair.ids(25):
        answer = pair.agree(related, name, 10, "both", FAR_DAYS)
        assert all(abs(entry["days"]) > FAR_DAYS for entry in answer["related"])


def test_related_lists_without_a_topic(pair: Pair) -> None:
    for one in pair.some_events(25):
        if one.topics:
            label = one.topics[0].label
            answer = pair.agree(related, one.id, 10, "both", 0, label)
            assert label in answer["muted"]


def test_the_graph_of_related_events(pair: Pair) -> None:
    ours, theirs = pair.both(lambda graph: graph.to_networkx("events"))
    assert ours.number_of_edges() > ours.number_of_nodes() > 0
    assert dict(theirs.nodes(data=True)) == dict(ours.nodes(data=True))
    assert edges(theirs) == edges(ours)


def edges(graph: "nx.DiGraph[str]") -> dict[tuple[str, str], dict[str, Any]]:
    return {(source, target): kept for source, target, kept in graph.edges(data=True)}


# -- searches ------------------------------------------------------------------------------------------------


def hits(found: SearchResult) -> tuple[list[str], list[str]]:
    return [event.id for event, _ in found.events], [topic.id for topic in found.topics]


def check_search(pair: Pair, text: str, **filters: Any) -> int:
    """Check that both find the same top events and topics, and return how many events."""
    ours, theirs = pair.both(lambda graph: graph.search(text, limit=TOP, **filters))
    (our_events, our_topics), (their_events, their_topics) = hits(ours), hits(theirs)
    assert set(their_events) == set(our_events), text
    assert their_events == our_events, text  # as both rank by one measure
    assert [score for _, score in theirs.events] == pytest.approx([score for _, score in ours.events], rel=CLOSE)
    assert their_topics == our_topics, text
    return len(our_events)


def test_searches_for_words_of_events(pair: Pair) -> None:
    for event in pair.some_events(30):
        words = event.text.split()
        for asked in (words[:3], words[len(words) // 2 :][:2], [max(words, key=len)], words):
            assert check_search(pair, " ".join(asked)[:2000])


def test_searches_for_frequent_and_rare_words(pair: Pair) -> None:
    counted = Counter(word for text in pair.events["text"] for word in set(text.lower().split()) if word.isalpha())
    ranked = sorted(counted, key=lambda word: (-counted[word], word))
    for word in ranked[:15] + spread(ranked, 30) + ranked[-5:]:
        check_search(pair, word)


def test_searches_for_topics(pair: Pair) -> None:
    found = 0
    for label in spread(pair.topics["label"], 40):
        check_search(pair, label)
        check_search(pair, label[: len(label) // 2 + 1])
        found += len(pair.file.search(label, kind="topics").topics)
    assert found > 40


@pytest.mark.parametrize("text", ["C++ (", "foo/bar", "AND", "a OR b", "NOT", "*", '"', "~2", "🙂", "Zürich", "ΑΘΗΝΑ"])
def test_searches_for_what_an_index_may_take_for_operators(pair: Pair, text: str) -> None:
    check_search(pair, text)


def test_searches_with_filters(pair: Pair) -> None:
    found = 0
    for event in pair.some_events(15):
        text = " ".join(event.text.split()[:4])
        day = dt.timedelta(days=20)
        found += check_search(pair, text, first=event.date - day, last=event.date + day)
        found += check_search(pair, text, last=event.date)
        found += check_search(pair, text, category=event.category) if event.category else 0
        for topic in event.topics[:1]:
            found += check_search(pair, text, topic=topic.label)
            found += check_search(pair, text, topic=topic.label, first=event.date, category=event.category or None)
        for citation in event.citations[:1]:
            found += check_search(pair, text, source=citation.source.domain)
    assert found > 150


# -- subgraphs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AROUND_EVENTS)
def test_subgraphs_around_events(pair: Pair, name: str) -> None:
    assert pair.agree(rows, AROUND_EVENTS[name], {"ids": pair.ids(50)})


@pytest.mark.parametrize("name", AROUND_TOPICS)
def test_subgraphs_around_topics(pair: Pair, name: str) -> None:
    assert pair.agree(rows, AROUND_TOPICS[name], {"ids": pair.some_topics(24)})


@pytest.mark.parametrize("name", WHOLE)
def test_subgraphs_of_the_whole_archive(pair: Pair, name: str) -> None:
    assert pair.agree(rows, WHOLE[name])


def test_the_nearest_way_between_two_events(pair: Pair) -> None:
    ways = """
        MATCH (a:Event {id: $a}), (b:Event {id: $b})
        MATCH p = allShortestPaths((a)-[:RELATED*..6]->(b))
        RETURN [n IN nodes(p) | n.id] AS ids ORDER BY ids LIMIT 50"""
    names = pair.ids(12)
    found = [pair.agree(rows, ways, {"a": a, "b": b}) for a, b in pairwise(names)]
    assert any(found)
