"""Archives, dumps and standard input for tests, made on the spot."""

import io
import re
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast
from xml.sax.saxutils import escape

import pytest

from graph import Issue
from graph.ingest.files import LoadRequest
from graph.ingest.items import Item
from graph.ingest.readers import read_items
from graph.model import Document
from tests.pages import HARBOUR, HARBOUR_NEXT

PAGES = {"2015_May_4.txt": HARBOUR.encode(), "2015_May_6.txt": HARBOUR_NEXT.encode()}
IDS = ["portal/2015-05-04", "portal/2015-05-06"]
DUMP_HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n'
    "  <siteinfo><sitename>Wikipedia</sitename><namespaces><namespace key='100'>Portal</namespace></namespaces>"
    "</siteinfo>\n"
)
DUMP_TAIL = "</mediawiki>\n"


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A .zip with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def tar_of(members: Mapping[str, bytes], mode: str = "w:gz", extra: Iterable[tarfile.TarInfo] = ()) -> bytes:
    """A .tar with these members, and with others that have no content."""
    target = io.BytesIO()
    with cast(Any, tarfile.open)(fileobj=target, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return target.getvalue()


def revision_of(text: str | None, number: int = 1, day: str = "2022-03-03") -> str:
    """A revision in the shape of a dump."""
    content = (
        '<text deleted="deleted" />'
        if text is None
        else f'<text bytes="{len(text)}" xml:space="preserve">{escape(text)}</text>'
    )
    return (
        f"<revision><id>{number}</id><parentid>7</parentid><timestamp>{day}T10:15:00Z</timestamp>"
        f"<contributor><username>X</username><id>900</id></contributor><model>wikitext</model>{content}"
        "<sha1>x</sha1></revision>"
    )


def page_of(title: str, *revisions: str, namespace: int = 100, redirect: str = "") -> str:
    """A page in the shape of a dump."""
    leads = f'<redirect title="{escape(redirect)}" />' if redirect else ""
    body = "".join(revisions)
    return f"  <page>\n    <title>{escape(title)}</title><ns>{namespace}</ns><id>5</id>{leads}\n{body}</page>\n"


def dump_of(*pages: str) -> str:
    """A dump of pages."""
    return DUMP_HEAD + "".join(pages) + DUMP_TAIL


HARBOUR_DUMP = dump_of(
    page_of("Portal:Current events/2015 May 4", revision_of(HARBOUR, 41)),
    page_of("Portal:Current events/2015 May 6", revision_of(HARBOUR_NEXT, 42)),
)


def items_of(path: Path | str, format: str = "auto", **days: str) -> list[Item]:  # noqa: A002 - the interface's word
    """What reading a path gives."""
    return list(read_items(LoadRequest.of(path, format, **days)))


def ids(items: Iterable[Item]) -> list[str]:
    """The ids of the documents among items, without the digest in those of standard input."""
    return [re.sub(r"(?<=/stdin)-[0-9a-f]{8}/", "/", item.id) for item in items if isinstance(item, Document)]


def issues(items: Iterable[Item]) -> list[Issue]:
    """The issues among items."""
    return [item for item in items if isinstance(item, Issue)]


def codes(items: Iterable[Item]) -> list[str]:
    """The codes of the issues among items."""
    return [issue.code for issue in issues(items)]


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time, the first time a single one."""

    def __init__(self, data: bytes, at_once: int = 1000) -> None:
        self._data = io.BytesIO(data)
        self._next, self._at_once = 1, at_once

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(min(self._next, len(buffer)))
        self._next = self._at_once
        buffer[: len(data)] = data
        return len(data)


def pipe_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input, as a pipe does."""
    stream = io.BufferedReader(Pipe(data))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(cast(BinaryIO, stream)))
