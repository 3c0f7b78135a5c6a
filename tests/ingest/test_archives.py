"""Archives in: members are read as files are, one at a time, and nothing they hold can do harm."""

import bz2
import gzip
import io
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.ingest import streams
from graph.ingest.files import LoadRequest, find_files
from graph.ingest.readers import read_items
from graph.model import Document
from tests.ingest.making import HARBOUR_DUMP, IDS, PAGES, codes, ids, issues, items_of, pipe_in, tar_of, zip_of
from tests.pages import HARBOUR, write_pages


def plain_tar(members: dict[str, bytes]) -> bytes:
    return tar_of(members, "w")


def bz2_tar(members: dict[str, bytes]) -> bytes:
    return tar_of(members, "w:bz2")


ARCHIVES = [("a.zip", zip_of), ("a.tar", plain_tar), ("a.tar.gz", tar_of), ("a.tgz", tar_of), ("a.tar.bz2", bz2_tar)]


@pytest.mark.parametrize(("name", "pack"), ARCHIVES)
def test_an_archive_gives_what_its_members_give(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    write_pages(tmp_path / "pages")
    archive = tmp_path / name
    archive.write_bytes(pack({f"./pages/{name}": data for name, data in PAGES.items()}))
    packed = [item for item in items_of(archive) if isinstance(item, Document)]
    loose = [item for item in items_of(tmp_path / "pages") if isinstance(item, Document)]
    assert [(page.id, page.digest, page.text) for page in packed] == [(p.id, p.digest, p.text) for p in loose]
    assert packed[0].origin == f"{archive}/pages/2015_May_4.txt"


@pytest.mark.parametrize(("name", "pack"), ARCHIVES)
def test_an_archive_comes_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    pipe_in(monkeypatch, pack(PAGES))
    items = items_of("-")
    assert ids(items) == IDS
    assert not codes(items)


def test_the_members_of_a_zip_come_by_name_and_those_of_a_tar_as_they_lie(tmp_path: Path) -> None:
    backwards = dict(reversed(PAGES.items()))
    (tmp_path / "a.zip").write_bytes(zip_of(backwards))
    (tmp_path / "b.tar").write_bytes(plain_tar(backwards))
    assert ids(items_of(tmp_path / "a.zip")) == IDS
    assert ids(items_of(tmp_path / "b.tar")) == IDS[::-1]


def test_keys_of_members_begin_with_the_archive_below_what_was_named(tmp_path: Path) -> None:
    rows = b'{"date": "2015-05-04", "text": "A bridge opens."}\n'
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.zip").write_bytes(zip_of({"mine/own.jsonl": rows}))
    assert ids(items_of(tmp_path)) == ["events/deep/a.zip/mine/own.jsonl/2015-05-04"]
    assert ids(items_of(tmp_path / "deep" / "a.zip")) == ["events/a.zip/mine/own.jsonl/2015-05-04"]


def test_only_visible_files_are_read_and_names_are_only_names(tmp_path: Path) -> None:
    link, pipe = tarfile.TarInfo("2015_May_7.txt"), tarfile.TarInfo("2015_May_8.txt")
    link.type, link.linkname, pipe.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.FIFOTYPE
    members = {
        "../../2015_May_4.txt": PAGES["2015_May_4.txt"],
        "__MACOSX/._2015_May_4.txt": b"x",
        ".git/2015_May_5.txt": b"x",
        "/tmp/2015_May_6.txt": PAGES["2015_May_6.txt"],
    }
    (tmp_path / "a.tar").write_bytes(tar_of(members, "w", [link, pipe]))
    before = sorted(tmp_path.parent.rglob("*"))
    items = items_of(tmp_path / "a.tar")
    assert ids(items) == IDS
    assert len(items) == 2
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_folders_and_links_in_a_zip_are_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("2015_May_7.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.mkdir("pages")
        archive.writestr(zipfile.ZipInfo("2015_May_8.txt/"), "")  # as archives are made under Windows
        archive.writestr(link, "/etc/passwd")
        archive.writestr("pages/2015_May_4.txt", HARBOUR)
    items = items_of(tmp_path / "a.zip")
    assert ids(items) == IDS[:1]
    assert len(items) == 1


@pytest.mark.parametrize(("name", "pack"), ARCHIVES)
def test_an_archive_without_files_says_so(tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    (tmp_path / name).write_bytes(pack({".hidden": b"x"}))
    assert codes(items_of(tmp_path / name)) == ["empty-archive"]


@pytest.mark.parametrize(("name", "pack"), ARCHIVES)
def test_an_archive_in_an_archive_is_left_packed(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    (tmp_path / name).write_bytes(pack({"2014.tar.gz": tar_of(PAGES), "2014.zip": zip_of(PAGES), **PAGES}))
    items = items_of(tmp_path / name)
    assert codes(items) == ["nested-archive", "nested-archive"]
    assert ids(items) == IDS
    assert "unpack" in issues(items)[0].message


def test_packed_pages_and_dumps_in_an_archive_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zip_of({"2015_May_4.txt.gz": gzip.compress(HARBOUR.encode()), "b.xml.bz2": bz2.compress(HARBOUR_DUMP.encode())})
    )
    assert ids(items_of(tmp_path / "a.zip")) == [IDS[0], *IDS]


def test_a_page_packed_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2015_May_4.txt.gz").write_bytes(gzip.compress(gzip.compress(HARBOUR.encode())))
    assert codes(items_of(tmp_path)) == ["nested-archive"]


def test_an_encrypted_zip_is_named_once_and_the_rest_of_it_is_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"2015_May_4.txt": HARBOUR.encode(), "2015_May_5.txt": b"x", "2015_May_6.txt": b"y"}))
    for name in (b"2015_May_5.txt", b"2015_May_6.txt"):
        entry = data.rindex(name) - 46  # the flags of the central directory
        data[entry + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    items = items_of(tmp_path)
    assert ids(items) == IDS[:1]
    (issue,) = issues(items)
    assert (issue.code, issue.document) == ("encrypted-archive", str(tmp_path / "a.zip"))
    assert "2015_May_5.txt and 1 more" in issue.message


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tar.bz2", "a.tar"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_what_came_before_the_end_of_a_cut_tar_is_kept(tmp_path: Path, name: str, share: float) -> None:
    noise = {f"2015_May_{day}.txt": (HARBOUR + os.urandom(20_000).hex()).encode() for day in range(1, 31)}
    # in small blocks, as a cut bz2 loses the one it was cut in
    whole = bz2.compress(plain_tar(noise), 1) if name.endswith("bz2") else dict(ARCHIVES)[name](noise)
    (tmp_path / name).write_bytes(whole[: int(len(whole) * share)])
    items = items_of(tmp_path / name)
    assert 30 * share - 5 < len(ids(items)) <= 30 * share
    (issue,) = issues(items)
    assert issue.code == "damaged-archive"
    assert str(tmp_path / name) in issue.message


def test_a_tar_cut_between_members_is_noticed(tmp_path: Path) -> None:
    whole = plain_tar(PAGES)
    second = whole.index(b"2015_May_6.txt")
    (tmp_path / "a.tar").write_bytes(whole[:second])
    items = items_of(tmp_path)
    assert ids(items) == IDS[:1]
    assert codes(items) == ["damaged-archive"]


def test_a_cut_zip_and_what_only_bears_its_name_are_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of(PAGES)[:-40])
    for name in ("b.zip", "c.tar", "d.txt.gz", "e.xml.bz2", "f.tgz"):
        (tmp_path / name).write_bytes(b"Buy milk.")
    items = items_of(tmp_path)
    assert codes(items) == ["damaged-archive"] * 6
    assert all(issue.document in issue.message for issue in issues(items))


