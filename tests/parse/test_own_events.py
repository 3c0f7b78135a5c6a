import contextlib
import datetime as dt
import json
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.model import Event, ParsedDocument, Ref
from graph.parse import own_events
from graph.parse.issues import MESSAGES
from graph.parse.own_events import clean_row, parse_own_events
from graph.parse.own_rows import LONGEST_ID, LONGEST_TITLE, OwnRow, unknown_fields
from graph.parse.written_lists import read_list
from tests.parse.pages import DAY, PAGE, headings
from tests.parse.pages import parse as parse_page

DOCUMENT = "events/mine.jsonl/2016-02-03"
LEAST = {"date": "2016-02-03", "text": "A dam is opened."}


def parse(*rows: Mapping[str, object]) -> ParsedDocument:
    """Read rows as the document of a day."""
    lines = [clean_row({**LEAST, **row}).line() for row in rows]
    return parse_own_events("\n".join(lines), document=DOCUMENT, date=DAY)


def only(**fields: object) -> Event:
    """Read one event with nothing odd."""
    day = parse(fields)
    assert day.issues == ()
    return day.events[0]


def test_a_date_and_a_text_are_an_event() -> None:
    assert only() == Event(
        "2016-02-03/a-dam-is-opened", DAY, "A dam is opened.", headings=(), position=0, document=DOCUMENT
    )


def test_every_field_is_taken() -> None:
    event = only(
        id="mine-1",
        category="Energy",
        excerpt="Long  ago.\n\nThen\tnow.",
        cover_url="https://example.org/dam.jpg",
        page_url="https://example.org/dam",
    )
    assert (event.id, event.category, event.excerpt) == ("mine-1", "Energy", "Long ago.\nThen now.")
    assert (event.cover_url, event.page_url) == ("https://example.org/dam.jpg", "https://example.org/dam")


def test_topics_have_title_label_and_section() -> None:
    event = only(topics=["Nile_Delta", {"title": "Tarn Army", "label": "the army"}, "Dhanush (missile)#Naval variant"])
    assert [(m.topic, m.title, m.label, m.section, m.position) for m in event.mentions] == [
        (Ref("nile delta", "Nile Delta"), "Nile Delta", "Nile Delta", "", 0),
        (Ref("tarn army", "Tarn Army"), "Tarn Army", "the army", "", 1),
        (Ref("dhanush (missile)", "Dhanush (missile)"), "Dhanush (missile)", "Dhanush (missile)", "Naval variant", 2),
    ]


def test_a_topic_given_by_id_keeps_it_whatever_its_label() -> None:
    event = only(topics=[{"id": "nile", "label": "Nile"}, {"id": "coast", "label": "The Coast of Tarn"}])
    assert [(m.topic.id, m.label) for m in event.mentions] == [("nile", "Nile"), ("coast", "The Coast of Tarn")]


@pytest.mark.parametrize("title", ["File: a life", "de:Zeit", "id: Software", "Category:Error"])
def test_what_is_given_as_a_topic_is_one_even_where_a_link_would_lead_elsewhere(title: str) -> None:
    (mention,) = only(topics=[title]).mentions
    assert mention.title == title
    assert mention.topic.id == title.casefold()


def test_a_heading_is_linked_to_the_topic_of_its_title() -> None:
    event = only(headings=["River war", "What followed"], topics=["Nile", {"title": "River War", "label": "war"}])
    assert headings(event) == ["River war", "What followed"]
    assert event.heading_ids == ("river war",)
    assert event.topic_ids == ("nile",)
    assert [mention.position for mention in event.mentions] == [0]


def test_a_heading_may_name_its_own_topics() -> None:
    event = only(headings=[{"text": "War and siege", "topics": ["River War", "Siege of Tarn"]}], topics=["River War"])
    assert event.heading_ids == ("river war", "siege of tarn")
    assert event.topic_ids == ("river war",)


def test_the_publisher_a_person_names_wins_over_the_table() -> None:
    given_name = {"url": "http://www.bbc.co.uk/news/1", "publisher": "BBC Arabic"}
    event = only(sources=[given_name, "www.example.org/a", "https://www.bbc.co.uk/news/2", "//example.org/b"][::3])
    assert [(s.url, s.publisher, s.domain) for s in event.sources] == [
        ("http://www.bbc.co.uk/news/1", "BBC Arabic", "bbc.co.uk"),
        ("https://example.org/b", "example.org", "example.org"),
    ]
    assert event.citations[0].label == "BBC Arabic"


