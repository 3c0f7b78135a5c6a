"""The dashboard on other stores than the sample's: none, one made of hostile text."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.markup import WORD_JOINER
from tests.dashboard.hostile import TEXT
from tests.e2e.conftest import OpenBrowser
from tests.e2e.serving import Watch, serving, settled

pytestmark = pytest.mark.browser
TOPIC = "Evil $x$ *topic* :tada: -> q"
PAGE = f"""{{{{Current events header|2016|02|03}}}}

<!-- All news items below this line -->
;Cat $a$ *egory*
*[[{TOPIC}]]
**HOSTILE [[{TOPIC}]]. [http://example.org/a (Pub $1 $2)]
**Another one about [[{TOPIC}]]. [http://example.org/b (Pub)]

<!-- All news items above this line -->{{{{Current events footer}}}}
"""
# What a parser of wikitext would take for markup is no longer in the data; the rest is.
WORDS = TEXT.replace("<script>alert(1)</script> ", "").replace("[x](javascript:alert(1)) ", "").replace("_it_ ", "")


def test_a_new_store_loads_the_sample_and_ctrl_c_ends_it(tmp_path: Path, window: OpenBrowser, watch: Watch) -> None:
    with serving("dashboard", "--store", str(tmp_path / "new"), data=tmp_path) as server:
        page = window()
        page.goto(server.address)
        settled(page)
        page.get_by_role("button", name="Load the sample").click()
        page.get_by_text("Often in the news").wait_for()
        expect(page.locator(".day").first).to_contain_text("29 December 2016")
        code, errors = server.stop()
        page.context.close()
        watch.errors.clear()  # the page had lost its server
    assert code == 130
    assert "Traceback" not in errors


def test_hostile_text_is_shown_as_text(tmp_path: Path, window: OpenBrowser) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "2016_February_3.txt").write_text(PAGE.replace("HOSTILE", f"<nowiki>{WORDS}</nowiki>"), encoding="utf-8")
    store = tmp_path / "store"
    from graph import EventGraph

    with EventGraph.open(store, create=True) as graph:
        graph.load([pages])
        event = graph.search("another").events[0][0]
        other = graph.day("2016-02-03").events[0]
    with serving("dashboard", "--store", str(store), data=tmp_path) as server:
        page = window()
        page.goto(server.address)
        settled(page)
        expect(page.locator("a.headline").first).to_have_text(other.text)
        page.locator("a.headline", has_text="Another one").click()
        expect(page.locator("h1")).to_have_text(event.text)
        expect(page.locator(".entry .headline")).to_have_text(other.text)
        page.locator(".chip .mute").first.click()
        shown = page.locator(".st-key-muted button").inner_text()
        assert shown.replace(WORD_JOINER, "") == f"■ {event.topics[0].label} ✕"
