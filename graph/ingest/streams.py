"""Bytes on their way in: streams that are counted, whose errors are SourceErrors, and that cannot grow without end."""

import bz2
import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from graph.errors import SourceError
from graph.model import Issue

# enough to tell what a stream holds, and what is read of a file in one go
HEAD_BYTES = 4096
CHUNK_BYTES = 64 * 1024
# wikitext shrinks to a third or a tenth when it is packed, tables of much the same rows to a hundredth
UNPACKED_RATIO = 250
UNPACKED_FREE_BYTES = 512 * 2**20
# what the readers of packed files raise when these are damaged
DAMAGE = (
    OSError, EOFError, ValueError, OverflowError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile,
    zipfile.LargeZipFile, tarfile.TarError,
)  # fmt: skip

Read = Callable[[int], bytes]


class RefusedError(SourceError):
    """A file that could be opened is not what it should be; `issue_code` and `line` are of the issue it becomes."""

    def __init__(self, issue_code: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.issue_code, self.line = issue_code, line


def issue_of(name: str, error: SourceError) -> Issue:
    """Return the issue that says why a file, or the rest of it, could not be read."""
    if isinstance(error, RefusedError):
        return Issue(name, error.line, error.issue_code, str(error))
    return Issue(name, 0, "unreadable-file", str(error))


def clean_name(name: str) -> str:
    """Return a file's name as valid Unicode; names can hold any bytes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Meter:
    """How much was read of how much.

    Attributes
    ----------
    total : int
        Bytes to be read; 0 when unknown.
    read : int
        Bytes read so far.
    """

    __slots__ = ("read", "total")

    def __init__(self, total: int = 0, read: int = 0) -> None:
        self.total, self.read = total, read

    def add(self, count: int) -> None:
        """Note that bytes were read."""
        self.read += count


class Stream(io.RawIOBase):
    """A stream over another one: it counts, explains errors, and repeats an error as long as it is read.

    Parameters
    ----------
    inner : binary stream
        What to read.
    explain : callable
        Makes the SourceError of an error of `inner`.
    errors : tuple of exception types
        Errors of `inner` to be explained; others pass.
    count : callable, optional
        Called with the number of bytes after each read; it may raise a SourceError to end the reading.
    one_way : bool
        Read from front to back only; to seek in a packed stream would be to unpack it again from its start.
    keep_open : bool
        Leave `inner` open when this stream is closed.
    """

    def __init__(
        self,
        inner: BinaryIO,
        explain: Callable[[Exception], SourceError],
        errors: tuple[type[Exception], ...] = (OSError,),
        count: Callable[[int], object] | None = None,
        *,
        one_way: bool = False,
        keep_open: bool = False,
    ) -> None:
        self._inner, self._keep_open = inner, keep_open
        self._read = read_some(inner)
        self._explain, self._errors, self._count = explain, errors, count
        self._seekable = not one_way and inner.seekable()
        # a pipe gives what was written to it first, which may be a single byte
        self._least = 0 if self._seekable else HEAD_BYTES
        self.failed: SourceError | None = None

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Whether one can seek."""
        return self._seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place, as the stream below does."""
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._inner.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read some bytes; raises SourceError."""
        data = self._some(len(buffer))
        while data and len(data) < min(self._least, len(buffer)):
            try:
                more = self._some(len(buffer) - len(data))
            except SourceError:
                break  # raised again by the next read, when what came before it is safe
            if not more:
                break
            data += more
        self._least = 0
        buffer[: len(data)] = data
        return len(data)

    def _some(self, size: int) -> bytes:
        if self.failed:
            raise self.failed
        try:
            data = self._read(size)
            if self._count:
                self._count(len(data))
        except SourceError as error:
            self.failed = error
            raise
        except self._errors as error:
            self.failed = self._explain(error)
            raise self.failed from error
        return data

    def close(self) -> None:
        """Close this stream, and the one below unless it is to be kept open."""
        if not self.closed and not self._keep_open:
            self._inner.close()
        super().close()


def read_some(stream: BinaryIO) -> Read:
    """Return the stream's way to read what is there without waiting for more.

    The plain ``read`` of a buffered stream goes on until it has all that was asked for, and when it meets an error
    on its way it forgets what it had.
    """
    read: Read = getattr(stream, "read1", stream.read)
    return read


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a stream piece by piece, all there are before an error."""
    read = read_some(stream)
    while data := read(CHUNK_BYTES):
        yield data


def buffered(stream: io.RawIOBase) -> io.BufferedReader:
    """Return a stream with a buffer, which can be peeked into."""
    return io.BufferedReader(stream, CHUNK_BYTES)


def counted(stream: BinaryIO, count: Callable[[int], object] | None = None) -> io.BufferedReader:
    """Return a stream with a buffer, whose bytes are counted as they are read."""
    return buffered(Stream(stream, SourceError, (), count))


def damage_of(name: str) -> Callable[[Exception], SourceError]:
    """Return what makes the error of a packed file that cannot be unpacked to its end."""

    def explain(error: Exception) -> SourceError:
        return RefusedError(
            "damaged-archive",
            f"{name} is cut off or damaged ({str(error) or type(error).__name__}). Get the file anew.",
        )

    return explain


class BombGuard:
    """Counts unpacked bytes and ends the reading of what grows as no text does.

    Parameters
    ----------
    name : str
        The packed file, for people.
    packed : Meter
        How much of it was read while packed.

    Attributes
    ----------
    burst : bool
        Whether the reading was ended.
    """

    def __init__(self, name: str, packed: Meter) -> None:
        self._name, self._packed, self._unpacked = name, packed, 0
        self.burst = False

    def add(self, count: int) -> None:
        """Note that bytes were unpacked; raises RefusedError when they are too many."""
        self._unpacked += count
        if self._unpacked > max(UNPACKED_FREE_BYTES, UNPACKED_RATIO * self._packed.read):
            self.burst = True
            raise RefusedError(
                "too-large",
                f"{self._name} unpacks to more than {UNPACKED_FREE_BYTES / 2**20:,.0f} MB and {UNPACKED_RATIO} times "
                "its size, as no text does. If you trust it, unpack it and load the files.",
            )


def unpacked(name: str, stream: BinaryIO, method: str) -> io.BufferedReader:
    """Return the content of a stream that is packed with ``gzip`` or ``bz2``, in one part or several.

    Parameters
    ----------
    name : str
        The packed file, for people.
    stream : binary stream
        The packed bytes.
    method : str
        ``gzip`` or ``bz2``.
    """
    packed = Meter()
    below = counted(stream, packed.add)
    inner = gzip.GzipFile(fileobj=below) if method == "gzip" else bz2.BZ2File(below)
    return buffered(Stream(cast("BinaryIO", inner), damage_of(name), DAMAGE, BombGuard(name, packed).add, one_way=True))
