"""Redirects on their way in: a dump has millions of them, a graph needs those of its topics."""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from graph.model import Redirect
from graph.parse.topics import normal_form
from graph.store.folder import OpenStore

_LAYOUT = "CREATE TABLE redirect (form TEXT PRIMARY KEY, title TEXT, target TEXT, resolved_at TEXT) WITHOUT ROWID"
_BATCH = 2000


class RedirectBuffer:
    """Holds redirects in a temporary file until all pages are read; a context manager."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._database: sqlite3.Connection | None = None
        self._waiting: list[tuple[str, str, str, str]] = []

    def add(self, redirect: Redirect) -> None:
        """Hold a redirect, unless it only leads from one spelling of a topic to another."""
        form = normal_form(redirect.title)
        if form and normal_form(redirect.target) not in ("", form):
            self._waiting.append((form, redirect.title, redirect.target, redirect.resolved_at.isoformat()))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def keep(self, store: OpenStore) -> None:
        """Keep those redirects whose titles are topics of the store's graph."""
        self._flush()
        last = ""
        while page := self._page(last):
            known = set(store.graph.known_topics([form for form, *_ in page]))
            store.documents.learn(_redirects(row for row in page if row[0] in known))
            last = page[-1][0]

    def _page(self, last: str) -> list[tuple[str, str, str, str]]:
        if self._database is None:
            return []
        return self._database.execute(
            "SELECT form, title, target, resolved_at FROM redirect WHERE form > ? ORDER BY form LIMIT ?", (last, _BATCH)
        ).fetchall()

    def _flush(self) -> None:
        if self._waiting:
            with self._opened() as database:
                database.executemany("INSERT OR REPLACE INTO redirect VALUES (?, ?, ?, ?)", self._waiting)
            self._waiting.clear()

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._folder = TemporaryDirectory(prefix="storytrail-")
            self._database = sqlite3.connect(Path(self._folder.name, "redirects.sqlite"))
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(_LAYOUT)
        return self._database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._database is not None:
            self._database.close()
        if self._folder is not None:
            self._folder.cleanup()


def _redirects(rows: Iterable[tuple[str, str, str, str]]) -> list[Redirect]:
    return [Redirect(title, target, dt.date.fromisoformat(day)) for _, title, target, day in rows]
