"""Serves the page of the canvas: ``python -m tests.e2e.canvas_server PORT``."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import theme

PAGE = Path(__file__).with_name("canvas_page.py")


def main(port: int) -> None:
    """Serve until the process ends; the address is written when it answers."""

    @asynccontextmanager
    async def announce(_: Any) -> AsyncIterator[None]:
        sys.stderr.write(f"at http://127.0.0.1:{port}\n")
        sys.stderr.flush()
        yield

    st.App(PAGE, lifespan=announce).run(config=theme.config(port))


if __name__ == "__main__":
    main(int(sys.argv[1]))