def test_a_publisher_that_the_address_says_is_not_kept_twice() -> None:
    row = clean_row(
        {**LEAST, "sources": [{"url": "http://www.bbc.co.uk/1", "publisher": "BBC", "domain": "bbc.co.uk"}]}
    )
    assert json.loads(row.line())["sources"] == ["http://www.bbc.co.uk/1"]


def test_sources_and_addresses_that_nobody_can_visit_are_left_out_and_said() -> None:
    long = f"https://example.org/{'a' * 2000}"
    day = parse(
        {}, {"sources": ["the mayor", long, "https://example.org"], "cover_url": "dam.jpg", "page_url": "j:x()"}
    )
    event = day.events[1]
    assert [source.url for source in event.sources] == ["https://example.org"]
    assert (event.cover_url, event.page_url) == ("", "")
    assert [(issue.code, issue.line) for issue in day.issues] == [
        ("source-without-address", 2),
        ("long-address", 2),
        ("no-address", 2),
        ("no-address", 2),
    ]


def test_the_text_is_plain_text() -> None:
    event = only(text="  The \u2028[[Nile]]\tis\x07 ''high''\r\n &amp; \ud800 wide. ")
    assert event.text == "The [[Nile]] is ''high'' &amp; \ufffd wide."
    assert event.mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "北京举行会谈。",
        "Переговоры в Минске",
        "محادثات في جنيف",
        "שיחות בז׳נבה",
        "जिनेवा में वार्ता",
        "ジュネーブ会談",
        "🙂 ✌🏽",
        "ﬁn",
    ],
)
def test_texts_of_all_scripts_stay_as_they_are(text: str) -> None:
    event = only(text=text, topics=[text], headings=[text], category=text)
    assert (event.text, event.category, headings(event)) == (text, text, [text])
    assert event.topics[0].label == text


def test_own_ids_stand_and_made_ids_keep_out_of_their_way() -> None:
    made = "2016-02-03/a-dam-is-opened"
    day = parse({}, {"id": made}, {}, {"id": f"{made}-2"}, {"id": "x"})
    assert [event.id for event in day] == [f"{made}-3", made, f"{made}-4", f"{made}-2", "x"]
    assert day.own_ids == {made, f"{made}-2", "x"}


def test_the_second_event_of_an_id_gets_another_one() -> None:
    day = parse({"id": "x"}, {"id": "x", "text": "Another dam."}, {"id": "x"})
    assert [event.id for event in day] == ["x", "2016-02-03/another-dam", "2016-02-03/a-dam-is-opened"]
    assert day.own_ids == {"x"}
    assert [(issue.code, issue.line) for issue in day.issues] == [("double-id", 2), ("double-id", 3)]


def test_the_day_of_the_document_holds() -> None:
    (event,) = parse_own_events('{"text": "A dam is opened."}', document=DOCUMENT, date=DAY)
    assert event.date == DAY


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", "null", '"x"', "{}", '{"text": 5}', "[" * 100_000, '{"text":"\\ud800"', "1" * 5000]
)
def test_a_line_that_is_no_event_is_said_and_hurts_no_other(line: str) -> None:
    day = parse_own_events(f'{line}\n\n{{"text":"A dam."}}\n', document=DOCUMENT, date=DAY)
    assert [event.text for event in day] == ["A dam."]
    assert [(issue.document, issue.line, issue.code) for issue in day.issues] == [(DOCUMENT, 1, "bad-event")]


def test_every_code_is_explained() -> None:
    codes = re.findall(r"^``([a-z-]+)``", own_events.__doc__ or "", re.MULTILINE)
    assert codes == sorted(codes)
    assert set(codes) <= MESSAGES.keys()


DATES = [
    "2016-02-03",
    " 2016-02-03 ",
    "2016-02-03T23:59",
    "2016-02-03 23:59:59.123456+14:00",
    "2016-02-03T00:00:00Z",
    "2016-02-03 00:00:00 UTC",
    dt.date(2016, 2, 3),
    dt.datetime(2016, 2, 3, 23, 59),
    dt.datetime(2016, 2, 3, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=-11))),
    pd.Timestamp("2016-02-03 12:00"),
    np.datetime64("2016-02-03"),
    np.datetime64("2016-02-03T00:00:00", "ns"),
]


