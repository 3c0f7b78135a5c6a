"""Dumps in: day pages and redirects of a MediaWiki export, read in flat memory whatever else it holds."""

import bz2
import datetime as dt
import gzip
import io
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import Issue
from graph.ingest import dump
from graph.ingest.dump import read_dump
from graph.ingest.items import Item
from graph.ingest.parsing import parse_document
from graph.model import Document, Redirect
from tests.ingest.making import (
    DUMP_HEAD,
    DUMP_TAIL,
    HARBOUR_DUMP,
    IDS,
    codes,
    dump_of,
    ids,
    issues,
    items_of,
    page_of,
    pipe_in,
    revision_of,
)
from tests.pages import HARBOUR, HARBOUR_NEXT


def read(text: str) -> list[Item]:
    """What a dump gives."""
    return list(read_dump(io.BytesIO(text.encode()), "wiki.xml"))


def pack_streams(data: bytes) -> bytes:
    """As Wikipedia packs its multistream dumps: many bz2 parts in one file."""
    return b"".join(bz2.compress(data[place : place + 700]) for place in range(0, len(data), 700))


PACKINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("wiki.xml", bytes),
    ("wiki.xml.gz", gzip.compress),
    ("wiki.xml.bz2", bz2.compress),
    ("wiki-pages-articles-multistream.xml.bz2", pack_streams),
]


@pytest.mark.parametrize(("name", "pack"), PACKINGS)
def test_day_pages_become_documents_however_the_dump_is_packed(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / name).write_bytes(pack(HARBOUR_DUMP.encode()))
    first, second = items_of(tmp_path / name)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.revision, first.text) == (IDS[0], "41", HARBOUR)
    assert (second.id, second.revision, second.text) == (IDS[1], "42", HARBOUR_NEXT)
    assert first.origin == f"{tmp_path / name}/Portal:Current events/2015 May 4"


@pytest.mark.parametrize(("name", "pack"), PACKINGS)
def test_a_dump_comes_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    pipe_in(monkeypatch, pack(HARBOUR_DUMP.encode()))
    assert ids(items_of("-")) == IDS


@pytest.mark.parametrize("schema", ["export-0.10", "export-0.11", "export-0.3"])
def test_the_schema_may_be_of_any_version(schema: str) -> None:
    assert ids(read(HARBOUR_DUMP.replace("export-0.11", schema))) == IDS
    assert ids(read(HARBOUR_DUMP.replace(' xmlns="http://www.mediawiki.org/xml/export-0.11/"', ""))) == IDS


def test_a_page_is_its_latest_revision() -> None:
    revisions = [
        revision_of("Draft.", 9, "2015-05-04"),
        revision_of(HARBOUR, 1000, "2015-05-09"),
        revision_of("Older, though it stands last.", 11, "2015-05-05"),
    ]
    (page,) = read(dump_of(page_of("Portal:Current events/2015 May 4", *revisions)))
    assert isinstance(page, Document)
    assert (page.revision, page.text) == ("1000", HARBOUR)


def test_entities_and_markup_arrive_as_they_were_written() -> None:
    text = "* A < B & C > D \N{EM DASH} 'quoted' &nbsp; <ref>x</ref> \U0001f6a2"
    (page,) = read(dump_of(page_of("Portal:Current events/2015 May 4", revision_of(text))))
    assert isinstance(page, Document)
    assert page.text == text


def test_a_month_page_becomes_its_days() -> None:
    text = "==January 5==\n*A dam is opened.\n==January 6==\n*The dam breaks.\n"
    items = read(dump_of(page_of("Portal:Current events/January 1995", revision_of(text, 7))))
    assert ids(items) == ["portal/1995-01-05", "portal/1995-01-06"]
    assert {item.revision for item in items if isinstance(item, Document)} == {"7"}


