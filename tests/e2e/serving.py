"""Starts the installed command and a browser, and watches what both do."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from tests.needs import need

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "screenshots"
COMMAND = Path(sys.executable).parent / "storytrail"
START_S = 120
STOP_S = 30


@dataclass
class Server:
    """A running dashboard: its process and its address."""

    process: subprocess.Popen[str]
    address: str

    def stop(self) -> tuple[int, str]:
        """End it as Ctrl-C does; returns the exit code and what it had written to stderr since it started."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=STOP_S)
        return self.process.returncode, errors


@contextmanager
def serving(*arguments: str, data: Path) -> Iterator[Server]:
    """Run ``storytrail ARGUMENTS --no-browser`` on a free port until the block ends."""
    need(COMMAND.exists(), "the installed command", "uv sync")
    command = [str(COMMAND), *arguments, "--no-browser"]
    environment = {**os.environ, "STORYTRAIL_DATA": str(data), "BROWSER": "false"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)
    try:
        server = Server(process, _announced(process))
        with urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=START_S) as answer:
            assert answer.status == 200
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=STOP_S)


def _announced(process: subprocess.Popen[str]) -> str:
    """Read what the command says until it names its address."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError(f"the command ended without an address:\n{said}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    path = shutil.which("chromium")
    need(path is not None, "Chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a browser must never do here: ask another machine, report an error, open a dialog."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Note a request that leaves this machine."""
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:")):
            self.outside.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        """Note an error on the console; on a deep link Streamlit itself looks for its server in the wrong folder."""
        if message.type == "error" and "/event/_stcore/" not in message.location.get("url", ""):
            self.errors.append(message.text)

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog: only a script from the data would open one."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def context(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of a context."""
        context.on("request", self.request)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", self.dialog)
        return context

    def check(self) -> None:
        """Fail if any of it happened."""
        assert not self.outside
        assert not self.errors
        assert not self.dialogs


def settled(page: Page) -> Page:
    """Wait until the page has run to its end."""
    page.locator(".foot, .welcome").first.wait_for()
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    return page
