"""Full text on a real Neo4j: the same hits as on the embedded engine."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model import Document, Event
from graph.store import open_store
from graph.store.graph_store import GraphStore
from graph.store.lucene import FIRST_POOL
from tests.store.asking import queries
from tests.store.building import DAY, day, document, event

pytestmark = pytest.mark.neo4j
Hits = list[tuple[str, float]]


@pytest.fixture
def server(neo4j_store: str) -> Iterator[GraphStore]:
    with open_store(neo4j_store, create=True, write=True) as store:
        yield store.graph


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(str(tmp_path / "store"), create=True, write=True) as store:
        yield store.graph


def found(store: GraphStore, text: str, **keep: Any) -> Hits:
    return [(event.id, round(score, 6)) for event, score in store.search_events(text, **keep)]


def archive_of(folder: Path) -> list[tuple[Document, list[Event]]]:
    """Return what a store holds, to be loaded into another."""
    with open_store(str(folder)) as store:
        held = {name: store.graph.document_events(name) for name in store.graph.documents()}
    return [(document(name, events), events) for name, events in held.items()]


def some_filter(draw: random.Random, chosen: Event) -> dict[str, Any]:
    """Return a filter that the chosen event passes."""
    keep: dict[str, Any] = {"category": chosen.category} if draw.random() < 0.3 else {}
    if draw.random() < 0.4:
        keep["topic"] = draw.choice(chosen.topics).id if chosen.topics else None
    if draw.random() < 0.4 and chosen.citations:
        keep["source"] = draw.choice(chosen.citations).source.domain
    if draw.random() < 0.5:
        keep["first"] = chosen.date - dt.timedelta(days=draw.randrange(60))
        keep["last"] = chosen.date + dt.timedelta(days=draw.randrange(60))
    return keep


def test_both_engines_find_the_same(server: GraphStore, embedded: GraphStore, sample_store: Path) -> None:
    archive = archive_of(sample_store)
    for store in (server, embedded):
        store.load_first(archive)
    events = [event for _, events in archive for event in events]
    draw = random.Random(2)
    for text in queries(events, 300):
        keep = some_filter(draw, draw.choice(events))
        assert found(server, text) == found(embedded, text), text
        assert found(server, text, **keep) == found(embedded, text, **keep), (text, keep)


def test_the_newest_of_many_equal_hits_are_found(server: GraphStore) -> None:
    dates = [DAY + dt.timedelta(days=number) for number in range(3 * FIRST_POOL)]
    server.load_first([day(date, event("e", "The same.", date=date, document=f"portal/{date}")) for date in dates])
    assert [identity for identity, _ in found(server, "same", limit=3)] == [f"{date}/e" for date in dates[:-4:-1]]
    assert len(found(server, "same", limit=250)) == 250


def test_long_texts_are_ranked_by_their_exact_lengths(server: GraphStore) -> None:
    # Lucene keeps one length for all of these
    texts = {f"e{length}": " ".join(["needle", *["hay"] * length]) for length in (200, 201, 202, 203)}
    server.load_first([day(DAY, *(event(name, text) for name, text in texts.items()))])
    hits = found(server, "needle")
    assert [identity for identity, _ in hits] == [f"{DAY}/e{length}" for length in (200, 201, 202, 203)]
    assert len({score for _, score in hits}) == 4


def test_what_was_counted_is_counted_anew_after_a_change(server: GraphStore, embedded: GraphStore) -> None:
    for store in (server, embedded):
        store.load_first([day(DAY, event("a", "A truce."), event("b", "A truce and talks."), event("c", "Talks."))])
    before = found(server, "truce talks")
    assert before == found(embedded, "truce talks")
    for store in (server, embedded):
        store.replace_document(*day(DAY, event("a", "A truce."), event("b", "A truce and talks."), event("c", "Rain.")))
    after = found(server, "truce talks")
    assert after == found(embedded, "truce talks")
    # talks stand in one event now, so that they weigh more
    assert dict(after)[f"{DAY}/b"] > dict(before)[f"{DAY}/b"]
