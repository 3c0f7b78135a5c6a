"""Reading: each file of a request by its format, whatever it is packed in; what it holds becomes items.

A file that cannot be read, or not to its end, becomes an issue, and what came before it stays. Its code is one of

=======================  ============================================================================================
``broken-dump``          the XML of a dump breaks off or is not well formed; pages before were read
``damaged-archive``      a packed file is cut off or damaged; what came before was read
``empty-archive``        an archive without files that are read
``empty-dump``           a dump without day pages and redirects
``encrypted-archive``    members of an archive need a password
``nested-archive``       an archive in an archive, or a file packed twice
``not-a-context-page``   asked to be read as a page of the Context, which it is not
``not-a-day-page``       a text that is no page of the portal or of the Context
``not-a-dump``           XML that is no dump of a wiki
``page-without-text``    a day page whose text the dump does not have
``too-large``            a page longer than any page of a wiki, or an archive that grows as no text does
``unknown-packing``      packed in a way that is not read, such as 7-Zip
``unreadable-file``      a file that cannot be opened or read, or a page that is not text
``wrong-format``         plainly not of the format that was asked for
=======================  ============================================================================================

Those of tables of events are in `graph.ingest.tables`.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from graph.errors import SourceError
from graph.ingest.archives import tar_members, zip_members
from graph.ingest.dump import read_dump
from graph.ingest.files import LoadRequest
from graph.ingest.formats import format_of, packing_of, unpacked_name
from graph.ingest.items import Item, RawFile
from graph.ingest.pages import context_documents, portal_documents
from graph.ingest.streams import RefusedError, chunks, counted, issue_of, unpacked
from graph.model import Document, Issue
from graph.parse.encoding import decode

# MediaWiki holds pages of up to 2 MB
PAGE_BYTES = 16 * 2**20
# something that was named could not be read, or not to its end
UNREAD_CODES = frozenset(
    {
        "broken-dump", "damaged-archive", "encrypted-archive", "nested-archive", "not-a-context-page", "not-a-dump",
        "same-name", "too-large", "unknown-packing", "unreadable-file", "wrong-format",
    }
)  # fmt: skip


def read_items(request: LoadRequest) -> Iterator[Item]:
    """Read the files of a request, one after another.

    Yields
    ------
    Item
        What the files hold, in their order: documents, issues, redirects, the ends of files of many documents; None
        for a day that was not asked for.
    """
    meter = request.meter
    reader = _Reader(request.format)
    for file in request.files:
        start = meter.read
        for item in reader.read(request.metered(file)):
            yield None if isinstance(item, Document) and not request.wants(item) else item
        if file.size:  # what of a file is passed over need not be read
            meter.read = start + file.size


class _Reader:
    """Reads files by a format that a person asked for, or by the format they have."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted

    def read(self, file: RawFile, *, is_member: bool = False) -> Iterator[Item]:
        """Yield what a file holds; an error becomes the last item."""
        try:
            with file.open() as opened:
                stream = opened if isinstance(opened, io.BufferedReader) else counted(opened)
                yield from self._content(file, stream, file.name.rpartition("/")[2], is_member=is_member)
        except SourceError as error:
            yield issue_of(file.name, error)

    def _content(
        self, file: RawFile, stream: io.BufferedReader, name: str, *, is_member: bool, is_unpacked: bool = False
    ) -> Iterator[Item]:
        """Yield what a stream holds; `name` is what its file is called, or would be when it is unpacked."""
        head = stream.peek()
        packing = packing_of(name, head)
        if packing is None:
            yield from self._plain(file, stream, name, head)
        elif packing in ("zip", "tar"):
            _refuse_nested(is_member or (is_unpacked and packing == "zip"))
            yield from self._members(file, stream, packing)
        else:
            _refuse_nested(is_unpacked)
            inner = unpacked(file.name, stream, packing)
            yield from self._content(file, inner, unpacked_name(name), is_member=is_member, is_unpacked=True)

    def _members(self, file: RawFile, stream: BinaryIO, packing: str) -> Iterator[Item]:
        for member in zip_members(file, stream) if packing == "zip" else tar_members(file, stream):
            if isinstance(member, Issue):
                yield member
            else:
                yield from self.read(member, is_member=True)

    def _plain(self, file: RawFile, stream: BinaryIO, name: str, head: bytes) -> Iterator[Item]:
        found = format_of(name, head, self._wanted)
        if found == "dump":
            yield from read_dump(stream, file.name)
        elif found in ("jsonl", "csv", "parquet"):
            yield from _table_reader(found)(replace(file, open=lambda: stream))
        else:
            yield from self._page(file, _text_of(stream), name)

    def _page(self, file: RawFile, text: str, name: str) -> Iterator[Item]:
        documents = [] if self._wanted == "portal" else context_documents(text, file.key, origin=file.name)
        if not documents and self._wanted != "context":
            documents = portal_documents(text, name, origin=file.name)
        if documents:
            yield from documents
        elif self._wanted == "context":
            message = "Not a page of the Context: it has no line with a day, such as ### [2016-02-3](..)."
            yield Issue(file.name, 0, "not-a-context-page", message, text[:80])
        else:
            message = "Not a day page: it has no header template, and its name gives no date."
            yield Issue(file.name, 0, "not-a-day-page", message, text[:80])


def _refuse_nested(is_nested: bool) -> None:
    if is_nested:
        raise RefusedError("nested-archive", "It is an archive in an archive; unpack the outer one and load its files.")


def _text_of(stream: BinaryIO) -> str:
    pieces, size = [], 0
    for piece in chunks(stream):
        pieces.append(piece)
        size += len(piece)
        if size > PAGE_BYTES:
            message = f"It has more than {PAGE_BYTES // 2**20} MB, as no page has; split it, or name its --format."
            raise RefusedError("too-large", message)
    return decode(b"".join(pieces))


def _table_reader(name: str) -> Callable[[RawFile], Iterator[Item]]:
    from graph.ingest import tables

    readers: dict[str, Callable[[RawFile], Iterator[Item]]] = {
        "jsonl": tables.read_jsonl,
        "csv": tables.read_csv,
        "parquet": tables.read_parquet,
    }
    return readers[name]
