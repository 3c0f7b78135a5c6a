"""The whole graph as files for ``neo4j-admin database import``, the fastest way into an empty Neo4j database.

The files hold every node and relationship. What files cannot hold, empty lists above all, and the constraints and
indexes are made by ``finish.cypher`` once the database runs; until then Storytrail refuses to read it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.errors import InputError
from graph.export.csv_files import CsvFile, SeparatorError
from graph.model import Json
from graph.store.base import EdgeTable, NodeTable
from graph.store.graph_store import GraphStore
from graph.store.statements import statements

FINISH, NOTICE = "finish.cypher", "LICENCE.txt"
UNFINISHED = "an import that finish.cypher has not finished"
# characters that separate the elements of lists, for the first that no list holds: separators, then noncharacters
SEPARATORS = ("\x1f", "\x1e", "\x1d", "\x1c", *(chr(point) for point in range(0xFDD0, 0xFDEF)))
_LINK = {"title": "string", "label": "string", "section": "string", "position": "long"}
_TEXTS = ("text", "words", "category", "excerpt", "cover_url", "page_url")
_NODES: dict[str, dict[str, str]] = {
    "Meta": {
        "schema_version": "long",
        "engine": "string",
        "revision": "long",
        "first": "date",
        "last": "date",
        "stale": "string[]",
        "store": "string",
        "analysis": "string",
        "related_revision": "long",
        "stories_method": "string",
        "clusters_method": "string",
    },
    "Document": {
        "date": "date",
        **dict.fromkeys(("digest", "revision", "origin", "licence"), "string"),
        "event_count": "long",
        "given_count": "long",
        "loaded_at": "localdatetime",
    },
    "Source": {"publisher": "string", "domain": "string"},
    "Topic": {
        "label": "string",
        "aliases": "string[]",
        "labels": "string[]",
        "search": "string",
        "event_count": "long",
        "joined": "string[]",
        "description": "string",
    },
    "Event": {
        "date": "date",
        "month": "string",
        **dict.fromkeys(("headings", "also", "given_ids", "given_texts", "given_topics"), "string[]"),
        **dict.fromkeys(("position", "revision"), "long"),
        **dict.fromkeys(_TEXTS, "string"),
    },
    "Story": {
        "label": "string",
        **dict.fromkeys(("first", "last"), "date"),
        "event_count": "long",
        **dict.fromkeys(("topics", "key_events"), "string[]"),
    },
    "Cluster": {
        **dict.fromkeys(("label", "parent"), "string"),
        **dict.fromkeys(("level", "topic_count", "event_count"), "long"),
    },
}
_EDGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "MENTIONS": ("Event", "Topic", _LINK),
    "PART_OF": ("Event", "Topic", {**_LINK, "depth": "long"}),
    "CITES": ("Event", "Source", {"label": "string", "position": "long"}),
    "FROM": ("Event", "Document", {}),
    "GIVEN_RELATED": ("Event", "Event", {"position": "long", "topics": "string"}),
    "WITHIN": ("Topic", "Topic", {"event_count": "long"}),
    "RELATED": (
        "Event",
        "Event",
        {
            "rank": "long",
            "score": "double",
            "days": "long",
            "reason_kinds": "string[]",
            "reason_labels": "string[]",
            "reason_weights": "double[]",
            "reason_ids": "string[]",
        },
    ),
    "IN_STORY": ("Event", "Story", {}),
    "IN_CLUSTER": ("Topic", "Cluster", {"share": "double"}),
    "CO_OCCURS": ("Topic", "Topic", {"event_count": "long", "weight": "double"}),
}
FILES = tuple(f"{name}.csv" for name in (*_NODES, *_EDGES))
_ATTRIBUTION = """\
The texts of documents under CC BY-SA 4.0 from the Current events portal are by the contributors of Wikipedia,
https://en.wikipedia.org/wiki/Portal:Current_events, and were changed: taken apart into events, topics and sources.
https://creativecommons.org/licenses/by-sa/4.0/
"""


@dataclass(frozen=True, slots=True)
class GraphFiles:
    """Files that hold a whole graph.

    Attributes
    ----------
    folder : pathlib.Path
        Where they are.
    nodes, relationships : int
        How many they hold.
    separator : str
        The character between the elements of lists.
    database : str
        The database to make of them.
    """

    folder: Path
    nodes: int
    relationships: int
    separator: str
    database: str = "neo4j"

    def command(self, *, overwrite: bool = False) -> list[str]:
        """Return the command that imports the files, to be run in their folder while the database does not run.

        Parameters
        ----------
        overwrite : bool
            Replace the database if it is there.
        """
        return [
            *("neo4j-admin", "database", "import", "full", self.database),
            *(f"--nodes={label}={label}.csv" for label in _NODES),
            *(f"--relationships={kind}={kind}.csv" for kind in _EDGES),
            *("--multiline-fields=true", "--read-buffer-size=64m"),
            f"--array-delimiter=U+{ord(self.separator):04X}",
            *(["--overwrite-destination=true"] if overwrite else []),
        ]

    def finish(self) -> list[str]:
        """Return the command that finishes the imported database, once it runs."""
        return ["cypher-shell", "-d", self.database, "-f", FINISH]

    def to_dict(self) -> Json:
        """Return what was written as JSON."""
        return {
            "folder": str(self.folder),
            "format": "neo4j-admin",
            "nodes": self.nodes,
            "relationships": self.relationships,
            "command": self.command(),
            "finish": self.finish(),
        }


def export_neo4j_admin(store: GraphStore, folder: Path, *, force: bool = False) -> GraphFiles:
    """Write a whole graph as files for ``neo4j-admin database import full``.

    Memory follows a page of the graph, not its size. The files appear in the folder when all of them are whole.

    Parameters
    ----------
    store : GraphStore
        The graph, on any engine.
    folder : pathlib.Path
        Where to put the files; it is made if need be.
    force : bool
        Write into a folder that is not empty, over the files of an earlier export.

    Raises
    ------
    InputError
        If the folder is a file or, without `force`, not empty, or if the lists hold every separator there is.
    StoreChangedError
        If another process changes the graph meanwhile.
    """
    _refuse(folder, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".unfinished-") as place:
        files = _first_fitting(store, Path(place))
        for path in sorted(Path(place).iterdir()):
            path.replace(folder / path.name)
    return replace(files, folder=folder)


def _refuse(folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; name a folder for the export.")
    if folder.exists() and any(folder.iterdir()) and not force:
        raise InputError(f"The folder {folder} is not empty; name another one, or overwrite with --force.")


def _first_fitting(store: GraphStore, folder: Path) -> GraphFiles:
    for separator in SEPARATORS:
        try:
            return _write(store.tables(), folder, separator)
        except SeparatorError:
            continue
    raise InputError(
        "The headings or names hold all of the characters that could separate the elements of a list, U+001C to "
        "U+001F and U+FDD0 to U+FDEF; take them out of the texts."
    )


def _write(tables: Iterable[NodeTable | EdgeTable], folder: Path, separator: str) -> GraphFiles:
    licences: Counter[str] = Counter()
    with ExitStack() as stack:
        files = {name: stack.enter_context(file) for name, file in _files(folder, separator)}
        for table in tables:
            if isinstance(table, EdgeTable):
                files[table.type].write([table.sources, table.targets], table.columns)
            else:
                files[table.label].write([table.columns["id"]], _properties(table))
                licences.update(table.columns.get("licence", ()))
    (folder / FINISH).write_text(_finish(), encoding="utf-8")
    (folder / NOTICE).write_text(_notice(licences), encoding="utf-8")
    nodes = sum(files[name].count for name in _NODES)
    return GraphFiles(folder, nodes, sum(files[name].count for name in _EDGES), separator)


def _files(folder: Path, separator: str) -> Iterator[tuple[str, CsvFile]]:
    for label, types in _NODES.items():
        yield label, CsvFile(folder / f"{label}.csv", [f"id:ID({label})"], types, separator)
    for kind, (source, target, types) in _EDGES.items():
        ends = [f":START_ID({source})", f":END_ID({target})"]
        yield kind, CsvFile(folder / f"{kind}.csv", ends, types, separator)


def _properties(table: NodeTable) -> dict[str, list[Any]]:
    properties = {name: column for name, column in table.columns.items() if name != "id"}
    return {**properties, "engine": [UNFINISHED]} if table.label == "Meta" else properties


def _finish() -> str:
    rules = [rule for name in ("schema", "neo4j/schema") for rule in statements(name)]
    parts = [*rules, "CALL db.awaitIndexes(3600)", *statements("neo4j/finish_import")]
    return "// Run this in the imported database: cypher-shell -f finish.cypher\n" + ";\n".join(parts) + ";\n"


def _notice(licences: Mapping[str, int]) -> str:
    lines = [f"{count} documents: {licence or 'no licence named'}" for licence, count in sorted(licences.items())]
    head = "Licences of the documents these files were made from; Document.csv names licence and origin of each.\n"
    return "\n".join([head, *lines, "", *([_ATTRIBUTION] if "CC BY-SA 4.0" in licences else [])])