@pytest.mark.parametrize(
    ("title", "namespace"),
    [
        ("Portal:Current events/Sports/2015 May 4", 100),
        ("Portal:Ireland/2015 May 4", 100),
        ("User:X/Current events/2015 May 4", 2),
        ("Talk:Current events/2015 May 4", 1),
        ("2015 May 4", 0),
        ("Portal talk:Current events/2015 May 4", 101),
        ("Portal:Current events/Sidebar", 100),
    ],
)
def test_other_pages_are_passed_over(title: str, namespace: int) -> None:
    items = read(dump_of(page_of(title, revision_of("*An item."), namespace=namespace)))
    assert codes(items) == ["empty-dump"]
    assert len(items) == 1


def test_redirects_between_articles_are_given_with_their_day() -> None:
    items = read(dump_of(page_of("Burma", revision_of("#REDIRECT [[myanmar]]"), namespace=0, redirect="Myanmar")))
    assert items == [Redirect("Burma", "Myanmar", dt.date(2022, 3, 3))]


def test_a_redirect_without_a_target_of_its_own_takes_that_of_its_text() -> None:
    page = page_of("Burma", revision_of("#redirect: [[:Union_of_Myanmar|that]]"), namespace=0, redirect="x")
    (item,) = read(dump_of(page.replace(' title="x"', "")))
    assert item == Redirect("Burma", "Union of Myanmar", dt.date(2022, 3, 3))


@pytest.mark.parametrize(
    ("text", "namespace", "redirect"),
    [
        ("#REDIRECT [[Myanmar#History]]", 0, "Myanmar"),
        ("#REDIRECT [[#History]]", 0, "Burma"),
        ("#REDIRECT [[Category:Myanmar]]", 14, "Category:Myanmar"),
        ("#REDIRECT [[Myanmar]]", 0, ""),
        (None, 0, "Myanmar"),
    ],
)
def test_redirects_to_sections_and_elsewhere_are_left_out(text: str | None, namespace: int, redirect: str) -> None:
    page = page_of("Burma", revision_of(text), namespace=namespace, redirect=redirect)
    assert [item for item in read(dump_of(page)) if isinstance(item, Redirect)] == []


def test_a_moved_day_page_is_refused_by_the_parser_as_a_redirect() -> None:
    text = "#REDIRECT [[Portal:Current events/2015 May 4]]"
    (page,) = read(dump_of(page_of("Portal:Current events/2015 May 5", revision_of(text), redirect="Portal:X")))
    assert isinstance(page, Document)
    assert [issue.code for issue in parse_document(page).issues] == ["redirect-page"]


def test_a_day_page_without_text_is_named() -> None:
    stub = '<revision><id>3</id><timestamp>2022-03-03T10:15:00Z</timestamp><text bytes="20" id="8" /></revision>'
    gone = revision_of(None)
    items = read(
        dump_of(
            page_of("Portal:Current events/2015 May 4", revision_of(HARBOUR, 1, "2015-05-05"), gone),
            page_of("Portal:Current events/2015 May 5", stub),
            page_of("Portal:Current events/2015 May 7"),
        )
    )
    assert codes(items) == ["page-without-text"] * 3
    assert issues(items)[1].document == "wiki.xml/Portal:Current events/2015 May 5"
    assert issues(items)[1].line > issues(items)[0].line > 1


def test_an_empty_day_page_is_empty_and_not_without_text() -> None:
    (page,) = read(dump_of(page_of("Portal:Current events/2015 May 4", revision_of(""))))
    assert isinstance(page, Document)
    assert page.text == ""


