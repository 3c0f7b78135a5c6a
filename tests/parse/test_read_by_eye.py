"""Day pages of all years that a person read line by line: what the parser finds is what the reader wrote down.

A file of ``read_by_eye/`` holds what one page says: per event its category, its path of headings, the first and the
last word of its text, the page titles it links (and their sections) and the addresses it cites, each in order and as
often as they occur; then the codes of all issues of the page, sorted. No sentence of a page is in there: a heading
that is an event itself is written down like an event, by its first and its last word.
"""

import difflib
import json
import os
from pathlib import Path

import pytest

from graph.model import Event, Json, Mention
from graph.parse.encoding import decode
from graph.parse.portal import day_of, parse_day
from tests.corpus import corpus_folder

READINGS = sorted((Path(__file__).parent / "read_by_eye").glob("*.json"))
REBUILT_FROM = 2020


def page_path(name: str) -> Path:
    """Return the file of a day page, or skip the test; on CI a missing page is a failure."""
    folder = corpus_folder()
    if int(name[:4]) >= REBUILT_FROM:
        folder = folder.parent / "portal-2020s"
    path = folder / f"{name}.txt"
    if path.exists():
        return path
    missing = f"The day page {path.name} is not in {folder}; see STORYTRAIL_CORPUS."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


def links(mentions: tuple[Mention, ...]) -> Json:
    """Return the titles that are linked, and the sections of those that link to one."""
    topics = [mention.title for mention in mentions]
    sections: dict[str, str] = {}
    for mention in mentions:
        if mention.section:
            before = [sections[mention.title]] if mention.title in sections else []
            sections[mention.title] = ", ".join([*before, mention.section])
    return {"topics": topics, "sections": sections} if sections else {"topics": topics}


def ends(text: str) -> Json:
    """Return what is written down of a sentence."""
    words = text.split()
    return {"starts": words[0], "ends": words[-1]}


def event_shape(event: Event, sentences: set[str]) -> Json:
    """Return an event as a reader writes it down; `sentences` are the texts of the page's events."""
    return {
        "category": event.category,
        "headings": [
            {**(ends(heading.text) if heading.text in sentences else {"text": heading.text}), **links(heading.mentions)}
            for heading in event.headings
        ],
        **ends(event.text),
        **links(event.mentions),
        "sources": [citation.source.url for citation in event.citations],
    }


def page_shape(path: Path) -> Json:
    """Return what the parser finds on a page as a reader writes it down."""
    text = decode(path.read_bytes())
    date = day_of(text, path.name)
    assert date is not None
    parsed = parse_day(text, document=f"portal/{date}", date=date)
    sentences = {event.text for event in parsed}
    return {
        "page": path.stem,
        "date": date.isoformat(),
        "events": [event_shape(event, sentences) for event in parsed],
        "issues": sorted(issue.code for issue in parsed.issues),
    }


def lines(page: Json) -> list[str]:
    return json.dumps(page, indent=1, ensure_ascii=False, sort_keys=True).splitlines()


@pytest.mark.corpus
@pytest.mark.parametrize("reading", READINGS, ids=lambda path: path.stem)
def test_a_page_is_parsed_as_it_was_read(reading: Path) -> None:
    expected = json.loads(reading.read_text(encoding="utf-8"))
    assert expected["page"] == reading.stem
    found = page_shape(page_path(reading.stem))
    difference = "\n".join(difflib.unified_diff(lines(expected), lines(found), "read by eye", "parsed", lineterm=""))
    assert not difference, f"{reading.stem} is parsed differently:\n{difference}"


def test_forty_pages_of_fifteen_years_were_read() -> None:
    assert len(READINGS) == 40
    assert len({reading.stem[:4] for reading in READINGS}) >= 15
