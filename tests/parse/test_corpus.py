"""The real day pages as a whole: counts of a careful reading, and what holds for all of them."""

import datetime as dt
import re
from collections import Counter

import pytest

from graph.model import ParsedDocument
from graph.parse.days import split_days
from graph.parse.encoding import decode
from graph.parse.portal import day_of, parse_day
from tests.corpus import corpus_folder
from tests.parse.pages import headings
from tests.parse.real import all_pages, find, later_folder, page, parse_file, read_file

pytestmark = pytest.mark.corpus

# events of a year, counted by a careful reading
COUNTED = {
    1999: 228, 2000: 252, 2001: 170, 2002: 516, 2003: 1880, 2004: 2875, 2005: 3675, 2006: 2992, 2007: 4098, 2008: 2986,
    2010: 8081, 2011: 7580, 2012: 5754, 2014: 3768, 2015: 4941, 2016: 5203, 2018: 1064,
}  # fmt: skip
MENTIONS, CITATIONS, LATER_EVENTS = 195_200, 73_600, 11_364
FOREIGN = re.compile(r"\[\[|\]\]|\{\{|\}\}|''|\[http|  |</?ref|&[a-z]+;|[\x00-\x1f]")


@pytest.fixture(scope="module")
def pages() -> dict[str, ParsedDocument]:
    return all_pages(corpus_folder())


@pytest.fixture(scope="module")
def counted(pages: dict[str, ParsedDocument]) -> list[ParsedDocument]:
    """The pages of the years that were counted; the test is skipped where some of these are missing."""
    found = Counter(int(name[:4]) for name in pages)
    missing = [year for year in COUNTED if found[year] == 0]
    if missing:
        pytest.skip(f"There are no pages of {missing} in {corpus_folder()}.")
    return [parsed for name, parsed in pages.items() if int(name[:4]) in COUNTED]


def test_events_are_those_of_a_careful_reading(counted: list[ParsedDocument]) -> None:
    found = Counter(event.date.year for parsed in counted for event in parsed)
    assert found.total() == pytest.approx(sum(COUNTED.values()), rel=0.003)
    assert found == {year: pytest.approx(count, rel=0.003, abs=5) for year, count in COUNTED.items()}


def test_mentions_and_citations_are_those_of_a_careful_reading(counted: list[ParsedDocument]) -> None:
    events = [event for parsed in counted for event in parsed]
    assert sum(len(event.mentions) for event in events) == pytest.approx(MENTIONS, rel=0.01)
    assert sum(len(event.citations) for event in events) == pytest.approx(CITATIONS, rel=0.01)


def test_the_later_layout_loses_no_event() -> None:
    later = all_pages(later_folder())
    assert sum(len(parsed.events) for parsed in later.values()) == LATER_EVENTS
    assert all(event.category for parsed in later.values() for event in parsed)


def test_every_page_is_one_day_of_its_own(pages: dict[str, ParsedDocument]) -> None:
    days = []
    for name in pages:
        text = decode((corpus_folder() / f"{name}.txt").read_bytes())
        day = day_of(text, f"{name}.txt")
        assert day is not None
        assert split_days(text, f"{name}.txt") == [(day, text)]
        assert len(split_days(text, "unnamed")) == 1
        days.append(day)
    assert len(set(days)) == len(pages)


def test_texts_carry_no_markup(pages: dict[str, ParsedDocument]) -> None:
    texts = [event.text for parsed in pages.values() for event in parsed]
    texts += [heading.text for parsed in pages.values() for event in parsed for heading in event.headings]
    assert [text for text in texts if FOREIGN.search(text) or text != text.strip()] == []


def test_most_of_the_later_events_have_what_they_should(pages: dict[str, ParsedDocument]) -> None:
    events = [event for parsed in pages.values() for event in parsed if event.date >= dt.date(2010, 8, 1)]
    assert sum(bool(event.citations) for event in events) > 0.97 * len(events)
    assert sum(bool(event.category) for event in events) > 0.98 * len(events)
    assert sum(bool(event.topics) for event in events) > 0.97 * len(events)


def test_few_lines_of_the_later_pages_are_skipped(pages: dict[str, ParsedDocument]) -> None:
    issues = [issue for name, parsed in pages.items() if name >= "2010" for issue in parsed.issues]
    events = sum(len(parsed.events) for name, parsed in pages.items() if name >= "2010")
    assert len(issues) < 0.002 * events


def test_the_day_of_the_seed() -> None:
    event = find(page("2016_February_3"), "High Negotiations Committee")
    assert event.id.startswith("2016-02-03/sergey-lavrov-the-foreign-minister-of-russia-says-that-")
    assert headings(event) == ["Russian military intervention in the Syrian Civil War"]
    assert {"islamic state of iraq and the levant", "al-nusra front"} <= set(event.topic_ids)
    assert [(c.label, c.source.publisher) for c in event.citations] == [("AFP via Yahoo! News", "Yahoo! News")]


def test_a_real_page_cut_in_the_middle() -> None:
    path = corpus_folder() / "2016_February_3.txt"
    text, date = read_file(path)
    cut = parse_day(text[: len(text) // 2], document="portal/2016-02-03", date=date)
    whole = parse_file(path)
    assert [issue.code for issue in cut.issues][-1] == "cut-page"
    assert [event.text for event in cut.events[:-1]] == [event.text for event in whole.events[: len(cut.events) - 1]]


def test_no_real_page_is_refused_and_each_shows_where_it_was_cut(pages: dict[str, ParsedDocument]) -> None:
    refused = {"cut-page", "empty-page"}
    assert [name for name, parsed in pages.items() if refused & {issue.code for issue in parsed.issues}] == []
    later = later_folder()
    for path in [
        *(corpus_folder() / f"{name}.txt" for name in sorted(pages)[::50]),
        *sorted(later.glob("*.txt"))[::50],
    ]:
        text, date = read_file(path)
        for item in list(re.finditer(r"^[ \t]*[*:;].*\w", text, re.MULTILINE))[1:]:
            cut = parse_day(text[: item.start()], document=path.stem, date=date)
            assert "cut-page" in {issue.code for issue in cut.issues}, (path.stem, item[0])
