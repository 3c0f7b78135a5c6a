"""Quirks 1 to 8 and 12, 13, 17 of the day pages: bytes, wrappers, and which line is what.

The numbers are those under which the quirks of the format are listed in the design; 9 to 11 and 14 to 16, which are
about what stands in a line, are in `test_quirks_of_lines`. Each has a small page in our own words and, where the
corpus is there, the real page that showed it first.
"""

import re

import pytest

from graph.parse.encoding import decode
from graph.parse.portal import day_of
from tests.corpus import corpus_folder
from tests.parse.pages import DAY, codes, headings, only, parse
from tests.parse.real import find, page


def issues(name: str) -> set[str]:
    """Return the codes of the issues of a real page."""
    return {issue.code for issue in page(name).issues}


def test_01_bytes_that_are_not_utf8_are_cp1252() -> None:
    for encoding in ("utf-8", "cp1252"):
        assert only(decode("*Zoë meets André – “at last”.".encode(encoding))).text == "Zoë meets André – “at last”."


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["2005_June_7", "2008_May_12"])
def test_01_real_latin_1(name: str) -> None:
    data = (corpus_folder() / f"{name}.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    assert "\ufffd" not in decode(data)
    assert not decode(data).isascii()
    assert page(name).events
    assert page(name).issues == ()


WRAPPERS = {
    "header-footer": "<!-- All below -->{{{{Current events header|2016|02|03}}}}\n{}\n{{{{Current events footer}}}}",
    "table-end": "{{{{Current events header|2016|02|3}}}}\n{}\n<!-- All news items above this line -->|}}",
    "content": "{{{{Current events|year=2016|month=02|day=3|content=\n{}\n<!-- above this line -->}}}}",
    "content-spaced": "{{{{ Current events | year = 2016 | month = 2 | day = 3 | content =\n{}\n}}}}",
    "content-in-lines": "{{{{Current events\n|year=2016\n|month=2\n|day=3\n|content=\n{}\n}}}}",
    "content-misnamed": "{{{{Portal day|content=\n{}\n}}}}<!-- {{{{Current events header|2016|2|3}}}} -->",
    "top-bottom": "{{{{Current events|year=2016|month=2|day=3|top=yes}}}}\n{}\n{{{{Current events|bottom=yes}}}}",
}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
def test_02_wrappers_of_all_eras(wrapper: str) -> None:
    text = wrapper.format("'''Law and crime'''\n*[[Tarn]] bans {{convert|5|mi}} races. [http://a.org/x (A)]")
    event = only(text)
    assert (event.text, event.category) == ("Tarn bans 5 miles races.", "Law and crime")
    assert day_of(text, "page.txt") == DAY


def test_02_a_template_inside_does_not_end_the_page() -> None:
    text = "{{Current events|year=2016|month=2|day=3|content=\n*A {{nowrap|b {{convert|5|mi}}}} c.\n*D e.\n}}\n"
    assert [event.text for event in parse(text)] == ["A b 5 miles c.", "D e."]


@pytest.mark.corpus
def test_02_real_pages_that_are_one_template() -> None:
    texts = {path.stem: decode(path.read_bytes()) for path in corpus_folder().glob("*_*_*.txt")}
    wrapped = [name for name, text in texts.items() if re.search(r"\{\{[^{}*]*content *=", text)]
    assert {name for name in texts if "2018" <= name != "2018_June_24"} <= set(wrapped)
    assert not {"unclosed-wrapper", "cut-page"} & {code for name in wrapped for code in issues(name)}
    assert all(page(name).events for name in wrapped if name != "2018_March_30")


@pytest.mark.parametrize(
    "line",
    [
        "'''Law and crime'''", "'''Law and crime:'''", "'''Law and crime''':", "'''''Law and crime'''''",
        "<b>Law and crime</b>", "<big>'''Law and crime'''</big>", "'''Law and crime'''<br />", "'''Law and crime",
        "Law and crime'''", "'''Law and crime''", "Law and crime", "*'''Law and crime'''",
    ],
)  # fmt: skip
def test_03_a_bold_line_is_a_category(line: str) -> None:
    page = parse(f"{line}\n*One.\n**Two.\n;Sport\n*Three.")
    assert page.issues == ()
    assert [event.category for event in page] == ["Law and crime", "Sport"]


def test_03_a_bullet_in_the_line_of_a_bold_category() -> None:
    event = only("'''Law and crime''' *A thief is caught.")
    assert (event.text, event.category) == ("A thief is caught.", "Law and crime")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "category"), [("2010_August_4", "Sport"), ("2014_June_30", "Disasters and accidents")]
)
def test_03_real_bold_categories(name: str, category: str) -> None:
    assert category in {event.category for event in page(name)}


