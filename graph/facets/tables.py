"""Tables and graphs: Cypher queries, pandas frames, networkx."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graph.checks import MOST, as_limit, as_text
from graph.errors import InputError, NotFoundError
from graph.facets.base import Facet
from graph.model import Event, EventOutline, Relation
from graph.naming import find_group, find_topic
from graph.results import QueryResult
from graph.settings import get
from graph.store.access import again

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graph.export import GraphFiles


_FEW = 2000
"""The relations of so many events are read one by one; for more it is faster to read those of all."""


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

    @overload
    def to_networkx(
        self,
        kind: Literal["events"] = ...,
        *,
        story: str | None = ...,
        cluster: str | None = ...,
        topic: str | None = ...,
        events: Collection[Event | str] | None = ...,
    ) -> "nx.DiGraph": ...

    @overload
    def to_networkx(
        self,
        kind: Literal["topics"],
        *,
        story: str | None = ...,
        cluster: str | None = ...,
        topic: str | None = ...,
        events: Collection[Event | str] | None = ...,
    ) -> "nx.Graph": ...

    def to_networkx(
        self,
        kind: str = "events",
        *,
        story: str | None = None,
        cluster: str | None = None,
        topic: str | None = None,
        events: Collection[Event | str] | None = None,
    ) -> "nx.Graph":
        """Return events or topics as a networkx graph with attributes, all of them or some and the edges among them.

        Parameters
        ----------
        kind : {"events", "topics"}
            Events and those related to them as a directed graph, see `graph.frames.event_graph`; or topics and which
            of them are told of together as an undirected one, see `TopicGraph.in_clusters`. Topics of fewer than
            three events are not in it.
        story : str, optional
            Only the events of a story, or their topics.
        cluster : str, optional
            Only the topics of a cluster, or the events that tell of any of them.
        topic : str, optional
            Only a topic and those it is told of together with, or the events that link it.
        events : collection of Event or str, optional
            Only these events, or their topics.

        Returns
        -------
        networkx.DiGraph or networkx.Graph
            A copy; muted topics are in it.

        Raises
        ------
        InputError
            If `kind` is another one, or more than one of the things that choose is given.
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.

        Examples
        --------
        >>> import tempfile
        >>> from graph import EventGraph
        >>> g = EventGraph.open(tempfile.mkdtemp() + "/store", create=True)
        >>> report = g.load_sample()
        >>> g.to_networkx("topics").nodes["sergey lavrov"]["label"]
        'Sergey Lavrov'
        >>> g.close()
        """
        if kind not in ("events", "topics"):
            raise InputError(f"There is no graph of {kind!r}; use 'events' or 'topics'.")
        given = {"story": story, "cluster": cluster, "topic": topic, "events": events}
        chosen = [(name, thing) for name, thing in given.items() if thing is not None]
        if len(chosen) > 1:
            names = " and ".join(name for name, _ in chosen)
            raise InputError(f"A graph is of all, or of one story, cluster, topic or set of events; got {names}.")
        make = self._event_graph if kind == "events" else self._topic_graph
        return again(lambda: make(*chosen))

    def _event_graph(self, *chosen: tuple[str, Any]) -> "nx.DiGraph":
        from graph.frames import event_graph

        graph = self._store.graph
        outlines = list(graph.outlines()) if not chosen else self._outlines(*chosen[0])
        relations: Iterable[Relation] = graph.relations()
        if chosen and len(outlines) <= _FEW:
            relations = (relation for outline in outlines for relation in graph.related(outline.id, limit=MOST))
        return event_graph(outlines, relations, graph.story_of())

    def _topic_graph(self, *chosen: tuple[str, Any]) -> "nx.Graph":
        import networkx as nx

        from graph.analysis.co_occurrence import TopicGraph

        graph = self._store.graph
        if graph.meta().first is None and not chosen:
            return nx.Graph()
        topics = TopicGraph.of(self._index.get(self._require()).scorer.terms)
        made = topics.in_clusters(*(graph.partition(kind)[0] for kind in ("themes", "regions")))
        for name, thing in chosen:
            made = made.subgraph(self._topics(made, name, thing)).copy()
        return made

    def _outlines(self, name: str, thing: Any) -> list[EventOutline]:
        """Return the events that are chosen, in order of time."""
        graph = self._require()
        if name == "story":
            found = find_group(graph.stories(), thing, "story", "storytrail stories")
            return list(graph.outlines(graph.story_events(found.id)))
        if name == "events":
            return list(graph.outlines(self._event_ids(thing, self._index.get(graph).rows)))
        topics = {find_topic(graph, thing).id} if name == "topic" else self._members(thing)
        return [each for each in graph.outlines() if not topics.isdisjoint(each.heading_ids + each.topic_ids)]

    def _topics(self, topics: "nx.Graph", name: str, thing: Any) -> set[str]:
        """Return the ids of the topics that are chosen."""
        if name == "cluster":
            return self._members(thing)
        if name == "topic":
            found = find_topic(self._require(), thing)
            if found.id not in topics:
                raise NotFoundError(f"{found.label} has fewer than three events; the graph of topics leaves it out.")
            return {found.id, *topics.neighbors(found.id)}
        told = self._outlines(name, thing)
        return {topic for outline in told for topic in outline.heading_ids + outline.topic_ids}

    def _members(self, cluster: str) -> set[str]:
        graph = self._require()
        found = find_group(graph.clusters(), cluster, "cluster", "storytrail clusters")
        return {member.topic for member in graph.memberships(found.id)}

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