def test_a_page_longer_than_any_is_named_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "PAGE_CHARACTERS", 50_000)
    long_page = page_of("Portal:Current events/2015 May 5", revision_of("long " * 1_000_000))
    short_page = page_of("Portal:Current events/2015 May 6", revision_of("*It rains."))
    stream = io.BytesIO(dump_of(long_page, short_page).encode())
    tracemalloc.start()
    try:
        items = list(read_dump(stream, "wiki.xml"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert codes(items) == ["too-large"]
    assert ids(items) == IDS[1:]
    assert peak < 1_000_000


def test_pages_before_broken_xml_are_kept_and_its_line_is_named() -> None:
    lines = HARBOUR_DUMP.replace("<title>Portal:Current events/2015 May 6</title>", "<title>x</tilte>").split("\n")
    line = next(number for number, line in enumerate(lines, 1) if "tilte" in line)
    items = read("\n".join(lines))
    assert ids(items) == IDS[:1]
    (issue,) = issues(items)
    assert (issue.code, issue.line) == ("broken-dump", line)
    assert "mismatched tag" in issue.message


@pytest.mark.parametrize("name", ["wiki.xml", "wiki.xml.gz", "wiki.xml.bz2"])
def test_pages_before_the_end_of_a_cut_dump_are_kept(tmp_path: Path, name: str) -> None:
    data = HARBOUR_DUMP.encode()
    place = data.index(b"2015 May 6") + 300
    packings: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress}
    pack = packings.get(name.rpartition(".")[2])
    # whole parts before the cut, as in a download that broke off
    data = pack(data[:place]) + pack(data[place:])[:-20] if pack else data[:place]
    (tmp_path / name).write_bytes(data)
    items = items_of(tmp_path)
    assert ids(items) == IDS[:1]
    assert codes(items) == (["damaged-archive"] if pack else ["broken-dump"])


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE mediawiki [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE mediawiki [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE mediawiki SYSTEM "http://example.org/wiki.dtd">',
    ],
)
def test_entities_of_its_own_are_refused(doctype: str) -> None:
    (issue,) = read(doctype + HARBOUR_DUMP.replace("Rotterdam", "&a;"))
    assert isinstance(issue, Issue)
    assert (issue.code, issue.line) == ("broken-dump", 1)
    assert "document type" in issue.message


def test_a_comment_without_end_is_not_gathered() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            data = (DUMP_HEAD + "<!--").encode() if not self.given else b"x" * len(buffer)
            buffer[: len(data)] = data
            self.given += len(data)
            return len(data)

    stream = Endless()
    (issue,) = read_dump(io.BufferedReader(stream), "wiki.xml")
    assert isinstance(issue, Issue)
    assert "longer than 1 MB" in issue.message
    assert stream.given < 3 * 2**20


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<rss><channel/></rss>", "not-a-dump"),
        ("", "broken-dump"),
        ('<?xml version="1.0" encoding="klingon"?><mediawiki/>', "broken-dump"),
        ("<mediawiki/>", "empty-dump"),
    ],
)
def test_what_is_no_dump_is_said_in_words(text: str, code: str) -> None:
    assert codes(read(text)) == [code]


def test_days_that_are_not_asked_for_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_text(HARBOUR_DUMP, encoding="utf-8")
    items = items_of(tmp_path, first="2015-05-05")
    assert items[0] is None
    assert ids(items) == IDS[1:]


class LongDump(io.RawIOBase):
    """A dump of so many lines, made as it is read: articles, redirects, and a day page now and then."""

    def __init__(self, lines: int) -> None:
        self._pieces, self._rest = self._make(lines), b""

    def _make(self, lines: int) -> Iterator[bytes]:
        yield DUMP_HEAD.encode()
        article = page_of("Tree", revision_of("A tree has leaves.\n" * 500), namespace=0).encode()
        day = dt.date(1999, 1, 1)
        for number in range(lines // 550):
            yield article
            yield page_of(f"Old {number}", revision_of("#REDIRECT [[New]]"), namespace=0, redirect="New").encode()
            day += dt.timedelta(1)
            yield page_of(
                f"Portal:Current events/{day.year} {day:%B} {day.day}", revision_of("*It rains.\n" * 42)
            ).encode()
        yield DUMP_TAIL.encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def test_a_dump_of_a_million_lines_is_read_in_flat_memory() -> None:
    def peak(lines: int) -> int:
        tracemalloc.start()
        try:
            items = read_dump(io.BufferedReader(LongDump(lines)), "wiki.xml")
            days = sum(isinstance(item, Document) for item in items)
            assert days == lines // 550
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    short, long = peak(20_000), peak(1_000_000)
    assert long - short < 500_000
