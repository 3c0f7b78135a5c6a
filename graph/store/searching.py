"""Searching events by their words, and asking the graph in Cypher."""

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any

from graph.errors import QueryError
from graph.model import Event
from graph.results import QueryResult
from graph.store.access import Access
from graph.store.base import TextFilter
from graph.store.limits import LARGEST, check_limit, check_timeout, unfit_value
from graph.store.reading import read_events
from graph.store.readonly import check
from graph.store.words import query_words


class Searching(Access):
    """Full text and the read-only console."""

    def search_events(
        self,
        text: str,
        *,
        first: dt.date | None = None,
        last: dt.date | None = None,
        topic: str | None = None,
        category: str | None = None,
        source: str | None = None,
        limit: int = 10,
    ) -> list[tuple[Event, float]]:
        """Return the events whose text matches best, with their scores, best first.

        Parameters
        ----------
        text : str
            Words to look for; any of them makes a match. Case, diacritics and punctuation do not matter.
        first, last : datetime.date, optional
            First and last day.
        topic, category, source : str, optional
            Id of a topic, a category, the domain of a source.
        limit : int
            At most so many.

        Raises
        ------
        QueryError
            If `text` is no valid Unicode.
        """
        check_limit(limit)
        if sentence := unfit_value({"text": text}):
            raise QueryError(sentence)
        keep = TextFilter(first, last, topic, category, source)
        asked = query_words(text)
        hits = dict(self._backend.full_text(asked, limit, keep)) if asked and limit else {}
        return [(event, hits[event.id]) for event in read_events(self._backend, list(hits))]

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int = 1000, timeout_s: float = 30.0
    ) -> QueryResult:
        """Ask the graph in Cypher, without changing it.

        Parameters
        ----------
        cypher : str
            One reading statement.
        params : mapping of str to value, optional
            Values of its ``$names``.
        limit : int
            Rows to keep; `truncated` tells that there were more.
        timeout_s : float
            Seconds it may take.

        Raises
        ------
        InputError
            If a limit is out of bounds.
        ReadOnlyError
            If it would do anything else than read the graph.
        QueryError, QueryTimeoutError
            If it fails or takes too long.
        """
        check_limit(limit)
        check_timeout(timeout_s)
        statement = check(cypher)
        start = time.perf_counter()
        most = min(limit + 1, LARGEST)
        columns, found = self._backend.console(statement, params or {}, limit=most, timeout_s=timeout_s)
        elapsed_ms = (time.perf_counter() - start) * 1000
        return QueryResult(columns, found[:limit], len(found) > limit, elapsed_ms)
