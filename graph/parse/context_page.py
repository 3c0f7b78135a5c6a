"""Pages of *the Context*: Markdown in, events out.

An event page tells of one event and lists events related to it; a day index, or a day of the front page, tells of the
events of that day. What a page says about topics is less than a day page of the portal says: the story, and on event
pages the topics that the event shares with related ones. What is skipped or looks odd becomes an issue; its code is
one of

===========================  ========================================================================================
``broken-address``           a source that stands in the words, its address lost
``cover-blurb``              an excerpt that advertises a site and tells nothing of the event
``empty-page``               there is nothing but white space
``entry-without-text``       an event or a related event without words
``long-address``             a source whose address is longer than 2,000 characters
``no-events``                the page has no events
``related-without-date``     a related event whose link names no day
``section-skipped``          a section of neither sources nor related events, such as the page's changes
``source-without-address``   a source without an address that can be visited
``unknown-line``             a line of no known kind
===========================  ========================================================================================
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.model import Event, Heading, Mention, ParsedDocument, Ref
from graph.parse.context_lines import date_line, day_of_line, plain
from graph.parse.context_reader import Draft, read_drafts
from graph.parse.context_topics import split_topics
from graph.parse.identity import event_ids, slug
from graph.parse.issues import IssueLog
from graph.parse.topics import clean_title, fold_title

__all__ = ["ContextPart", "context_parts", "is_context", "parse_context"]

_LINK_LANGUAGE = re.compile(r"\]\(/(?P<language>[a-z]{2,3}(?:-[a-z]{2,4})?)/news/[0-9]{4}/")
_NAME_LANGUAGE = re.compile(r"(?:^|/)(?P<language>zh)/news/[0-9]{4}/")
_TEXT = re.compile(r"^# (?P<text>.*)", re.MULTILINE)
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class ContextPart:
    """What a page of the Context says of one day.

    Attributes
    ----------
    key : str
        What it is among the pages of the Context: ``2016-02-03/talks-open`` for an event page, ``2016-02-03`` for a
        day index, ``front/2016-02-03`` for a day of the front page; ``zh/`` stands before it on the Chinese site.
    date : datetime.date
        The day.
    text : str
        Its lines.
    """

    key: str
    date: dt.date
    text: str


def is_context(text: str) -> bool:
    """Tell whether a text is a page of the Context by its shape: it has a line with a day that links its index."""
    return date_line(text) is not None


def context_parts(text: str, name: str) -> list[ContextPart]:
    r"""Take a page of the Context apart into days.

    Parameters
    ----------
    text : str
        The page.
    name : str
        Its file name, path or address; the language is told by ``zh/news/2016/..`` there or in the page's links, else
        by the script of the event's text, as the Chinese site is the only other one.

    Returns
    -------
    list of ContextPart
        One part for an event page and for a day index, one a day for a front page, none for a page without a day.

    Examples
    --------
    >>> [part.key for part in context_parts("### [2016-02-3](/news/2016/02/3/index.md)\n# Talks open.", "a.md")]
    ['2016-02-03/talks-open']
    """
    first = date_line(text)
    if first is None:
        return []
    match = _TEXT.search(text)
    title = plain(match["text"]) if match else ""
    language = _language(text, name, title)
    if first["marks"] == "###":
        day = day_of_line(first)
        return [ContextPart(f"{language}{day}/{slug(title)}", day, text)] if day else []
    sections = _sections(text)
    if len(sections) == 1:
        return [ContextPart(f"{language}{day}", day, text) for day in sections]
    return [ContextPart(f"{language}front/{day}", day, lines) for day, lines in sections.items()]


def _sections(text: str) -> dict[dt.date, str]:
    """Return the lines of each day of an index, by day."""
    sections: dict[dt.date, list[str]] = {}
    day: dt.date | None = None
    for line in text.split("\n"):
        if (match := date_line(line)) and match["marks"] == "##":
            day = day_of_line(match)
        if day:
            sections.setdefault(day, []).append(line)
    return {day: "\n".join(lines) for day, lines in sections.items()}


def _language(text: str, name: str, title: str) -> str:
    """Return the language in front of the page's address, with its slash; empty on the English site."""
    match = _NAME_LANGUAGE.search(name) or _LINK_LANGUAGE.search(text)
    if match:
        return f"{match['language']}/"
    return "zh/" if len(_HAN.findall(title)) > len(_LATIN_WORD.findall(title)) else ""


def parse_context(text: str, *, document: str, date: dt.date) -> ParsedDocument:
    r"""Read a page of the Context, or one day of its front page.

    The story heading becomes the one heading of an event and links the topic of its name; an event without a heading
    of its own stands under the one above it. Shared topics become mentions, each once; `split_topics` says how their
    lists are taken apart. Related events are kept as they are given, with the ids they have in a store that holds
    them.

    Parameters
    ----------
    text : str
        Markdown of the page.
    document : str
        Identity of the document, ``context/2016-02-03/talks-open``.
    date : datetime.date
        Day of the page, see `context_parts`.

    Returns
    -------
    ParsedDocument
        Events in page order, with ids unique on the page, and issues in the order of lines. No text makes it raise.

    Examples
    --------
    >>> page = parse_context("##### Nile\n# A dam is opened. ", document="context/a", date=dt.date(2016, 2, 3))
    >>> [(event.id, event.topics[0].label) for event in page]
    [('2016-02-03/a-dam-is-opened', 'Nile')]
    """
    log = IssueLog(document)
    if not text.strip():
        log.add("empty-page", 0)
        return ParsedDocument((), log.sorted())
    drafts = read_drafts(text, log)
    if not drafts:
        log.add("no-events", 0)
    ids = event_ids(date, [draft.text for draft in drafts])
    events = tuple(
        _event(draft, event_id, date, position, document)
        for position, (event_id, draft) in enumerate(zip(ids, drafts, strict=True))
    )
    return ParsedDocument(events, log.sorted())


def _event(draft: Draft, event_id: str, date: dt.date, position: int, document: str) -> Event:
    story = _mentions([draft.heading])
    lists = split_topics(draft.topics, [draft.heading])
    shared = _mentions((title for titles in lists for title in titles), {mention.topic.id for mention in story})
    return Event(
        id=event_id,
        date=date,
        text=draft.text,
        headings=(Heading(draft.heading, story),) if draft.heading else (),
        mentions=shared,
        citations=tuple(draft.citations),
        position=position,
        excerpt=draft.excerpt,
        cover_url=draft.cover_url,
        document=document,
        given=tuple(draft.given),
    )


def _mentions(titles: Iterable[str], known: Collection[str] = ()) -> tuple[Mention, ...]:
    """Return the topics of these titles as mentions, each once, those with a known id left out."""
    named: dict[str, str] = {}
    for title in titles:
        cleaned = clean_title(title)[0]
        named.setdefault(fold_title(cleaned), cleaned)
    wanted = {topic: title for topic, title in named.items() if topic and topic not in known}
    return tuple(
        Mention(Ref(topic, title), title, title, position=position)
        for position, (topic, title) in enumerate(wanted.items())
    )
