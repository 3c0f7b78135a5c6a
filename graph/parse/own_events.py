"""A day of a person's own events: lines of JSON in, events out.

Lines are in the form that `OwnRow.line` gives them. What is skipped or looks odd becomes an issue; its code is one of

===========================  ========================================================================================
``bad-event``                a line that is no event
``double-id``                a second event of the day with the same id; it got one made from its date and text
``long-address``             a source whose address is longer than 2,000 characters
``no-address``               a page or picture that has no address beginning with ``http://`` or ``https://``
``source-without-address``   a source that has none
===========================  ========================================================================================
"""

import datetime as dt
import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from graph.errors import InputError
from graph.model import Citation, Event, Heading, Mention, ParsedDocument, Ref, Source
from graph.parse.identity import event_ids
from graph.parse.issues import IssueLog
from graph.parse.own_rows import OwnHeading, OwnRow, OwnSource, OwnTopic, clean_row
from graph.parse.sources import source
from graph.parse.titles import link_target
from graph.parse.topics import clean_title, fold_title, normal_form
from graph.parse.wikitext import LONGEST_ADDRESS

__all__ = ["OWN_LICENCE", "clean_row", "parse_own_events"]

# of events whose file names none: whoever wrote them decides what others may do with them
OWN_LICENCE = "the owner's"

_VISITABLE = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_Row = tuple[int, OwnRow]


def parse_own_events(text: str, *, document: str, date: dt.date) -> ParsedDocument:
    """Read the events of one day.

    Parameters
    ----------
    text : str
        One event a line, as JSON.
    document : str
        Identity of the document, ``events/mine.csv/2016-02-03``.
    date : datetime.date
        The day, whatever the lines say.

    Returns
    -------
    ParsedDocument
        Events in the order of lines, with ids unique in the document, and issues. No text makes it raise.

    Notes
    -----
    A heading that is no more than a text is linked to the topic of the row that has this title. The topic counts as
    the heading's then, as on a day page, and is not repeated among the mentions.

    Examples
    --------
    >>> day = parse_own_events('{"text":"A dam is opened.","topics":["Nile"]}', document="events/mine.jsonl/2016-02-03",
    ...     date=dt.date(2016, 2, 3))
    >>> [(event.id, event.topic_ids) for event in day]
    [('2016-02-03/a-dam-is-opened', ('nile',))]
    """
    log = IssueLog(document)
    rows = list(_rows(text, date, log))
    given = _given_ids(rows, log)
    ids = _ids(rows, given, date)
    events = tuple(
        _event(row, line, event_id, position, document, log)
        for position, ((line, row), event_id) in enumerate(zip(rows, ids, strict=True))
    )
    return ParsedDocument(events, log.sorted(), frozenset(filter(None, given)))


def _rows(text: str, date: dt.date, log: IssueLog) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            continue
        try:
            yield number, clean_row({**json.loads(line), "date": date})
        except (ValueError, TypeError, RecursionError, InputError):
            log.add("bad-event", number, line)


def _given_ids(rows: Sequence[_Row], log: IssueLog) -> list[str]:
    """Return the own id of each row; empty where it has none, or an earlier row has it."""
    seen = {""}
    given = []
    for line, row in rows:
        if row.id and row.id in seen:
            log.add("double-id", line, f"{row.id} {row.text}")
        given.append("" if row.id in seen else row.id)
        seen.add(row.id)
    return given


def _ids(rows: Sequence[_Row], given: Sequence[str], date: dt.date) -> list[str]:
    """Return the ids of a day: the given ones, and made ones that differ from all of them."""
    texts = [row.text for (_, row), own in zip(rows, given, strict=True) if not own]
    made = event_ids(date, texts)
    own = frozenset(given)
    taken = {*own, *made}
    for place, name in enumerate(made):
        if name in own:
            base = event_ids(date, [texts[place]])[0]
            made[place] = next(free for number in count(2) if (free := f"{base}-{number}") not in taken)
            taken.add(made[place])
    left = iter(made)
    return [name or next(left) for name in given]


def _event(row: OwnRow, line: int, event_id: str, position: int, document: str, log: IssueLog) -> Event:
    headings, mentions = _headings_and_mentions(row)
    sources = [cited for cited in row.sources if _has_address(cited, line, log)]
    return Event(
        id=event_id,
        date=row.date,
        text=row.text,
        category=row.category,
        headings=headings,
        mentions=mentions,
        citations=tuple(Citation(_source(cited), cited.publisher, place) for place, cited in enumerate(sources)),
        position=position,
        excerpt=row.excerpt,
        cover_url=_address(row.cover_url, line, log),
        page_url=_address(row.page_url, line, log),
        document=document,
    )


def _headings_and_mentions(row: OwnRow) -> tuple[tuple[Heading, ...], tuple[Mention, ...]]:
    named = {mention.topic.id: mention for mention in _mentions(row.topics)}
    taken: set[str] = set()

    def read(heading: OwnHeading) -> Heading:
        if heading.topics is not None:
            return Heading(heading.text, _mentions(heading.topics))
        mention = named.get(normal_form(heading.text))
        if mention is None:
            return Heading(heading.text)
        taken.add(mention.topic.id)
        return Heading(heading.text, (replace(mention, position=0),))

    headings = tuple(read(heading) for heading in row.headings)
    return headings, _mentions(row.topics, taken)


def _mentions(topics: Iterable[OwnTopic], taken: Container[str] = ()) -> tuple[Mention, ...]:
    """Return the links to topics, but for those of the ids `taken`."""
    links = ((_target(topic.title), topic.label) for topic in topics)
    left = ((ref, section, label) for (ref, section), label in links if ref.id not in taken)
    return tuple(
        Mention(ref, ref.label, label or ref.label, section, position)
        for position, (ref, section, label) in enumerate(left)
    )


def _target(title: str) -> tuple[Ref, str]:
    """Return topic and section of a title.

    It is a topic because its owner says so, even where a link of that form would lead to a file or another wiki.
    """
    link = link_target(title)
    if link.topic is not None:
        return link.topic, link.section
    cleaned, section = clean_title(title)
    return Ref(fold_title(cleaned), cleaned), section


def _source(cited: OwnSource) -> Source:
    known = source(cited.url)
    return replace(known, publisher=cited.publisher) if cited.publisher else known


def _has_address(cited: OwnSource, line: int, log: IssueLog) -> bool:
    known = source(cited.url)
    if len(known.url) > LONGEST_ADDRESS:
        log.add("long-address", line, cited.url)
    elif not known.domain:
        log.add("source-without-address", line, cited.url)
    return bool(known.domain) and len(known.url) <= LONGEST_ADDRESS


def _address(url: str, line: int, log: IssueLog) -> str:
    if not url or _VISITABLE.match(url):
        return url
    log.add("no-address", line, url)
    return ""