@pytest.mark.parametrize("date", DATES, ids=repr)
def test_days_may_have_a_time_which_is_left_out(date: object) -> None:
    assert clean_row({"date": date, "text": "x"}).date == DAY


MISSING = [None, float("nan"), np.nan, pd.NA, pd.NaT, ""]


@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_missing_values_are_missing(value: object) -> None:
    names = ("id", "category", "headings", "topics", "sources", "excerpt", "cover_url", "page_url", "licence")
    assert clean_row(LEAST | dict.fromkeys(names, value)) == clean_row(LEAST)
    assert not list(unknown_fields({**LEAST, "colour": value}))
    for name in ("date", "text"):
        with pytest.raises(InputError, match=f"{name} is missing"):
            clean_row({**LEAST, name: value})


BAD = [
    ("date", "03/02/2016", r"date '03/02/2016' \(str\): dates are YYYY-MM-DD"),
    ("date", "2016-02-30", r"date '2016-02-30' \(str\): dates"),
    ("date", "2016-2-3", "dates are YYYY-MM-DD"),
    ("date", "20160203", "dates are YYYY-MM-DD"),
    ("date", "2016-W05-3", "dates are YYYY-MM-DD"),
    ("date", "٢٠١٦-٠٢-٠٣", "dates are YYYY-MM-DD"),
    ("date", 1454457600000, r"date 1454457600000 \(int\): dates"),
    ("date", ["2016-02-03"], r"\(list\): dates"),
    ("text", 5, r"text 5 \(int\): expected a text"),
    ("text", ["A"], r"text \['A'\] \(list\): expected a text"),
    ("text", " \x07 ", "text is missing"),
    ("id", 1.5, r"id 1\.5 \(float\): expected a text of up to 200"),
    ("id", "a b", r"id 'a b' \(str\): .* without white space"),
    ("id", "a\u0000b", "without white space"),
    ("id", "x" * (LONGEST_ID + 1), "up to 200 characters"),
    ("category", {"a": 1}, r"category \{'a': 1\} \(dict\): expected a text"),
    ("headings", 3.5, r"headings 3.5 \(float\): expected a list"),
    ("headings", [{"topics": []}], "a heading needs a text"),
    ("topics", {"title": "A"}, r"topics .* \(dict\): expected a list"),
    ("topics", ["A", 7], r"topics 7 \(int\): expected a text"),
    ("topics", ["#only a section"], r"topics '#only a section' \(str\): no title of a topic"),
    ("topics", ["\u0301"], "no title of a topic"),
    ("topics", [{"label": 3}], r"topics.label 3 \(int\)"),
    ("topics", [{"weight": 3}], "no title of a topic"),
    ("topics", ["x" * (LONGEST_TITLE + 1)], "a title has up to 300 characters"),
    ("topics", "['A' 'B']", "has no commas"),
    ("sources", [{"publisher": "BBC"}], "a source needs an address"),
    ("sources", [["https://example.org"]], r"sources .* \(list\): expected a text"),
    ("sources", True, r"sources True \(bool\): expected a list"),
    ("excerpt", 1, r"excerpt 1 \(int\): expected a text"),
    ("cover_url", b"https://example.org", r"\(bytes\): expected a text"),
]


