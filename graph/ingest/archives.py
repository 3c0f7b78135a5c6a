"""Archives: the members of a .zip or .tar, one at a time. Nothing is written to disk under a member's name."""

import io
import shutil
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, cast

from graph.errors import SourceError
from graph.ingest.items import RawFile
from graph.ingest.streams import (
    DAMAGE,
    BombGuard,
    Meter,
    Stream,
    buffered,
    chunks,
    clean_name,
    damage_of,
    read_some,
)
from graph.model import Issue

_BLOCK_BYTES = 512
_ENCRYPTED = 0x1


def zip_members(file: RawFile, stream: BinaryIO) -> Iterator[RawFile | Issue]:
    """Yield the members of a .zip in the order of their names, each to be read before the next is asked for.

    Folders, links, devices and hidden members are passed over. A damaged member fails when it is read; the others
    are good.

    Parameters
    ----------
    file : RawFile
        The archive, for the names and keys of its members.
    stream : binary stream
        Its content. One that cannot seek, such as standard input, is put into a nameless file for the while.

    Raises
    ------
    SourceError
        If the archive is damaged as a whole.
    """
    with _seekable(file.name, stream) as packed:
        archive = _open_zip(file.name, packed)
        members = sorted((info for info in archive.infolist() if _is_page(info)), key=lambda info: info.filename)
        guard = BombGuard(file.name, Meter(read=packed.seek(0, io.SEEK_END)))
        locked = [info.filename for info in members if info.flag_bits & _ENCRYPTED]
        for info in members:
            if not info.flag_bits & _ENCRYPTED and not guard.burst:
                yield _member(file, info.filename, partial(_open_zip_member, file, archive, info, guard))
        if locked:
            yield _encrypted(file.name, locked)
        if not members:
            yield _empty(file.name)


def _open_zip(name: str, packed: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(packed)
    except DAMAGE as error:
        raise damage_of(name)(error) from error


def _open_zip_member(file: RawFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo, guard: BombGuard) -> BinaryIO:
    explain = damage_of(f"{file.name}/{info.filename}")
    try:
        inner = archive.open(info)
    except DAMAGE as error:
        raise explain(error) from error
    return buffered(Stream(inner, explain, DAMAGE, guard.add, one_way=True))  # type: ignore[arg-type]


def _is_page(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a visible file; archives made under Windows give no kind."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return not info.is_dir() and kind in (0, stat.S_IFREG) and not _is_hidden(info.filename)


@contextmanager
def _seekable(name: str, stream: BinaryIO) -> Iterator[BinaryIO]:
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        try:
            shutil.copyfileobj(stream, copy)
        except OSError as error:
            raise SourceError(f"{name} cannot be kept for the while: {error.strerror}; make room.") from error
        copy.seek(0)
        yield copy


def tar_members(file: RawFile, stream: BinaryIO) -> Iterator[RawFile | Issue]:
    """Yield the members of a .tar in its own order, each to be read before the next is asked for.

    The archive is read once from front to back. Folders, links, devices and hidden members are passed over.

    Parameters
    ----------
    file : RawFile
        The archive, for the names and keys of its members.
    stream : binary stream
        Its content, already unpacked.

    Raises
    ------
    SourceError
        If the archive is damaged or cut off; members that came before are good.
    """
    blocks = _Blocks(stream)
    explain = damage_of(file.name)
    any_page = False
    for archive, info in _tar_infos(blocks, explain):
        if not info.isreg() or _is_hidden(info.name):
            continue
        any_page = True
        opened: list[Stream] = []
        yield _member(file, info.name, partial(_open_tar_member, archive, info, explain, opened))
        if any(member.failed for member in opened):
            return  # the reader of the member has said so
    blocks.check_end(file.name)
    if not any_page:
        yield _empty(file.name)


def _tar_infos(
    blocks: "_Blocks", explain: Callable[[Exception], SourceError]
) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    try:
        # there is nothing to close but the stream below
        archive: Any = tarfile.open(fileobj=cast("BinaryIO", blocks), mode="r|")  # noqa: SIM115
        while (info := archive.next()) is not None:
            yield archive, info
            archive.members.clear()  # or it would keep all headers
    except DAMAGE as error:
        raise explain(error) from error


def _open_tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, explain: Callable[[Exception], SourceError], opened: list[Stream]
) -> BinaryIO:
    if info.issparse():  # it would give any number of zeros that are not there
        raise SourceError(f"{clean_name(info.name)} is a sparse file; unpack the archive and load the files.")
    inner = archive.extractfile(info)
    assert inner is not None  # noqa: S101 - it is a file
    opened.append(Stream(inner, explain, DAMAGE, one_way=True))  # type: ignore[arg-type]
    return buffered(opened[-1])


class _Blocks:
    """What tarfile reads from; it remembers the last block, as tarfile takes an archive without its end for whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._read, self._last = stream, read_some(stream), b""

    def read(self, size: int) -> bytes:
        """Read some bytes."""
        data = self._read(size)
        self._last = (self._last + data)[-_BLOCK_BYTES:]
        return data

    def check_end(self, name: str) -> None:
        """Read what is left; raises RefusedError unless the archive ends as archives do, with an empty block."""
        for data in chunks(self._stream):
            self._last = (self._last + data)[-_BLOCK_BYTES:]
        if self._last.strip(b"\0"):
            raise damage_of(name)(EOFError("it has no end mark"))


def _member(file: RawFile, name: str, open_member: Callable[[], BinaryIO]) -> RawFile:
    parts = [part for part in clean_name(name).replace("\\", "/").split("/") if part not in ("", ".")]
    path = "/".join(parts)
    return RawFile(f"{file.name}/{path}", f"{file.key}/{path}", open_member)


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts)


def _empty(name: str) -> Issue:
    return Issue(name, 0, "empty-archive", f"{name} holds no files that are read; expected pages or tables of events.")


def _encrypted(name: str, locked: Sequence[str]) -> Issue:
    more = f" and {len(locked) - 1} more" if len(locked) > 1 else ""
    message = f"{name} is encrypted: {locked[0]}{more} cannot be read. Unpack it with its password and load the files."
    return Issue(name, 0, "encrypted-archive", message)
