"""The layouts of 2020-11 and of 2026-08: bold categories, many levels, and a page in one template or between two."""

import pytest

from graph.model import ParsedDocument
from tests.parse.pages import codes, headings, parse

NEWS = """
<!-- All news items below this line -->
'''Armed conflicts and attacks'''
*[[River War]]
**[[Northern front of the River War]], [[Tarn campaign]]
***[[Siege of Tarn]]
****[[Battle of the Mill]]
*****[[Fire at the mill]]
******The {{ill|Old Mill|de|Alte Mühle}} burns down. [https://a.org/1 (A)] [https://b.org/2 (''The B'')]
******Forty people{{efn|note}} flee.<ref name="c">{{cite web |url=https://c.org/3 |title=T |website=C}}</ref>
***[[Talks of Mirn]]
****The [[Reds]] and the [[Blues]] meet in {{flag|Mirn}}. [https://a.org/4 (A)]<!-- more to come -->
*[[Hill War]]
** [[Hill people|Hillmen]] take a pass {{convert|5|km|mi}} long.<ref name="c" />

'''Law and crime'''
*A judge in [[Tarn]] bans [[raft]]s. [https://a.org/5 (A)]
*[[Raft trial]]
*:The raftsmen appeal. [https://a.org/6 (A)]
<!-- All news items above this line -->"""
WRAPPERS = {
    "2020-11": f"{{{{Current events|year=2016|month=02|day=3|content=\n{NEWS}}}}}",
    "2026-08": (
        f"{{{{Current events|year=2016|month=02|day=3|top=yes}}}}\n{NEWS}\n"
        "{{Current events|year=2016|month=02|day=3|bottom=yes}}\n"
    ),
    "2026-08 in lines": (
        "<noinclude>{{pp-move}}</noinclude>\n"
        f"{{{{Current events\n| year = 2016\n| month = 2\n| day = 3\n| top = y\n}}}}{NEWS}\n"
        "{{Current events\n| year = 2016\n| bottom = y\n}}"
    ),
}
PATH = ["River War", "Northern front of the River War, Tarn campaign"]


@pytest.fixture(params=list(WRAPPERS.values()), ids=list(WRAPPERS))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def day(text: str) -> ParsedDocument:
    return parse(text)


def test_nothing_is_odd_about_them(day: ParsedDocument) -> None:
    assert day.issues == ()


def test_events_and_what_stands_above_them(day: ParsedDocument) -> None:
    mill = [*PATH, "Siege of Tarn", "Battle of the Mill", "Fire at the mill"]
    war, law = "Armed conflicts and attacks", "Law and crime"
    assert [(event.text, event.category, headings(event)) for event in day] == [
        ("The Old Mill burns down.", war, mill),
        ("Forty people flee.", war, mill),
        ("The Reds and the Blues meet in Mirn.", war, [*PATH, "Talks of Mirn"]),
        ("Hillmen take a pass 5 km long.", war, ["Hill War"]),
        ("A judge in Tarn bans rafts.", law, []),
        ("The raftsmen appeal.", law, ["Raft trial"]),
    ]


def test_topics_and_sources(day: ParsedDocument) -> None:
    assert [event.topic_ids for event in day][:4] == [
        ("old mill",),
        (),
        ("reds", "blues", "mirn"),
        ("hill people",),
    ]
    assert [[c.label for c in event.citations] for event in day] == [["A", "The B"], ["C"], ["A"], ["C"], ["A"], ["A"]]


def test_a_page_cut_anywhere_says_so(text: str) -> None:
    end = text.index("above this line")
    cuts = range(text.index("{{Current events") + 2, end)
    assert [place for place in cuts if "cut-page" not in dict(codes(text[:place]))] == []


def test_a_cut_page_keeps_the_events_before_the_cut(text: str, day: ParsedDocument) -> None:
    cut = parse(text[: text.index("bans")])
    assert cut.events[:4] == day.events[:4]
    assert [issue.code for issue in cut.issues if issue.line][-1] == "cut-page"


@pytest.mark.parametrize(
    "odd",
    [
        "----",
        "{{excerpt|Tarn}}",
        "{| class=wikitable\n! Town !! Dead\n|-\n| [[Tarn]] || 5\n|}",
        "<gallery>\nFile:A.jpg|A mill\n</gallery>",
        "[[File:A.jpg|thumb|A mill]]",
        "<br clear=all>",
        "{{clear}}",
        "<!-- Please cite a source for each item -->",
        "<templatestyles src='x.css' />",
    ],
)
def test_what_else_stands_on_a_page_adds_no_event_and_hides_none(odd: str) -> None:
    event = "*A ferry sinks off [[Southport]]. [https://a.org/1 (A)]"
    day = parse(f"'''Law and crime'''\n{event}\n{odd}\n{event}\n")
    assert [event.text for event in day] == ["A ferry sinks off Southport."] * 2
    assert [event.category for event in day] == ["Law and crime"] * 2
    assert all(issue.line > 2 for issue in day.issues)
