"""The real day pages: counts of a careful reading, quirks by file name, and another parser as a witness."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import mwparserfromhell
import pytest

from graph.model import Event, ParsedDocument
from graph.parse.encoding import decode
from graph.parse.portal import day_of, parse_day
from graph.parse.titles import link_target
from tests.corpus import corpus_folder
from tests.parse.pages import headings

pytestmark = pytest.mark.corpus

# events of a year, counted by a careful reading
COUNTED = {2011: 7580, 2012: 5754, 2014: 3768, 2015: 4941, 2016: 5203}
FOREIGN = re.compile(r"\[\[|\]\]|\{\{|\}\}|''|\[http|  |</?ref|&[a-z]+;|[\x00-\x1f]")


def parse_file(path: Path) -> ParsedDocument:
    text = decode(path.read_bytes())
    date = day_of(text, path.name)
    assert date is not None
    return parse_day(text, document=f"portal/{date}", date=date)


def page(name: str) -> ParsedDocument:
    return parse_file(corpus_folder() / f"{name}.txt")


@pytest.fixture(scope="module")
def pages() -> dict[str, ParsedDocument]:
    return {path.stem: parse_file(path) for path in sorted(corpus_folder().glob("*_*_*.txt"))}


def test_counts_are_within_one_percent(pages: dict[str, ParsedDocument]) -> None:
    found = Counter(event.date.year for parsed in pages.values() for event in parsed)
    assert {year: found[year] for year in COUNTED} == {
        year: pytest.approx(count, rel=0.01) for year, count in COUNTED.items()
    }


def test_every_page_has_its_own_day(pages: dict[str, ParsedDocument]) -> None:
    folder = corpus_folder()
    days = {day_of(decode((folder / f"{name}.txt").read_bytes()), f"{name}.txt") for name in pages}
    assert len(days) == len(pages)


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


def find(parsed: ParsedDocument, words: str) -> Event:
    matching = [event for event in parsed if words in event.text]
    assert len(matching) == 1
    return matching[0]


def test_the_day_of_the_seed() -> None:
    event = find(page("2016_February_3"), "High Negotiations Committee")
    assert event.id.startswith("2016-02-03/sergey-lavrov-the-foreign-minister-of-russia-says-that-")
    assert headings(event) == ["Russian military intervention in the Syrian Civil War"]
    assert {"islamic state of iraq and the levant", "al-nusra front"} <= set(event.topic_ids)
    assert [(c.label, c.source.publisher) for c in event.citations] == [("AFP via Yahoo! News", "Yahoo! News")]


@pytest.mark.parametrize(
    ("name", "categories"),
    [("2010_August_4", "Sport"), ("2014_June_30", "Disasters and accidents"), ("2011_February_27", "Arab Spring")],
)
def test_bold_and_linked_categories(name: str, categories: str) -> None:
    assert categories in {event.category for event in page(name)}


@pytest.mark.parametrize(
    ("name", "words", "path"),
    [
        ("2005_June_24", "drive-by", ["Israeli-Palestinian conflict"]),
        ("2006_July_17", "Foreign Ministry", ["Israeli-Palestinian conflict (Operation Summer Rains)"]),
        ("2016_February_28", "Thane", ["2016 Thane stabbing"]),
        ("2014_April_21", "Flint, Michigan", ["Flint water crisis"]),
        ("2016_February_22", "daily cap", ["European migrant crisis, Austria–Germany relations"]),
        ("2010_March_27", "Arab summit", ["Middle East"]),
        ("2003_March_10", "Kofi Annan", ["Iraq disarmament crisis"]),
        ("2003_March_5", "UK newspaper", ["Iraq disarmament crisis"]),
        ("2001_July_31", "Poul Anderson", []),
        ("2000_January_18", "New York Jets", []),
    ],
)
def test_headings_of_real_pages(name: str, words: str, path: list[str]) -> None:
    assert headings(find(page(name), words)) == path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2000_January_26", "no-events"),
        ("2018_March_30", "empty-bullet"),
        ("2015_April_13", "stray-paragraph"),
        ("2007_February_23", "unbalanced-link"),
        ("2012_October_12", "unbalanced-link"),
        ("2011_August_7", "stray-paragraph"),
        ("2003_January_1", "media-skipped"),
        ("1999_May_20", "header-date"),
    ],
)
def test_issues_of_real_pages(name: str, code: str) -> None:
    assert code in {issue.code for issue in page(name).issues}


def test_a_real_page_cut_in_the_middle() -> None:
    path = corpus_folder() / "2016_February_3.txt"
    text = decode(path.read_bytes())
    cut = parse_day(text[: len(text) // 2], document="portal/2016-02-03", date=dt.date(2016, 2, 3))
    whole = parse_file(path)
    assert [issue.code for issue in cut.issues][-1] == "cut-page"
    assert [event.text for event in cut.events[:-1]] == [event.text for event in whole.events[: len(cut.events) - 1]]


def test_no_real_page_is_refused_and_each_shows_where_it_was_cut(pages: dict[str, ParsedDocument]) -> None:
    refused = {"cut-page", "empty-page"}
    assert [name for name, parsed in pages.items() if refused & {issue.code for issue in parsed.issues}] == []
    for name in sorted(pages)[::50]:
        text = decode((corpus_folder() / f"{name}.txt").read_bytes())
        date = day_of(text, f"{name}.txt") or dt.date.min
        for item in list(re.finditer(r"^[ \t]*[*:;].*\w", text, re.MULTILINE))[1:]:
            cut = parse_day(text[: item.start()], document=name, date=date)
            assert "cut-page" in {issue.code for issue in cut.issues}, (name, item[0])


def links_seen_by_another_parser(path: Path) -> set[str]:
    text = re.sub(r"<!--.*?-->", "", decode(path.read_bytes()), flags=re.DOTALL)
    code = mwparserfromhell.parse(re.sub(r"^(?:;|''').*$", "", text, flags=re.MULTILINE))
    for source in code.filter_external_links():
        code.remove(source)
    targets = [link_target(str(link.title)) for link in code.filter_wikilinks()]
    return {target.topic.id for target in targets if target.topic}


def test_another_parser_sees_the_same_links() -> None:
    sample = [path for path in sorted(corpus_folder().glob("*_*_*.txt")) if path.name >= "2010"][::25]
    theirs = {path.stem: links_seen_by_another_parser(path) for path in sample}
    pages = {path.stem: parse_file(path) for path in sample}
    ours = {name: {topic.id for event in page for topic in event.topics} for name, page in pages.items()}
    missed = {name for name in theirs if theirs[name] - ours[name]}
    assert missed == {name for name in missed if any(i.code == "heading-without-events" for i in pages[name].issues)}
    # more than the other one sees are only ships and the like, which are templates
    assert sum(len(ours[name] - theirs[name]) for name in theirs) < 0.002 * sum(map(len, theirs.values()))
