"""A reader's ways through the dashboard that ``storytrail demo`` opens, in a real browser."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenBrowser
from tests.e2e.serving import SCREENSHOTS, Server, settled

pytestmark = pytest.mark.browser
GENEVA = "/event?event=2016-02-03/air"
SEARCH = "Search events and topics"
NARROW = {"width": 420, "height": 900}


def at(page: Page, server: Server, address: str = "/") -> Page:
    """Open an address of the dashboard and wait for it."""
    page.goto(server.address + address)
    return settled(page)


def headline(page: Page) -> str:
    """The text of the event on the page."""
    return page.locator("h1").inner_text()


def test_search_open_follow_and_back(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo)
    page.evaluate("window.sameDocument = true")
    page.get_by_placeholder(SEARCH).press_sequentially("Nepal", delay=30)
    expect(page).to_have_url(re.compile(r"/\?q=Nepal$"))
    page.get_by_placeholder(SEARCH).press_sequentially(" earthquake", delay=30)
    expect(page.locator(".rows a.headline").first).to_contain_text("earthquake")
    expect(page).to_have_url(re.compile(r"/\?q=Nepal(\+|%20)earthquake$"))

    hit = page.locator(".rows a.headline").first
    said = hit.inner_text()
    hit.click()
    expect(page.locator("h1")).to_have_text(said)
    expect(page).to_have_url(re.compile(r"/event\?event=201"))
    expect(page).to_have_title(re.compile("Storytrail$"))
    first = page.url

    related = page.locator(".entry a.headline").first
    followed = related.inner_text()
    related.click()
    expect(page.locator("h1")).to_have_text(followed)
    assert page.url != first

    page.go_back()
    expect(page.locator("h1")).to_have_text(said)
    page.go_back()
    expect(page.get_by_placeholder(SEARCH)).to_have_value("Nepal earthquake")
    page.locator(".rows a.headline").first.wait_for()
    page.go_forward()
    expect(page.locator("h1")).to_have_text(said)
    page.go_back()
    expect(page.get_by_placeholder(SEARCH)).to_have_value("Nepal earthquake")
    page.go_back()  # the letters typed are one step
    expect(page).to_have_url(f"{demo.address}/")
    expect(page.get_by_placeholder(SEARCH)).to_have_value("")
    assert page.evaluate("window.sameDocument")


def test_a_saved_link_shows_the_same_to_another_reader(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    page.get_by_text("Over 30 days away").click()
    expect(page).to_have_url(re.compile("far=30"))
    page.get_by_text("1 day later", exact=True).wait_for(state="detached")
    other = window()
    other.goto(page.url)
    settled(other)
    assert headline(other) == headline(page)
    assert other.locator(".entry").all_inner_texts() == page.locator(".entry").all_inner_texts()
    page.go_back()
    page.get_by_text("1 day later", exact=True).wait_for()


def test_the_address_to_copy_leads_here(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    page.get_by_text("Cite this event, or copy its link").click()
    link = page.locator("[data-testid=stCode]", has_text=f"{demo.address}/event?event=2016-02-03/").inner_text()
    other = window()
    other.goto(link.strip())
    settled(other)
    assert headline(other) == headline(page)


def test_links_are_real_links(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    with page.context.expect_page() as opened:
        page.locator(".entry a.headline").first.click(modifiers=["ControlOrMeta"])
    settled(opened.value)
    assert headline(opened.value) != headline(page)
    assert page.url == demo.address + GENEVA


def test_mute_from_a_chip_from_a_reason_and_take_back(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    entries = page.locator(".entry")
    before = entries.all_inner_texts()
    page.get_by_role("button", name="Mute Aleppo").first.click()
    expect(page.locator(".notice")).to_contain_text("Aleppo is muted")
    expect(page.locator(".chip", has_text="Aleppo").locator(".muted")).to_have_text("muted")

    reason = page.locator(".reason", has=page.get_by_role("button", name="Mute Russia", exact=True)).first
    reason.hover()
    reason.get_by_role("button", name="Mute Russia", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("Russia is muted")
    expect(page.locator(".reason").get_by_role("button", name="Mute Russia", exact=True)).to_have_count(0)

    for topic in ("Aleppo", "Russia"):
        page.get_by_role("button", name=f"■ {topic} ✕").click()
        page.get_by_role("button", name=f"■ {topic} ✕").wait_for(state="detached")
    expect(entries).to_have_text([re.compile(re.escape(text.split("\n")[0])) for text in before])


def test_a_disc_opens_its_event_and_a_bar_its_time(demo: Server, window: OpenBrowser) -> None:
    page = at(window(timezone_id="America/Los_Angeles"), demo, GENEVA)
    said = headline(page)
    page.locator("[data-testid=stVegaLiteChart] g.mark-symbol path").first.click()
    expect(page.locator("h1")).not_to_have_text(said)
    page.go_back()
    expect(page.locator("h1")).to_have_text(said)

    at(page, demo)
    page.locator("[data-testid=stVegaLiteChart] g.mark-rect path").first.click()
    expect(page).to_have_url(re.compile("from=2011-01-01&to=2011-01-31"))
    expect(page.locator(".day h2").last).to_contain_text("January 2011")


def test_the_keyboard_is_enough(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    related = page.locator(".entry a.headline").first
    said = related.inner_text()
    related.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert related.evaluate("link => link === document.activeElement")
    assert related.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(said)

    box = page.get_by_placeholder(SEARCH)
    box.press_sequentially("Nepal & more")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=Nepal(\+|%20)%26(\+|%20)more$"))
    expect(page.locator(".crumbs")).to_contain_text("“Nepal & more”")
    expect(box).to_have_value("Nepal & more")


def test_the_focus_goes_to_what_came_of_a_mute(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    focused = page.locator(".notice:focus")
    unvisited = page.locator(".reason .mute").last
    assert float(unvisited.evaluate("button => getComputedStyle(button).opacity")) > 0.5
    mute = page.locator(".reason").get_by_role("button", name="Mute Aleppo").first
    mute.focus()
    page.keyboard.press("Enter")
    expect(focused).to_contain_text("Aleppo is muted")
    back = page.get_by_role("button", name="■ Aleppo ✕")
    back.wait_for()  # it comes a little after the notice
    page.keyboard.press("Tab")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(focused).to_contain_text("Aleppo counts again")


def test_a_topic_chip_lists_its_events_and_the_name_leads_home(demo: Server, window: OpenBrowser) -> None:
    page = at(window(), demo, GENEVA)
    page.locator(".chip a", has_text="Sergey Lavrov").click()
    expect(page.locator("h1")).to_have_text("Sergey Lavrov")
    expect(page).to_have_url(f"{demo.address}/?topic={quote('sergey lavrov')}")
    page.locator(".brand").click()
    expect(page.get_by_text("Often in the news")).to_be_visible()
    expect(page).to_have_url(f"{demo.address}/")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 420])
@pytest.mark.parametrize(("name", "address"), [("home", "/"), ("event", GENEVA), ("search", "/?q=Aleppo")])
def test_it_fits_and_follows_the_readers_colours(
    demo: Server, window: OpenBrowser, look: str, width: int, name: str, address: str
) -> None:
    page = at(window(viewport={"width": width, "height": 900}, color_scheme=look), demo, address)
    ground = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    lightness = sum(int(part) for part in re.findall(r"\d+", ground)[:3])
    assert (lightness < 200) == (look == "dark")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{look}.png")
