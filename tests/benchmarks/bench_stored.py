"""Benchmark 7, stored lists: one stored related list against a bare ``RETURN 1`` on the same store, both stores."""

import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from graph.model import Reason, Relation
from graph.store import open_store
from graph.store.base import Backend
from graph.store.embedded import EmbeddedBackend
from graph.store.graph_store import GraphStore
from graph.store.neo4j import Neo4jBackend, Server
from tests.benchmarks.archives import Archive, synthetic_archive
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.servers import own_server

EVENTS = 10_000
LISTS = 500
WARMING = 200
_ONE = "RETURN 1 AS one"


def measure() -> list[Figure]:
    """Ask both stores, each for lists and for 1 in turn."""
    archive = synthetic_archive(EVENTS)
    with tempfile.TemporaryDirectory() as folder, own_server() as server:
        place = Server(server.url, server.user, server.password)
        return [
            _measure("embedded", folder, lambda: EmbeddedBackend(Path(folder)), archive),
            _measure("Neo4j", server.url, lambda: Neo4jBackend(place), archive),
        ]


def _measure(name: str, url: str, reader: Callable[[], Backend], archive: Archive) -> Figure:
    with open_store(url, create=True) as store:
        store.graph.load_first(archive)
        store.graph.write_related(_relations(archive), store.graph.meta().revision)
    ours, bare = _times(reader(), archive)
    detail = f"p95 of {LISTS}: list {ours * 1000:.2f} ms, RETURN 1 {bare * 1000:.2f} ms"
    return Figure("7", f"stored related list, {name}", ours / bare, "<= 3", detail)


def _times(backend: Backend, archive: Archive) -> tuple[float, float]:
    rng = random.Random(2)
    ids = [event.id for _, events in rng.choices(archive, k=WARMING + LISTS) for event in events[:1]]
    with closing(GraphStore(backend)) as graph:
        pairs = [(seconds(partial(graph.related, name)), seconds(partial(backend.run, _ONE))) for name in ids]
    lists, ones = zip(*pairs[WARMING:], strict=True)
    return _p95(lists), _p95(ones)


def _p95(times: tuple[float, ...]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _relations(archive: Archive) -> Iterator[Relation]:
    """Yield ten relations an event, with four reasons each, as the analysis gives them."""
    rng = random.Random(1)
    events = [event for _, of_day in archive for event in of_day]
    for event in events:
        others = [other for other in rng.sample(events, 12) if other.date != event.date][:10]
        for rank, other in enumerate(others, start=1):
            reasons = tuple(Reason("topic", f"Topic {place}", 0.1, f"topic {place}") for place in range(4))
            yield Relation(event.id, other.id, rank, 0.4, (other.date - event.date).days, reasons)


if __name__ == "__main__":
    for figure in measure():
        print(figure)