@pytest.mark.parametrize("prefix", [":*", "::*", "**", "*:*", "* *", "**:", ":**", ":::*", "*#", "##"])
def test_04_children_in_all_spellings(prefix: str) -> None:
    event = only(f"*[[Harbour fire]]:\n{prefix} Ten boats burn.")
    assert (event.text, headings(event)) == ("Ten boats burn.", ["Harbour fire"])


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "words", "path"),
    [
        ("2005_June_24", "drive-by", ["Israeli-Palestinian conflict"]),
        ("2006_July_17", "Foreign Ministry", ["Israeli-Palestinian conflict (Operation Summer Rains)"]),
        ("2016_February_28", "Thane", ["2016 Thane stabbing"]),
        ("2014_April_21", "Flint, Michigan", ["Flint water crisis"]),
    ],
)
def test_04_real_children(name: str, words: str, path: list[str]) -> None:
    assert headings(find(page(name), words)) == path


@pytest.mark.parametrize("prefix", [":", "::", "*:"])
def test_05_an_indented_line_goes_on_with_the_bullet_above(prefix: str) -> None:
    event = only(f"*Ten boats burn. [http://a.org/1 (A)]\n{prefix}[http://b.org/2 Divers] find none of the crew.")
    assert event.text == "Ten boats burn. Divers find none of the crew."
    assert [c.source.domain for c in event.citations] == ["a.org", "b.org"]


def test_05_an_indented_line_under_a_heading_is_its_event() -> None:
    assert headings(only("*[[Harbour fire]]\n:Ten boats burn.")) == ["Harbour fire"]
    assert headings(parse("*[[Fires]]\n:[[Harbour]]\n:[[Mill]]\n::It burns.").events[0]) == ["Fires", "Mill"]


@pytest.mark.corpus
def test_05_a_real_indented_paragraph() -> None:
    event = find(page("2006_June_13"), "Israeli investigation")
    assert event.text.endswith("assessment.")
    assert len(event.citations) == 7


def test_06_a_parent_with_a_text_and_a_source_is_an_event_too() -> None:
    page = parse(
        "*[[Vote]]\n**[[Voters]] go to the polls. [http://a.org/1 (A)]\n***[[Reds]]\n****The Reds win in Tarn."
        "\n*A tale without a source:\n**It ends well."
    )
    assert page.issues == ()
    assert [(event.text, headings(event)) for event in page] == [
        ("Voters go to the polls.", ["Vote"]),
        ("The Reds win in Tarn.", ["Vote", "Voters go to the polls.", "Reds"]),
        ("It ends well.", ["A tale without a source"]),
    ]


@pytest.mark.corpus
def test_06_a_real_parent_over_four_levels() -> None:
    parsed = page("2008_February_5")
    parent, child = find(parsed, "Voters in 24 states"), find(parsed, "Democrats Abroad")
    assert (headings(parent), len(headings(child))) == (["United States presidential election, 2008"], 3)
    assert headings(child)[1] == parent.text


@pytest.mark.parametrize(
    ("line", "expected", "linked"),
    [
        ("*[[River War]]: Shots fall.", ["River War"], ["river war"]),
        ("*''[[River War]]'' : Shots fall.", ["River War"], ["river war"]),
        ("*[[River War]] ([[Tarn]]): Shots fall.", ["River War (Tarn)"], ["river war", "tarn"]),
        ("*[[River War]]: [[Tarn]]: Shots fall.", ["River War", "Tarn"], ["river war", "tarn"]),
        ("*[[War|River War:]] Shots fall.", ["River War"], ["war"]),
        ("* [[River War]]: *Shots fall.", ["River War"], ["river war"]),
        ("*[[Raft]]s: Shots fall.", ["Rafts"], ["raft"]),
        ("* '''[[River War]]''': Shots fall.", ["River War"], ["river war"]),
    ],
)
def test_07_headings_in_the_line_of_the_event(line: str, expected: list[str], linked: list[str]) -> None:
    event = only(line)
    assert (event.text, headings(event), list(event.heading_ids)) == ("Shots fall.", expected, linked)


def test_07_a_story_named_without_a_link_is_still_its_heading() -> None:
    first, second = parse("*[[River War]]: Shots fall.\n*River War: A bridge is blown up.").events
    assert (second.text, second.headings) == ("A bridge is blown up.", first.headings)


def test_07_words_before_a_colon_that_are_no_links_stay() -> None:
    assert only("*[[River War]] in pictures: a book appears.").text == "River War in pictures: a book appears."


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "words"), [("2003_March_10", "White House"), ("2003_March_10", "Annan"), ("2003_March_5", "UK newspaper")]
)
def test_07_real_headings_in_the_line(name: str, words: str) -> None:
    assert headings(find(page(name), words)) == ["Iraq disarmament crisis"]


