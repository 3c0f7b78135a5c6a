"""Benchmark 2: the first load of an archive against the engine's own bulk calls for the same tables.

Both end with a searchable graph in a file. The load begins with events, so that it also makes the tables, counts
topics, their spellings and their nesting.
"""

import datetime as dt
import tempfile
import warnings
from pathlib import Path
from typing import Any

import kglite
import pandas as pd

from graph.store import open_store
from graph.store.base import EdgeTable, NodeTable
from graph.store.statements import statements
from graph.store.tables import ArchiveTables
from tests.benchmarks.archives import Archive, synthetic_archive
from tests.benchmarks.figures import Figure, paired

EVENTS = 69_000
RUNS = 3


def _frame(table: EdgeTable) -> Any:
    return pd.DataFrame({"source": table.sources, "target": table.targets, **table.columns})


def bare_load(nodes: list[NodeTable], edges: list[EdgeTable], path: Path) -> None:
    """Load tables as the engine's documentation shows it."""
    graph = kglite.KnowledgeGraph()
    for rule in statements("schema"):
        graph.cypher(rule)
    for table in nodes:
        graph.add_nodes(pd.DataFrame(table.columns), table.label, "id")
    for links in edges:
        graph.add_relationships(_frame(links), links.type, links.source_label, "source", links.target_label, "target")
    graph.build_text_index("Event", "text")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
        graph.save(str(path))


def store_load(archive: Archive, folder: Path) -> None:
    """Load an archive into a new store."""
    with open_store(str(folder), fresh=True) as store:
        store.graph.load_first(archive)


def measure(events: int = EVENTS, runs: int = RUNS) -> Figure:
    """Load a synthetic archive with the proportions of the full record both ways, in turn."""
    archive = synthetic_archive(events)
    tables = ArchiveTables(archive, dt.datetime(2026, 1, 1), revision=1)
    nodes, edges = tables.nodes(), tables.edges()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        open_store(str(folder), create=True).close()
        ratio, ours, bare = paired(
            lambda: store_load(archive, folder), lambda: bare_load(nodes, edges, folder / "bare.kgl"), runs
        )
    detail = f"{events} events: load and publish {ours:.1f} s, bare bulk calls {bare:.1f} s"
    return Figure("2", "first load of the embedded store", ratio, "<= 2", detail)


if __name__ == "__main__":
    print(measure())
