"""Starts the dashboard on this machine, in the process of the command."""

import os
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from dashboard import theme
from graph import InputError, StorytrailError

HOST = "127.0.0.1"
USUAL_PORT = 8501
APP = Path(__file__).parent / "app.py"


def serve(store_url: str, *, port: int | None = None, open_browser: bool = True) -> None:
    """Serve the dashboard for one store until it is ended with Ctrl-C.

    Parameters
    ----------
    store_url : str
        The store, as `EventGraph.open` takes it.
    port : int, optional
        Port on loopback; without it 8501, or a free one when that is taken.
    open_browser : bool
        Whether to open the address in the user's browser.

    Raises
    ------
    InputError
        If `port` is taken, or no port.
    """
    import streamlit as st

    chosen = _usable(port) if port is not None else _free_port()
    os.environ["STORYTRAIL_STORE"] = store_url
    address = f"http://{HOST}:{chosen}"

    @asynccontextmanager
    async def announce(_: Any) -> AsyncIterator[None]:
        sys.stderr.write(f"Storytrail is at {address} (Ctrl-C ends it)\n")
        sys.stderr.flush()
        Thread(target=_warm, daemon=True).start()
        if open_browser:
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        yield

    st.App(APP, lifespan=announce, on_script_error=_broken).run(config=theme.config(chosen))


def _warm() -> None:
    """Do what the first page waits for while the browser is still starting: open the store, import the charts."""
    from dashboard import data  # imported late: Streamlit's caches want a running server

    with suppress(StorytrailError):  # the page says what is wrong with the store
        data.status()
    import_module("altair")


def _broken(error: Exception) -> bool:
    from dashboard.views.start import broken

    return broken(error)


def _usable(port: int) -> int:
    if not 1 <= port <= 65535:
        raise InputError(f"{port} is no port; choose one from 1 to 65535, or leave --port out.")
    if not _is_free(port):
        raise InputError(f"Port {port} is taken by another program; choose another one, or leave --port out.")
    return port


def _free_port() -> int:
    if _is_free(USUAL_PORT):
        return USUAL_PORT
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere the option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
