"""Texts to documents: day and month pages of the portal, pages of the Context."""

import datetime as dt
import hashlib

from graph.model import Document
from graph.parse.context_page import context_parts
from graph.parse.dates import MONTHS
from graph.parse.days import split_days

PORTAL_LICENCE = CONTEXT_LICENCE = "CC BY-SA 4.0"
PORTAL_PAGE = "https://en.wikipedia.org/wiki/Portal:Current_events/"


def portal_documents(text: str, title: str, *, origin: str, revision: str = "") -> list[Document]:
    """Make the documents of a page of the portal: one for a day page, one a day for a month page.

    Parameters
    ----------
    text : str
        Wikitext of the page.
    title : str
        Its title or file name.
    origin : str
        Where it was read from.
    revision : str
        Revision id at the origin, if it has one.

    Returns
    -------
    list of Document
        Empty if it is no page of a day or a month.
    """
    days = split_days(text, title)
    return [portal_document(part, date, origin=origin, revision=revision) for date, part in days]


def portal_document(text: str, date: dt.date, *, origin: str, revision: str = "") -> Document:
    """Make the document of a portal day page.

    Parameters
    ----------
    text : str
        Wikitext of the page.
    date : datetime.date
        The day it is about.
    origin : str
        Where it was read from.
    revision : str
        Revision id at the origin, if it has one.

    Returns
    -------
    Document
        With the id ``portal/YYYY-MM-DD``.
    """
    return Document(f"portal/{date}", date, text, origin, "portal", PORTAL_LICENCE, digest_of(text), revision)


def context_documents(text: str, name: str, *, origin: str) -> list[Document]:
    """Make the documents of a page of the Context: one for an event or a day, one a day for a front page.

    Parameters
    ----------
    text : str
        The page, in Markdown.
    name : str
        Its path below what was named, or its address.
    origin : str
        Where it was read from.

    Returns
    -------
    list of Document
        With ids such as ``context/2016-02-03/talks-open``; empty if it is no page of the Context.
    """
    return [
        Document(f"context/{part.key}", part.date, part.text, origin, "context", CONTEXT_LICENCE, digest_of(part.text))
        for part in context_parts(text, name)
    ]


def digest_of(text: str) -> str:
    """Return the digest by which the content of a document is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def page_url(date: dt.date) -> str:
    """Return the address of the portal page of a day."""
    return f"{PORTAL_PAGE}{date.year}_{MONTHS[date.month - 1].capitalize()}_{date.day}"
