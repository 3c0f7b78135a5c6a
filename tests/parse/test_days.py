"""Month pages and joined pages cut into days."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.parse.days import split_days
from graph.parse.portal import parse_day
from tests.parse.pages import DAY, PAGE

MONTH = "Portal:Current events/January 1995"
Item = tuple[str, list[str], list[tuple[str, int]]]


def first(day: int) -> dt.date:
    return dt.date(1995, 1, day)


def read(text: str, name: str) -> dict[dt.date, tuple[list[str], list[tuple[str, int]]]]:
    """Return texts of the events and codes and lines of the issues, by day."""
    days = {}
    for day, part in split_days(text, name):
        page = parse_day(part, document=f"portal/{day}", date=day)
        days[day] = [event.text for event in page], [(issue.code, issue.line) for issue in page.issues]
    return days


def by_header(day: int) -> str:
    return (
        f"<!-- All news items below this line -->{{{{Current events header|1995|01|{day:02}}}}}\n*Event {day}.\n*\n"
        "<!-- All news items above this line -->{{Current events footer}}\n"
    )


def by_content(day: int) -> str:
    return f"{{{{Current events|year=1995|month=1|day={day}|content=\n;Law\n*Event {day}.\n*\n}}}}\n"


def by_top_and_bottom(day: int) -> str:
    head = f"{{{{Current events|year=1995|month=1|day={day}"
    return f"{head}|top=yes}}}}\n*Event {day}.\n*\n{head}|bottom=yes}}}}\n"


def by_header_only(day: int) -> str:
    return f"{{{{Current events header|1995|01|{day:02}}}}}\n*Event {day}.\n*\n"


WRAPPERS = [by_header, by_content, by_top_and_bottom, by_header_only]


@pytest.mark.parametrize("wrapped", WRAPPERS)
@pytest.mark.parametrize("name", [MONTH, "1995_January.txt", "everything.txt"])
def test_wrappers_of_several_days(wrapped: Callable[[int], str], name: str) -> None:
    text = "".join(map(wrapped, (1, 2, 3)))
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line == "*"]
    assert read(text, name) == {
        first(day): ([f"Event {day}."], [("empty-bullet", line)]) for day, line in zip((1, 2, 3), lines, strict=True)
    }


@pytest.mark.parametrize("wrapped", WRAPPERS)
def test_wrappers_in_one_line(wrapped: Callable[[int], str]) -> None:
    text = "".join(wrapped(day).strip() for day in (1, 2))
    assert {day: events for day, (events, _) in read(text, MONTH).items()} == {
        first(day): [f"Event {day}."] for day in (1, 2)
    }


@pytest.mark.parametrize(
    "title",
    [
        "== January 5, 1995 ==", "===January 5===", "; January 5, 1995 (Monday)", ";[[January 5]]",
        "==[[January 5]], [[1995]] (Thursday)==", "== 5 January 1995 ==", "== 5th of January ==", "'''January 5'''",
        "== Thu, Jan. 5th – Thursday ==", '==<span id="x"></span>January 5==', "== 5 January: ==",
    ],
)  # fmt: skip
def test_titles_that_are_dates(title: str) -> None:
    text = f"News of a month.\n{title}\n*Event 5.\n*\n{title.replace('5', '6', 1)}\n*Event 6.\n"
    assert read(text, MONTH) == {first(5): (["Event 5."], [("empty-bullet", 4)]), first(6): (["Event 6."], [])}


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("== December 31 ==", dt.date(1994, 12, 31)),
        ("== February 1 ==", dt.date(1995, 2, 1)),
        ("==31 January==", first(31)),
    ],
)
def test_the_year_follows_from_the_page(title: str, day: dt.date) -> None:
    assert list(read(f"{title}\n*An event.", "1995-01.txt")) == [day]


@pytest.mark.parametrize(
    "title", ["== January 5, 1895 ==", "== January 32 ==", "== Monday ==", "== January ==", "== 5 =="]
)
def test_other_titles_begin_no_day(title: str) -> None:
    assert split_days(f"{title}\n*An event.", MONTH) == []


def test_categories_belong_to_their_day() -> None:
    text = "== January 5 ==\n=== Law ===\n*One.\n== Sports ==\n*Two.\n; Politics\n*Three.\n== January 6 ==\n*Four."
    pages = [parse_day(part, document="x", date=day) for day, part in split_days(text, MONTH)]
    assert [[(event.text, event.category) for event in page] for page in pages] == [
        [("One.", "Law"), ("Two.", "Sports"), ("Three.", "Politics")],
        [("Four.", "")],
    ]


def test_what_belongs_to_no_day_is_noted_in_its_line() -> None:
    text = "*Before.\n== January 5 ==\n*One.\n== Births ==\n*After. <!-- x -->\n== January 6 ==\n*Two.\n"
    assert read(text, MONTH) == {
        first(5): (["One."], [("hidden-item", 1), ("hidden-item", 5)]),
        first(6): (["Two."], []),
    }


def test_a_day_that_comes_twice_is_one() -> None:
    text = by_header(1) + by_header(2) + by_header(1).replace("Event", "Later event")
    assert {day: events for day, (events, _) in read(text, MONTH).items()} == {
        first(1): ["Event 1.", "Later event 1."],
        first(2): ["Event 2."],
    }


def test_a_title_goes_before_a_header_copied_from_another_day() -> None:
    text = "==January 5==\n" + by_header(5) + "==January 6==\n" + by_header(5).replace("Event 5", "Event 6")
    days = read(text, MONTH)
    assert {day: events for day, (events, _) in days.items()} == {first(5): ["Event 5."], first(6): ["Event 6."]}
    assert ("header-date", 0) in days[first(6)][1]


def test_only_a_last_day_without_its_end_was_cut() -> None:
    text = by_header(1) + by_header(2)
    codes = [[code for code, _ in issues] for _, issues in read(text[: text.rindex("<!--")], MONTH).values()]
    assert codes == [["empty-bullet"], ["cut-page", "empty-bullet"]]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        (PAGE, "unnamed", DAY),
        (PAGE, "1999_May_20.txt", dt.date(1999, 5, 20)),
        (by_header(1) + by_header(2), "1999_May_20.txt", dt.date(1999, 5, 20)),
        ("*An event.", "2016_February_3.txt", DAY),
        (PAGE + by_header(1).replace("{{", "<!--{{").replace("}}", "}}-->"), "unnamed", DAY),
    ],
)
def test_a_day_page_is_one_day_with_its_whole_text(text: str, name: str, day: dt.date) -> None:
    assert split_days(text, name) == [(day, text)]


@pytest.mark.parametrize("text", ["", "*An event.", "==January 5==\n*An event.", "{{Current events footer}}"])
def test_other_texts_have_no_day(text: str) -> None:
    assert split_days(text, "notes.txt") == []


def test_a_text_of_very_many_days_spends_no_memory_on_empty_lines() -> None:
    dates = [dt.date(1990, 1, 1) + dt.timedelta(days) for days in range(3000)]
    text = "".join(f"{{{{Current events header|{date:%Y|%m|%d}}}}}\n{'*Event.' + chr(10) * 9}" for date in dates)
    days = split_days(text, "all.txt")
    assert [day for day, _ in days] == dates
    assert sum(len(part) for _, part in days) < 3 * len(text)


@given(st.lists(st.tuples(st.sampled_from(WRAPPERS), st.integers(1, 31)), min_size=2, unique_by=lambda pair: pair[1]))
def test_no_event_is_lost_or_told_twice(pages: list[tuple[Callable[[int], str], int]]) -> None:
    text = "".join(wrapped(day) for wrapped, day in pages)
    days = read(text, MONTH)
    assert {day: events for day, (events, _) in days.items()} == {first(day): [f"Event {day}."] for _, day in pages}
    *others, _ = days.values()
    assert "cut-page" not in {code for _, issues in others for code, _ in issues}


@given(
    st.lists(
        st.sampled_from(
            [
                "==January 5==\n",
                "== Jan 6 ==\n",
                "* a\n",
                "<!--",
                "-->",
                "{{Current events header|1995|1|7}}",
                "|}",
                "==x==\n",
                "'''",
            ]
        )
    )
)
def test_no_text_raises_and_lines_keep_their_numbers(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = text.split("\n")
    for day, part in split_days(text, MONTH):
        page = parse_day(part, document="x", date=day)
        empty = [issue.line for issue in page.issues if issue.code == "stray-paragraph"]
        assert all(line <= len(lines) for line in empty)
