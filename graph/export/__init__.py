"""Exports: the graph and what was found in it, written for other programs."""

from pathlib import Path

from graph.errors import InputError
from graph.export.neo4j_admin import GraphFiles, export_neo4j_admin
from graph.store.graph_store import GraphStore

__all__ = ["FORMATS", "GraphFiles", "export_graph"]

FORMATS = ("neo4j-admin",)


def export_graph(
    store: GraphStore,
    path: str | Path,
    format: str = "neo4j-admin",  # noqa: A002
    *,
    force: bool = False,
) -> GraphFiles:
    """Write a whole graph into a folder.

    Parameters
    ----------
    store : GraphStore
        The graph.
    path : str or pathlib.Path
        The folder; it is made if need be.
    format : {"neo4j-admin"}
        What for: the files that ``neo4j-admin database import full`` reads.
    force : bool
        Write into a folder that is not empty, over the files of an earlier export.

    Raises
    ------
    InputError
        If the format is unknown, or the folder is a file or, without `force`, not empty.
    """
    if format not in FORMATS:
        raise InputError(f"A graph is not exported as {format!r}; the formats are: {', '.join(FORMATS)}.")
    return export_neo4j_admin(store, Path(path).expanduser(), force=force)
