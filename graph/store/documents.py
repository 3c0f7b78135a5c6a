"""The archive of documents: all that was ever loaded, so that the graph can be made anew, and the ledgers of ids."""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import NotFoundError
from graph.model import Document, Event, Redirect
from graph.parse.identity import KnownEvent
from graph.store.partitions import LAYOUT, keep_partition, read_partition
from graph.store.sqlite import Database

_LAYOUT = """
CREATE TABLE IF NOT EXISTS document (
  id TEXT PRIMARY KEY, digest TEXT NOT NULL, revision TEXT NOT NULL, origin TEXT NOT NULL, format TEXT NOT NULL,
  licence TEXT NOT NULL, content BLOB NOT NULL, date TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS document_date ON document (date);
CREATE TABLE IF NOT EXISTS redirect (title TEXT PRIMARY KEY, target TEXT NOT NULL, resolved_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ledger (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT NOT NULL, text TEXT NOT NULL, document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS ledger_date ON ledger (date);
"""
# the layout makes the tables that a file of version 2 lacks
_VERSION = 3
# all documents of version 1 are portal/YYYY-MM-DD
_UPGRADES = {
    1: "ALTER TABLE document ADD COLUMN date TEXT NOT NULL DEFAULT ''; UPDATE document SET date = substr(id, -10)"
}
_PAGE = 200
_LEDGER_PAGE = 5000
_WAY_OUT = "put a copy of it back, or remove it and load all pages again, because a rebuild has only the pages it keeps"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An id that was given out: for what `date`, and the last `text` an event of a `document` had under it."""

    id: str
    date: dt.date
    text: str
    document: str


class DocumentArchive:
    """Documents with their text, compressed, the ledger of all ids ever given to events, and the last partitions.

    Parameters
    ----------
    path : pathlib.Path
        The SQLite file; made when it is first written to.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _LAYOUT + LAYOUT, _VERSION, _WAY_OUT, _UPGRADES)

    def put(self, document: Document) -> None:
        """Keep a document; an older state of it is forgotten."""
        # a text may hold half a surrogate pair, which plain UTF-8 has no bytes for
        content = zlib.compress(document.text.encode("utf-8", "surrogatepass"))
        self._database.change(
            "INSERT OR REPLACE INTO document (id, digest, revision, origin, format, licence, content, date)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.digest,
                document.revision,
                document.origin,
                document.format,
                document.licence,
                content,
                document.date.isoformat(),
            ),
        )

    def get(self, document_id: str) -> Document:
        """Return a document.

        Raises
        ------
        NotFoundError
            If there is none of this id.
        """
        found = self._documents("WHERE id = ?", (document_id,))
        if not found:
            raise NotFoundError(f"No document {document_id!r} is kept.")
        return found[0]

    def ids(self) -> list[str]:
        """Return the ids of all documents, sorted."""
        return list(self.digests())

    def digests(self) -> dict[str, str]:
        """Return the digests of all documents by their ids, in the order of ids."""
        return dict(self._database.rows("SELECT id, digest FROM document ORDER BY id"))

    def of_date(self, date: dt.date) -> list[str]:
        """Return the ids of all documents that speak of a day, sorted."""
        found = self._database.rows("SELECT id FROM document WHERE date = ? ORDER BY id", (date.isoformat(),))
        return [row[0] for row in found]

    def below(self, prefix: str) -> dict[str, dt.date]:
        """Return the ids of all documents whose id begins with `prefix`, with the day of each."""
        found = self._database.rows(
            "SELECT id, date FROM document WHERE substr(id, 1, ?) = ? ORDER BY id", (len(prefix), prefix)
        )
        return {name: dt.date.fromisoformat(date) for name, date in found}

    def learn(self, redirects: Iterable[Redirect]) -> None:
        """Keep redirects; a newer one of the same title replaces an older one."""
        self._database.change_all(
            "INSERT INTO redirect (title, target, resolved_at) VALUES (?, ?, ?) ON CONFLICT (title) DO UPDATE"
            " SET target = excluded.target, resolved_at = excluded.resolved_at"
            " WHERE excluded.resolved_at >= redirect.resolved_at",
            [(redirect.title, redirect.target, redirect.resolved_at.isoformat()) for redirect in redirects],
        )

    def redirects(self) -> list[Redirect]:
        """Return all redirects that are known, by title."""
        found = self._database.rows("SELECT title, target, resolved_at FROM redirect ORDER BY title")
        return [Redirect(title, target, dt.date.fromisoformat(day)) for title, target, day in found]

    def remove(self, document_id: str) -> bool:
        """Forget a document and tell whether there was one. Its events stay in the ledger."""
        return self._database.change("DELETE FROM document WHERE id = ?", (document_id,)) > 0

    def __len__(self) -> int:
        return int(self._database.rows("SELECT count(*) FROM document")[0][0])

    def __iter__(self) -> Iterator[Document]:
        """Stream all documents in the order of ids."""
        page = self._documents("ORDER BY id LIMIT ?", (_PAGE,))
        while page:
            yield from page
            page = self._documents("WHERE id > ? ORDER BY id LIMIT ?", (page[-1].id, _PAGE))

    def _documents(self, rest: str, values: tuple[object, ...]) -> list[Document]:
        found = self._database.rows(
            f"SELECT id, date, content, origin, format, licence, digest, revision FROM document {rest}",  # noqa: S608
            values,
        )
        return [
            Document(identity, dt.date.fromisoformat(date), self._text(content), *others)
            for identity, date, content, *others in found
        ]

    def _text(self, content: bytes) -> str:
        try:
            return zlib.decompress(content).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError) as error:
            raise self._database.damaged() from error

    def transaction(self) -> AbstractContextManager[None]:
        """Group changes: all are kept, or none if the block raises. Without one, each call is kept at once."""
        return self._database.transaction()

    def known(self, dates: Iterable[dt.date]) -> dict[dt.date, list[KnownEvent]]:
        """Return the ledger of some days: every id ever given out, in the order of giving.

        Parameters
        ----------
        dates : iterable of datetime.date
            Each is a key of the answer, also when nothing is known of it.
        """
        known: dict[dt.date, list[KnownEvent]] = {}
        for date in dates:
            found = self._database.rows(
                "SELECT id, text, document FROM ledger WHERE date = ? ORDER BY number", (date.isoformat(),)
            )
            known[date] = [KnownEvent(*entry) for entry in found]
        return known

    def record(self, events: Iterable[Event]) -> None:
        """Enter ids of events into the ledger; an id that is there keeps its place and gets the new text."""
        self.enter(LedgerEntry(event.id, event.date, event.text, event.document) for event in events)

    def enter(self, entries: Iterable[LedgerEntry]) -> None:
        """Enter ids into the ledger, in this order; an id that is there keeps its place and gets the new text."""
        self._database.change_all(
            "INSERT INTO ledger (id, date, text, document) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET text = excluded.text, document = excluded.document, date = excluded.date",
            [(entry.id, entry.date.isoformat(), entry.text, entry.document) for entry in entries],
        )

    def ledger(self) -> Iterator[LedgerEntry]:
        """Stream the whole ledger in the order of giving."""
        last = 0
        while page := self._database.rows(
            "SELECT number, id, date, text, document FROM ledger WHERE number > ? ORDER BY number LIMIT ?",
            (last, _LEDGER_PAGE),
        ):
            for _, identity, date, text, document in page:
                yield LedgerEntry(identity, dt.date.fromisoformat(date), text, document)
            last = page[-1][0]

    def keep_partition(self, kind: str, members: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """Keep how events or topics were parted last, for a rebuild too; only what differs from before is written.

        Parameters
        ----------
        kind : {"stories", "themes", "regions"}
            Stories of events, or clusters of topics of level 1 or 2.
        members : mapping of str to str
            The id of its story or cluster for each event or topic that is in one.
        labels : mapping of str to str
            The label of each story or cluster by its id.

        Raises
        ------
        InputError
            If `kind` is none of the three.
        """
        keep_partition(self._database, kind, members, labels)

    def partition(self, kind: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return what `keep_partition` kept last of a kind, `members` and `labels`, each in the order of ids.

        Both are empty before the first time.

        Raises
        ------
        InputError
            If `kind` is none of the three.
        """
        return read_partition(self._database, kind)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
