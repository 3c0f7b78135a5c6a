"""Opening a store whose graph is on a Neo4j server, with the folder that belongs to it on this machine."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from graph.errors import StoreForeignError, StoreMissingError
from graph.settings import get, server_folder
from graph.store.access import read_meta, rows
from graph.store.address import check_server
from graph.store.folder import OpenStore
from graph.store.graph_store import GraphStore
from graph.store.neo4j import Neo4jBackend, Server
from graph.store.records import REBUILDING, Meta
from graph.store.state import first_meta, set_meta
from graph.store.statements import statement


def open_server(url: str, *, create: bool, write: bool, fresh: bool) -> OpenStore:
    """Open a store on a server; see `graph.store.folder.open_store`."""
    check_server(url)
    server = Server(url, *(get(name) for name in ("neo4j_user", "neo4j_password", "neo4j_database")))
    backend = Neo4jBackend(server, write=write or create or fresh)
    try:
        meta = _meta(backend, url, create=create)
        graph = GraphStore(backend, rebuilding=fresh)
        store = OpenStore(url, _folder(meta.store), graph, shared=True)
        if fresh:
            _begin_anew(store, backend)
    except BaseException:
        backend.close()
        raise
    return store


def _meta(backend: Neo4jBackend, url: str, *, create: bool) -> Meta:
    """Return the state of the graph in a database, which is made if the database is empty and it may be.

    Raises
    ------
    StoreForeignError
        If the database holds something else.
    StoreMissingError
        If it is empty and no graph may be made.
    """
    if not _is_ours(backend, url) and not create:
        raise StoreMissingError(
            f"There is no store in the database {backend.database} at {url}; `storytrail load` or "
            "`storytrail demo` makes one."
        )
    if create:
        GraphStore(backend).create_schema()
    meta = read_meta(backend)
    assert meta is not None  # noqa: S101 - it was there, or has just been made
    return meta


def _is_ours(backend: Neo4jBackend, url: str) -> bool:
    """Tell whether a database holds a graph of Storytrail; False if it is empty."""
    meta = read_meta(backend)
    if meta is not None and isinstance(meta.schema, int):
        return True
    found = backend.run(statement("neo4j/strangers").text)
    if not found:
        return False
    labels = ", ".join(found[0]["labels"]) or "no label"
    raise StoreForeignError(
        f"The database {backend.database} at {url} holds a graph that is not of Storytrail (a node of {labels}), and "
        "is left alone; set NEO4J_DATABASE to an empty database, or name another server."
    )


def _folder(name: str) -> Path:
    folder = server_folder(name)
    # reading needs no folder; writing to a file in it will say that it is missing
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _begin_anew(store: OpenStore, backend: Neo4jBackend) -> None:
    """Empty the graph, of whatever version, under the writer's lock, if all its documents are kept here.

    Until `GraphStore.finish` says that it is whole again, nobody takes it for whole.
    """
    backend.reserve()
    before = read_meta(backend)
    held = {row["id"]: row["digest"] for row in rows(backend, "documents")}
    store.refuse_to_lose(held)
    if before is None or before.engine != REBUILDING:
        store.forget_all_but(held)
    empty = first_meta(REBUILDING, before.revision if before else 0)
    if before is not None:
        empty = replace(empty, store=before.store)
    backend.write(lambda runner: set_meta(runner, empty))
    backend.clear()
    store.graph.create_schema()