def test_a_damaged_member_of_a_zip_does_not_hurt_the_others(tmp_path: Path) -> None:
    data = bytearray(zip_of(PAGES))
    data[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    items = items_of(tmp_path)
    assert ids(items) == IDS[1:]
    (issue,) = issues(items)
    assert issue.code == "damaged-archive"
    assert issue.document.endswith("a.zip/2015_May_4.txt")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_pages_in_several_packed_parts_are_read_as_one(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    half = len(HARBOUR) // 2
    data = pack(HARBOUR[:half].encode()) + pack(HARBOUR[half:].encode())
    name = "2015_May_4.txt.gz" if pack is gzip.compress else "2015_May_4.txt.bz2"
    (tmp_path / name).write_bytes(data)
    (page,) = items_of(tmp_path)
    assert isinstance(page, Document)
    assert page.text == HARBOUR


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_cut_packed_page_is_refused(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / "2015_May_4.txt.gz").write_bytes(pack(HARBOUR.encode())[:-12])
    assert codes(items_of(tmp_path)) == ["damaged-archive"]


@pytest.mark.parametrize(("magic", "word"), [(b"\xfd7zXZ\x00", "xz"), (b"7z\xbc\xaf\x27\x1c", "7-Zip")])
def test_other_packings_are_named(tmp_path: Path, magic: bytes, word: str) -> None:
    (tmp_path / "a.bin").write_bytes(magic + b"\x00" * 50)
    (issue,) = issues(items_of(tmp_path))
    assert issue.code == "unknown-packing"
    assert word in issue.message


def test_a_long_page_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    bomb = zip_of({"2015_May_4.txt": b" " * 300 * 2**20, "2015_May_6.txt": PAGES["2015_May_6.txt"]})
    (tmp_path / "a.zip").write_bytes(bomb)
    tracemalloc.start()
    try:
        items = items_of(tmp_path / "a.zip")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert ids(items) == IDS[1:]
    (issue,) = issues(items)
    assert (issue.code, Path(issue.document).name) == ("too-large", "2015_May_4.txt")
    assert "16 MB" in issue.message
    assert peak < 80 * 2**20


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tar.bz2", "a.zip"])
def test_what_grows_as_no_text_does_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(streams, "UNPACKED_FREE_BYTES", 2**20)
    filler = {f"z{number:02}.txt": b" " * 2 * 2**20 for number in range(20)}
    (tmp_path / name).write_bytes(dict(ARCHIVES)[name]({**PAGES, **filler}))
    items = items_of(tmp_path / name)
    assert ids(items) == IDS
    *others, stopped = issues(items)
    assert stopped.code == "too-large"
    assert f"{tmp_path / name} unpacks to more than 1 MB and 250 times its size" in stopped.message
    assert {issue.code for issue in others} <= {"not-a-day-page"}
    assert len(others) < 15


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tar.bz2", "a.zip"])
def test_what_is_packed_as_text_is_may_grow_to_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(streams, "UNPACKED_FREE_BYTES", 1000)
    (tmp_path / name).write_bytes(dict(ARCHIVES)[name](PAGES))
    assert ids(items_of(tmp_path)) == IDS
    assert not codes(items_of(tmp_path))


def test_members_that_share_their_bytes_are_stopped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each member of such a bomb is small beside its limit; only their sum is not."""
    monkeypatch.setattr(streams, "UNPACKED_FREE_BYTES", 2**20)
    data = zip_of({"1.txt": b" " * 10**6})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, count = data[start:end], 2000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, count * len(entry), start, 0)
    (tmp_path / "a.zip").write_bytes(data[:start] + entry * count + tail)
    items = items_of(tmp_path)
    assert codes(items)[-1] == "too-large"
    assert len(items) < count


def test_a_sparse_member_is_not_unfolded(tmp_path: Path) -> None:
    header = tarfile.TarInfo("2015_May_5.txt")
    header.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,1",
                          "GNU.sparse.size": str(10**15)}  # fmt: skip
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(header)
    (tmp_path / "a.tar").write_bytes(target.getvalue())
    (issue,) = issues(items_of(tmp_path))
    assert "sparse" in issue.message


def test_headers_of_a_tar_are_not_kept(tmp_path: Path) -> None:
    """Of a million members the memory holds one."""

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.tar"
        with tarfile.open(path, "w") as archive:
            for number in range(count):
                archive.addfile(tarfile.TarInfo(f"{number}.txt"))
        request = LoadRequest(find_files([path]))
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_items(request)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(4000) - peak(400) < 300_000
