import datetime as dt

import pytest

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


def test_the_name_of_a_page_goes_before_a_header_copied_from_another_day() -> None:
    text = "{{Current events header|2016|02|1}}\n*Something happens.\n{{Current events footer}}"
    assert day_of(text, "2016_February_3.txt") == DAY
    assert codes(text) == [("header-date", 0)]


def test_a_heading_does_not_reach_past_its_bullets_or_its_category() -> None:
    page = parse("*[[River War]]\n**Shots fall.\n*Rain falls.\n*[[Tarn]]\n;Law\n**A thief is caught.")
    assert [(event.text, headings(event)) for event in page] == [
        ("Shots fall.", ["River War"]),
        ("Rain falls.", []),
        ("A thief is caught.", []),
    ]
    assert [issue.code for issue in page.issues] == ["heading-without-events"]


def test_links_only_with_a_source_are_an_event() -> None:
    assert only("*[[Tarn]] [[Treaty|recognises]] [[Mirn]]. [http://a.org/1 (A)]").text == "Tarn recognises Mirn."


def test_a_broken_line_is_joined_to_its_bullet() -> None:
    event = only("*The [[Mill]] announces a deal to buy\n[[Weir]] Group for five sheep. [http://a.org/1 (A)]\n")
    assert (event.text, event.topic_ids) == (
        "The Mill announces a deal to buy Weir Group for five sheep.",
        ("mill", "weir"),
    )


def test_sources_on_a_line_of_their_own_belong_to_the_bullet_above() -> None:
    event = only("*A train burns.\n[http://a.org/1 (A)] [http://b.org/2 (B)]\n\n[http://c.org/3 (C)]")
    assert [c.label for c in event.citations] == ["A", "B", "C"]


def test_sources_in_bullets_of_their_own_belong_to_the_bullet_above() -> None:
    event = only("*A train burns.\n**[http://a.org/1 (A)]\n**[http://b.org/2 (B)]")
    assert (event.text, [c.label for c in event.citations]) == ("A train burns.", ["A", "B"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*One.\nHenry was here", [("stray-paragraph", 2)]),
        ("*One.\n[https://es.m.wikipedia.org/wiki/Uno]", [("stray-paragraph", 2)]),
        ("*One.\n*\n", [("empty-bullet", 2)]),
        ("*One.\n* [http://a.org/1 (A)]", [("source-without-text", 2)]),
        ("*One.\n*[[River War]]:\n*Two.", [("heading-without-events", 2)]),
        ("*One.\n*River war:\n*Two.", [("heading-without-events", 2)]),
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


def test_carriage_returns_and_byte_order_do_not_matter() -> None:
    assert parse(PAGE.replace("\n", "\r\n")).events == parse(PAGE).events
