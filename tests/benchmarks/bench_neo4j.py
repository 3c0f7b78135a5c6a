"""Benchmark 5: loading the corpus into Neo4j by batches, against Neo4j's own import and a statement for each row.

Events are parsed and relations computed beforehand. The batches are those of the store, into an empty graph that has
its constraints and indexes; the import reads the files of `storytrail export graph` and makes neither.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import islice
from pathlib import Path
from typing import Any

from graph import EventGraph
from graph.export import GraphFiles, export_graph
from graph.store import open_store
from graph.store.base import EdgeTable, NodeTable
from tests.benchmarks.archives import Archive
from tests.benchmarks.figures import Figure, seconds
from tests.benchmarks.servers import own_server
from tests.corpus import corpus_folder
from tests.neo4j_server import Server

# rows that are written one by one
SAMPLE = 1000
DAYS = 9
Row = tuple[str, dict[str, Any]]


def measure() -> list[Figure]:
    """Load the corpus all three ways on one server, one after another."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with EventGraph.open(folder / "store", create=True) as graph:
            graph.load([corpus_folder()])
        with open_store(str(folder / "store")) as store:
            files = export_graph(store.graph, folder / "files")
            archive = [(document, store.graph.document_events(document.id)) for document in store.documents]
            relations = list(store.graph.relations())
            sample = _sample(files, store.graph.tables())
        with own_server() as server:
            batched = seconds(lambda: _load(server, archive, relations))
            day = _changed_day(server, folder)
            single = seconds(lambda: _one_by_one(server, sample)) / len(sample)
            server.stop()
            with chdir(files.folder):
                imported = seconds(lambda: server.admin(*files.command(overwrite=True)[1:]))
    rows = files.nodes + files.relationships
    detail = f"{files.nodes} nodes, {files.relationships} relationships: batches {batched:.0f} s"
    return [
        Figure("5", "Neo4j, batches against import", batched / imported, "<= 4", f"{detail}, import {imported:.0f} s"),
        Figure(
            *("5", "Neo4j, a statement a row against batches", single * rows / batched, ">= 100"),
            f"{1 / single:.0f} of {len(sample)} statements a second, {single * rows / 3600:.1f} h for all",
        ),
        Figure("5", "Neo4j, one changed day, seconds", day, "<= 1", f"median of {DAYS}, relations left for later"),
    ]


def _load(server: Server, archive: Archive, relations: list[Any]) -> None:
    with open_store(server.url, create=True) as store:
        store.graph.load_first(archive)
        store.graph.write_related(relations, store.graph.meta().revision)


def _changed_day(server: Server, folder: Path) -> float:
    """Return the seconds it takes to load an edited page of a busy day into the full graph."""
    page = max(corpus_folder().glob("2015_*.txt"), key=lambda file: file.stat().st_size)
    edited = folder / page.name
    text = page.read_text(encoding="utf-8")
    times = []
    with EventGraph.open(server.url) as graph:
        for number in range(DAYS):
            edited.write_text(text.replace("\n**", f"\n**Edited {number}: ", 3), encoding="utf-8")
            times.append(seconds(lambda: graph.load([edited], refresh=False)))
    return statistics.median(times)


def _sample(files: GraphFiles, tables: Iterator[NodeTable | EdgeTable]) -> list[Row]:
    """Return an even spread of rows, each with the statement that writes it."""
    step = (files.nodes + files.relationships) // SAMPLE
    rows = (row for table in tables for row in _rows(table))
    return list(islice(rows, 0, None, step))


def _rows(table: NodeTable | EdgeTable) -> Iterator[Row]:
    if isinstance(table, NodeTable):
        ends = {"id": table.columns["id"]}
        text = f"MERGE (n:{table.label} {{id: $id}}) SET n += $values"
    else:
        ends = {"source": table.sources, "target": table.targets}
        text = (
            f"MATCH (a:{table.source_label} {{id: $source}}) MATCH (b:{table.target_label} {{id: $target}}) "
            f"CREATE (a)-[r:{table.type}]->(b) SET r += $values"
        )
    for index in range(len(next(iter(ends.values())))):
        values = {name: column[index] for name, column in table.columns.items()}
        yield text, {**{name: column[index] for name, column in ends.items()}, "values": values}


def _one_by_one(server: Server, sample: list[Row]) -> None:
    with server.connect() as driver, driver.session() as session:
        run: Callable[..., Any] = session.run
        for text, params in sample:
            run(text, params).consume()


if __name__ == "__main__":
    for figure in measure():
        print(figure)
