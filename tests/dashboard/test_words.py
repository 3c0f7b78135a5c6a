import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import words

DAY = dt.date(2016, 2, 3)


def test_dates_are_said_as_people_write_them() -> None:
    assert words.long_date(DAY) == "Wednesday, 3 February 2016"
    assert words.plain_date(DAY) == "3 February 2016"
    assert words.short_date(DAY) == "3 Feb 2016"
    assert words.month_of(DAY) == "February 2016"


def test_a_span_is_as_short_as_it_can_be() -> None:
    assert words.span(DAY, DAY) == "3 February 2016"
    assert words.span(DAY, dt.date(2016, 3, 1)) == "3 February 2016 – 1 March 2016"
    assert words.span(DAY, None) == "from 3 February 2016"
    assert words.span(None, DAY) == "until 3 February 2016"
    assert words.span(None, None) == ""


def test_numbers_agree_with_their_noun() -> None:
    assert words.count(1, "event") == "1 event"
    assert words.count(0, "event") == "0 events"
    assert words.count(56789, "event") == "56,789 events"
    assert words.count(2, "story", "stories") == "2 stories"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "the same day"),
        (1, "1 day later"),
        (-1, "1 day earlier"),
        (-20, "20 days earlier"),
        (21, "3 weeks later"),
        (60, "9 weeks later"),
        (61, "2 months later"),
        (-700, "23 months earlier"),
        (731, "2 years later"),
        (-3653, "10 years earlier"),
    ],
)
def test_a_distance_is_said_in_the_unit_people_use(days: int, said: str) -> None:
    assert words.apart(days) == said


def test_a_small_share_is_not_nothing() -> None:
    assert words.percent(0.344) == "34%"
    assert words.percent(0.004) == "<1%"
    assert words.percent(0) == "0%"


@given(st.text(max_size=200), st.integers(2, 60))
def test_a_shortened_text_keeps_its_beginning_and_its_width(text: str, width: int) -> None:
    short = words.shorten(text, width)
    assert len(short) <= max(width, 1)
    assert short == text if len(text) <= width else text.startswith(short.removesuffix("…"))
