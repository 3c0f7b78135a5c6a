import ast
import contextlib
import datetime as dt
import html
import io
import re

import pytest

from dashboard import snippets
from dashboard.address import EventState, HomeState, Side
from graph import EventGraph
from tests.dashboard.pages import open_page

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
    assert printed(snippets.home_python(sample.url, state, 7)) == ""


PAGES = [
    {},
    {"from": "2015-01-01"},
    {"from": "2015-10-01", "to": "2015-10-20"},
    {"to": "2014-03-01"},
    {"from": "2016-02-03", "to": "2016-02-03"},
    {"topic": "russia", "from": "2016-01-01"},
    {"topic": "russia", "to": "2016-02-03"},
    {"topic": "aleppo"},
    {"q": "truce", "from": "2016-01-01", "to": "2016-06-01"},
]
TEXTS = """
found = globals()
events = found.get("events") or [event for event, _ in found["hits"].events] if "hits" in found else found.get("events")
if events is None:
    events = [event for day in found.get("days") or [found["day"]] for event in day.events]
print(sorted({event.text for event in events}))
"""


@pytest.mark.usefixtures("on_sample")
@pytest.mark.parametrize("params", PAGES)
def test_the_lines_of_home_give_the_events_of_the_page(params: dict[str, str]) -> None:
    page = open_page(**params)
    listed = set(re.findall(r'class="headline"[^>]*><bdi>(.*?)</bdi>', page.html))
    assert listed
    assert {html.escape(text) for text in ast.literal_eval(printed(page.app.code[0].value + TEXTS))} == listed


@pytest.mark.usefixtures("on_sample")
def test_where_home_lists_nothing_no_lines_are_shown() -> None:
    page = open_page(**{"from": "2013-05-01", "to": "2013-05-20"})
    assert "EventGraph" not in page.code
    assert "/?from=2013-05-01&to=2013-05-20" in page.code
