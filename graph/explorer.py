"""`EventGraph`: the one door to a store for the command line, the dashboard and notebooks."""

import datetime as dt
import threading
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

from graph import settings, upkeep
from graph.checks import as_date, as_limit, as_span, as_text
from graph.errors import InputError, NotFoundError, StoreEmptyError
from graph.index_cache import IndexCache
from graph.ingest.files import LoadRequest, RawFile
from graph.ingest.load import Progress, silent
from graph.model import Event, Json, Ref
from graph.naming import find_event, find_topic
from graph.parse.sources import source as parsed_source
from graph.parse.topics import normal_form
from graph.relating import Request, When, answer
from graph.results import (
    DayView,
    EventView,
    LoadReport,
    QueryResult,
    RefreshReport,
    RelatedEvents,
    SearchResult,
    Status,
    TopicView,
)
from graph.store.folder import OpenStore, open_store
from graph.store.graph_store import GraphStore

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Day = dt.date | str
Kind = Literal["all", "events", "topics"]
PARTNERS = 10


class EventGraph:
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

    def __init__(self, url: str, store: OpenStore) -> None:
        self.url = url
        self._store = store
        self._index = IndexCache(store.analysis)
        self._writing = threading.Lock()

    @classmethod
    def open(cls, url: str | Path | None = None, *, create: bool = False) -> Self:
        """Open a store.

        Parameters
        ----------
        url : str or Path, optional
            A folder; without it the setting ``STORYTRAIL_STORE``, or the user's data folder.
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

    # -- getting data in ------------------------------------------------------------------------------------

    def load(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        format: str = "auto",  # noqa: A002 - the interface's word
        first: Day | None = None,
        last: Day | None = None,
        refresh: bool = True,
        recheck: bool = False,
        progress: Progress = silent,
    ) -> LoadReport:
        """Load pages; unchanged ones cost nothing, a changed one replaces its events.

        Parameters
        ----------
        paths : str, Path or iterable of them
            Files and folders; ``-`` is standard input.
        format : str
            ``auto`` or ``portal``.
        first, last : datetime.date or str, optional
            Days outside are left out.
        refresh : bool
            Bring related events up to date afterwards.
        recheck : bool
            Report the issues of unchanged pages too.
        progress : callable
            Called as ``progress(step, done, total)``; `total` is 0 when unknown.

        Returns
        -------
        LoadReport
            Counts and issues.

        Raises
        ------
        SourceError
            If a path does not exist, or nothing behind the paths could be read.
        StoreBusyError, StoreFullError
            If the store cannot be written; what it held stays.
        """
        request = LoadRequest.of(paths, format, first, last)
        return self._load(request, refresh=refresh, recheck=recheck, progress=progress)

    def load_sample(self, *, progress: Progress = silent) -> LoadReport:
        """Load the bundled sample into this store and analyse it."""
        from graph.sample import SAMPLE_ORIGIN, sample_folder

        pages = sorted(sample_folder().glob("*.txt"))
        request = LoadRequest([RawFile(f"{SAMPLE_ORIGIN}/{page.name}", page) for page in pages], "portal")
        return self._load(request, refresh=True, recheck=False, progress=progress)

    def _load(self, request: LoadRequest, *, refresh: bool, recheck: bool, progress: Progress) -> LoadReport:
        with self._writing:
            return upkeep.load(self.url, request, self._index, refresh=refresh, recheck=recheck, progress=progress)

    def refresh(self, *, full: bool = False, progress: Progress = silent) -> RefreshReport:
        """Bring the stored related events up to date with the loaded data.

        Parameters
        ----------
        full : bool
            Compute everything again even if nothing changed.
        progress : callable
            Called as ``progress(step, done, total)``.

        Returns
        -------
        RefreshReport
            What was refreshed, how many relations the graph now has, and the time it took.
        """
        if not (full or upkeep.stale(self._store.graph.meta())):
            return RefreshReport((), self._store.graph.counts().related, 0.0)
        with self._writing:
            return upkeep.refresh(self.url, self._index, full=full, progress=progress)

    def unload(
        self, document: str | None = None, *, origin: str | None = None, progress: Progress = silent
    ) -> LoadReport:
        """Take one document, or all documents of an origin, out again, and refresh.

        Raises
        ------
        InputError
            Unless exactly one of `document` and `origin` is given.
        NotFoundError
            If nothing matches.
        """
        if (document is None) == (origin is None):
            raise InputError("Name one document, or an origin with --origin; not both and not neither.")
        with self._writing:
            return upkeep.unload(self.url, document, origin, self._index, progress=progress)

    # -- asking ---------------------------------------------------------------------------------------------

    def status(self) -> Status:
        """Return where the store is, how much it holds, and what is stale."""
        meta, counts = self._store.graph.meta(), self._store.graph.counts()
        return Status(
            store=self.url,
            engine=meta.engine,
            version=meta.schema,
            revision=meta.revision,
            events=counts.events,
            topics=counts.topics,
            sources=counts.sources,
            stories=counts.stories,
            clusters=counts.clusters,
            first=meta.first,
            last=meta.last,
            stale=upkeep.stale(meta),
        )

    def event(self, event: Event | str) -> EventView:
        """Return everything known about an event: an `Event`, an id, the beginning of one, or words of its text.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one event, answers to it.
        """
        found = self._find(event)
        document = self._store.graph.document(found.document)
        return EventView(found, document.id, document.origin, document.licence)

    def topic(self, topic: str, *, limit: int = 50) -> TopicView:
        """Return everything known about a topic, with its newest `limit` events.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one topic, answers to the name.
        """
        graph = self._require()
        found = find_topic(graph, topic)
        muted = self._muted_ids()
        partners = graph.co_occurring(found.id, PARTNERS + len(muted))
        shown = [partner for partner in partners if partner.id not in muted][:PARTNERS]
        return TopicView(found, graph.topic_events(found.id, as_limit(limit)), shown, found.id in muted)

    def day(self, date: Day) -> DayView:
        """Return the events of a day, and the nearest days with events before and after it."""
        graph, day = self._require(), as_date(date)
        before, after = graph.days_around(day)
        return DayView(day, before, after, graph.day(day))

    def days(self, *, limit: int = 7, before: Day | None = None) -> list[DayView]:
        """Return the latest days that have events, newest first, at most `limit`, all before `before`."""
        dates = self._require().days(as_limit(limit), as_date(before) if before is not None else None)
        return [self.day(date) for date, _ in dates]

    def search(
        self,
        text: str,
        *,
        kind: Kind = "all",
        first: Day | None = None,
        last: Day | None = None,
        topic: str | None = None,
        category: str | None = None,
        source: str | None = None,
        limit: int = 20,
    ) -> SearchResult:
        """Search events by their words and topics by their names, best first.

        Parameters
        ----------
        text : str
            What to look for.
        kind : {"all", "events", "topics"}
            What to return.
        first, last : datetime.date or str, optional
            Bounds of the events' dates.
        topic, category, source : str, optional
            Only events with this topic, of this category, citing this domain.
        limit : int
            At most so many events, and so many topics.

        Returns
        -------
        SearchResult
            Hits; muted topics are left out of the topics, and named.
        """
        graph, asked, limit = self._require(), as_text(text, "A search"), as_limit(limit)
        start, end = as_span(first, last)
        if kind not in get_args(Kind):
            raise InputError(f"{kind!r} is no kind of hit; use {', '.join(get_args(Kind))}.")
        muted = self.muted()
        events = topics = []
        if kind != "topics":
            chosen = find_topic(graph, topic).id if topic else None
            found = parsed_source(f"https://{source}").domain if source else None
            events = graph.search_events(
                asked, first=start, last=end, topic=chosen, category=category, source=found, limit=limit
            )
        if kind != "events" and not (category or source):  # a topic has neither
            hits = graph.topics_by_title(asked, limit + len(muted))
            topics = [hit for hit in hits if hit.id not in {ref.id for ref in muted}][:limit]
        return SearchResult(events, topics, tuple(ref.label for ref in muted))

    def related(
        self,
        event: Event | str,
        *,
        limit: int = 10,
        when: When = "both",
        mute: str | Collection[str] = (),
        far: int = 0,
    ) -> RelatedEvents:
        """Return events related to one event, strongest first, each with its reasons.

        Parameters
        ----------
        event : Event or str
            An event, an id, the beginning of one, or words of its text.
        limit : int
            Length of the list of other days, and of that of the same day.
        when : {"both", "before", "after"}
            Which other days.
        mute : str or collection of str
            Topics that do not count, besides those muted for good.
        far : int
            Of the other days, only events more than so many days away.

        Returns
        -------
        RelatedEvents
            Ranked entries with reasons whose weights add up to the score.
        """
        graph, names = self._require(), [mute] if isinstance(mute, str) else mute
        muted = {ref.id: ref for ref in self.muted()}
        muted |= {topic.id: Ref(topic.id, topic.label) for topic in (find_topic(graph, name) for name in names)}
        request = Request(limit, when, tuple(muted.values()), far)
        return answer(graph, self._index.get(graph), self._find(event), request)

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

        return event_frame(self._store.graph.outlines(), self._store.graph.topic_labels())

    def topics(self) -> "pd.DataFrame":
        """Return all topics as a table with the columns `graph.frames.TOPIC_COLUMNS`, most frequent first."""
        from graph.frames import topic_frame

        return topic_frame(self._store.graph.all_topics())

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
        return event_graph(self._store.graph.outlines(), self._store.graph.relations())

    # -- what a person made ---------------------------------------------------------------------------------

    def mute(self, topic: str) -> Ref:
        """Leave a topic out from now on, in commands and dashboard; returns the topic."""
        found = find_topic(self._require(), topic)
        ref = Ref(found.id, found.label)
        self._store.user.mute(ref)
        return ref

    def unmute(self, topic: str) -> Ref:
        """Let a muted topic count again; returns the topic.

        Raises
        ------
        NotFoundError
            If it is not muted.
        """
        wanted = normal_form(topic)
        for ref in self.muted():
            if topic in (ref.id, ref.label) or wanted == ref.id:
                self._store.user.unmute(ref.id)
                return ref
        raise NotFoundError(f"{topic!r} is not muted; `storytrail muted` lists the topics that are.")

    def muted(self) -> list[Ref]:
        """Return the topics that are muted for good."""
        return self._store.user.muted()

    def export_user(self) -> Json:
        """Return everything a person made in this store (saved chains, muted topics, notes) as one value."""
        return self._store.user.export_()

    def import_user(self, data: Json) -> int:
        """Add what `export_user` gave to this store; returns how many things were added.

        Raises
        ------
        InputError
            If the value has another shape; nothing is changed then.
        """
        return self._store.user.import_(data)

    # -- inside ---------------------------------------------------------------------------------------------

    def _require(self) -> GraphStore:
        """Return the graph, or say that it is still empty."""
        graph = self._store.graph
        if graph.meta().first is None:
            raise StoreEmptyError(
                f"The store {self.url} has no events yet; load pages with `storytrail load FOLDER`, "
                "or see the sample with `storytrail demo`."
            )
        return graph

    def _find(self, event: Event | str) -> Event:
        return event if isinstance(event, Event) else find_event(self._require(), event)

    def _muted_ids(self) -> set[str]:
        return {ref.id for ref in self.muted()}


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
