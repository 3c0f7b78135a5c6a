import contextlib
import datetime as dt
import io

import pytest

from dashboard import snippets
from dashboard.address import EventState, HomeState, Side
from graph import EventGraph

GENEVA = "2016-02-03/air"


def printed(code: str) -> str:
    """What a snippet prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "snippet", "exec"), {})
    return out.getvalue()


@pytest.mark.parametrize("state", [EventState(GENEVA), EventState(GENEVA, "after"), EventState(GENEVA, "both", 30)])
def test_the_python_lines_give_the_events_of_the_page(sample: EventGraph, state: EventState) -> None:
    shown = printed(snippets.related_python(sample.url, state, 6, 20))
    sides: tuple[Side, ...] = ("before", "after") if state.when == "both" else (state.when,)
    limit = 6 if state.when == "both" else 20
    for side in sides:
        expected = sample.related(GENEVA, when=side, limit=limit, far=state.far).related
        assert expected
        assert all(entry.event.text in shown for entry in expected)


def test_the_cypher_gives_the_stored_relations(sample: EventGraph) -> None:
    event = sample.event(GENEVA).event
    assert event.id in snippets.related_cypher(event.id)
    rows = sample.query_rows(snippets.RELATED_CYPHER, {"id": event.id}).rows
    assert [row[1] for row in rows] == [entry.event.text for entry in sample.related(event).related]


@pytest.mark.parametrize(
    "state",
    [
        HomeState(),
        HomeState(q="Aleppo's", topic="syria", first=dt.date(2015, 1, 1)),
        HomeState(topic="syria", show=200),
        HomeState(first=dt.date(2016, 2, 3), last=dt.date(2016, 2, 3)),
    ],
)
def test_the_lines_of_home_run(sample: EventGraph, state: HomeState) -> None:
    assert printed(snippets.home_python(sample.url, state)) == ""
