"""CSV as `neo4j-admin database import` reads it: quoted texts, bare numbers, nothing at all for no value."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

# what a list of one empty text is written as, since its field would be empty; a character that texts do not use
LONE_EMPTY = "\ufdef"


class SeparatorError(Exception):
    """A text in a list holds the character that is to separate the list's elements."""


class CsvFile:
    """A file of one label or type.

    Parameters
    ----------
    path : pathlib.Path
        The file to write.
    ends : sequence of str
        First fields of the header: the id, or both ends.
    types : mapping of str to str
        Type of each other column.
    separator : str
        One character, between the elements of a list.
    """

    def __init__(self, path: Path, ends: Sequence[str], types: Mapping[str, str], separator: str) -> None:
        self.count = 0
        self._separator = separator
        self._names = tuple(types)
        self._file: TextIO = path.open("w", encoding="utf-8", newline="")
        self._file.write(",".join([*ends, *(f"{name}:{kind}" for name, kind in types.items())]) + "\n")

    def write(self, ends: Sequence[list[str]], columns: Mapping[str, list[Any]]) -> None:
        """Write rows, given as columns.

        Raises
        ------
        ValueError
            If they are not the columns of the header.
        """
        if columns.keys() != set(self._names):
            raise ValueError(f"The columns {sorted(columns)} are not those of the header, {sorted(self._names)}.")
        fields = (map(self._field, column) for column in (*ends, *(columns[name] for name in self._names)))
        self._file.writelines(",".join(row) + "\n" for row in zip(*fields, strict=True))
        self.count += len(ends[0])

    def _field(self, value: Any) -> str:
        if isinstance(value, str):
            return _quoted(value)
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            return self._list(value)
        return value.isoformat() if isinstance(value, dt.date) else repr(value)

    def _list(self, values: Sequence[Any]) -> str:
        """Return a list as one field; an empty one is no value, and one of an empty text is that of `LONE_EMPTY`."""
        texts = [value if isinstance(value, str) else repr(value) for value in values]
        if not texts:
            return ""
        joined = self._separator.join(texts)
        if joined.count(self._separator) >= len(texts) or joined == LONE_EMPTY:
            raise SeparatorError
        return _quoted(joined or LONE_EMPTY)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
