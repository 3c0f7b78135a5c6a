"""What the readers of a person's own files share: rows, and the lines of a file in bounded memory."""

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from graph.errors import SourceError
from graph.parse.encoding import decode

PIECE = 1 << 18
# bytes of one line or value
LONGEST = 10 << 20
# characters of a row that are kept to be shown
SHOWN = 200
# no text holds them but by accident; in UTF-8 and cp1252 these bytes are never part of another character
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes
    ----------
    line : int
        Line where it begins, or its number in a file without lines, from 1.
    fields : mapping
        Values by the names of their columns.
    raw : str
        How it begins in the file; empty where that is no text.
    """

    line: int
    fields: Mapping[str, object]
    raw: str = ""

    def beginning(self) -> str:
        """Return how the row begins, for a message."""
        return self.raw or json.dumps(dict(self.fields), ensure_ascii=False, default=str)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row or column that cannot be read: where, what kind of problem, what to say, and how it begins."""

    line: int
    code: str
    message: str
    text: str = ""


Rows = Iterator[Row | BadRow]


def empty_file() -> BadRow:
    """Return what to say of a file without content, which may be one that was not saved well."""
    return BadRow(
        0, "empty-file", "The file is empty; what it held before is kept, and `storytrail unload` removes it."
    )


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Give the content of a text file in pieces.

    Raises
    ------
    SourceError
        If the content is no text in UTF-8 or a code page.
    """
    piece = stream.read(PIECE)
    if piece.startswith(_WIDE):
        raise SourceError("The file is in UTF-16; save it as UTF-8.")
    if b"\x00" in piece:
        raise SourceError("The content is binary (it has NUL bytes), not text.")
    while piece:
        yield piece
        piece = stream.read(PIECE)


def lines(parts: Iterator[bytes]) -> Iterator[tuple[int, str | None]]:
    """Give number and text of each line with its line end; None stands for a line that is too long.

    Lines are decoded one by one, so that a line in an old code page does not change the others.
    """
    rest, number, skipping = b"", 1, False
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        for line in whole:
            yield number, None if skipping or len(line) > LONGEST else _decoded(line)
            skipping = False
            number += 1
        if len(rest) > LONGEST:
            rest, skipping = b"", True
    if rest or skipping:
        yield number, None if skipping else _decoded(rest)


def _decoded(line: bytes) -> str:
    # with its line end, as a character cut at the end of the content would be dropped
    return decode(line.translate(None, _CONTROLS) + b"\n")
