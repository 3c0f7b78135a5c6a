"""Events and documents as rows of the graph, and back."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from graph.model import Citation, Document, Event, GivenRelation, Heading, Mention, Ref, Source
from graph.store.base import Row
from graph.store.words import event_words

EVENT = (
    "id", "date", "month", "text", "words", "category", "headings", "position", "excerpt", "cover_url", "page_url",
    "also", "given_ids", "given_texts", "given_topics",
)  # fmt: skip
MENTION = ("event", "topic", "title", "label", "section", "position")
HEADING = (*MENTION, "depth")
CITATION = ("event", "source", "label", "position")
TOPIC = ("id", "label", "aliases", "labels", "search", "event_count", "joined")
SOURCE = ("id", "publisher", "domain")
DOCUMENT = ("id", "date", "digest", "revision", "origin", "licence", "event_count", "given_count", "loaded_at")
GIVEN = ("event", "other", "position", "topics")
NESTING = ("inner", "outer", "change")
Values = tuple[Any, ...]


def as_rows(names: Sequence[str], values: Sequence[Values]) -> list[Row]:
    """Return tuples of values as rows under the names."""
    return [dict(zip(names, row, strict=True)) for row in values]


def as_columns(names: Sequence[str], values: Sequence[Values]) -> dict[str, list[Any]]:
    """Return tuples of values as columns under the names."""
    return {name: [row[index] for row in values] for index, name in enumerate(names)}


def as_links(values: Sequence[Values]) -> list[Row]:
    """Return links, which begin with their event and follow one another by event, as one row an event."""
    return [
        {"event": event, "links": [list(link[1:]) for link in links]} for event, links in groupby(values, itemgetter(0))
    ]


def event_values(event: Event) -> Values:
    """Return the properties of an event's node, but for the revision, which is not of its content."""
    return (
        event.id,
        event.date,
        event.date.isoformat()[:7],
        event.text,
        event_words(event.text),
        event.category,
        [heading.text for heading in event.headings],
        event.position,
        event.excerpt,
        event.cover_url,
        event.page_url,
        list(event.also),
        [given.id for given in event.given],
        [given.text for given in event.given],
        [given.topics for given in event.given],
    )


def mention_values(event: Event) -> list[Values]:
    """Return its MENTIONS."""
    return [(event.id, m.topic.id, m.title, m.label, m.section, m.position) for m in event.mentions]


def heading_values(event: Event) -> list[Values]:
    """Return its PART_OF: the links of its headings, depth 1 outermost."""
    return [
        (event.id, m.topic.id, m.title, m.label, m.section, m.position, depth)
        for depth, heading in enumerate(event.headings, start=1)
        for m in heading.mentions
    ]


def citation_values(event: Event) -> list[Values]:
    """Return its CITES."""
    return [(event.id, c.source.url, c.label, c.position) for c in event.citations]


def source_values(event: Event) -> Iterator[Values]:
    """Return the properties of the nodes of its sources."""
    return ((c.source.url, c.source.publisher, c.source.domain) for c in event.citations)


def given_values(event: Event, there: Collection[str]) -> list[Values]:
    """Return its GIVEN_RELATED to events that are there, each once."""
    named = {given.id: (place, given.topics) for place, given in reversed(list(enumerate(event.given)))}
    return [(event.id, other, *link) for other, link in named.items() if other in there]


def document_values(document: Document, events: Sequence[Event], loaded_at: dt.datetime) -> Values:
    """Return the properties of a document's node."""
    return (
        document.id,
        document.date,
        document.digest,
        document.revision,
        document.origin,
        document.licence,
        len(events),
        sum(len(event.given) for event in events),
        loaded_at,
    )


def content(event: Event) -> tuple[Any, ...]:
    """Return all that is stored of an event except its document, for comparing two versions of it."""
    links = mention_values(event), heading_values(event), citation_values(event)
    return event_values(event), *links, sorted(source_values(event))


def nesting(event: Event) -> set[tuple[str, str]]:
    """Return pairs of an inner topic and the outer one it stands within.

    A heading's topics stand within those of the nearest heading outside it that links any.
    """
    linked = [[m.topic.id for m in heading.mentions] for heading in event.headings if heading.mentions]
    return {
        (inner, outer) for outers, inners in pairwise(linked) for outer in outers for inner in inners if inner != outer
    }


def read_event(row: Row) -> Event:
    """Return the event of a row of the statement ``events``."""
    headings: list[list[Mention]] = [[] for _ in row["headings"]]
    for *link, depth in row["links"]:
        headings[depth - 1].append(_mention(link))
    return Event(
        id=row["id"],
        date=row["date"],
        text=row["text"],
        category=row["category"],
        headings=tuple(
            Heading(text, tuple(mentions)) for text, mentions in zip(row["headings"], headings, strict=True)
        ),
        mentions=tuple(_mention(link) for link in row["mentions"]),
        citations=tuple(
            Citation(Source(url, publisher, domain), label, position)
            for url, publisher, domain, label, position in row["citations"]
        ),
        position=row["position"],
        excerpt=row["excerpt"],
        cover_url=row["cover_url"],
        page_url=row["page_url"],
        also=tuple(row["also"]),
        given=tuple(map(_given, row["given_ids"], row["given_texts"], row["given_topics"])),
        document=row["document"],
        story=Ref(row["story"], row["story_label"]) if row["story"] else None,
    )


def _given(other: str, text: str, topics: str) -> GivenRelation:
    # an id begins with its date
    return GivenRelation(other, dt.date.fromisoformat(other[:10]), text, topics)


def _mention(link: Sequence[Any]) -> Mention:
    topic, topic_label, title, label, section, position = link
    return Mention(Ref(topic, topic_label), title, label, section, position)
