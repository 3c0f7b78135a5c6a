"""Opening a store: from its address to the graph, the documents and the user's own data in its folder."""

import datetime as dt
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreError, StoreMissingError
from graph.parse.identity import KnownEvent
from graph.parse.topic_rules import TopicRules
from graph.parse.topics import normal_form
from graph.store.address import is_server, store_folder
from graph.store.documents import DocumentArchive
from graph.store.embedded import GRAPH_FILE, EmbeddedBackend
from graph.store.graph_store import GraphStore
from graph.store.user import UserData

DOCUMENTS_FILE = "documents.sqlite"
USER_FILE = "user.sqlite"


class OpenStore:
    """The parts of an open store; close it, or use it as a context manager.

    Leaving the context by an error drops what was written to the graph since it was last published.

    Attributes
    ----------
    url : str
        Its address as given.
    folder : pathlib.Path
        Its folder.
    graph : GraphStore
        The graph.
    documents : DocumentArchive
        Everything that was loaded, and the ledger of ids.
    user : UserData
        What a person made.
    analysis : pathlib.Path
        Folder for caches of computed results; it may be missing, and may be removed at any time.
    shared : bool
        Whether others, with documents and ledgers of their own, write to the graph too.
    """

    def __init__(self, url: str, folder: Path, graph: GraphStore, *, shared: bool) -> None:
        self.url = url
        self.folder = folder
        self.analysis = folder / "analysis"
        self.shared = shared
        with ExitStack() as stack:
            self.documents = DocumentArchive(folder / DOCUMENTS_FILE)
            stack.callback(self.documents.close)
            self.user = UserData(folder / USER_FILE)
            stack.callback(self.user.close)
            self.graph = graph
            self._files = stack.pop_all()

    def known(self, dates: Collection[dt.date]) -> dict[dt.date, list[KnownEvent]]:
        """Return all ids ever given to events of some days: those of the ledger here, and those others gave."""
        known = self.documents.known(dates)
        if self.shared:
            for date, held in self.graph.known(dates).items():
                known[date] = list({entry.id: entry for entry in (*known[date], *held)}.values())
        return known

    def rules(self) -> TopicRules:
        """Return by which rules titles find their topics: redirects, corrections, what others have put together."""
        titles = self.graph.joined_titles() if self.shared else {}
        known = {normal_form(redirect.title): redirect for redirect in self.documents.redirects()}
        targets = {form: normal_form(redirect.target) for form, redirect in known.items()}
        days = {form: redirect.resolved_at for form, redirect in known.items()}
        return TopicRules(targets, self.user.corrections(), titles, days)

    def partition(self, kind: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the last partition of a kind, `members` and `labels` as `DocumentArchive.partition` gives them.

        It is that of the ledger, or of the graph where others write that too, or where the ledger has none.
        """
        kept = self.documents.partition(kind)
        if kept[0] and not self.shared:
            return kept
        held = self.graph.partition(kind)
        return held if held[0] else kept

    def refuse_to_lose(self, held: Mapping[str, str]) -> None:
        """Refuse to make the graph anew while it has documents that are not kept here as they are in it.

        Parameters
        ----------
        held : mapping of str to str
            Digests of the graph's documents by their ids.

        Raises
        ------
        StoreError
            If there are any.
        """
        kept = self.documents.digests()
        lost = sorted(name for name, digest in held.items() if kept.get(name) != digest)
        if lost:
            raise StoreError(
                f"A rebuild would lose {len(lost):,} documents that are not kept on this machine as they are in the "
                f"graph, such as {lost[0]}; load their pages here first."
            )

    def forget_all_but(self, held: Collection[str]) -> None:
        """Forget pages of documents that others have taken out of the graph."""
        with self.documents.transaction():
            for name in self.documents.digests().keys() - held:
                self.documents.remove(name)

    def reserve(self) -> None:
        """Keep other writers out from now on, before anything is touched; what is read then is the newest state.

        Raises
        ------
        StoreBusyError
            If another process writes to the store.
        StoreError
            If the store was opened for reading.
        """
        self.graph.reserve()

    def close(self, *, publish: bool = True) -> None:
        """Let go of everything; with `publish`, after publishing what was written to the graph."""
        with self._files:
            self.graph.close(publish=publish)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # half of a load is not for others to see, if the engine can help it
        self.close(publish=error is None)


def open_store(url: str, *, create: bool = False, write: bool = False, fresh: bool = False) -> OpenStore:
    """Open a store.

    Parameters
    ----------
    url : str
        A path, ``embedded:///absolute/path``, or a Neo4j server as ``neo4j://host``, ``neo4j+s://host`` or
        ``bolt://host``.
    create : bool
        Make an empty store if there is none; it may then be written to.
    write : bool
        Allow writing to the graph. Other writers are kept out from the first write or from `OpenStore.reserve`
        on, until the store is closed.
    fresh : bool
        Begin with an empty graph, whatever state the old one is in, for making it anew from the documents. An
        embedded one is replaced when the new one is first published; one on a server is emptied, if all its
        documents are kept here. Keeps other writers out at once.

    Raises
    ------
    StoreMissingError
        If there is no store at that place.
    StoreBusyError
        If another process writes and the graph is to be made.
    StoreForeignError
        If the database of a server holds another graph.
    StoreError
        If a server cannot be used, or the graph to be emptied has documents that are not kept here.
    InputError
        If the address is none of a store.
    """
    if is_server(url):
        from graph.store.server import open_server  # only who uses a server waits for its driver to be imported

        return open_server(url, create=create, write=write, fresh=fresh)
    return _open_folder(url, create=create, write=write, fresh=fresh)


def _open_folder(url: str, *, create: bool, write: bool, fresh: bool) -> OpenStore:
    folder = store_folder(url)
    there = _is_store(folder)
    if not there:
        if not create:
            raise StoreMissingError(f"There is no store at {folder}; `storytrail load` or `storytrail demo` makes one.")
        _make_folder(folder)
    graph = GraphStore(EmbeddedBackend(folder, write=write or create, fresh=fresh or not there))
    store = OpenStore(url, folder, graph, shared=False)
    if fresh or not there:
        _begin(store)
    return store


def _is_store(folder: Path) -> bool:
    try:
        return any((folder / name).exists() for name in (GRAPH_FILE, DOCUMENTS_FILE, USER_FILE))
    except OSError as error:
        raise StoreError(f"The store {folder} cannot be looked into: {error.strerror}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The store {folder} cannot be made: {error.strerror}.") from error


def _begin(store: OpenStore) -> None:
    """Give a new graph its schema; a new store is published at once, so that readers find an empty one."""
    try:
        store.graph.create_schema()
        if not (store.folder / GRAPH_FILE).exists():
            store.graph.publish()
    except BaseException:
        store.close(publish=False)
        raise
