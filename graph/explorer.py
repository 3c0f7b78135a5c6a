"""`EventGraph`: the one door to a store for the command line, the dashboard and notebooks."""

from pathlib import Path
from types import TracebackType
from typing import Self

from graph import settings, upkeep
from graph.facets.asking import Asking
from graph.facets.correcting import Correcting
from graph.facets.evaluating import Evaluating
from graph.facets.keeping import Keeping
from graph.facets.tables import Tables
from graph.facets.timing import Timing
from graph.ingest.load import Progress, silent
from graph.results import LoadReport
from graph.store.folder import open_store


class EventGraph(Keeping, Asking, Timing, Correcting, Tables, Evaluating):
    """News events and their topics in one graph store.

    Reading is safe from several threads. A method that writes opens the store for writing, publishes, and lets
    go again, so that two processes can take turns; meanwhile this object reads what was published last.

    Parameters
    ----------
    url : str
        Where the store is; use `EventGraph.open`.
    store : OpenStore
        The store, opened for reading.

    Examples
    --------
    >>> import tempfile
    >>> from graph import EventGraph
    >>> g = EventGraph.open(tempfile.mkdtemp() + "/store", create=True)
    >>> report = g.load_sample()
    >>> g.related("2016-02-03/air-strikes-will-go-on", limit=3).related[0].when
    'after'
    >>> g.close()
    """

    @classmethod
    def open(cls, url: str | Path | None = None, *, create: bool = False) -> Self:
        """Open a store.

        Parameters
        ----------
        url : str or Path, optional
            A folder, or a Neo4j server as ``neo4j://host``, ``neo4j+s://host`` or ``bolt://host``, whose user and
            password are in ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``. Without it the setting ``STORYTRAIL_STORE``,
            or the user's data folder.
        create : bool
            Make the store if it is not there.

        Returns
        -------
        EventGraph
            The open store; a context manager.

        Raises
        ------
        StoreMissingError
            If there is no store and `create` is not set.
        StoreDamagedError, StoreVersionError
            If the graph file cannot be used; `rebuild` makes it anew.
        StoreForeignError
            If the database of a server holds another graph.
        StoreError
            If a server does not answer, or refuses the user.
        """
        place = str(url) if url is not None else settings.store_url()
        if create:
            open_store(place, create=True).close()  # making a store is writing; what follows only reads
        return cls(place, open_store(place))

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def rebuild(url: str | Path | None = None, *, progress: Progress = silent) -> LoadReport:
    """Make the graph of a store anew from its kept documents, even if the old graph cannot be read.

    Parameters
    ----------
    url : str or Path, optional
        The store; see `EventGraph.open`.
    progress : callable
        Called as ``progress(step, done, total)``.

    Returns
    -------
    LoadReport
        What the new graph was made from. What a person made stays.

    Raises
    ------
    StoreMissingError
        If there is no store.
    """
    place = str(url) if url is not None else settings.store_url()
    return upkeep.rebuild(place, progress=progress)
