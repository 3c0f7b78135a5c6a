"""The dashboard over a real server: a reader's way through it, an empty database, and servers that cannot be used."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph import EventGraph
from tests.e2e.conftest import OpenBrowser
from tests.e2e.serving import SCREENSHOTS, Server, serving, settled
from tests.neo4j_server import Access, empty
from tests.neo4j_server import Server as Neo4j

pytestmark = [pytest.mark.browser, pytest.mark.neo4j]
GENEVA = "/event?event=2016-02-03/air"
SEARCH = "Search events and topics"
LOOKS = ["light", "dark"]
WIDTHS = [1440, 420]
WRONG = "swordfish-of-nobody"


@pytest.fixture(scope="module")
def team(neo4j_server: Access, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard that ``storytrail demo --store URL`` opens over an emptied server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        empty(neo4j_server)
        with serving("demo", "--store", neo4j_server.url, data=tmp_path_factory.mktemp("data")) as server:
            yield server


def at(page: Page, server: Server, address: str = "/") -> Page:
    """Open an address of the dashboard and wait for it."""
    page.goto(server.address + address)
    return settled(page)


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page, which fits its window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


# -- reading -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS)
def test_a_readers_way(team: Server, window: OpenBrowser, look: str) -> None:
    page = at(window(color_scheme=look), team)
    expect(page.locator(".day").first).to_contain_text("29 December 2016")
    page.get_by_placeholder(SEARCH).press_sequentially("Nepal earthquake", delay=30)
    hit = page.locator(".rows a.headline").first
    expect(hit).to_contain_text("earthquake")
    expect(page).to_have_url(re.compile(r"/\?q=Nepal(\+|%20)earthquake$"))
    said = hit.inner_text()
    hit.click()
    expect(page.locator("h1")).to_have_text(said)
    expect(page.locator(".entry .reason").first).to_be_visible()

    related = page.locator(".entry a.headline").first
    followed = related.inner_text()
    related.click()
    expect(page.locator("h1")).to_have_text(followed)
    mute = page.locator(".chip .mute").first
    topic = str(mute.get_attribute("aria-label")).removeprefix("Mute ")
    mute.click()
    expect(page.locator(".notice")).to_contain_text(f"{topic} is muted")
    expect(page.locator(".reason").get_by_role("button", name=f"Mute {topic}", exact=True)).to_have_count(0)
    back = page.locator(".st-key-muted button")
    back.click()
    back.wait_for(state="detached")
    expect(page.locator(".notice")).to_contain_text(f"{topic} counts again")

    page.go_back()
    expect(page.locator("h1")).to_have_text(said)
    page.go_back()
    expect(page.get_by_placeholder(SEARCH)).to_have_value("Nepal earthquake")
    page.locator(".brand").click()
    expect(page.get_by_text("Often in the news")).to_be_visible()


def test_the_pages_say_what_those_of_a_folder_say(
    team: Server, demo: Server, window: OpenBrowser, neo4j_server: Access
) -> None:
    ours, theirs = at(window(), demo, GENEVA), at(window(), team, GENEVA)
    for part in ("h1", ".chip", ".entry", ".reason"):
        expect(theirs.locator(part)).to_have_count(ours.locator(part).count())
        assert theirs.locator(part).all_inner_texts() == ours.locator(part).all_inner_texts()
    theirs.get_by_text("The same in Python").click()
    code = theirs.locator("[data-testid=stCode]", has_text="EventGraph.open")
    expect(code).to_contain_text(f"EventGraph.open('{neo4j_server.url}')")
    assert neo4j_server.password not in theirs.content()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", WIDTHS)
def test_an_event_fits(team: Server, window: OpenBrowser, look: str, width: int) -> None:
    page = at(window(viewport={"width": width, "height": 900}, color_scheme=look), team, GENEVA)
    expect(page.locator(".entry").first).to_be_visible()
    page.locator("[data-testid=stVegaLiteChart] path").first.wait_for()
    shoot(page, f"server-event-{width}-{look}")


# -- nothing to read yet, or no way to it --------------------------------------------------------------------


def test_one_button_loads_the_sample_into_an_empty_database(
    neo4j_store: str, tmp_path: Path, window: OpenBrowser
) -> None:
    with serving("dashboard", "--store", neo4j_store, data=tmp_path) as server:
        page = at(window(), server)
        expect(page.locator(".welcome")).to_contain_text("No news here yet")
        page.get_by_role("button", name="Load the sample").click()
        page.get_by_text("Often in the news").wait_for(timeout=120_000)
        expect(page.locator(".day").first).to_contain_text("29 December 2016")
        with EventGraph.open(neo4j_store) as graph:
            assert (graph.status().events, graph.status().stale) == (394, ())


def check_unusable(page: Page, said: str) -> None:
    """Check that the page says why in a sentence, offers another try and the command, and no sample."""
    alert = page.get_by_role("alert")
    expect(alert.locator("h1")).to_have_text("The store cannot be used")
    expect(alert).to_contain_text(said)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_text("storytrail dashboard --store")).to_be_visible()
    expect(page.get_by_role("button", name="Load the sample")).to_have_count(0)


@pytest.mark.parametrize("address", ["/", GENEVA])
def test_a_wrong_password_is_said(
    neo4j_store: str, tmp_path: Path, window: OpenBrowser, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", WRONG)
    with serving("dashboard", "--store", neo4j_store, data=tmp_path) as server:
        page = at(window(), server, address)
        check_unusable(page, "refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASSWORD")
        page.get_by_role("button", name="Try again").click()
        settled(page)
        check_unusable(page, "refuses the user or the password")
        page.get_by_text("Details", exact=True).click()
        expect(page.get_by_text("StoreError")).to_be_visible()
        assert WRONG not in page.content()
        page.context.close()
        _, errors = server.stop()
    assert WRONG not in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_that_listens_is_said(
    tmp_path: Path, window: OpenBrowser, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "any")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"neo4j://127.0.0.1:{probe.getsockname()[1]}"
    with serving("dashboard", "--store", place, data=tmp_path) as server:
        for width in WIDTHS:
            page = at(window(viewport={"width": width, "height": 900}, color_scheme=look), server)
            check_unusable(page, f"No Neo4j server answers at {place}")
            shoot(page, f"server-unusable-{width}-{look}")


def test_a_server_that_was_away_is_found_again(stoppable_neo4j: Neo4j, tmp_path: Path, window: OpenBrowser) -> None:
    with serving("demo", "--store", stoppable_neo4j.url, data=tmp_path) as server:
        page = at(window(), server, GENEVA)
        said = page.locator("h1").inner_text()
        stoppable_neo4j.stop()
        page.reload()
        check_unusable(page, f"No Neo4j server answers at {stoppable_neo4j.url}")
        stoppable_neo4j.start()
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("h1")).to_have_text(said)
        expect(page.locator(".entry").first).to_be_visible()
