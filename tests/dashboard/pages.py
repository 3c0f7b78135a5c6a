"""Opens pages of the dashboard without a browser."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import dashboard

APP = Path(dashboard.__file__).parent / "app.py"
TIMEOUT_S = 60


class Page:
    """One page as a reader would see it: its HTML, its code blocks, its widgets."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    @property
    def html(self) -> str:
        """All HTML of the page, in order."""
        return "\n".join(block.value for block in self.app.html)

    @property
    def code(self) -> str:
        """All code blocks of the page, in order."""
        return "\n".join(block.value for block in self.app.code)

    def widget(self, key: str) -> Any:
        """The widget with this key."""
        return self.app.get_by_key(key)

    def run(self) -> "Page":
        """Run the page again and check that nothing broke."""
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self


def open_page(name: str = "home", **params: str) -> Page:
    """Open Home or the page of an event with these parameters in the address."""
    app: Any = AppTest.from_file(str(APP), default_timeout=TIMEOUT_S)
    for key, value in params.items():
        app.query_params[key] = value
    if name != "home":
        app.switch_page(f"views/{name}.py")
    return Page(app).run()
