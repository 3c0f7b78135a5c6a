"""Dumps of a wiki: MediaWiki's XML export, read from front to back in flat memory.

Day and month pages of the portal become documents, redirects between articles become redirects; all other pages are
passed over. Nothing of a page is kept once it ends.

References
----------
.. [1] https://www.mediawiki.org/wiki/Help:Export and https://www.mediawiki.org/xml/export-0.11.xsd
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from graph.errors import SourceError
from graph.ingest.pages import portal_documents
from graph.ingest.streams import RefusedError, chunks, issue_of
from graph.model import Document, Issue, Redirect

# MediaWiki holds pages of up to 2 MB
PAGE_CHARACTERS = 16 * 2**20
# of one tag or comment, which expat holds and looks through again with every piece that arrives
TAG_BYTES = 2**20
_DAY_TITLE = re.compile(r"(?P<namespace>[^:/]+:)?Current[ _]events/[^/]+", re.IGNORECASE)
_LINK = re.compile(r"\[\[\s*:?(?P<target>[^\]|]+)")
_PORTAL, _ARTICLES = "100", "0"

DumpItem = Document | Issue | Redirect


def read_dump(stream: BinaryIO, origin: str) -> Iterator[DumpItem]:
    """Read a dump.

    Parameters
    ----------
    stream : binary stream
        The XML, already unpacked, of any version of the export schema.
    origin : str
        Name of the dump, for people.

    Yields
    ------
    Document, Issue or Redirect
        A document for each day of the portal, from the latest revision that the dump holds of its page; a redirect
        for each article that leads to another one as a whole; an issue for a day page without text, and for a dump
        that breaks off or is none. What came before it is read.
    """
    reader = _DumpReader(origin)
    found = False
    try:
        for data in chunks(stream):
            reader.feed(data)
            found = found or bool(reader.items)
            yield from reader.take()
        reader.feed(b"", last=True)
    except SourceError as error:
        yield from reader.take()
        yield issue_of(origin, error)
        return
    if not found:
        message = "The dump has no day pages and no redirects; expected pages such as Portal:Current events/2016 May 3."
        yield Issue(origin, 0, "empty-dump", message)


@dataclass(slots=True)
class _Revision:
    """A revision as far as it was read; `text` stays None where the dump does not have it."""

    id: str = ""
    timestamp: str = ""
    text: str | None = None
    too_long: bool = False

    @property
    def age(self) -> tuple[str, int]:
        return self.timestamp, int(self.id) if self.id.isdecimal() else 0


@dataclass(slots=True)
class _Page:
    """A page of a wiki as far as it was read; `latest` is its latest revision so far."""

    line: int = 0
    title: str = ""
    namespace: str = ""
    redirect: str | None = None
    latest: _Revision = field(default_factory=_Revision)

    @property
    def is_day(self) -> bool:
        """Whether its title can be that of a day or a month of the portal."""
        match = _DAY_TITLE.fullmatch(self.title)
        return bool(match and (self.namespace == _PORTAL or (match["namespace"] or "").lower() == "portal:"))

    @property
    def is_redirect(self) -> bool:
        is_article = self.namespace == _ARTICLES or (not self.namespace and ":" not in self.title)
        return self.redirect is not None and is_article

    def as_redirect(self) -> Redirect | None:
        """Return where it leads; None if that is a section, which is not the same thing, or not known."""
        link = _LINK.search(self.latest.text or "")
        if not link or "#" in link["target"]:
            return None
        try:
            seen = dt.date.fromisoformat(self.latest.timestamp[:10])
        except ValueError:
            return None
        return Redirect(self.title, self.redirect or link["target"].replace("_", " ").strip(), seen)


class _DumpReader:
    """Collects the items of a dump as expat meets its elements.

    Words are collected only inside the few elements that are asked for, so that other pages cost little time.
    """

    def __init__(self, origin: str) -> None:
        self.items: list[DumpItem] = []
        self._origin = origin
        self._path: list[str] = []
        self._page, self._revision = _Page(), _Revision()
        self._wanted = False
        self._words: list[str] = []
        self._size = self._fed = 0
        self._collecting = 0  # the depth of the element whose words are collected
        self._is_stub = False
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = self._check_doctype

    def take(self) -> list[DumpItem]:
        """Return the items met since the last time."""
        items, self.items = self.items, []
        return items

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Read a piece of the dump; raises RefusedError."""
        self._fed += len(data)
        try:
            self._parser.Parse(data, last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self._broken(str(error)) from error
        if self._fed - self._parser.CurrentByteIndex > TAG_BYTES:
            raise self._broken(f"a tag or comment is longer than {TAG_BYTES // 2**20} MB")

    def _broken(self, why: str) -> RefusedError:
        line = self._parser.CurrentLineNumber
        message = f"The XML of the dump breaks off ({why}); the pages before were read. Get the dump anew."
        return RefusedError("broken-dump", message, line)

    def _check_doctype(self, name: str, address: str | None, _public: str | None, has_subset: int) -> None:
        if address or has_subset:
            message = f"The dump declares a document type of its own ({name}), which no wiki does; it is not read."
            raise RefusedError("broken-dump", message, self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        path = self._path
        path.append(name.rpartition(" ")[2])
        depth, tag = len(path), path[-1]
        if depth == 1 and tag != "mediawiki":
            raise RefusedError(
                "not-a-dump", f"It is XML, but no dump of a wiki: it begins with <{tag}>, not <mediawiki>."
            )
        if depth == 2:
            self._page, self._wanted = _Page(self._parser.CurrentLineNumber), False
        elif depth == 3 and path[1] == "page":
            self._start_in_page(tag, attributes)
        elif depth == 4 and self._wanted and path[2] == "revision":
            self._start_in_revision(tag, attributes)

    def _start_in_page(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("title", "ns"):
            self._collect()
        elif tag == "redirect":
            self._page.redirect = attributes.get("title", "")
        elif tag == "revision":
            self._revision = _Revision()
            self._wanted = self._page.is_day or self._page.is_redirect

    def _start_in_revision(self, tag: str, attributes: dict[str, str]) -> None:
        # a text that is deleted, or left out as in a dump of stubs, is an empty element that says so
        if tag in ("id", "timestamp") or (tag == "text" and "deleted" not in attributes):
            self._collect()
            self._is_stub = tag == "text" and attributes.get("bytes", "0") != "0"

    def _collect(self) -> None:
        self._words, self._size = [], 0
        self._collecting = len(self._path)
        self._parser.CharacterDataHandler = self._gather

    def _gather(self, words: str) -> None:
        self._size += len(words)
        if self._size <= PAGE_CHARACTERS:
            self._words.append(words)

    def _end(self, _name: str) -> None:
        path, depth = self._path, len(self._path)
        if depth == self._collecting:
            self._parser.CharacterDataHandler = None
            self._collecting = 0
            self._keep("".join(self._words))
        if depth == 2 and (self._wanted or self._page.is_day):
            self._end_page()
        elif self._wanted and depth == 3 and path[2] == "revision" and self._revision.age >= self._page.latest.age:
            self._page.latest = self._revision
        path.pop()

    def _keep(self, words: str) -> None:
        """Put the words of an element where they belong."""
        match self._path[2:]:
            case ["title"]:
                self._page.title = words.strip()
            case ["ns"]:
                self._page.namespace = words.strip()
            case ["revision", "id"]:
                self._revision.id = words.strip()
            case ["revision", "timestamp"]:
                self._revision.timestamp = words.strip()
            case ["revision", "text"] if self._size or not self._is_stub:
                self._revision.text = words
                self._revision.too_long = self._size > PAGE_CHARACTERS

    def _end_page(self) -> None:
        page, self._wanted = self._page, False
        if page.is_day:
            self.items.extend(self._documents(page))
        elif redirect := page.as_redirect():
            self.items.append(redirect)

    def _documents(self, page: _Page) -> Sequence[DumpItem]:
        name, text = f"{self._origin}/{page.title}", page.latest.text
        if page.latest.too_long:
            message = f"The page has more than {PAGE_CHARACTERS // 2**20} million characters, as no page of a wiki has."
            return [Issue(name, page.line, "too-large", message)]
        if text is None:
            message = "The dump does not have the text of the page; it was deleted, or the dump is one without texts."
            return [Issue(name, page.line, "page-without-text", message)]
        return portal_documents(text, page.title, origin=name, revision=page.latest.id)
