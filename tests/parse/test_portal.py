import datetime as dt

import pytest

from graph.parse import portal
from graph.parse.issues import MESSAGES
from graph.parse.portal import day_of, parse_day
from tests.parse.pages import DAY, PAGE, codes, headings, only, parse


def test_a_page_gives_its_events() -> None:
    page = parse(PAGE)
    assert page.issues == ()
    assert [(event.text, event.category, headings(event)) for event in page] == [
        (
            "The army lifts the sieges of two Tarnish towns.",
            "Armed conflicts and attacks",
            ["River War", "Siege of Tarn"],
        ),
        ("Forty people flee to the coast.", "Armed conflicts and attacks", ["River War"]),
        ("A ferry sinks off Southport; twelve are missing.", "Armed conflicts and attacks", []),
        ("A jury finds the miller guilty.", "Law and crime", ["Mill Lane trial"]),
    ]


def test_an_event_knows_where_it_comes_from() -> None:
    page = parse_day(PAGE, document="portal/2016-02-03", date=DAY, page_url="https://en.example.org/day")
    first, *_, last = page.events
    assert first.id == "2016-02-03/the-army-lifts-the-sieges-of-two-tarnish-towns"
    assert (first.date, first.document, first.page_url) == (DAY, "portal/2016-02-03", "https://en.example.org/day")
    assert [event.position for event in page] == [0, 1, 2, 3]
    assert last.heading_ids == ("mill lane trial",)


def test_topics_and_sources_of_an_event() -> None:
    first = parse(PAGE).events[0]
    assert first.topic_ids == ("tarn army", "siege", "tarnish people")
    assert first.heading_ids == ("river war", "siege of tarn")
    assert [(c.source.url, c.source.publisher, c.label) for c in first.citations] == [
        ("http://news.example.org/siege?a=1&b=2", "example.org", "Example News"),
        ("https://www.reuters.com/x", "Reuters", "AP via Reuters"),
    ]


def test_two_events_with_one_text_have_two_ids() -> None:
    page = parse("*Talks open in Geneva.\n*Talks open in Geneva!")
    assert [event.id[11:] for event in page] == ["talks-open-in-geneva", "talks-open-in-geneva-2"]


@pytest.mark.parametrize(
    "wrapper",
    [
        "<!-- All news below -->{{{{Current events header|2016|02|03}}}}\n{}\n{{{{Current events footer}}}}",
        "{{{{Current events header|2016|02|3}}}}\n{}\n<!-- All news items above this line -->|}}",
        "{{{{Current events|year=2016|month=02|day=3|content=\n{}\n<!-- All news items above this line -->}}}}",
        "{{{{Current events\n|year=2016\n|month=2\n|day=3\n|content=\n{}\n}}}}",
        "{{{{Portal day|year=2016|month=2|day=3|content=\n{}\n}}}}<!-- {{{{Current events header|2016|2|3}}}} -->",
        "{{{{Current events|year=2016|month=2|day=3|top=yes}}}}\n{}\n{{{{Current events|year=2016|bottom=yes}}}}",
    ],
    ids=["header-footer", "table-end", "content", "content-in-lines", "content-misnamed", "top-bottom"],
)
def test_wrappers_of_all_eras(wrapper: str) -> None:
    text = wrapper.format("'''Law and crime'''\n*[[Tarn]] bans {{convert|5|mi}} races. [http://a.org/x (A)]")
    event = only(text)
    assert (event.text, event.category) == ("Tarn bans 5 miles races.", "Law and crime")
    assert day_of(text, "page.txt") == DAY


def test_a_template_inside_does_not_end_the_page() -> None:
    text = "{{Current events|year=2016|month=2|day=3|content=\n*A {{nowrap|b}} c.\n*D e.\n}}\n"
    assert [event.text for event in parse(text)] == ["A b c.", "D e."]


def test_lines_after_the_end_of_the_page_are_read() -> None:
    assert [event.text for event in parse("*One.\n<!-- above this line -->|}\n*Two.")] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2016_February_3.txt", DAY),
        ("pages/2016_February_03.wiki.txt", DAY),
        ("Portal:Current events/2016 February 3", DAY),
        ("Portal:Current_events/2016_February_3", DAY),
        ("day-2016-02-03.txt", DAY),
        ("2016_February_30.txt", None),
        ("notes.txt", None),
        ("Portal:Current events/February 2016", None),
    ],
)
def test_the_day_in_a_name(name: str, expected: dt.date | None) -> None:
    assert day_of("*Something.", name) == expected


@pytest.mark.parametrize(
    "header",
    [
        "{{Current events header|2016|02|3}}",
        "{{Current events header |2016 |02 | 3}}",
        "{{current Events  Header|2016|February|03|}}",
        "{{Curent events heade|2016|2|3}}",
        "{{Current events|year = 2016 |month=Feb|day=3|content=",
        "{{Current events|day=3|month=2|year=2016|top=yes}}",
    ],
)
def test_the_day_in_a_header(header: str) -> None:
    assert day_of(f"<!-- x -->{header}\n*Something.", "unnamed") == DAY


