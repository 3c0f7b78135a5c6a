"""What all facets of an open store stand on."""

import datetime as dt
import threading
from collections.abc import Container
from typing import Any

from graph.errors import StoreEmptyError
from graph.index_cache import IndexCache
from graph.model import Event
from graph.naming import find_event
from graph.parse.topic_rules import TopicRules
from graph.store.folder import OpenStore
from graph.store.graph_store import GraphStore

Day = dt.date | str


class Facet:
    """An open store, its index of related events, and a guard against writing twice at once.

    Parameters
    ----------
    url : str
        Where the store is; use `EventGraph.open`.
    store : OpenStore
        The store, opened for reading.
    """

    def __init__(self, url: str, store: OpenStore) -> None:
        self.url = url
        self._store = store
        self._index = IndexCache(store.analysis)
        self._writing = threading.Lock()
        self._deriving = threading.RLock()  # while something is made of the index that all readers share

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

    def _event_ids(self, events: Any, known: Container[str]) -> set[str]:
        """Return the ids of events: one or several of what `_find` takes, or a table with a column ``id``.

        Only those that are not `known` ids are looked for.
        """
        given = [events] if isinstance(events, Event | str) else getattr(events, "id", events)
        names = {event.id if isinstance(event, Event) else event for event in given}
        return {name if name in known else self._find(name).id for name in names}

    def _rules(self) -> TopicRules:
        """Return how titles lead to topics in this store."""
        return self._store.rules()
