"""Day pages of the Current Events Portal: wikitext in, events out.

An event is a bullet without deeper bullets, or one with deeper bullets that has a text and a source of its own. The
bullets above it are its headings, and so is the part before a colon that consists of links only. What is skipped or
looks odd becomes an issue; its code is one of

===========================  ========================================================================================
``cut-page``                 a day page without its end, so that items may be missing
``empty-bullet``             a bullet without words
``empty-page``               there is nothing but white space
``header-date``              the header names another day than the page's name
``heading-source``           a source of a heading, which belongs to no event
``heading-without-events``   a heading with nothing under it
``hidden-item``              an item inside a comment, or in a section of a month page that belongs to no day
``hoax-page``                the page is marked as a hoax; its events are kept
``long-address``             a source whose address is longer than 2,000 characters
``media-skipped``            a picture or sound with its caption
``no-events``                the page has no events
``redirect-page``            the page only redirects to another one
``source-without-address``   a reference without an address
``source-without-text``      a bullet with a source but no text
``stray-paragraph``          a paragraph that belongs to no bullet and is no event that lost its bullet
``template-dropped``         an item inside a template, such as a clean-up notice
``unbalanced-link``          brackets without a partner; the link was read as well as it could be
``unbalanced-reference``     a reference that is not closed; its words were kept
``unbalanced-template``      braces without a partner; the words were kept
``unclosed-comment``         a comment that is not closed; it was taken to end with its line
``unclosed-wrapper``         the template around the page is not closed
``unknown-template``         a template that is not known was skipped; it may have carried words
===========================  ========================================================================================
"""

import datetime as dt
import re

from graph.model import Event, ParsedDocument
from graph.parse.blocks import Block, read_blocks
from graph.parse.dates import HEADER, header_date, title_date
from graph.parse.identity import event_ids
from graph.parse.issues import IssueLog
from graph.parse.outline import read_outline
from graph.parse.page import Page, is_closed, read_page

__all__ = ["day_of", "parse_day"]

_HOAX = re.compile(r"\{\{\s*(?:db-)?hoax\b", re.IGNORECASE)
_REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)
# what is left of a page that was cut in one of its very first comments, tags or templates
_BARELY_BEGUN = re.compile(
    r"\s*(?:(?:<!--(?:(?!-->).)*-->|</?\w+>|\{\{[^{}]*\}\})\s*)*(?:\{(?:\{[^{}]*)?|<[^>]*)", re.DOTALL
)


def day_of(text: str, name: str) -> dt.date | None:
    """Return the day that a page is about.

    The name decides where it is that of a day page (``2016_February_3.txt``, ``Portal:Current events/2016 February
    3``), because it is the page's identity and headers are sometimes copied from another day; else the header
    template in the text does.

    Parameters
    ----------
    text : str
        The page.
    name : str
        File name, path or title.

    Returns
    -------
    datetime.date or None
        None when neither names a day: then it is no day page.
    """
    return title_date(name) or header_date(text)


def parse_day(text: str, *, document: str, date: dt.date, page_url: str = "") -> ParsedDocument:
    """Read a day page.

    Parameters
    ----------
    text : str
        Wikitext of the page.
    document : str
        Identity of the document, ``portal/2016-02-03``.
    date : datetime.date
        Day of the page, see `day_of`.
    page_url : str
        Address of the page, for its events.

    Returns
    -------
    ParsedDocument
        Events in page order, with ids unique on the page, and issues in the order of lines. No text makes it raise.

    Examples
    --------
    >>> page = parse_day("*[[Nile]]: A dam is opened.", document="portal/2016-02-03", date=dt.date(2016, 2, 3))
    >>> [(event.text, event.headings[0].text) for event in page]
    [('A dam is opened.', 'Nile')]
    """
    log = IssueLog(document)
    if not text.strip():
        log.add("empty-page", 0)
        return ParsedDocument((), log.sorted())
    if redirect := _REDIRECT.match(text):
        log.add("redirect-page", 1, text[redirect.start() :])
        return ParsedDocument((), log.sorted())
    page = read_page(text, log)
    blocks = read_blocks(page.lines, log)
    items = read_outline(blocks, log)
    ids = event_ids(date, [item.text for item in items])
    events = tuple(
        Event(
            id=event_id,
            date=date,
            text=item.text,
            category=item.category,
            headings=item.headings,
            mentions=item.inline.mentions,
            citations=item.inline.citations(),
            position=position,
            page_url=page_url,
            document=document,
        )
        for position, (event_id, item) in enumerate(zip(ids, items, strict=True))
    )
    _look_over(text, date, page, blocks, events, log)
    return ParsedDocument(events, log.sorted())


def _look_over(
    text: str, date: dt.date, page: Page, blocks: list[Block], events: tuple[Event, ...], log: IssueLog
) -> None:
    """Note what is odd about the page as a whole."""
    header = header_date(text)
    if header not in (None, date):
        log.add("header-date", 0, f"{header}")
    if _HOAX.search(text):
        log.add("hoax-page", 0)
    if not events:
        log.add("no-events", 0)
    if page.wrapper == "open":
        log.add("unclosed-wrapper", 0)
    if _is_cut(text, page):
        last = blocks[-1] if blocks else None
        log.add("cut-page", last.line if last else 0, last.markup if last else "")


def _is_cut(text: str, page: Page) -> bool:
    """Tell whether a page that begins as a day page lacks what such a page ends with.

    All day pages have an end, of whatever year, so that a page cut between two items is known by its lack.
    """
    begun = page.wrapper or HEADER.search(text) or _BARELY_BEGUN.fullmatch(text)
    return bool(begun) and page.wrapper != "closed" and not is_closed(text)
