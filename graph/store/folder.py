"""Opening a store: from its address to the graph, the documents and the user's own data in its folder."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from graph.errors import InputError, StoreError, StoreMissingError
from graph.store.documents import DocumentArchive
from graph.store.embedded import GRAPH_FILE, EmbeddedBackend
from graph.store.graph_store import GraphStore
from graph.store.limits import unfit_value
from graph.store.user import UserData

DOCUMENTS_FILE = "documents.sqlite"
USER_FILE = "user.sqlite"
_SCHEME = "embedded://"


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
    """

    def __init__(self, url: str, folder: Path, *, write: bool, fresh: bool) -> None:
        self.url = url
        self.folder = folder
        self.analysis = folder / "analysis"
        with ExitStack() as stack:
            self.documents = DocumentArchive(folder / DOCUMENTS_FILE)
            stack.callback(self.documents.close)
            self.user = UserData(folder / USER_FILE)
            stack.callback(self.user.close)
            self.graph = GraphStore(EmbeddedBackend(folder, write=write, fresh=fresh))
            self._files = stack.pop_all()

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
        # half of a load or of a rebuild is not for others to see
        self.close(publish=error is None)


def store_folder(url: str) -> Path:
    """Return the folder of a store.

    Parameters
    ----------
    url : str
        A path, or ``embedded:///absolute/path``.

    Raises
    ------
    InputError
        If it is another kind of address.

    Examples
    --------
    >>> store_folder("embedded:///data/news").as_posix()
    '/data/news'
    """
    if "\0" in url:
        raise InputError("The name of the store holds a NUL character; name a folder.")
    if sentence := unfit_value({"store": url}):
        raise InputError(sentence)
    if url.startswith(_SCHEME):
        path = unquote(url.removeprefix(_SCHEME))
        if not path.startswith("/"):
            raise InputError(f"The address {url} names no folder; write embedded:///absolute/path, or just the path.")
        return Path(path)
    scheme, mark, _ = url.partition("://")
    if mark:
        raise InputError(
            f"Stores at {scheme}:// are not supported by this version; name a folder for an embedded store."
        )
    if not url:
        raise InputError("The store has no name; name a folder.")
    try:
        return Path(url).expanduser()
    except RuntimeError as error:
        raise InputError(
            f"The path {url} begins with the home folder of nobody here; name a folder by its path."
        ) from error


def open_store(url: str, *, create: bool = False, write: bool = False, fresh: bool = False) -> OpenStore:
    """Open a store.

    Parameters
    ----------
    url : str
        A path, or ``embedded:///absolute/path``.
    create : bool
        Make an empty store if there is none; it may then be written to.
    write : bool
        Allow writing to the graph. Other writers are kept out from the first write or from `OpenStore.reserve`
        on, until the store is closed.
    fresh : bool
        Begin with an empty graph, whatever state the old one is in, for making it anew from the documents. The old
        one is replaced when the new one is first published. Keeps other writers out at once.

    Raises
    ------
    StoreMissingError
        If there is no store at that place.
    StoreBusyError
        If another process writes and the graph is to be made.
    InputError
        If the address is none of a store.
    """
    folder = store_folder(url)
    there = _is_store(folder)
    if not there:
        if not create:
            raise StoreMissingError(f"There is no store at {folder}; `storytrail load` or `storytrail demo` makes one.")
        _make_folder(folder)
    store = OpenStore(url, folder, write=write or create, fresh=fresh or not there)
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
