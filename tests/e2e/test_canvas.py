"""The graph canvas in a real browser: pointing, walking, selecting, adding, saving."""

import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.canvas_page import HOSTILE, event, topic
from tests.e2e.conftest import OpenBrowser
from tests.e2e.serving import ROOT, SCREENSHOTS, START_S, STOP_S

pytestmark = pytest.mark.browser
Point = tuple[float, float]

# In the page the canvas lives in a shadow root.
ROOT_OF = "[...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('.surface')).shadowRoot"
PLACES = f"""() => Object.fromEntries([...{ROOT_OF}.querySelectorAll('.node')].map(node => {{
  const box = node.getBoundingClientRect();
  return [node.dataset.id, [box.x + box.width / 2, box.y + box.height / 2]];
}}))"""
OBSERVE = f"""() => {{
  window.changes = 0;
  new MutationObserver(seen => window.changes += seen.length).observe({ROOT_OF},
    {{ subtree: true, childList: true, attributes: true, characterData: true }});
}}"""
RESTED = (
    """() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 150))"""
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the page with the canvas is."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.e2e.canvas_server", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    try:
        assert any("http://" in line for line in process.stderr)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=START_S) as answer:
            assert answer.status == 200
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=STOP_S)


def at(page: Page, address: str, query: str = "nodes=100") -> Page:
    """Open the page and wait until the canvas is drawn and has come to rest."""
    page.goto(f"{address}/?{query}")
    page.locator("text.label").first.wait_for()
    page.evaluate(RESTED)
    return page


def places(page: Page) -> dict[str, Point]:
    """Where the nodes are in the window."""
    found: dict[str, list[float]] = page.evaluate(PLACES)
    return {name: (x, y) for name, (x, y) in found.items()}


def said(page: Page, text: str) -> None:
    """Wait until Python says a text."""
    expect(page.get_by_text(text, exact=True)).to_be_visible()


def runs(page: Page) -> int:
    """How often Python has run."""
    return int(page.get_by_text(re.compile("^runs=")).inner_text().removeprefix("runs="))


def alone(spots: dict[str, Point], kind: str, apart: float = 26) -> str:
    """A node of a kind (``e`` or ``t``) that no other is near."""
    for name, (x, y) in spots.items():
        if name[0] == kind and all(
            (x - a) ** 2 + (y - b) ** 2 > apart**2 for other, (a, b) in spots.items() if other != name
        ):
            return name
    raise AssertionError("every node has another near")


