"""What reading gives: documents, issues, redirects, and the end of a file of many documents."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from graph.model import Document, Issue, Redirect

STDIN_KEY = "stdin"


@dataclass(frozen=True, slots=True)
class RawFile:
    """Bytes to read.

    Attributes
    ----------
    name : str
        For people: the path, the member of an archive (``pages.zip/2016_February_3.txt``), ``standard input``.
    key : str
        The same without what differs from machine to machine: the path below the folder that was named, with ``/``
        between its parts and the member of an archive behind its name. It names the documents of files of a
        person's own.
    open : callable
        Gives the content as a stream of bytes, which the reader closes. Raises SourceError if it cannot be read.
    size : int
        Bytes to be read, for the progress; 0 when unknown.
    """

    name: str
    key: str
    open: Callable[[], BinaryIO]
    size: int = 0

    def read(self) -> bytes:
        """Return the whole content; raises SourceError if it cannot be read."""
        with self.open() as stream:
            return stream.read()


def prefix_of(document: Document) -> str:
    """Return what the ids of all documents of its file begin with."""
    return f"{document.id.rpartition('/')[0]}/"


@dataclass(frozen=True, slots=True)
class Complete:
    """The file `origin` was read to its end: documents with this `prefix` that it did not give are gone."""

    prefix: str
    origin: str


@dataclass(frozen=True, slots=True)
class Partial:
    """Of a file of many documents not every line could be read: those with this `prefix` may lack events."""

    prefix: str


# None stands for a day that was not asked for
Item = Document | Issue | Redirect | Complete | Partial | None
