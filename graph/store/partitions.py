"""The last partitions into stories and clusters, by which groups that are computed anew keep their ids and labels."""

from collections.abc import Mapping

from graph.errors import InputError
from graph.store.sqlite import Database

KINDS = ("stories", "themes", "regions")
"""Stories of events, and clusters of topics of level 1 and of level 2."""
LAYOUT = """
CREATE TABLE IF NOT EXISTS member (
  kind TEXT NOT NULL, id TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (
  kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID
"""
Texts = Mapping[str, str]


def keep_partition(database: Database, kind: str, members: Texts, labels: Texts) -> None:
    """Keep a partition in the place of the one before; see `DocumentArchive.keep_partition`."""
    with database.transaction():
        stored_members, stored_labels = read_partition(database, kind)
        _keep(database, "member", "part", kind, stored_members, members)
        _keep(database, "part", "label", kind, stored_labels, labels)


def read_partition(database: Database, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the partition that was kept last; see `DocumentArchive.partition`."""
    level_of(kind)
    members = database.rows("SELECT id, part FROM member WHERE kind = ? ORDER BY id", (kind,))
    labels = database.rows("SELECT id, label FROM part WHERE kind = ? ORDER BY id", (kind,))
    return dict(members), dict(labels)


def level_of(kind: str) -> int | None:
    """Return the level of the clusters of a kind; None for stories.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    if kind not in KINDS:
        raise InputError(f"Partitions are kept of {', '.join(KINDS)}, not of {kind!r}.")
    return KINDS.index(kind) or None


def _keep(database: Database, table: str, column: str, kind: str, stored: Texts, wanted: Texts) -> None:
    """Write what differs: names of the table and of its column are those of the layout."""
    gone = [(kind, one) for one in stored if one not in wanted]
    new = [(kind, one, value) for one, value in wanted.items() if stored.get(one) != value]
    database.change_all(f"DELETE FROM {table} WHERE kind = ? AND id = ?", gone)  # noqa: S608
    database.change_all(f"INSERT OR REPLACE INTO {table} (kind, id, {column}) VALUES (?, ?, ?)", new)  # noqa: S608
