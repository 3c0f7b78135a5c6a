"""The real day pages, parsed: one by its name, or all of a folder at once."""

import datetime as dt
import os
from functools import cache
from pathlib import Path

import pytest

from graph.model import Event, ParsedDocument
from graph.parse.encoding import decode
from graph.parse.portal import day_of, parse_day
from tests.corpus import corpus_folder


def read_file(path: Path) -> tuple[str, dt.date]:
    """Return text and day of a page."""
    text = decode(path.read_bytes())
    date = day_of(text, path.name)
    assert date is not None
    return text, date


def parse_file(path: Path) -> ParsedDocument:
    """Parse the page in a file."""
    text, date = read_file(path)
    return parse_day(text, document=f"portal/{date}", date=date)


def page(name: str) -> ParsedDocument:
    """Parse a page by the name of its file, without its ending."""
    return parse_file(corpus_folder() / f"{name}.txt")


def find(parsed: ParsedDocument, words: str) -> Event:
    """Return the one event whose text has these words."""
    matching = [event for event in parsed if words in event.text]
    assert len(matching) == 1
    return matching[0]


def later_folder() -> Path:
    """Return the folder of the pages of 2020-21, rebuilt from rendered ones, or skip the test (on CI, fail)."""
    folder = corpus_folder().parent / "portal-2020s"
    if any(folder.glob("*_*_*.txt")):
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"There are no day pages in {folder}.")
    pytest.skip(f"There are no day pages in {folder}.")


@cache
def all_pages(folder: Path) -> dict[str, ParsedDocument]:
    """Parse all pages of a folder; the result is kept for other tests."""
    return {path.stem: parse_file(path) for path in sorted(folder.glob("*_*_*.txt"))}
