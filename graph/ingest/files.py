"""Finding files: folders, files and standard input become a list of what is to be read."""

import datetime as dt
import io
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from graph.checks import as_list, as_span
from graph.errors import InputError, SourceError
from graph.ingest.items import STDIN_KEY, RawFile
from graph.ingest.streams import CHUNK_BYTES, Meter, Stream, buffered, clean_name, counted
from graph.model import Document

FORMATS = ("auto", "portal", "context", "dump", "jsonl", "csv", "parquet")
STDIN = "-"
STDIN_NAME = "standard input"


def find_files(paths: Iterable[str | Path]) -> list[RawFile]:
    """List the files behind paths: a folder stands for all files below it, ``-`` for standard input.

    Nothing is opened; archives are listed as the files they are.

    Parameters
    ----------
    paths : iterable of str or Path
        Files and folders.

    Returns
    -------
    list of RawFile
        In the order given; within a folder by name. Hidden files of a folder are left out.

    Raises
    ------
    SourceError
        If a path does not exist, a folder holds no file, or standard input is named twice.
    """
    named = list(paths)
    if sum(str(path) == STDIN for path in named) > 1:
        raise SourceError("Standard input can be read only once; name - once.")
    return [file for path in named for file in _files_of(path)]


def _files_of(path: str | Path) -> list[RawFile]:
    if str(path) == STDIN:
        return [RawFile(STDIN_NAME, STDIN_KEY, _open_standard_input)]
    if not str(path):
        raise SourceError("A path is empty; name a folder of day pages, a page, an archive, or - for stdin.")
    place = Path(path)
    if place.is_dir():
        return _files_in_folder(place)
    if not os.path.lexists(place):
        raise SourceError(f"{place} does not exist; name a folder of day pages, a page, an archive, or - for stdin.")
    return [file_at(place)]


def _files_in_folder(folder: Path) -> list[RawFile]:
    """List files by name, hidden ones left out; a folder that cannot be listed is kept, to be named as unreadable."""
    hits: list[Path] = []

    def keep_unlisted(error: OSError) -> None:
        hits.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=keep_unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        hits += [Path(place, name) for name in names if not name.startswith(".")]
    if not hits:
        raise SourceError(
            f"{folder} holds no files; expected pages such as 2016_February_3.txt with portal wikitext, or archives "
            "of them."
        )
    start = len(folder.parts)
    return [file_at(path, key=clean_name("/".join(path.parts[start:])), in_folder=True) for path in sorted(hits)]


def file_at(path: Path, *, name: str = "", key: str = "", in_folder: bool = False) -> RawFile:
    """Return the file at a path.

    Parameters
    ----------
    path : Path
        Where it is.
    name, key : str
        See `RawFile`; the path and its last part if not given.
    in_folder : bool
        Whether it was found in a folder: pipes and devices are read only when they are named.
    """
    shown, brief = name or clean_name(str(path)), key or clean_name(path.name)
    try:
        status = path.stat()
    except OSError:
        return RawFile(shown, brief, partial(_open_file, path))  # which says why it cannot be opened
    if in_folder and not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        return RawFile(shown, brief, partial(_refuse_special, path))
    return RawFile(shown, brief, partial(_open_file, path), status.st_size)


def _open_file(path: Path) -> BinaryIO:
    def explain(error: Exception) -> SourceError:
        return SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.")

    try:
        return buffered(Stream(io.FileIO(path), explain))
    except OSError as error:
        raise explain(error) from error


def _refuse_special(path: Path) -> BinaryIO:
    raise SourceError(f"{path} is a pipe or a device, not a file; name it by itself if it is to be read.")


def _open_standard_input() -> BinaryIO:
    def explain(error: Exception) -> SourceError:
        return SourceError(f"Standard input cannot be read: {error}.")

    if sys.stdin is None:
        raise SourceError("There is no standard input to read; name a file or a folder.")
    return buffered(Stream(sys.stdin.buffer, explain, one_way=True, keep_open=True))


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
    meter : Meter
        How many bytes of the files were read, and how many they have; those of standard input are not known.

    Raises
    ------
    InputError
        If the format is unknown.
    """

    files: Sequence[RawFile]
    format: str = "auto"
    first: dt.date | None = None
    last: dt.date | None = None
    meter: Meter = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise InputError(f"Unknown format {self.format!r}; use one of {', '.join(FORMATS)}.")
        object.__setattr__(self, "meter", Meter(sum(file.size for file in self.files)))

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
        return self.wants_day(document.date)

    def wants_day(self, date: dt.date) -> bool:
        """Whether a day is asked for."""
        return (self.first is None or date >= self.first) and (self.last is None or date <= self.last)

    def expected(self, done: int) -> int:
        """Return how many pages there are if those to come are as long as the `done` ones; 0 when nothing tells."""
        known = done and 0 < self.meter.read <= self.meter.total
        return round(done * self.meter.total / self.meter.read) if known else 0

    def metered(self, file: RawFile) -> RawFile:
        """Return a file whose streams move the meter; for a small one it is enough to move it when it was read."""
        if 0 < file.size <= CHUNK_BYTES:
            return file
        return replace(file, open=lambda: counted(file.open(), self.meter.add))
