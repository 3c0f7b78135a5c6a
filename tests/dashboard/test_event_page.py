import datetime as dt

import pytest

from graph import EventGraph
from tests.dashboard.hostile import Seen
from tests.dashboard.pages import open_page

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


def test_related_events_stand_before_same_day_and_after_with_reasons(sample: EventGraph) -> None:
    page = open_page("event", event=GENEVA)
    text = Seen(page.html).text
    before = sample.related(GENEVA, when="before", limit=6)
    after = sample.related(GENEVA, when="after", limit=6)
    for entry in [*before.related, *before.same_day, *after.related]:
        assert entry.event.text in text
        assert entry.summary in text
        assert entry.reasons[0].label in text
    assert text.index("Before") < text.index("Same day") < text.index("After")
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


def test_a_muted_topic_no_longer_counts_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path_factory.mktemp("muted") / "store"
    with EventGraph.open(store, create=True) as graph:
        graph.load_sample()
        graph.mute("Russia")
    monkeypatch.setenv("STORYTRAIL_STORE", str(store))
    page = open_page("event", event=GENEVA)
    assert 'class="kind">topic</span><span class="label"><a data-nav href="/?topic=russia"' not in page.html
    assert '<span class="muted">muted</span>' in page.html
    assert page.app.button(key="unmute:russia").label == "■ Russia ✕"
    page.app.button(key="unmute:russia").click()
    page.run()
    assert 'class="kind">topic</span><span class="label"><a data-nav href="/?topic=russia"' in page.html
    assert '<span class="muted">' not in page.html


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