@pytest.mark.parametrize(
    ("line", "expected", "linked"),
    [
        ("*[[River War]], [[Tarn]]\n**Shots fall.", ["River War, Tarn"], ["river war", "tarn"]),
        ("*[[River War]] and [[Tarn]]:\n**Shots fall.", ["River War and Tarn"], ["river war", "tarn"]),
        ("*River war:\n**Shots fall.", ["River war"], []),
        ("*River war\n**Shots fall.", ["River war"], []),
        ("*'''[[River War]]''':\n**[[Tarn]]\n***Shots fall.", ["River War", "Tarn"], ["river war", "tarn"]),
    ],
)
def test_08_several_headings_and_unlinked_ones(line: str, expected: list[str], linked: list[str]) -> None:
    event = only(line)
    assert (event.text, headings(event), list(event.heading_ids)) == ("Shots fall.", expected, linked)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "words", "heading", "linked"),
    [
        ("2016_February_22", "daily cap", "European migrant crisis, Austria–Germany relations", 2),
        ("2010_March_27", "Arab summit", "Middle East", 0),
    ],
)
def test_08_real_headings(name: str, words: str, heading: str, linked: int) -> None:
    event = find(page(name), words)
    assert (headings(event), len(event.heading_ids)) == ([heading], linked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{Current events header|2016|02|3}}\n\n{{Current events footer}}", [("no-events", 0)]),
        ("{{Current events|year=2016|month=2|day=3|content=\n*\n}}", [("no-events", 0), ("empty-bullet", 2)]),
    ],
)
def test_12_pages_without_events(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


def test_12_a_name_after_died_is_an_event() -> None:
    event = only("*Died: [[Ann Able]]")
    assert (event.text, event.topic_ids) == ("Died: Ann Able", ("ann able",))


@pytest.mark.corpus
def test_12_real_pages_with_nearly_nothing() -> None:
    assert issues("2000_January_26") == {"no-events"}
    assert issues("2018_March_30") == {"no-events", "empty-bullet"}
    assert [event.text for event in page("2001_July_31")] == ["Died: Poul Anderson"]
    assert len(page("2000_January_18").events) == 2


def test_13_a_paragraph_that_tells_an_event_is_one() -> None:
    event = only(";Business\n[[Ann Able]] buys the [[Tarn Jets]] for five sheep.\n")
    assert (event.text, event.category) == ("Ann Able buys the Tarn Jets for five sheep.", "Business")


@pytest.mark.parametrize("junk", ["Henry was here", "[https://es.m.wikipedia.org/wiki/Uno]", "[[February 3]] is a day"])
def test_13_other_paragraphs_are_noted(junk: str) -> None:
    assert codes(f"*One.\n{junk}\n*Two.") == [("stray-paragraph", 2)]


def test_13_a_page_marked_as_a_hoax_says_so() -> None:
    assert codes("{{db-hoax|help=off}}\n*A dragon is seen.") == [("hoax-page", 0)]


@pytest.mark.corpus
def test_13_real_paragraphs() -> None:
    assert find(page("2000_January_18"), "New York Jets").category == "Business"
    assert "stray-paragraph" in issues("2015_April_13")
    event = find(page("2000_December_18"), "Died: Kirsty MacColl")
    assert [c.source.domain for c in event.citations] == ["justiceforkirsty.org"]
    assert issues("2018_June_24") == {"hoax-page"}


@pytest.mark.parametrize(
    "header",
    [
        "{{Current events header|2016|02|3}}", "{{Current events header |2016 |02 | 3}}",
        "{{current Events  Header|2016|February|03|}}", "{{Curent events heade|2016|2|3}}",
        "{{Current events|year = 2016 |month=Feb|day=3|content=", "{{Current events|day=3|month=2|year=2016|top=yes}}",
    ],
)  # fmt: skip
def test_17_headers_with_slips(header: str) -> None:
    assert day_of(f"<!-- x -->{header}\n*Something.", "unnamed") == DAY


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("; Transport :", "Transport"), (";[[Harbour fire]]", "Harbour fire"), ("'''[[Fire]]''':", "Fire"),
        ("*;Arts and culture", "Arts and culture"), ("==Science==", "Science"), (";'''Law'''", "Law"),
        (";Business and econony", "Business and economy"), (";Law & Crime", "Law and crime"), (";[[Law|X]]:", "X"),
        ("'''Health and enviornment'''", "Health and environment"),
    ],
)  # fmt: skip
def test_17_category_lines(line: str, category: str) -> None:
    assert only(f"{line}\n*Something happens.").category == category


@pytest.mark.corpus
def test_17_real_categories() -> None:
    assert "Arab Spring" in {event.category for event in page("2011_February_27")}
    assert issues("1999_May_20") == {"header-date"}
