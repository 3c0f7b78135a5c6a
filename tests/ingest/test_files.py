"""Files in: what is found, and what becomes of it."""

import datetime as dt
from pathlib import Path

import pytest

from graph import InputError, Issue, SourceError
from graph.ingest.files import LoadRequest, find_files, page_url, portal_document, read_documents
from graph.model import Document
from tests.pages import HARBOUR, write_pages


def test_a_folder_stands_for_all_files_below_it_by_name(tmp_path: Path) -> None:
    write_pages(tmp_path / "b" / "deep")
    write_pages(tmp_path / "a")
    names = [Path(file.name).relative_to(tmp_path).as_posix() for file in find_files([tmp_path])]
    assert names == ["a/2015_May_4.txt", "a/2015_May_6.txt", "b/deep/2015_May_4.txt", "b/deep/2015_May_6.txt"]


def test_each_file_gives_a_document_or_says_why_not(tmp_path: Path) -> None:
    write_pages(tmp_path)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\x00\x00")
    (tmp_path / "b.txt").write_text("Buy milk.", encoding="utf-8")
    items = list(read_documents(LoadRequest.of(tmp_path)))
    assert [item.id for item in items if isinstance(item, Document)] == ["portal/2015-05-04", "portal/2015-05-06"]
    assert [item.code for item in items if isinstance(item, Issue)] == ["unreadable-file", "not-a-day-page"]


def test_days_that_are_not_asked_for_are_passed_over(tmp_path: Path) -> None:
    items = list(read_documents(LoadRequest.of(write_pages(tmp_path), last="2015-05-05")))
    assert [item.id if isinstance(item, Document) else item for item in items] == ["portal/2015-05-04", None]


def test_a_file_that_goes_away_meanwhile_is_an_issue(tmp_path: Path) -> None:
    request = LoadRequest.of(write_pages(tmp_path))
    (tmp_path / "2015_May_4.txt").unlink()
    gone, there = read_documents(request)
    assert isinstance(gone, Issue)
    assert "No such file" in gone.message
    assert isinstance(there, Document)


def test_requests_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        LoadRequest.of(tmp_path / "absent")
    with pytest.raises(InputError, match="papyrus"):
        LoadRequest.of(write_pages(tmp_path), "papyrus")


def test_a_portal_document_is_known_by_its_day_and_its_content() -> None:
    day = dt.date(2015, 5, 4)
    one = portal_document(HARBOUR, day, origin="here")
    other = portal_document(HARBOUR + " ", day, origin="here")
    assert one.id == other.id == "portal/2015-05-04"
    assert one.digest != other.digest
    assert one.licence == "CC BY-SA 4.0"
    assert page_url(day) == "https://en.wikipedia.org/wiki/Portal:Current_events/2015_May_4"
