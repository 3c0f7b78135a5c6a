"""The real pages of the Context, counted by a plain loop beside the parser."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from graph.model import Event, ParsedDocument
from graph.parse.context_page import ContextPart, context_parts, is_context, parse_context
from graph.parse.encoding import decode
from tests.corpus import context_folder, corpus_folder, seed_page

pytestmark = pytest.mark.corpus

# sources that stand in an event's words with "--" for "://", and a description that a news agency gives to all pages
EXPLAINED = {"broken-address": 5, "cover-blurb": 1}


@dataclass(frozen=True)
class Read:
    """A page with what was read of it."""

    path: Path
    text: str
    part: ContextPart
    page: ParsedDocument


@cache
def pages() -> list[Read]:
    """Read every page of the folder; each speaks of one day."""
    read = []
    for path in sorted(context_folder().rglob("*.md")):
        text = decode(path.read_bytes())
        [part] = context_parts(text, path.name)
        read.append(Read(path, text, part, parse_context(part.text, document=part.key, date=part.date)))
    return read


def event_pages() -> list[Read]:
    return [read for read in pages() if read.path.name not in ("index.md", "README.md")]


def indexes() -> list[Read]:
    return [read for read in pages() if read.path.name == "index.md"]


def numbered_lines(text: str, heading: str) -> int:
    """Count the numbered lines under a heading."""
    count, inside = 0, False
    for line in text.split("\n"):
        if line.startswith("###"):
            inside = line.startswith(f"### {heading}")
        elif inside and line[:1].isdigit():
            count += 1
    return count


def test_every_event_page_gives_one_event_of_its_day() -> None:
    assert len(event_pages()) == 534
    for read in event_pages():
        [event] = read.page.events
        month, day = (int(name) for name in read.path.parts[-3:-1])
        assert (event.date.year, event.date.month, event.date.day) == (2016, month, day)
        assert read.part.key == f"zh/{event.id}"
        # the page's own address is made of its words with dashes between them
        name = re.sub(r"[\W_]", "", read.path.stem)
        assert re.sub(r"[\W_]", "", event.text)[:8] == name[:8] or "-{" in read.text


def test_issues_are_few_and_explained() -> None:
    assert Counter(issue.code for read in event_pages() for issue in read.page.issues) == EXPLAINED


def test_no_source_and_no_related_event_is_lost() -> None:
    for read in event_pages():
        [event] = read.page.events
        assert len(event.citations) == numbered_lines(read.text, "信息来源")
        assert len(event.given) == numbered_lines(read.text, "有关")
        assert bool(event.headings) != ("\n##### \n" in read.text)
        assert bool(event.cover_url) == ("[IMG](" in read.text)
    events = [read.page.events[0] for read in event_pages()]
    assert sum(len(event.citations) for event in events) == 445
    assert sum(len(event.given) for event in events) == 3412
    assert sum(bool(event.excerpt) for event in events) == 109
    assert sum(bool(event.headings) for event in events) == 526


def test_index_entries_and_event_pages_are_the_same_events() -> None:
    assert len(indexes()) == 272
    entries = {event.id: event for read in indexes() for event in read.page}
    events = {read.page.events[0].id: read.page.events[0] for read in event_pages()}
    assert len(entries) == sum(len(read.page.events) for read in indexes()) == 534
    assert entries.keys() == events.keys()

    def told(event: Event) -> tuple[str, list[str]]:
        return event.text, [heading.text for heading in event.headings]

    assert all(told(entry) == told(events[entry.id]) for entry in entries.values())


def test_a_readme_is_the_index_again() -> None:
    index = {read.part.key: read.part for read in indexes()}
    again = {read.part.key: read.part for read in pages() if read.path.name == "README.md"}
    assert index == again


def test_every_related_event_of_the_year_is_found_by_its_id() -> None:
    events = [read.page.events[0] for read in event_pages()]
    known = {event.id for event in events}
    wanted = [entry.id for event in events for entry in event.given if entry.date.year == 2016]
    assert len(wanted) == 429
    assert set(wanted) <= known


def test_the_seed_page_is_read_whole() -> None:
    text = seed_page()
    [part] = context_parts(text, "seed.txt")
    page = parse_context(part.text, document=part.key, date=part.date)
    [event] = page.events
    assert page.issues == ()
    assert part.key == event.id
    assert event.id.startswith("2016-02-03/sergey-lavrov-")
    assert event.heading_ids == ("russian military intervention in the syrian civil war",)
    assert event.topic_ids == ("isil", "russia", "al-nusra front", "syrian opposition")
    assert [citation.source.domain for citation in event.citations] == ["yahoo.com"]
    assert event.cover_url.endswith(".jpg")
    assert [entry.date.isoformat() for entry in event.given] == [
        "2017-09-24", "2017-06-16", "2015-12-09", "2015-11-29", "2015-11-24",
    ]  # fmt: skip
    assert event.excerpt.count('"') == 3


def test_no_day_page_of_the_portal_is_taken_for_one() -> None:
    folder = corpus_folder()
    taken = [path.name for path in folder.glob("*_*_*.txt") if is_context(decode(path.read_bytes()))]
    assert taken == []
