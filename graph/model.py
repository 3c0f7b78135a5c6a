"""The things Storytrail speaks about: events, topics, sources, documents, stories. They know nothing of databases.

An *event* is one item of one day: a short text under the editors' *headings*, with links to *topics* and
citations of *sources*. A *document* is what was loaded: one portal page, one file of the user's own events.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing of the graph named by its identity and the label people read.

    Attributes
    ----------
    id : str
        Identity in the graph (a topic's normal form, a story's id).
    label : str
        What a reader sees.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A link from an event or a heading to a topic.

    Attributes
    ----------
    topic : Ref
        The topic; its label is the title as linked until the archive's most frequent spelling is known.
    title : str
        The page title as linked, cleaned of underscores, entities and the section anchor.
    label : str
        The words shown for the link ("ISIL").
    section : str
        The link's ``#anchor`` without the sign; empty when there is none.
    position : int
        Place among the event's links, from 0.
    """

    topic: Ref
    title: str
    label: str
    section: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """An editors' heading above an event: as written, with the topics it links (often one, or none)."""

    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was cited, identified by its URL; `publisher` and `domain` follow from the address."""

    url: str
    publisher: str
    domain: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One source under one event; `label` is the editors' wording ("AFP via Yahoo! News")."""

    source: Source
    label: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class GivenRelation:
    """A related event as the page of an event names it: whoever made the page found the two related.

    Attributes
    ----------
    id : str
        The id that the related event has in a store, if it is loaded with this date and text.
    date : datetime.date
        Its day.
    text : str
        Its text as the page gives it.
    topics : str
        The shared topics as the page writes them ("ISIL, Russia"); titles may hold commas.
    """

    id: str
    date: dt.date
    text: str
    topics: str = ""

    def to_dict(self) -> Json:
        """Return the relation in JSON."""
        return {"id": self.id, "date": self.date.isoformat(), "text": self.text, "topics": self.topics}


@dataclass(frozen=True, slots=True)
class Event:
    """One news event.

    Attributes
    ----------
    id : str
        ``YYYY-MM-DD/slug-of-the-text``, unique in a store.
    date : datetime.date
        The day the event is filed under.
    text : str
        Plain text, without markup and sources.
    category : str
        Section of the page ("Disasters and accidents"); empty when there is none.
    headings : tuple of Heading
        Path of editors' headings, outermost first.
    mentions : tuple of Mention
        Links in the text, in order.
    citations : tuple of Citation
        Sources, in order.
    position : int
        Place of the event on its page, from 0.
    excerpt, cover_url, page_url : str
        Longer extract, address of a picture, address of the page it came from; empty when unknown.
    document : str
        Identity of the document it was loaded from.
    also : tuple of str
        Identities of further documents that tell of it and filled what the first one leaves open.
    given : tuple of GivenRelation
        Related events as an imported page lists them, in its order.
    story : Ref or None
        The story it belongs to, once stories are known.
    """

    id: str
    date: dt.date
    text: str
    category: str = ""
    headings: tuple[Heading, ...] = ()
    mentions: tuple[Mention, ...] = ()
    citations: tuple[Citation, ...] = ()
    position: int = 0
    excerpt: str = ""
    cover_url: str = ""
    page_url: str = ""
    document: str = ""
    also: tuple[str, ...] = ()
    given: tuple[GivenRelation, ...] = ()
    story: Ref | None = None

    @property
    def topics(self) -> tuple[Ref, ...]:
        """Topics of the event, each once: those of its headings first, then those in its text."""
        linked = [mention for heading in self.headings for mention in heading.mentions]
        return tuple({m.topic.id: m.topic for m in [*linked, *self.mentions]}.values())

    @property
    def topic_ids(self) -> tuple[str, ...]:
        """Ids of the topics linked in the text, each once, in order."""
        return tuple(dict.fromkeys(mention.topic.id for mention in self.mentions))

    @property
    def heading_ids(self) -> tuple[str, ...]:
        """Ids of the topics its headings link, each once, outermost first."""
        return tuple(dict.fromkeys(m.topic.id for heading in self.headings for m in heading.mentions))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the event, each once, in order."""
        return tuple({citation.source.url: citation.source for citation in self.citations}.values())

    def outline(self) -> "EventOutline":
        """Return what the analysis needs of this event."""
        texts = tuple(heading.text for heading in self.headings)
        return EventOutline(self.id, self.date, self.text, self.category, self.topic_ids, self.heading_ids, texts)

    def to_dict(self) -> Json:
        """Return the event in the JSON shape of the interface."""
        return {
            "id": self.id,
            "date": self.date.isoformat(),
            "text": self.text,
            "category": self.category,
            "headings": [heading.text for heading in self.headings],
            "topics": [asdict(topic) for topic in self.topics],
            "sources": [asdict(source) for source in self.sources],
            "excerpt": self.excerpt,
            "cover_url": self.cover_url,
            "page_url": self.page_url,
            "story": asdict(self.story) if self.story else None,
        }


@dataclass(frozen=True, slots=True)
class EventOutline:
    """What the analysis needs of an event, and no more: small enough to hold an archive of them.

    `topic_ids` are linked in the text, `heading_ids` by the headings; `headings` are all headings as written,
    linked or not, outermost first.
    """

    id: str
    date: dt.date
    text: str
    category: str
    topic_ids: tuple[str, ...]
    heading_ids: tuple[str, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with all its spellings. `label` is the most frequent title; `event_count` counts its events."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    event_count: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    description: str = ""

    def to_dict(self) -> Json:
        """Return the topic in the JSON shape of the interface."""
        return {
            "id": self.id,
            "label": self.label,
            "aliases": list(self.aliases),
            "event_count": self.event_count,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "description": self.description,
        }


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was skipped or looked wrong while reading a document.

    Attributes
    ----------
    document : str
        Identity of the document, or the name of the file.
    line : int
        Line in the document, from 1; 0 when it concerns the whole document.
    code : str
        Short stable name of the kind of problem.
    message : str
        One sentence for a person.
    text : str
        The beginning of what was skipped.
    """

    document: str
    line: int
    code: str
    message: str
    text: str = ""

    def to_dict(self) -> Json:
        """Return the issue in the JSON shape of the interface."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Document:
    """What was loaded: what one page or file says of one day, and where it came from.

    Attributes
    ----------
    id : str
        ``portal/YYYY-MM-DD`` for a day page however it came in, ``context/..`` for a page of the Context,
        ``events/<file>/YYYY-MM-DD`` for the events of one day in a file of a person's own.
    date : datetime.date
        The day it speaks of.
    text : str
        The content, decoded.
    origin : str
        Where it was read from, for people: a file name, an archive member, an address.
    format : str
        Which parser reads it: ``portal``, ``context`` or ``events``.
    licence : str
        Licence of the content, ``CC BY-SA 4.0`` for portal pages.
    digest : str
        SHA-256 of the content, in hexadecimal.
    revision : str
        The origin's own revision id; empty when it has none.
    """

    id: str
    date: dt.date
    text: str
    origin: str
    format: str
    licence: str
    digest: str
    revision: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Events and issues of one document, in page order.

    `own_ids` are the ids among its events that the document itself gives; the others are made from date and text.
    """

    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
    own_ids: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)