def test_the_name_of_a_page_goes_before_a_header_copied_from_another_day() -> None:
    text = "{{Current events header|2016|02|1}}\n*Something happens.\n{{Current events footer}}"
    assert day_of(text, "2016_February_3.txt") == DAY
    assert codes(text) == [("header-date", 0)]


@pytest.mark.parametrize(
    ("line", "category"),
    [
        (";Law and crime", "Law and crime"),
        ("; Transport :", "Transport"),
        (";[[Harbour fire]]", "Harbour fire"),
        ("'''Law and crime'''", "Law and crime"),
        ("'''Law and crime:'''", "Law and crime"),
        ("'''[[Harbour fire]]''':", "Harbour fire"),
        ("*;Arts and culture", "Arts and culture"),
        ("==Science==", "Science"),
        (";Business and econony", "Business and economy"),
        (";Law & Crime", "Law and crime"),
    ],
)
def test_category_lines(line: str, category: str) -> None:
    assert only(f"{line}\n*Something happens.").category == category


@pytest.mark.parametrize("prefix", [":*", "::*", "**", "*:*", "* *", "**:", ":**"])
def test_children_in_all_spellings(prefix: str) -> None:
    event = only(f"*[[Harbour fire]]:\n{prefix} Ten boats burn.")
    assert (event.text, headings(event)) == ("Ten boats burn.", ["Harbour fire"])


@pytest.mark.parametrize("prefix", [":", "::", "*:"])
def test_an_indented_line_goes_on_with_the_bullet_above(prefix: str) -> None:
    event = only(f"*Ten boats burn. [http://a.org/1 (A)]\n{prefix}[http://b.org/2 Divers] find none of the crew.")
    assert event.text == "Ten boats burn. Divers find none of the crew."
    assert [c.source.domain for c in event.citations] == ["a.org", "b.org"]


def test_an_indented_line_under_a_heading_is_its_event() -> None:
    event = only("*[[Harbour fire]]\n:Ten boats burn.")
    assert headings(event) == ["Harbour fire"]


def test_a_parent_with_a_text_and_a_source_is_an_event_too() -> None:
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


@pytest.mark.parametrize(
    ("line", "expected", "linked"),
    [
        ("*[[River War]]: Shots fall.", ["River War"], ["river war"]),
        ("*''[[River War]]'' : Shots fall.", ["River War"], ["river war"]),
        (
            "*[[River War]] ([[Siege of Tarn]]): Shots fall.",
            ["River War (Siege of Tarn)"],
            ["river war", "siege of tarn"],
        ),
        (
            "*[[River War]]: [[Siege of Tarn]]: Shots fall.",
            ["River War", "Siege of Tarn"],
            ["river war", "siege of tarn"],
        ),
        ("*[[War|River War:]] Shots fall.", ["River War"], ["war"]),
        ("* [[River War]]: *Shots fall.", ["River War"], ["river war"]),
        ("*[[Raft]]s: Shots fall.", ["Rafts"], ["raft"]),
        ("*[[River War]], [[Tarn]]\n**Shots fall.", ["River War, Tarn"], ["river war", "tarn"]),
        ("*River war:\n**Shots fall.", ["River war"], []),
        ("*'''[[River War]]''':\n**[[Tarn]]\n***Shots fall.", ["River War", "Tarn"], ["river war", "tarn"]),
    ],
)
def test_headings(line: str, expected: list[str], linked: list[str]) -> None:
    event = only(line)
    assert (event.text, headings(event), list(event.heading_ids)) == ("Shots fall.", expected, linked)


def test_a_heading_does_not_reach_past_its_bullets_or_its_category() -> None:
    page = parse("*[[River War]]\n**Shots fall.\n*Rain falls.\n*[[Tarn]]\n;Law\n**A thief is caught.")
    assert [(event.text, headings(event)) for event in page] == [
        ("Shots fall.", ["River War"]),
        ("Rain falls.", []),
        ("A thief is caught.", []),
    ]
    assert [issue.code for issue in page.issues] == ["heading-without-events"]


def test_a_story_named_without_a_link_is_still_its_heading() -> None:
    first, second = parse("*[[River War]]: Shots fall.\n*River War: A bridge is blown up.").events
    assert (second.text, second.headings) == ("A bridge is blown up.", first.headings)


def test_words_before_a_colon_that_are_no_links_stay() -> None:
    assert only("*Died: [[Ann Able]]").text == "Died: Ann Able"
    assert only("*[[River War]] in pictures: a book appears.").text == "River War in pictures: a book appears."


def test_links_only_with_a_source_are_an_event() -> None:
    assert only("*[[Tarn]] [[Treaty|recognises]] [[Mirn]]. [http://a.org/1 (A)]").text == "Tarn recognises Mirn."


