"""Tables and graphs: Cypher queries, pandas frames, networkx."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.checks import as_limit, as_text
from graph.errors import InputError
from graph.facets.base import Facet
from graph.results import QueryResult
from graph.settings import get
from graph.store.access import again

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graph.export import GraphFiles


class Tables(Facet):
    """Answers as rows, frames and graphs."""

    def query_rows(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout_s: float = 30.0,
    ) -> QueryResult:
        """Run a read-only Cypher query and return its rows; see `query` for a table."""
        asked = as_text(cypher, "A query")
        return self._store.graph.query(asked, params, limit=as_limit(limit), timeout_s=timeout_s)

    def query(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout_s: float = 30.0,
    ) -> "pd.DataFrame":
        """Run a read-only Cypher query.

        Parameters
        ----------
        cypher : str
            One statement that only reads.
        params : mapping, optional
            Values for its ``$names``.
        limit : int
            At most so many rows; ``attrs["truncated"]`` tells whether there were more.
        timeout_s : float
            Seconds after which it is stopped.

        Returns
        -------
        pandas.DataFrame
            One column a returned name.

        Raises
        ------
        ReadOnlyError
            If it would write or reach outside the graph.
        QueryError, QueryTimeoutError
            If it cannot be run, or not in time.
        """
        from graph.frames import query_frame

        return query_frame(self.query_rows(cypher, params, limit=limit, timeout_s=timeout_s))

    def events(self) -> "pd.DataFrame":
        """Return all events as a table with the columns `graph.frames.EVENT_COLUMNS`, in order of date."""
        from graph.frames import event_frame

        return again(lambda: event_frame(self._store.graph.outlines(), self._store.graph.topic_labels()))

    def topics(self) -> "pd.DataFrame":
        """Return all topics as a table with the columns `graph.frames.TOPIC_COLUMNS`, most frequent first."""
        from graph.frames import topic_frame

        return again(lambda: topic_frame(self._store.graph.all_topics()))

    def to_networkx(self, kind: str = "events") -> "nx.DiGraph":
        """Return the events and their related events as a directed networkx graph with attributes.

        Raises
        ------
        InputError
            If `kind` is not ``events``.
        """
        from graph.frames import event_graph

        if kind != "events":
            raise InputError(f"There is no graph of {kind!r}; use 'events'.")
        return again(lambda: event_graph(self._store.graph.outlines(), self._store.graph.relations()))

    def export_graph(
        self,
        path: str | Path,
        *,
        format: str = "neo4j-admin",  # noqa: A002 - the interface's word
        force: bool = False,
    ) -> "GraphFiles":
        """Write the whole graph into a folder, for other programs.

        Parameters
        ----------
        path : str or Path
            The folder; it is made if need be.
        format : {"neo4j-admin"}
            What for: the files that ``neo4j-admin database import full`` reads.
        force : bool
            Write into a folder that is not empty, over the files of an earlier export.

        Returns
        -------
        GraphFiles
            What was written, and the commands to run.

        Raises
        ------
        InputError
            If the format is unknown, or the folder is a file or, without `force`, not empty.
        """
        from graph.export import export_graph

        graph = self._require()
        files = again(lambda: export_graph(graph, path, format, force=force))
        return replace(files, database=get("neo4j_database") or files.database)
