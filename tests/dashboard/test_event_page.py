import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import EventGraph
from tests.dashboard.hostile import Seen
from tests.dashboard.pages import Page, open_page

pytestmark = pytest.mark.usefixtures("on_sample")
GENEVA = "2016-02-03/air"


def test_it_shows_all_that_is_known_of_the_event(sample: EventGraph) -> None:
    page = open_page("event", event=sample.event(GENEVA).event.id)
    seen = Seen(page.html)
    for said in (
        "Air strikes will go on until ISIL",
        "Wednesday, 3 February 2016",
        "Armed conflicts and attacks › Russian military intervention in the Syrian Civil War",
        "Sergey Lavrov",
        "AFP via Yahoo! News",
        "CC BY-SA 4.0",
    ):
        assert said in seen.text
    assert "/?topic=sergey%20lavrov" in seen.addresses
    assert "/?from=2016-02-03&to=2016-02-03" in seen.addresses
    assert any(address.startswith("https://web.archive.org/web/20160203/http") for address in seen.addresses)
    assert "https://en.wikipedia.org/wiki/Portal:Current_events/2016_February_3" in seen.addresses


def test_related_events_stand_on_the_same_day_before_and_after_with_reasons(sample: EventGraph) -> None:
    page = open_page("event", event=GENEVA)
    text = Seen(page.html).text
    before = sample.related(GENEVA, when="before", limit=6)
    after = sample.related(GENEVA, when="after", limit=6)
    for entry in [*before.related, *before.same_day, *after.related]:
        assert entry.event.text in text
        assert entry.summary in text
        assert entry.reasons[0].label in text
    places = [page.html.index(f'aria-label="{name}"') for name in ("Same day", "Before", "After")]
    assert places == sorted(places)
    assert page.html.count('class="entry"') == len(before.related) + len(before.same_day) + len(after.related)
    assert len(page.app.get("vega_lite_chart")) == 1


def test_one_side_shows_more_of_it() -> None:
    page = open_page("event", event=GENEVA, when="after")
    assert page.html.count('class="entry"') > 6
    assert "earlier</b>" not in page.html


def test_further_away_leaves_out_what_is_near() -> None:
    page = open_page("event", event=GENEVA)
    assert "1 day later" in page.html
    page.widget("event:far").set_value(30)
    page.run()
    assert page.app.query_params["far"] == "30"
    assert "1 day later" not in page.html
    assert "6 weeks later" in page.html


def test_the_table_twin_holds_the_same_events() -> None:
    page = open_page("event", event=GENEVA)
    frame = page.app.dataframe[0].value
    assert page.html.count('class="entry"') == len(frame)
    assert frame["Strength"].max() == 1.0


def test_the_same_in_python_and_cypher_and_how_to_cite(sample: EventGraph) -> None:
    page = open_page("event", event=GENEVA)
    found = sample.event(GENEVA).event
    for said in (
        "g.related(event, when='before', limit=6)",
        "ORDER BY r.rank",
        "@misc{2016-02-03-air",
        "(CC BY-SA 4.0)",
    ):
        assert said in page.code
    assert f"/event?event={found.id}" in page.code


def test_a_muted_topic_no_longer_counts_and_can_be_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    muting(store)
    monkeypatch.setenv("STORYTRAIL_STORE", str(store))
    page = open_page("event", event=GENEVA)
    assert 'class="kind">topic</span><span class="label"><a data-nav href="/?topic=russia"' not in page.html
    assert '<span class="muted">muted</span>' in page.html
    assert page.app.button(key="unmute:russia").label == "■ Russia ✕"
    page.app.button(key="unmute:russia").click()
    page.run()
    assert 'class="kind">topic</span><span class="label"><a data-nav href="/?topic=russia"' in page.html
    assert '<span class="muted">' not in page.html


def muting(store: Path) -> None:
    """Make a store of the sample in which Russia is muted."""
    with EventGraph.open(store, create=True) as graph:
        graph.load_sample()
        graph.mute("Russia")


def test_what_another_tab_took_back_can_be_taken_back_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    muting(tmp_path / "store")
    monkeypatch.setenv("STORYTRAIL_STORE", str(tmp_path / "store"))
    tabs = [open_page("event", event=GENEVA) for _ in range(2)]
    for tab in tabs:
        tab.app.button(key="unmute:russia").click()
        tab.run()
        assert "<b><bdi>Russia</bdi></b> counts again." in tab.html
        assert "Related events" in tab.html


def test_a_mute_that_cannot_be_written_is_said_above_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    muting(store)
    monkeypatch.setenv("STORYTRAIL_STORE", str(store))
    monkeypatch.setattr("graph.store.sqlite._WAIT_S", 0.05)
    page = open_page("event", event=GENEVA)
    with closing(sqlite3.connect(store / "user.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page.app.button(key="unmute:russia").click()
        page.run()
        assert "another process is writing" in page.html
        assert 'role="alert"' in page.html
        assert "Related events" in page.html
    page.app.button(key="unmute:russia").click()
    page.run()
    assert "counts again" in page.html


def muting_page(topic: str) -> None:
    """A page on which the script has just told that a topic is to be muted, as a script of its own."""
    from types import SimpleNamespace

    import streamlit as st

    from dashboard.views import parts

    st.session_state["links"] = SimpleNamespace(mute=topic)
    parts._mute_picked()
    parts.muted_bar()


def test_a_topic_that_is_gone_cannot_be_muted_and_that_is_said() -> None:
    page = Page(AppTest.from_function(muting_page, args=("no such topic",))).run()
    assert 'role="alert"' in page.html
    assert "No topic is called" in page.html


def test_a_distance_nothing_reaches_is_named() -> None:
    page = open_page("event", event=GENEVA, far="99999")
    assert "Nothing more than 99,999 days away is related." in page.html


def test_an_unknown_event_is_said_and_the_search_offered() -> None:
    page = open_page("event", event="2016-02-03/no-such-event")
    assert "There is no event “<bdi>2016-02-03/no-such-event</bdi>”" in page.html
    assert "Did you mean" in page.html
    assert "ChemChina" in page.html
    assert page.app.text_input(key="jump").value == ""


def test_an_event_nobody_can_guess_offers_the_search_only() -> None:
    page = open_page("event", event="qqqq")
    assert "There is no event “<bdi>qqqq</bdi>”" in page.html
    assert "Did you mean" not in page.html


def test_an_ambiguous_event_lists_those_it_may_be(sample: EventGraph) -> None:
    page = open_page("event", event="2016-02-03")
    assert "More than one event answers to" in page.html
    assert page.html.count('class="headline"') == len(sample.day(dt.date(2016, 2, 3)).events)


def test_without_an_event_it_says_what_to_do() -> None:
    assert "No event is chosen" in open_page("event").html


def test_the_small_search_drops_its_hits_and_leads_to_all() -> None:
    page = open_page("event", event=GENEVA)
    page.app.text_input(key="jump").set_value("Nepal")
    page.run()
    assert '<div class="drop">' in page.html
    assert "/?q=Nepal" in page.html
    page.app.query_params["event"] = "2015-04-25"
    page.run()
    assert page.app.text_input(key="jump").value == ""