@dataclass(frozen=True, slots=True)
class Redirect:
    """What a wiki says of a title: that it leads to another page. True on the day `resolved_at`, as wikis change."""

    title: str
    target: str
    resolved_at: dt.date


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why two events are related.

    Attributes
    ----------
    kind : str
        ``heading``, ``topic``, ``word``, ``bridge``, ``time``, ``category`` or ``similar``.
    label : str
        What is shared, in words.
    weight : float
        Its share of the score; the weights of an entry add up to the score.
    id : str
        Identity of the topic or bridging event; empty when there is none.
    """

    kind: str
    label: str
    weight: float
    id: str = ""

    def to_dict(self) -> Json:
        """Return the reason in the JSON shape of the interface."""
        shape: Json = {"kind": self.kind, "label": self.label, "weight": self.weight}
        return {**shape, "id": self.id} if self.id else shape


@dataclass(frozen=True, slots=True)
class Relation:
    """A ranked relation from one event to another, as stored in the graph.

    Attributes
    ----------
    source, target : str
        Event ids.
    rank : int
        From 1, the strongest.
    score : float
        Strength, without unit; comparable within one list.
    days : int
        Days from the source's date to the target's; negative is earlier.
    reasons : tuple of Reason
        Strongest first.
    """

    source: str
    target: str
    rank: int
    score: float
    days: int
    reasons: tuple[Reason, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Story:
    """A running affair: events that belong together, found by the analysis.

    Attributes
    ----------
    id : str
        Identity; it stays while most of the events stay together.
    label : str
        What a reader sees.
    first, last : datetime.date
        Days of its first and its last event.
    event_count : int
        How many events it has.
    topics : tuple of str
        Ids of the topics that tell it best from other stories, strongest first.
    key_events : tuple of str
        Ids of the events most of it is near to, the most central first.
    """

    id: str
    label: str
    first: dt.date
    last: dt.date
    event_count: int
    topics: tuple[str, ...] = ()
    key_events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Topics that are often told of together: a theme (level 1), or a region or story world (level 2).

    Attributes
    ----------
    id : str
        Identity; it stays while most of the topics stay together.
    label : str
        What a reader sees.
    level : int
        1 or 2.
    topic_count, event_count : int
        How many topics it has, and how many events tell of any of them.
    parent : str
        Id of the theme that most topics of a region are in; empty for a theme.
    """

    id: str
    label: str
    level: int
    topic_count: int
    event_count: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A topic's place in a cluster: `share` is its part of what holds the cluster together, 0 to 1."""

    topic: str
    cluster: str
    share: float


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Two topics that events tell of together: `weight` counts an event with k topics as 1/(k - 1).

    `one` looks at `other`, which is among its strongest; the pair may stand both ways.
    """

    one: str
    other: str
    event_count: int
    weight: float
