"""What a caller hands in is read exactly, or refused with the thing and the limit."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import InputError
from graph.checks import MOST, as_date, as_limit, as_list, as_span, as_text


@given(st.dates())
def test_dates_are_read_back(day: dt.date) -> None:
    assert as_date(day) == as_date(day.isoformat()) == as_date(dt.datetime.combine(day, dt.time(23, 59))) == day


@pytest.mark.parametrize(
    "text", ["", "2016", "2016-2-3", "2016-02-30", "20160203", "2016-W05-3", "3 May", "２０１６-02-03x"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write it as 2016-02-03"):
        as_date(text)


def test_a_span_has_its_ends_the_right_way_round() -> None:
    assert as_span(None, "2016-02-03") == (None, dt.date(2016, 2, 3))
    assert as_span("2016-02-03", "2016-02-03") == (dt.date(2016, 2, 3), dt.date(2016, 2, 3))
    with pytest.raises(InputError, match="2016-02-04, is after the last, 2016-02-03"):
        as_span("2016-02-04", "2016-02-03")


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_limits_have_limits(limit: int) -> None:
    assert as_limit(MOST) == MOST
    with pytest.raises(InputError, match=f"got {limit}"):
        as_limit(limit)


@given(st.text())
def test_any_valid_text_passes_without_white_space_around_it(text: str) -> None:
    assert as_text(text, "A search") == text.strip()


@pytest.mark.parametrize("bad", [None, 3, "caf\udce9"])
def test_what_is_no_text_is_refused(bad: str) -> None:
    with pytest.raises(InputError, match="A search"):
        as_text(bad, "A search")


def test_one_thing_is_a_list_of_one() -> None:
    assert as_list("pages/") == ["pages/"]
    assert as_list(Path("pages")) == [Path("pages")]
    assert as_list(["a", "b"]) == ["a", "b"]