def free_link(page: Page, spots: dict[str, Point]) -> tuple[str, str, Point]:
    """A link of an event and its topic with a point on it, in whole pixels, where no other is nearer."""
    for name, (x, y) in spots.items():
        number = int(name[1:])
        other = f"t{number // 8}"
        if name[0] != "e" or number == 0 or other not in spots:
            continue
        point = (round((x + spots[other][0]) / 2), round((y + spots[other][1]) / 2))
        if any((point[0] - p) ** 2 + (point[1] - q) ** 2 < 16**2 for p, q in spots.values()):
            continue
        page.mouse.move(*point)
        page.evaluate(RESTED)
        if page.locator(".card .title").all_inner_texts() == [event(number).label, topic(number // 8).label]:
            return name, other, point
    raise AssertionError("no link is free")


# -- selecting -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["time", "force"])
def test_a_click_selects_and_a_double_click_opens(address: str, window: OpenBrowser, layout: str) -> None:
    page = at(window(), address, f"nodes=100&layout={layout}")
    spots = places(page)
    disc, square = alone(spots, "e"), alone(spots, "t")
    page.mouse.click(*spots[disc])
    said(page, f"selected={disc}")
    expect(page.locator(".card .title")).to_be_visible()
    expect(page.locator("circle.ring.chosen")).to_have_count(1)
    expect(page.locator(".world")).to_have_class("world dimmed")
    said(page, "opened=")
    page.mouse.dblclick(*spots[square])
    said(page, f"opened={square}")
    said(page, f"selected={square}")
    expect(page.locator("rect.ring.chosen")).to_have_count(1)
    page.locator(".surface").press("Escape")
    said(page, "selected=")
    expect(page.locator(".world")).to_have_class("world")


def test_a_click_on_a_link_shows_its_evidence(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    source, target, point = free_link(page, places(page))
    page.mouse.click(*point)
    said(page, f"link={source}>{target}")
    expect(page.locator(".card .detail")).to_have_text("Named in the text.")
    expect(page.locator(".link.chosen")).to_have_count(1)


def test_python_selects_and_the_reader_has_the_last_word(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    page.get_by_role("button", name="Select e3").click()
    said(page, "selected=e3")
    expect(page.locator(".ring.chosen")).to_have_count(1)
    spots = places(page)
    other = next(name for name in [alone(spots, "e"), alone(spots, "t")] if name != "e3")
    page.mouse.click(*spots[other])
    said(page, f"selected={other}")


# -- staying -------------------------------------------------------------------------------------------------


def test_a_rerun_with_equal_data_changes_nothing(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    before = runs(page)
    page.evaluate(OBSERVE)
    page.get_by_role("button", name="Run again").click()
    said(page, f"runs={before + 1}")
    page.evaluate(RESTED)
    assert page.evaluate("window.changes") == 0


def test_added_nodes_move_no_other(address: str, window: OpenBrowser) -> None:
    page = at(window(), address, "nodes=300")
    page.mouse.move(700, 500)
    page.mouse.wheel(0, -200)
    page.evaluate(RESTED)
    before = places(page)
    page.get_by_role("button", name="Add nodes").click()
    expect(page.locator(".node")).to_have_count(340)
    after = places(page)
    assert {name: after[name] for name in before} == before


def test_a_dragged_event_keeps_its_day_and_stays_when_others_come(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    spots = places(page)
    moved = alone(spots, "e")
    x, y = spots[moved]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 40, steps=4)
    page.mouse.up()
    page.evaluate(RESTED)
    dragged = places(page)
    assert dragged[moved] == pytest.approx((x, y + 40), abs=1.5)
    said(page, "selected=")
    page.get_by_role("button", name="Add nodes").click()
    expect(page.locator(".node")).to_have_count(140)
    assert places(page)[moved] == dragged[moved]


# -- moving --------------------------------------------------------------------------------------------------


def spread(spots: dict[str, Point]) -> tuple[float, float]:
    """How wide and high the picture is."""
    across, up = zip(*spots.values(), strict=True)
    return max(across) - min(across), max(up) - min(up)


def test_the_wheel_zooms_with_shift_time_only_and_show_all_returns(address: str, window: OpenBrowser) -> None:
    page = at(window(reduced_motion="reduce"), address)
    start = spread(places(page))
    page.mouse.move(700, 450)
    page.mouse.wheel(0, -300)
    page.evaluate(RESTED)
    both = spread(places(page))
    assert both[0] / start[0] == pytest.approx(both[1] / start[1], rel=0.02)
    assert both[0] > 1.2 * start[0]
    page.keyboard.down("Shift")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Shift")
    page.evaluate(RESTED)
    wider = spread(places(page))
    assert wider[0] > 1.2 * both[0]
    assert wider[1] == pytest.approx(both[1], rel=0.02)
    page.get_by_role("button", name="Show all").click()
    page.evaluate(RESTED)
    assert spread(places(page)) == pytest.approx(start, rel=0.01)


def test_a_pan_moves_everything_alike_and_is_no_click(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    before, done = places(page), runs(page)
    box = page.locator(".surface").bounding_box()
    assert box is not None
    x, y = box["x"] + 6, box["y"] + 6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 20, steps=5)
    page.mouse.up()
    page.evaluate(RESTED)
    for name, (a, b) in places(page).items():
        assert (a - before[name][0], b - before[name][1]) == pytest.approx((50, 20), abs=0.6)
    assert runs(page) == done


def test_two_fingers_zoom_and_one_tap_selects(address: str, window: OpenBrowser) -> None:
    page = at(window(has_touch=True), address)
    before = places(page)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: Point) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (650, 450))
    touch("touchStart", (650, 450), (750, 450))
    for step in range(1, 6):
        touch("touchMove", (650 - 10 * step, 450), (750 + 10 * step, 450))
    touch("touchEnd")
    page.evaluate(RESTED)
    assert spread(places(page))[0] == pytest.approx(2 * spread(before)[0], rel=0.1)
    page.get_by_role("button", name="Show all").click()
    page.evaluate(RESTED)
    page.wait_for_function(f"{ROOT_OF}.querySelectorAll('text.label').length > 5")
    tapped = alone(places(page), "e")
    page.touchscreen.tap(*places(page)[tapped])
    said(page, f"selected={tapped}")


def test_labels_lie_over_no_other_and_dates_stand_below(address: str, window: OpenBrowser) -> None:
    page = at(window(), address, "nodes=300")
    boxes = page.locator("text.label").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 15
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            clear = one["right"] <= other["left"] + 3 or other["right"] <= one["left"] + 3
            assert clear or one["bottom"] <= other["top"] + 3 or other["bottom"] <= one["top"] + 3
    ticks = page.locator(".axis text").all_text_contents()
    assert "2017" in ticks
    assert all(re.fullmatch(r"([A-Z][a-z]{2} )?20\d\d", tick) for tick in ticks)


# -- keyboard and hearing ------------------------------------------------------------------------------------


def test_the_keyboard_alone_walks_selects_opens_and_clears(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    surface = page.locator(".surface")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"{ROOT_OF}.activeElement?.matches('.surface') ?? false"):
            break
    expect(surface).to_be_focused()
    live = page.locator("[aria-live]")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text(re.compile(r"^Event: .*\d links?$"))
    first = surface.get_attribute("aria-activedescendant")
    walked = {first}
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown") * 2:
        page.keyboard.press(key)
        walked.add(surface.get_attribute("aria-activedescendant"))
    assert len(walked) >= 2
    here = page.locator(f"#{surface.get_attribute('aria-activedescendant')}").get_attribute("data-id")
    page.keyboard.press("Space")
    said(page, f"selected={here}")
    page.keyboard.press("Enter")
    said(page, f"opened={here}")
    page.keyboard.press("l")
    expect(live).to_contain_text("strength")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^link=\w+>\w+$"))).to_be_visible()
    page.keyboard.press("Escape")
    said(page, "link=")
    expect(live).to_have_text("Selection cleared.")


def test_where_no_link_leads_is_said(address: str, window: OpenBrowser) -> None:
    page = at(window(), address, "nodes=1")
    page.locator(".surface").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-live]")).to_have_text("No link to the right.")


def test_parts_have_names(address: str, window: OpenBrowser) -> None:
    page = at(window(), address)
    surface = page.get_by_role("application", name="Test picture: 88 events, 12 topics")
    expect(surface).to_be_visible()
    described = page.locator(f"#{surface.get_attribute('aria-describedby')}")
    expect(described).to_contain_text("Arrow keys walk along links")
    expect(page.locator(".node").first).to_have_attribute(
        "aria-label", re.compile(r"^Event: .+, \d+ \w+ 201\d, .+ links?$")
    )
    for name in ("Zoom in", "Zoom out", "Show all", "Save as SVG", "Save as PNG"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    expect(page.locator(".legend li")).to_have_text(["topic", "event", *[re.compile(r"\w+ \w+")] * 4])
    expect(page.locator(".notice")).to_have_text("Showing some of many, strongest first.")


# -- saving, hostile text, looks -----------------------------------------------------------------------------


def test_it_is_saved_as_svg_and_png(address: str, window: OpenBrowser, tmp_path: Path) -> None:
    page = at(window(), address, "nodes=100&hostile=1")
    for kind in ("SVG", "PNG"):
        with page.expect_download() as started:
            page.get_by_role("button", name=f"Save as {kind}").click()
        started.value.save_as(tmp_path / f"picture.{kind.lower()}")
    drawn = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "Harbour strike" in drawn
    assert not re.search(r"<script|<img|<b>|var\(--|href=", drawn)
    other = window()
    other.set_content(drawn)
    shown = other.locator("svg").bounding_box()
    stage = page.locator(".surface").bounding_box()
    assert shown is not None
    assert stage is not None
    sized = (stage["width"], stage["height"] + 30)
    assert (shown["width"], shown["height"]) == pytest.approx(sized, abs=1)
    assert other.locator("svg text", has_text="Harbour strike").is_visible()
    assert "non-scaling-stroke" not in drawn
    drawn_at = [(float(x), float(y)) for x, y in re.findall(r'd="M([\d.]+) ([\d.]+)h0"', drawn)]
    x, y = places(page)["e1"]
    assert any(abs(x - stage["x"] - a) < 1 and abs(y - stage["y"] - b) < 1 for a, b in drawn_at)
    assert (tmp_path / "picture.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert (tmp_path / "picture.png").stat().st_size > 20_000


def test_hostile_text_is_text(address: str, window: OpenBrowser) -> None:
    page = at(window(), address, "nodes=100&hostile=1")
    odd: Any = page.locator(".node[data-id^='<odd']")
    expect(odd).to_have_attribute("aria-label", re.compile(re.escape(HOSTILE[:60])))
    spot = places(page)["<odd id>\"'"]
    page.mouse.move(*spot)
    expect(page.locator(".card .title")).to_contain_text(HOSTILE[:60])
    assert page.locator(".canvas img, .canvas b, .canvas script").count() == 0
    card = page.locator(".card").bounding_box()
    assert card is not None
    assert card["width"] <= 330
    page.mouse.click(*spot)
    said(page, "selected=<odd id>\"'")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 420])
def test_it_fits_and_can_be_read(address: str, window: OpenBrowser, look: str, width: int) -> None:
    page = at(window(viewport={"width": width, "height": 900}, color_scheme=look), address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    ink, paper = page.locator(".canvas").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    )
    darker = sum(map(int, re.findall(r"\d+", paper)[:3])) < sum(map(int, re.findall(r"\d+", ink)[:3]))
    assert darker == (look == "dark")
    for x, y in places(page).values():
        assert box["x"] <= x <= box["x"] + box["width"]
        assert box["y"] <= y <= box["y"] + box["height"]
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"canvas-{width}-{look}.png")
