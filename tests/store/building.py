"""Events, documents and random archives for the tests of the stores."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from graph.model import Citation, Document, Event, GivenRelation, Heading, Mention, Ref, Source
from graph.parse.topics import normal_form

DAY = dt.date(2016, 2, 3)
Archive = dict[str, tuple[Document, list[Event]]]


def mention(title: str, label: str = "", position: int = 0, section: str = "") -> Mention:
    """Return a link to the topic of a title."""
    return Mention(Ref(normal_form(title), title), title, label or title, section, position)


def heading(text: str, *titles: str) -> Heading:
    """Return a heading that links titles."""
    return Heading(text, tuple(mention(title, position=place) for place, title in enumerate(titles)))


def citation(url: str, label: str = "", position: int = 0) -> Citation:
    """Return a citation of an address whose publisher follows from it."""
    domain = url.split("/")[2]
    return Citation(Source(url, domain.split(".")[-2].capitalize(), domain), label, position)


def event(
    name: str,
    text: str = "",
    *,
    date: dt.date = DAY,
    topics: Sequence[str] = (),
    headings: Sequence[Heading] = (),
    sources: Sequence[str] = (),
    category: str = "Politics",
    position: int = 0,
    document: str = "portal/2016-02-03",
) -> Event:
    """Return an event with the id of its date and name."""
    return Event(
        id=f"{date}/{name}",
        date=date,
        text=text or f"Something about {name} happens.",
        category=category,
        headings=tuple(headings),
        mentions=tuple(mention(title, position=place) for place, title in enumerate(topics)),
        citations=tuple(citation(url, "Daily", place) for place, url in enumerate(sources)),
        position=position,
        document=document,
    )


def document(identity: str, events: Sequence[Event] = ()) -> Document:
    """Return a document for some events."""
    text = repr(events)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    date = dt.date.fromisoformat(identity[-10:]) if identity.startswith("portal/") else DAY
    return Document(identity, date, text, f"{identity}.txt", "portal", "CC BY-SA 4.0", digest)


def day(date: dt.date, *events: Event) -> tuple[Document, list[Event]]:
    """Return the portal's document of a day with its events, in their order."""
    return document(f"portal/{date}", events), list(events)


# three topics, two of which are spelt in two ways
TITLES = ("Alpha", "alpha", "Beta Town", "Béta town", "Gamma")
URLS = ("https://one.example/a", "https://one.example/b", "https://two.example/c")


@st.composite
def links(draw: st.DrawFn) -> tuple[Mention, ...]:
    """Draw links, the same topic perhaps several times."""
    titles = draw(st.lists(st.sampled_from(TITLES), max_size=3))
    labels = [draw(st.sampled_from((title, "it", "Alpha"))) for title in titles]
    return tuple(mention(title, label, place) for place, (title, label) in enumerate(zip(titles, labels, strict=True)))


def given() -> st.SearchStrategy[tuple[GivenRelation, ...]]:
    """Draw related events as pages name them: some are there, some not, some twice."""
    ids = st.sampled_from([f"{date}/{name[-1]}-a" for name, date in DOCUMENTS.items()] + ["2001-01-01/gone"])
    named = st.builds(GivenRelation, ids, st.just(DAY), st.just("A text."), st.sampled_from(("", "Alpha, Gamma"))).map(
        lambda relation: replace(relation, date=dt.date.fromisoformat(relation.id[:10]))
    )
    return st.lists(named, max_size=3).map(tuple)


@st.composite
def events_of(draw: st.DrawFn, document_id: str, date: dt.date) -> list[Event]:
    """Draw the events of a document; ids and texts come back in other draws."""
    names = draw(st.lists(st.sampled_from("abc"), unique=True, max_size=3))
    return [
        Event(
            id=f"{date}/{document_id[-1]}-{name}",
            date=date,
            text=draw(st.sampled_from(("First text.", "Second text."))),
            category=draw(st.sampled_from(("", "Politics"))),
            headings=tuple(
                Heading(draw(st.sampled_from(("Over", "Under"))), draw(links())) for _ in range(draw(st.integers(0, 3)))
            ),
            mentions=draw(links()),
            citations=tuple(
                citation(url, "Daily", place)
                for place, url in enumerate(draw(st.lists(st.sampled_from(URLS), max_size=2)))
            ),
            position=position,
            document=document_id,
            given=draw(given()),
        )
        for position, name in enumerate(names)
    ]


DOCUMENTS = {"own/x": dt.date(2016, 2, 3), "own/y": dt.date(2016, 2, 3), "own/z": dt.date(2016, 2, 4)}


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, list[Event] | None]]:
    """Draw a sequence of loads, replacements and removals (None) of three documents."""
    names = draw(st.lists(st.sampled_from(sorted(DOCUMENTS)), max_size=6))
    return [(name, draw(st.none() | events_of(name, DOCUMENTS[name]))) for name in names]
