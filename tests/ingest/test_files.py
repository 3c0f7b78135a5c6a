"""Files in: what is found, what is asked for, and how much of it was read."""

import datetime as dt
import os
from pathlib import Path

import pytest

from graph import InputError, Issue, SourceError
from graph.ingest.files import LoadRequest, find_files
from graph.ingest.pages import page_url, portal_document
from graph.ingest.readers import read_items
from graph.model import Document
from tests.ingest.making import HARBOUR_DUMP, PAGES, codes, ids, items_of, pipe_in, zip_of
from tests.pages import HARBOUR, write_pages


def test_a_folder_stands_for_all_files_below_it_by_name(tmp_path: Path) -> None:
    write_pages(tmp_path / "b" / "deep")
    write_pages(tmp_path / "a")
    names = [Path(file.name).relative_to(tmp_path).as_posix() for file in find_files([tmp_path])]
    assert names == ["a/2015_May_4.txt", "a/2015_May_6.txt", "b/deep/2015_May_4.txt", "b/deep/2015_May_6.txt"]


def test_the_key_of_a_file_is_its_path_below_what_was_named(tmp_path: Path) -> None:
    write_pages(tmp_path / "b" / "deep")
    assert [file.key for file in find_files([tmp_path])] == ["b/deep/2015_May_4.txt", "b/deep/2015_May_6.txt"]
    assert [file.key for file in find_files([tmp_path / "b" / "deep" / "2015_May_4.txt"])] == ["2015_May_4.txt"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    write_pages(tmp_path / ".git")
    write_pages(tmp_path / "pages")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    assert len(find_files([tmp_path])) == 2


def test_sizes_are_known_beforehand_and_the_meter_ends_at_their_sum(tmp_path: Path) -> None:
    write_pages(tmp_path)
    (tmp_path / "big.xml").write_text(HARBOUR_DUMP + " " * 200_000, encoding="utf-8")
    (tmp_path / "pages.zip").write_bytes(zip_of(PAGES))
    request = LoadRequest.of(tmp_path)
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert (request.meter.read, request.meter.total) == (0, total)
    assert [file.size for file in request.files] == [path.stat().st_size for path in sorted(tmp_path.iterdir())]
    list(read_items(request))
    assert request.meter.read == total


def test_the_meter_moves_while_a_large_file_is_read(tmp_path: Path) -> None:
    """The pages of a dump come one by one, and between them the share that is done grows."""
    dump = tmp_path / "big.xml"
    filler = "  <page><title>Tree</title><ns>0</ns><revision><text>" + "leaf " * 100_000 + "</text></revision></page>\n"
    dump.write_text(HARBOUR_DUMP.replace("  <page>", filler + "  <page>"), encoding="utf-8")
    request = LoadRequest.of(dump)
    seen = [request.meter.read for item in read_items(request) if isinstance(item, Document)]
    assert 0 < seen[0] < seen[1] <= request.meter.total
    assert seen[0] < 0.7 * request.meter.total


def test_standard_input_is_counted_though_its_size_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe_in(monkeypatch, HARBOUR.encode())
    request = LoadRequest.of("-")
    list(read_items(request))
    assert (request.meter.total, request.meter.read) == (0, len(HARBOUR.encode()))


def test_each_file_gives_a_document_or_says_why_not(tmp_path: Path) -> None:
    write_pages(tmp_path)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\x00\x00")
    (tmp_path / "b.txt").write_text("Buy milk.", encoding="utf-8")
    items = items_of(tmp_path)
    assert ids(items) == ["portal/2015-05-04", "portal/2015-05-06"]
    assert codes(items) == ["unreadable-file", "not-a-day-page"]


def test_days_that_are_not_asked_for_are_passed_over(tmp_path: Path) -> None:
    items = items_of(write_pages(tmp_path), last="2015-05-05")
    assert [item.id if isinstance(item, Document) else item for item in items] == ["portal/2015-05-04", None]
    items = items_of(tmp_path, first="2015-05-06", last="2015-05-06")
    assert [item.id if isinstance(item, Document) else item for item in items] == [None, "portal/2015-05-06"]


def test_a_file_that_goes_away_meanwhile_is_an_issue(tmp_path: Path) -> None:
    request = LoadRequest.of(write_pages(tmp_path))
    (tmp_path / "2015_May_4.txt").unlink()
    gone, there = read_items(request)
    assert isinstance(gone, Issue)
    assert "No such file" in gone.message
    assert isinstance(there, Document)


def test_requests_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="absent does not exist; name a folder"):
        LoadRequest.of(tmp_path / "absent")
    with pytest.raises(SourceError, match="holds no files; expected"):
        LoadRequest.of(tmp_path)
    with pytest.raises(SourceError, match="A path is empty"):
        LoadRequest.of("")
    with pytest.raises(SourceError, match="name - once"):
        LoadRequest.of(["-", "-"])
    with pytest.raises(InputError, match="papyrus"):
        LoadRequest.of(write_pages(tmp_path), "papyrus")


def test_a_pipe_in_a_folder_is_named_and_not_waited_for(tmp_path: Path) -> None:
    write_pages(tmp_path)
    os.mkfifo(tmp_path / "queue")
    items = items_of(tmp_path)
    assert codes(items) == ["unreadable-file"]
    assert len(ids(items)) == 2


def test_names_that_are_no_unicode_are_shown_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(HARBOUR, encoding="utf-8")
    (file,) = find_files([tmp_path])
    assert file.key == "caf\N{REPLACEMENT CHARACTER}.txt"
    file.name.encode()
    assert ids(items_of(tmp_path)) == ["portal/2015-05-04"]


def test_a_portal_document_is_known_by_its_day_and_its_content() -> None:
    day = dt.date(2015, 5, 4)
    one = portal_document(HARBOUR, day, origin="here")
    other = portal_document(HARBOUR + " ", day, origin="here")
    assert one.id == other.id == "portal/2015-05-04"
    assert one.date == day
    assert one.digest != other.digest
    assert one.licence == "CC BY-SA 4.0"
    assert page_url(day) == "https://en.wikipedia.org/wiki/Portal:Current_events/2015_May_4"
