"""The Cypher of the store: one named file a statement, with a header that states title, parameters and columns."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEADER = re.compile(r"// (title|parameters|columns): ?(.*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher statement and what its header says of it."""

    name: str
    title: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    text: str


@cache
def statement(name: str) -> Statement:
    """Return a statement by the name of its file, such as ``event_ids`` or ``embedded/search_events``.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    lines = files("graph.store").joinpath("cypher", f"{name}.cypher").read_text(encoding="utf-8").splitlines()
    header = {match[1]: match[2] for line in lines if (match := _HEADER.fullmatch(line))}
    body = "\n".join(line for line in lines if not line.startswith("//")).strip()
    return Statement(name, header["title"], _names(header["parameters"]), _names(header["columns"]), body)


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split(",") if name.strip())


def statements(name: str) -> tuple[str, ...]:
    """Return the statements of a file that holds several, in order, each to be run by itself."""
    return tuple(part.strip() for part in statement(name).text.split(";") if part.strip())