def test_a_broken_line_is_joined_to_its_bullet() -> None:
    event = only("*The [[Mill]] announces a deal to buy\n[[Weir]] Group for five sheep. [http://a.org/1 (A)]\n")
    assert (event.text, event.topic_ids) == (
        "The Mill announces a deal to buy Weir Group for five sheep.",
        ("mill", "weir"),
    )


def test_a_link_broken_over_lines_is_joined() -> None:
    event = only("*A train burns near [[Tarn|\nTarn Halt]] today. [http://a.org/1 (A\nNews)]")
    assert (event.text, event.citations[0].label) == ("A train burns near Tarn Halt today.", "A News")


def test_sources_on_a_line_of_their_own_belong_to_the_bullet_above() -> None:
    event = only("*A train burns.\n[http://a.org/1 (A)] [http://b.org/2 (B)]\n\n[http://c.org/3 (C)]")
    assert [c.label for c in event.citations] == ["A", "B", "C"]


def test_sources_in_bullets_of_their_own_belong_to_the_bullet_above() -> None:
    event = only("*A train burns.\n**[http://a.org/1 (A)]\n**[http://b.org/2 (B)]")
    assert (event.text, [c.label for c in event.citations]) == ("A train burns.", ["A", "B"])


def test_a_reference_over_several_lines_is_one() -> None:
    event = only("*Eight people vanish.<ref name=a>{{cite web\n| url = http://a.org/1\n| title = T}}</ref>\n")
    assert (event.text, event.sources[0].url) == ("Eight people vanish.", "http://a.org/1")
    assert only("*It flies.<ref>http://a.org/story?\nid=5</ref>").sources[0].url == "http://a.org/story?id=5"


def test_a_paragraph_that_tells_an_event_is_one() -> None:
    event = only(";Business\n[[Ann Able]] buys the [[Tarn Jets]] for five sheep.\n")
    assert (event.text, event.category) == ("Ann Able buys the Tarn Jets for five sheep.", "Business")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*One.\nHenry was here", [("stray-paragraph", 2)]),
        ("*One.\n[https://es.m.wikipedia.org/wiki/Uno]", [("stray-paragraph", 2)]),
        ("*One.\n*\n", [("empty-bullet", 2)]),
        ("*One.\n* [http://a.org/1 (A)]", [("source-without-text", 2)]),
        ("*One.\n*[[River War]]:\n*Two.", [("heading-without-events", 2)]),
        ("*[[A]]\n**[[B]]\n*One.", [("heading-without-events", 1), ("heading-without-events", 2)]),
        ("*One.\n**\n", [("empty-bullet", 2)]),
        ("*[[River War]]: [http://a.org/1 (A)]\n**One.", [("heading-source", 1)]),
        ("*One.\n[[Image:A.jpg|thumb|a [[b]]]]", [("media-skipped", 2)]),
        (f"*One. [http://a.org/{'x' * 2000} (A)] [http://b.org (B)]", [("long-address", 1)]),
        ("*One [[Two.", [("unbalanced-link", 1)]),
        ("*One.<!-- hide\n* Two.\n-->\n*Three", [("hidden-item", 2)]),
        ("*One.\n<!-- oh\n*Two.", [("unclosed-comment", 2)]),
        ("*One.\n{{cleanup|\n* Two.\n* Three.\n}}", [("template-dropped", 3), ("template-dropped", 4)]),
        ("", [("empty-page", 0)]),
        (" \n\t\n", [("empty-page", 0)]),
        ("<!-- nothing yet -->", [("no-events", 0)]),
        ("{{Current events header|2016|02|3}}\n\n{{Current events footer}}", [("no-events", 0)]),
        ("#REDIRECT [[Portal:Current events]]", [("redirect-page", 1)]),
        ("{{Current events|year=2016|month=2|day=3|content=\n*One.", [("unclosed-wrapper", 0), ("cut-page", 2)]),
        (
            "{{Current events|year=2016|month=2|day=3|content=\n*One.\n<!-- above this line -->",
            [("unclosed-wrapper", 0)],
        ),
    ],
)
def test_what_is_skipped_is_an_issue_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(text) == expected


def test_furniture_is_no_issue() -> None:
    text = (
        "<noinclude>{{pp-vandalism|small=yes}}</noinclude>\n{{Current events header|2016|02|3}}\n__NOTOC__\n"
        "*One.\n{{Current events footer}}\n<noinclude>\n[[ar:حدث]]\n[[Category:Days]]\n</noinclude>\n|}\n"
    )
    assert only(text).text == "One."


def test_every_issue_has_a_message_and_is_explained() -> None:
    assert portal.__doc__ is not None
    assert all(f"``{code}``" in portal.__doc__ for code in MESSAGES)
    assert portal.__doc__.count("``\n") + portal.__doc__.count("``  ") >= len(MESSAGES)


def test_carriage_returns_and_byte_order_do_not_matter() -> None:
    assert parse(PAGE.replace("\n", "\r\n")).events == parse(PAGE).events
