"""From a document to its events, by its format."""

from collections.abc import Callable

from graph.errors import StoreVersionError
from graph.ingest.pages import page_url
from graph.model import Document, ParsedDocument
from graph.parse.context_page import parse_context
from graph.parse.own_events import parse_own_events
from graph.parse.portal import parse_day

# a document with such an issue does not replace a whole one
REFUSED_CODES = frozenset({"cut-page", "empty-page", "redirect-page"})


def _portal(document: Document) -> ParsedDocument:
    return parse_day(document.text, document=document.id, date=document.date, page_url=page_url(document.date))


def _context(document: Document) -> ParsedDocument:
    return parse_context(document.text, document=document.id, date=document.date)


def _events(document: Document) -> ParsedDocument:
    return parse_own_events(document.text, document=document.id, date=document.date)


_PARSERS: dict[str, Callable[[Document], ParsedDocument]] = {"portal": _portal, "context": _context, "events": _events}


def parse_document(document: Document) -> ParsedDocument:
    """Parse a document by its format.

    Raises
    ------
    StoreVersionError
        If no parser here reads the format: a later version has kept the document.
    """
    parser = _PARSERS.get(document.format)
    if parser is None:
        raise StoreVersionError(
            f"The document {document.id} has the format {document.format!r}, which this version of Storytrail does "
            "not know; use the version that loaded it."
        )
    return parser(document)


def is_refused(parsed: ParsedDocument) -> bool:
    """Tell whether a document is cut off, empty or only leads elsewhere, so that it cannot replace a whole one."""
    return any(issue.code in REFUSED_CODES for issue in parsed.issues)
