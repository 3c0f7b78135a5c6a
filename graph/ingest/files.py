"""Files in: folders, files and standard input become documents, or issues that say why not."""

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.checks import as_list, as_span
from graph.errors import InputError, SourceError
from graph.model import Document, Issue
from graph.parse.dates import MONTHS
from graph.parse.encoding import decode
from graph.parse.portal import day_of

PORTAL_LICENCE = "CC BY-SA 4.0"
PORTAL_PAGE = "https://en.wikipedia.org/wiki/Portal:Current_events/"
FORMATS = ("auto", "portal")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class RawFile:
    """Bytes to read: a `name` for people and a way to get them."""

    name: str
    path: Path | None

    def read(self) -> bytes:
        """Return the content.

        Raises
        ------
        SourceError
            If the file cannot be read.
        """
        if self.path is None:
            return _standard_input()
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror}.") from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise SourceError("There is no standard input to read; name a file or a folder.")
    return sys.stdin.buffer.read()


def find_files(paths: Iterable[str | Path]) -> list[RawFile]:
    """List the files behind paths: a folder stands for all files below it, ``-`` for standard input.

    Parameters
    ----------
    paths : iterable of str or Path
        Files and folders.

    Returns
    -------
    list of RawFile
        In the order given; within a folder by name.

    Raises
    ------
    SourceError
        If a path does not exist, or a folder holds no page.
    """
    return [file for path in paths for file in _files_of(path)]


def _files_of(path: str | Path) -> list[RawFile]:
    if str(path) == STDIN:
        return [RawFile("standard input", None)]
    if not str(path):
        raise SourceError("A path is empty; name a folder of day pages, a page, or - for stdin.")
    place = Path(path)
    if place.is_dir():
        return _files_in_folder(place)
    if not os.path.lexists(place):
        raise SourceError(f"{place} does not exist; name a folder of day pages, a page, or - for stdin.")
    return [RawFile(str(place), place)]


def _files_in_folder(folder: Path) -> list[RawFile]:
    """List files by name, hidden ones left out; a folder that cannot be listed is kept, to be named as unreadable."""
    hits: list[Path] = []

    def keep_unlisted(error: OSError) -> None:
        hits.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=keep_unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        hits += [Path(place, name) for name in names if not name.startswith(".")]
    if not hits:
        raise SourceError(f"{folder} holds no pages; expected files such as 2016_February_3.txt with portal wikitext.")
    return [RawFile(str(path), path) for path in sorted(hits)]


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What is to be loaded: files of a format, and the days that are wanted.

    Attributes
    ----------
    files : sequence of RawFile
        What to read.
    format : str
        One of `FORMATS`.
    first, last : datetime.date or None
        Days outside are left out.

    Raises
    ------
    InputError
        If the format is unknown.
    """

    files: Sequence[RawFile]
    format: str = "auto"
    first: dt.date | None = None
    last: dt.date | None = None

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise InputError(f"Unknown format {self.format!r}; use one of {', '.join(FORMATS)}.")

    @classmethod
    def of(
        cls,
        paths: str | Path | Iterable[str | Path],
        format: str = "auto",  # noqa: A002 - the interface's word
        first: dt.date | str | None = None,
        last: dt.date | str | None = None,
    ) -> "LoadRequest":
        """Make a request from what a person named, and check it before anything is touched."""
        return cls(find_files(as_list(paths)), format, *as_span(first, last))

    def wants(self, document: Document) -> bool:
        """Whether the day of a document is asked for."""
        date = day_of_document(document)
        return (self.first is None or date >= self.first) and (self.last is None or date <= self.last)


def read_documents(request: LoadRequest) -> Iterator[Document | Issue | None]:
    """Read each file of a request as a document.

    Yields
    ------
    Document, Issue or None
        One item a file: the document, an issue that says why the whole file was refused, or None for a day
        that was not asked for.
    """
    for file in request.files:
        item = _read(file)
        yield None if isinstance(item, Document) and not request.wants(item) else item


def _read(file: RawFile) -> Document | Issue:
    try:
        data = file.read()
        text = decode(data)
    except SourceError as error:
        return Issue(file.name, 0, "unreadable-file", str(error))
    date = day_of(text, Path(file.name).name)
    if date is None:
        message = "Not a day page: it has no header template, and its name gives no date."
        return Issue(file.name, 0, "not-a-day-page", message, text[:80])
    return portal_document(text, date, origin=file.name)


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
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"portal/{date}", text, origin, "portal", PORTAL_LICENCE, digest, revision)


def day_of_document(document: Document) -> dt.date:
    """Return the day of a portal document, from its id."""
    return dt.date.fromisoformat(document.id.removeprefix("portal/"))


def page_url(date: dt.date) -> str:
    """Return the address of the portal page of a day."""
    return f"{PORTAL_PAGE}{date.year}_{MONTHS[date.month - 1].capitalize()}_{date.day}"
