"""What the pages read: one open store for all readers, and answers kept until the store changes.

The only use of Streamlit's caches. Answers are keyed by the store's revision and the muted topics, and the
oldest are dropped when there are too many.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

from dashboard.address import Side
from graph import (
    DayView,
    EventGraph,
    EventView,
    LoadReport,
    Ref,
    RelatedEvents,
    SearchResult,
    Status,
    TopicView,
    store_url,
)

HITS = 20
ANSWERS = 512
MOST_DAYS = 100_000
ACTIVITY = "MATCH (e:Event) RETURN e.date AS date, count(*) AS events ORDER BY date"
FREQUENT = (
    "MATCH (t:Topic) WHERE t.event_count > 0 "
    "RETURN t.id AS id, t.label AS label, t.event_count AS events ORDER BY events DESC, id LIMIT 100"
)
Kind = Literal["all", "events", "topics"]
Progress = Callable[[str, int, int], None]
Found = TypeVar("Found")


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: str) -> EventGraph:
    return EventGraph.open(url)


def graph() -> EventGraph:
    """Return the open store; it notices by itself when another process published new data.

    Raises
    ------
    StoreMissingError
        If there is none.
    StoreError
        If it cannot be used.
    """
    return _open(store_url())


def forget() -> None:
    """Close nothing, remember nothing: open the store anew when it is next needed."""
    _open.clear()


def status() -> Status:
    """Return counts, range of dates and revision of the store."""
    return graph().status()


def event(name: str) -> EventView:
    """Return an event with its document."""
    return _ask("event", lambda g: g.event(name), name)


def topic(name: str, limit: int) -> TopicView:
    """Return a topic with its newest `limit` events."""
    return _ask("topic", lambda g: g.topic(name, limit=limit), name, limit)


def day(date: dt.date) -> DayView:
    """Return a day with its events and its neighbours."""
    return _ask("day", lambda g: g.day(date), date)


def days(limit: int, before: dt.date | None) -> list[DayView]:
    """Return the latest days with events, newest first, all before `before`."""
    return _ask("days", lambda g: g.days(limit=limit, before=before), limit, before)


def search(
    text: str,
    *,
    kind: Kind = "all",
    first: dt.date | None = None,
    last: dt.date | None = None,
    topic: str = "",
    limit: int = HITS,
) -> SearchResult:
    """Return events and topics that match `text`, best first."""
    return _ask(
        "search",
        lambda g: g.search(text, kind=kind, first=first, last=last, topic=topic or None, limit=limit),
        text,
        kind,
        first,
        last,
        topic,
        limit,
    )


def related(event_id: str, when: Side, far: int, limit: int) -> RelatedEvents:
    """Return the `limit` strongest related events of one side in time, or of both, with reasons."""
    return _ask(
        "related",
        lambda g: g.related(event_id, when=when, far=far, limit=limit),
        event_id,
        when,
        far,
        limit,
    )


def activity() -> list[tuple[dt.date, int]]:
    """Return how many events each day has, in order of date."""
    return _ask("activity", lambda g: [(d, n) for d, n in g.query_rows(ACTIVITY, limit=MOST_DAYS).rows])


def frequent_topics(limit: int) -> list[tuple[Ref, int]]:
    """Return the topics with most events that are not muted, with the number of their events."""
    muted_ids = {ref.id for ref in muted()}
    found = _ask("frequent", lambda g: [(Ref(i, label), n) for i, label, n in g.query_rows(FREQUENT).rows])
    return [(ref, events) for ref, events in found if ref.id not in muted_ids][:limit]


def muted() -> Sequence[Ref]:
    """Return the muted topics."""
    return graph().muted()


def load_sample(progress: Progress) -> LoadReport:
    """Load the bundled sample into the store of this dashboard, making the store if need be."""
    with EventGraph.open(store_url(), create=True) as writer:
        report = writer.load_sample(progress=progress)
    _open.clear()
    return report


def _ask(question: str, answer: Callable[[EventGraph], Found], *given: Hashable) -> Found:
    reader = graph()
    muted_ids = tuple(ref.id for ref in reader.muted())
    key = (reader.url, reader.status().revision, muted_ids, question, given)
    found: Found = _answer(key, lambda: answer(reader))
    return found


@st.cache_data(show_spinner=False, max_entries=ANSWERS)
def _answer(key: tuple[Any, ...], _question: Callable[[], Any]) -> Any:  # noqa: ARG001 - the key is the cache's
    return _question()
