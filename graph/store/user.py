"""What a person made: muted topics, corrections of topics, saved chains, notes.

It is kept beside the graph, so that it outlives any rebuild.
"""

import datetime as dt
import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from graph.errors import InputError, NotFoundError
from graph.model import Json, Ref
from graph.parse.topic_rules import Correction
from graph.store.sqlite import Database

FORMAT = "storytrail-user"
FORMAT_VERSION = 1
KINDS = ("chain", "note")
_LAYOUT = """
CREATE TABLE IF NOT EXISTS muted (id TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS kept (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name));
CREATE TABLE IF NOT EXISTS correction (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, target TEXT NOT NULL, at TEXT NOT NULL
)
"""
_VERSION = 2
_WAY_OUT = "put a copy of it back, or remove it and begin anew without muted topics, corrections, chains and notes"


class UserData:
    """Muted topics, corrections of topics, and named values of some kinds.

    Parameters
    ----------
    path : pathlib.Path
        The SQLite file; made when it is first written to.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _LAYOUT, _VERSION, _WAY_OUT)

    def muted(self) -> list[Ref]:
        """Return the muted topics by label."""
        return [Ref(*row) for row in self._database.rows("SELECT id, label FROM muted ORDER BY label, id")]

    def mute(self, topic: Ref) -> None:
        """Mute a topic; muting it again only renews its label."""
        self._database.change("INSERT OR REPLACE INTO muted (id, label) VALUES (?, ?)", (topic.id, topic.label))

    def unmute(self, topic_id: str) -> bool:
        """Unmute a topic, and tell whether it was muted."""
        return self._database.change("DELETE FROM muted WHERE id = ?", (topic_id,)) > 0

    def values(self, kind: str) -> dict[str, Json]:
        """Return all values of a kind (``chain``, ``note``) by name."""
        found = self._database.rows("SELECT name, value FROM kept WHERE kind = ? ORDER BY name", (kind,))
        return {name: json.loads(value) for name, value in found}

    def value(self, kind: str, name: str) -> Json:
        """Return one value.

        Raises
        ------
        NotFoundError
            If there is none of this name.
        """
        found = self._database.rows("SELECT value FROM kept WHERE kind = ? AND name = ?", (kind, name))
        if not found:
            raise NotFoundError(f"No {kind} is saved under the name {name!r}.")
        value: Json = json.loads(found[0][0])
        return value

    def keep(self, kind: str, name: str, value: Json) -> None:
        """Keep a value under a name, in place of an older one."""
        self._database.change(
            "INSERT OR REPLACE INTO kept (kind, name, value) VALUES (?, ?, ?)",
            (kind, name, json.dumps(value, ensure_ascii=True, sort_keys=True)),
        )

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep others from writing while a block looks and then writes; nothing is kept if it raises."""
        return self._database.transaction()

    def forget(self, kind: str, name: str) -> bool:
        """Forget a value, and tell whether there was one."""
        return self._database.change("DELETE FROM kept WHERE kind = ? AND name = ?", (kind, name)) > 0

    def corrections(self) -> list[Correction]:
        """Return the corrections of topics in the order in which they were made."""
        found = self._database.rows("SELECT kind, name, target, at FROM correction ORDER BY number")
        return [Correction(kind, name, into, dt.date.fromisoformat(at)) for kind, name, into, at in found]

    def correct(self, correction: Correction) -> None:
        """Add a correction of topics; it holds over the earlier ones."""
        self._database.change(
            "INSERT INTO correction (kind, name, target, at) VALUES (?, ?, ?, ?)",
            (correction.kind, correction.name, correction.into, correction.at.isoformat()),
        )

    def take_back(self) -> None:
        """Forget the last correction of topics, if there is one."""
        self._database.change("DELETE FROM correction WHERE number = (SELECT max(number) FROM correction)")

    def export_(self) -> Json:
        """Return everything in a form that `import_` reads, here or in another store."""
        return {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "muted": [{"id": topic.id, "label": topic.label} for topic in self.muted()],
            "corrections": [correction.to_dict() for correction in self.corrections()],
            **{kind: self.values(kind) for kind in KINDS},
        }

    def import_(self, data: Any) -> int:
        """Add what another store exported; nothing that is here is lost.

        A value whose name is taken by a different one comes in under the name with a number: ``name (2)``. New
        corrections of topics come after those that are here, in their order.

        Parameters
        ----------
        data : dict
            What `export_` returned.

        Returns
        -------
        int
            How many muted topics, corrections and values were new.

        Raises
        ------
        InputError
            If it is something else. Nothing is changed then.
        """
        muted, corrections, kept = _checked(data)
        before, made = {topic.id for topic in self.muted()}, set(self.corrections())
        with self._database.transaction():
            fresh = [topic for topic in muted if topic.id not in before]
            for topic in fresh:
                self.mute(topic)
            new = [correction for correction in corrections if correction not in made]
            for correction in new:
                self.correct(correction)
            return len(fresh) + len(new) + sum(self._add(kind, name, value) for kind, name, value in kept)

    def _add(self, kind: str, name: str, value: Json) -> bool:
        """Keep a value under its name or a numbered one; false when it is here already."""
        taken = self.values(kind)
        free, number = name, 1
        while free in taken:
            if taken[free] == value:
                return False
            number += 1
            free = f"{name} ({number})"
        self.keep(kind, free, value)
        return True

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _checked(data: Any) -> tuple[list[Ref], list[Correction], list[tuple[str, str, Json]]]:
    """Return muted topics, corrections and kept values of an export, after looking at every part of it."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError("This is no export of user data; make one with `storytrail user export`.")
    if data.get("version") != FORMAT_VERSION:
        raise InputError(f"User data of version {data.get('version')} cannot be read, only {FORMAT_VERSION}.")
    muted = data.get("muted", [])
    if not isinstance(muted, list) or not all(_is_topic(topic) for topic in muted):
        raise InputError("The list of muted topics cannot be read; each has an id and a label.")
    corrections = data.get("corrections", [])
    if not isinstance(corrections, list):
        raise InputError("The list of corrections cannot be read; each has a kind, a name, into and at.")
    kept = []
    for kind in KINDS:
        values = data.get(kind, {})
        if not isinstance(values, dict) or not all(isinstance(value, dict) for value in values.values()):
            raise InputError(f"The {kind}s cannot be read; each has a name and a JSON object.")
        kept += [(kind, str(name), value) for name, value in values.items()]
    topics = [Ref(topic["id"], topic["label"]) for topic in muted]
    return topics, [Correction.from_dict(correction) for correction in corrections], kept


def _is_topic(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("id", "label"))
