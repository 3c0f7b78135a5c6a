"""Rows of a JSON file: an object a line, or one text of JSON that holds a list of events."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from json import JSONDecodeError, JSONDecoder
from typing import BinaryIO

from graph.errors import SourceError
from graph.ingest.rows import LONGEST, SHOWN, BadRow, Row, Rows, empty_file, lines, pieces

_HEAD = 1 << 16
_NO_SPACE = re.compile(r"[^ \t\r\n]")
# up to the first list in an object
_TO_FIRST_LIST = re.compile(r'\{(?:[^{}\[\]"]|"(?:[^"\\]|\\.)*+")*+\[')
_EVENTS = re.compile(r'"events"\s*:\s*\[\Z')
_ALONE = re.compile(r"\{[ \t\r]*\n")


def json_rows(stream: BinaryIO) -> Rows:
    """Give the rows of a JSON file.

    An object a line is read line by line, and a line that cannot be read does not hurt the others. A list of
    objects, an object with a list of ``events`` (as our commands print them) and objects that run over several
    lines are read value by value.

    Raises
    ------
    SourceError
        If the file is no text, or such a list breaks off.
    """
    parts = pieces(stream)
    first = next(parts, b"")
    parts = chain([first], parts)
    head = first[:_HEAD].decode("utf-8-sig", "replace").lstrip()
    return _by_value(parts) if _is_one_text(head) else _by_line(parts)


def _is_one_text(head: str) -> bool:
    if head.startswith("["):
        return True
    to_list = _TO_FIRST_LIST.match(head)
    return bool(_ALONE.match(head) or (to_list and _EVENTS.search(to_list[0])))


def _by_line(parts: Iterator[bytes]) -> Rows:
    is_empty = True
    for number, line in lines(parts):
        if line is None or line.strip():
            is_empty = False
            yield _row(number, line)
    if is_empty:
        yield empty_file()


def _row(number: int, line: str | None) -> Row | BadRow:
    if line is None:
        return BadRow(number, "long-line", f"The line is longer than {LONGEST >> 20} MB.")
    try:
        value = json.loads(line)
    except RecursionError:
        return BadRow(number, "bad-line", "The line is nested too deeply.", line)
    except ValueError as error:
        reason = f"{error.msg} at character {error.pos + 1}" if isinstance(error, JSONDecodeError) else f"{error}"
        return BadRow(number, "bad-line", f"The line is no JSON: {reason}.", line)
    return _checked(number, value, line[:SHOWN])


def _checked(number: int, value: object, raw: str = "") -> Row | BadRow:
    if isinstance(value, dict):
        return Row(number, value, raw)
    return BadRow(number, "bad-line", "An event is an object of JSON, {..}.", raw or json.dumps(value))


def _by_value(parts: Iterator[bytes]) -> Rows:
    text = _JsonText(_decoded(parts))
    while char := text.next_char():
        values = text.elements() if char == "[" else _of_object(text)
        yield from (_checked(line, value) for line, value in values)


def _decoded(parts: Iterator[bytes]) -> Iterator[str]:
    try:
        yield from codecs.iterdecode(parts, "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("The JSON is not in UTF-8; save it as UTF-8.") from error


def _of_object(text: "_JsonText") -> Iterator[tuple[int, object]]:
    """Give the events of an object, or the object itself if it has no list of events."""
    start, has_events = text.line, False
    others: dict[str, object] = {}
    text.expect("{")
    while not text.take("}"):
        name = text.value()
        text.expect(":")
        if name == "events" and text.next_char() == "[":
            has_events = True
            yield from text.elements()
        else:
            others[str(name)] = text.value()
        text.separate("}")
    if not has_events:
        yield start, others


class _JsonText:
    """A text of JSON that comes in pieces, read value by value."""

    def __init__(self, parts: Iterator[str]) -> None:
        self.line = 1
        self._parts = parts
        self._text = ""
        self._at = 0
        self._decoder = JSONDecoder()

    def next_char(self) -> str:
        """Return the next character that is no white space, without taking it; empty at the end."""
        while True:
            found = _NO_SPACE.search(self._text, self._at)
            self._go_to(found.start() if found else len(self._text))
            if found:
                return found[0]
            if not self._grow():
                return ""

    def take(self, char: str) -> bool:
        """Take the next character if it is this one."""
        if self.next_char() != char:
            return False
        self._go_to(self._at + 1)
        return True

    def expect(self, char: str) -> None:
        """Take the next character, which must be this one."""
        if not self.take(char):
            raise self._broken(f"{char} is missing")

    def separate(self, end: str) -> None:
        """Take the comma between two values, or stand before the end of the list."""
        if not self.take(",") and self.next_char() != end:
            raise self._broken(f", or {end} is missing")

    def elements(self) -> Iterator[tuple[int, object]]:
        """Give line and value of each element of a list."""
        self.expect("[")
        while not self.take("]"):
            line = self.line
            yield line, self.value()
            self.separate("]")

    def value(self) -> object:
        """Take a whole value."""
        self.next_char()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._broken("the value is nested too deeply") from error
            except ValueError as error:
                if len(self._text) - self._at > LONGEST or not self._grow():
                    raise self._broken("the value breaks off, is no JSON or is longer than 10 MB") from error
                continue
            # a number could go on
            if end < len(self._text) or not self._grow():
                self._go_to(end)
                return value

    def _go_to(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at

    def _grow(self) -> bool:
        """Read on, at least as much as is waiting, so that a long value is not tried too often."""
        waiting = self._text[self._at :]
        more = list(self._some(max(len(waiting), 1)))
        self._text, self._at = "".join([waiting, *more]), 0
        return bool(more)

    def _some(self, wanted: int) -> Iterator[str]:
        while wanted > 0 and (part := next(self._parts, "")):
            wanted -= len(part)
            yield part

    def _broken(self, what: str) -> SourceError:
        return SourceError(f"The JSON cannot be read from line {self.line} on: {what}. Nothing of it was loaded.")
