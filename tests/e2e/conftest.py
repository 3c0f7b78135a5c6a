from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.serving import Server, Watch, chromium, serving

WIDE = {"width": 1440, "height": 900}
OpenBrowser = Callable[..., Page]
expect.set_options(timeout=30_000)  # milliseconds; a shared machine may be slow


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard that ``storytrail demo`` opens."""
    with serving("demo", data=tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Watches the browser; the test fails at its end if a request left this machine or an error was reported."""
    kept = Watch()
    yield kept
    kept.check()


@pytest.fixture
def window(browser: Browser, watch: Watch) -> Iterator[OpenBrowser]:
    """Opens fresh, watched browser windows."""
    contexts = []

    def opened(**options: object) -> Page:
        context = watch.context(browser.new_context(**{"viewport": WIDE, **options}))  # type: ignore[arg-type]
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
