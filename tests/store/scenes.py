"""Scenes for the contract of the stores: days of events, a picture of a whole graph."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from graph.model import Cluster, CoOccurrence, Document, Event, Membership, Reason, Relation, Story
from graph.store.graph_store import GraphStore
from tests.store.building import DAY, day, event, heading

NEXT = DAY + dt.timedelta(days=1)
LATER = DAY + dt.timedelta(days=9)
MakeStore = Callable[[], AbstractContextManager[GraphStore]]


def talks() -> list[tuple[Document, list[Event]]]:
    """Return three days of events that share topics, headings and sources."""
    war = heading("Syrian civil war", "Syrian civil war")
    return [
        day(
            DAY,
            event(
                "lavrov",
                "Sergey Lavrov says the bombing goes on.",
                topics=["Sergey Lavrov", "Russia"],
                headings=[war, heading("Russian intervention", "Russian military intervention")],
                sources=["https://news.one.example/a", "https://two.example/b"],
            ),
            event("pause", "The talks in Geneva pause.", topics=["Geneva"], headings=[war], position=1),
        ),
        day(
            NEXT,
            event(
                "money",
                "Donors promise money to neighbours of Syria.",
                date=NEXT,
                topics=["Syria", "Russia"],
                sources=["https://two.example/b"],
                category="Economy",
                document=f"portal/{NEXT}",
            ),
        ),
        day(LATER, event("truce", "A truce is agreed.", date=LATER, topics=["russia"], document=f"portal/{LATER}")),
    ]


def ids_of(archive: Iterable[tuple[Document, Sequence[Event]]]) -> list[str]:
    """Return the ids of the events of an archive, sorted."""
    return sorted(event.id for _, events in archive for event in events)


def revisions(store: GraphStore) -> dict[str, int]:
    """Return the revision each event was last written with, by its id."""
    found = store.query("MATCH (e:Event) RETURN e.id AS id, e.revision AS revision")
    return {row[0]: row[1] for row in found.rows}


def picture(store: GraphStore) -> dict[str, Any]:
    """Return all that is in a graph, except what depends on when it was written."""
    meta = asdict(store.meta())
    within = store.query(
        "MATCH (a:Topic)-[w:WITHIN]->(b:Topic) RETURN a.id AS a, b.id AS b, w.event_count AS n ORDER BY a, b"
    )
    topics = store.query("MATCH (t:Topic) RETURN t.id AS id, t.labels AS labels, t.search AS search ORDER BY id")
    sources = store.query("MATCH (s:Source) RETURN s.id AS id, s.publisher AS p, s.domain AS d ORDER BY id")
    given = store.query(
        "MATCH (a:Event)-[g:GIVEN_RELATED]->(b:Event) RETURN a.id AS a, b.id AS b, g.position AS n, g.topics AS t "
        "ORDER BY a, b"
    )
    documents = [asdict(store.document(name)) for name in store.documents()]
    return {
        "meta": {name: meta[name] for name in ("schema", "engine", "first", "last")},
        "counts": store.counts(),
        "events": [event for name in store.documents() for event in store.document_events(name)],
        "topics": [store.topic(topic.id) for topic in store.all_topics()],
        "rows": [within.rows, topics.rows, sources.rows, given.rows],
        "documents": [{**record, "loaded_at": None} for record in documents],
    }


# stories of `talks`: one of three events, one of one
TALKS_STORIES = (
    [
        Story("s1", "Talks on Syria", DAY, LATER, 3, ("russia", "geneva"), (f"{DAY}/pause",)),
        Story("s2", "Money", NEXT, NEXT, 1),
    ],
    {f"{DAY}/lavrov": "s1", f"{DAY}/pause": "s1", f"{LATER}/truce": "s1", f"{NEXT}/money": "s2"},
)
# its clusters: a theme of two topics and a region in it, the places of topics, topics told of together
TALKS_CLUSTERS = (
    [Cluster("t1", "The East", 1, 2, 4), Cluster("r1", "Syria", 2, 2, 3, "t1")],
    [
        Membership("russia", "r1", 0.75),
        Membership("syria", "r1", 0.25),
        Membership("geneva", "t1", 0.5),
        Membership("russia", "t1", 0.5),
    ],
    [
        CoOccurrence("russia", "sergey lavrov", 1, 1.0),
        CoOccurrence("russia", "syria", 1, 1.0),
        CoOccurrence("russia", "syrian civil war", 1, 1 / 3),
        CoOccurrence("syria", "russia", 1, 1.0),
    ],
)


def relation(source: str, target: str, rank: int, days: int) -> Relation:
    """Return a relation with two reasons."""
    reasons = (Reason("topic", "Russia", 0.4, "russia"), Reason("word", "bombing", 0.1))
    return Relation(source, target, rank, 0.5, days, reasons)
