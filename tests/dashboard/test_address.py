import datetime as dt
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address import FIRST_YEAR, LAST_YEAR, MOST, SHOW, EventState, HomeState

DATES = st.none() | st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
WORDS = st.text(max_size=40).map(str.strip)


def params(address: str) -> dict[str, str]:
    """The parameters a browser sends for an address."""
    return dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


@given(WORDS, WORDS, DATES, DATES, st.integers(SHOW, MOST))
def test_home_comes_back_from_its_address(
    q: str, topic: str, first: dt.date | None, last: dt.date | None, show: int
) -> None:
    state = HomeState(q, topic, first, last, show)
    assert HomeState.read(params(state.url())) == state


@given(WORDS, st.sampled_from(["both", "before", "after"]), st.integers(0, 10**6))
def test_an_event_page_comes_back_from_its_address(event: str, when: str, far: int) -> None:
    state = EventState.read({"event": event, "when": when, "far": str(far)})
    assert EventState.read(params(state.url())) == state


def test_an_address_says_only_what_differs_from_the_start() -> None:
    assert HomeState().url() == "/"
    assert HomeState(topic="syria").url() == "/?topic=syria"
    assert EventState("2016-02-03/a b&c").url() == "/event?event=2016-02-03/a%20b%26c"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"from": "yesterday", "to": "2016-02-30"}, HomeState()),
        ({"from": "0001-01-01", "to": "9999-12-31"}, HomeState()),
        ({"show": "-1"}, HomeState()),
        ({"show": "99999999999999999999"}, HomeState()),
        ({"show": "123456"}, HomeState(show=MOST)),
        ({"q": "  Aleppo "}, HomeState(q="Aleppo")),
    ],
)
def test_what_home_cannot_understand_counts_as_not_given(given: dict[str, str], expected: HomeState) -> None:
    assert HomeState.read(given) == expected


@pytest.mark.parametrize("given", [{"when": "sideways"}, {"far": "many"}, {"far": "-3"}, {"far": "²"}])
def test_what_an_event_page_cannot_understand_counts_as_not_given(given: dict[str, str]) -> None:
    assert EventState.read({"event": "x", **given}) == EventState("x")


@pytest.mark.parametrize("read", [HomeState.read, EventState.read])
def test_foreign_parameters_are_left_alone(read: Callable[[dict[str, str]], HomeState | EventState]) -> None:
    assert read({"utm_source": "mail"}) == read({})