@pytest.mark.parametrize(("name", "value", "message"), BAD, ids=lambda value: repr(value)[:30])
def test_a_value_that_cannot_be_used_is_named_with_what_is_expected(name: str, value: object, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        clean_row({**LEAST, name: value})
    assert len(str(caught.value)) < 250


LISTS = [
    ("Nile; Tarn Army ;;", ["Nile", "Tarn Army"]),
    ('["Nile", "Tarn; Army"]', ["Nile", "Tarn; Army"]),
    ("['Nile', \"Tarn's Army\"]", ["Nile", "Tarn's Army"]),
    ("[{'id': 'nile', 'label': 'Nile'}, {'title': 'Tarn Army', 'label': None}]", ["Nile", "Tarn Army"]),
    ("[]", []),
    ("[[Nile]]", ["[[Nile]]"]),
    ("['Nile'", ["['Nile'"]),
    ("[sic]; Nile", ["[sic]", "Nile"]),
    (np.array(["Nile", "Tarn Army"]), ["Nile", "Tarn Army"]),
    (("Nile", None, " ", float("nan")), ["Nile"]),
]


@pytest.mark.parametrize(("written", "titles"), LISTS, ids=lambda value: repr(value)[:30])
def test_a_list_may_be_written_as_one_text(written: object, titles: list[str]) -> None:
    assert [topic.title for topic in clean_row({**LEAST, "topics": written}).topics] == titles


def test_texts_between_quotes_are_not_taken_for_two() -> None:
    assert read_list("""['a', ' ', "' '", 'b']""", re.compile(";")) == ["a", " ", "' '", "b"]


def test_an_address_may_hold_a_semicolon() -> None:
    row = clean_row({**LEAST, "sources": "https://example.org/a;b=1;https://example.org/c; //example.org/d;"})
    assert [source.url for source in row.sources] == [
        "https://example.org/a;b=1",
        "https://example.org/c",
        "//example.org/d",
    ]


def test_headings_are_divided_at_a_sign_between_spaces() -> None:
    row = clean_row({**LEAST, "headings": "River War > Siege of Tarn >  a>b"})
    assert [heading.text for heading in row.headings] == ["River War", "Siege of Tarn", "a>b"]


def test_unknown_fields_are_named_those_with_nothing_in_them_are_not() -> None:
    row = {
        **LEAST,
        "colour": "red",
        "empty": [],
        "position": 3,
        "story": {"id": "s", "label": "S"},
        "document": {"id": "portal/2016-02-03"},
        "topics": [{"title": "A", "weight": 3}, "B"],
        "sources": [{"url": "https://example.org", "date": "2016"}],
        "headings": [{"text": "A", "level": 1, "topics": [{"id": "a", "rank": 1}]}],
    }
    assert sorted(unknown_fields(row)) == [
        "colour",
        "headings.level",
        "headings.topics.rank",
        "sources.date",
        "topics.weight",
    ]


def test_events_that_our_commands_print_load_back() -> None:
    day = parse_page(PAGE)
    text = "\n".join(clean_row(json.loads(json.dumps(event.to_dict()))).line() for event in day)
    back = parse_own_events(text, document=DOCUMENT, date=DAY)
    assert back.issues == ()
    assert [event.to_dict() for event in back] == [event.to_dict() for event in day]
    assert [(e.topic_ids, e.heading_ids) for e in back] == [(e.topic_ids, e.heading_ids) for e in day]
    assert back.own_ids == {event.id for event in day}


TEXTS = st.text(max_size=20) | st.sampled_from(
    ["Nile", "['a', 'b']", "A > B", "https://example.org/a;b", "#x", "\ud800"]
)
THINGS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | TEXTS
    | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "label", "id", "url", "publisher", "text", "topics"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
NAMES = [
    "date",
    "text",
    "id",
    "category",
    "headings",
    "topics",
    "sources",
    "excerpt",
    "cover_url",
    "page_url",
    "licence",
    "x",
]
ROWS = st.dictionaries(st.sampled_from(NAMES), THINGS, max_size=8)


@given(ROWS)
def test_any_row_is_an_event_or_has_a_reason(row: dict[str, object]) -> None:
    row = {**LEAST, **row}
    list(unknown_fields(row))
    with contextlib.suppress(InputError):
        kept_as_it_is(clean_row(row))


def kept_as_it_is(clean: OwnRow) -> None:
    """Check that a row is the same when its line is read again, and is one event."""
    line = clean.line()
    assert "\n" not in line
    again = clean_row({**json.loads(line), "licence": clean.licence})
    assert again == clean
    day = parse_own_events(line, document=DOCUMENT, date=clean.date)
    assert len(day.events) == 1
    assert all(topic.id for topic in day.events[0].topics)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a", "2016-02-03/dam", "2016-02-03/dam-2"]), st.sampled_from(["Dam", "Dam!", "x"])
        )
    )
)
def test_ids_of_a_day_are_unique(rows: list[tuple[str, str]]) -> None:
    day = parse(*({"id": own, "text": text} for own, text in rows))
    ids = [event.id for event in day]
    assert len(set(ids)) == len(ids) == len(rows)
    assert day.own_ids == {own for own, _ in rows if own}
    assert day.own_ids <= set(ids)


@given(st.text())
def test_no_document_makes_it_raise(text: str) -> None:
    day = parse_own_events(text, document=DOCUMENT, date=DAY)
    assert len(day.events) + len(day.issues) == sum(bool(line) and not line.isspace() for line in text.split("\n"))
