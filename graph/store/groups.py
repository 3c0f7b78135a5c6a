"""Writing groups of events or topics: only what differs from what is stored is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.errors import InputError
from graph.store.access import Access, rows
from graph.store.base import BulkLoader, EdgeTable, Row, Runner
from graph.store.batches import batched
from graph.store.reading import all_event_ids
from graph.store.rows import Values
from graph.store.statements import statement

# relationships of one transaction
_BATCH = 5000
# and nodes of one, whose lists may be long
_NODES = 1000

Links = Mapping[str, Mapping[str, Values]]
"""Properties of relationships by the id of the one end, which gathers them, and then by that of the other."""
# the same one after another: the one end, and the other followed by the properties
_Flat = list[tuple[str, list[Any]]]


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A type of relationship between a holder, which gathers them, and its members.

    The statements ``merge_{statement}`` and ``delete_{statement}`` write it.
    """

    type: str
    statement: str
    holder: str
    member: str
    properties: tuple[str, ...] = ()
    from_holder: bool = False


def link_table(kind: LinkKind, links: Links) -> EdgeTable:
    """Return relationships as a table."""
    return _table(kind, _differences({}, links)[1])


def _table(kind: LinkKind, links: _Flat) -> EdgeTable:
    holders, members = [holder for holder, _ in links], [link[0] for _, link in links]
    columns = {name: [link[place] for _, link in links] for place, name in enumerate(kind.properties, 1)}
    if kind.from_holder:
        return EdgeTable(kind.type, kind.holder, kind.member, holders, members, columns)
    return EdgeTable(kind.type, kind.member, kind.holder, members, holders, columns)


def _differences(stored: Links, wanted: Links) -> tuple[_Flat, _Flat]:
    """Return the relationships that are to go, without properties, and those that are new or have others."""
    gone: _Flat = []
    new: _Flat = []
    for holder in sorted(stored.keys() | wanted.keys()):
        before, after = stored.get(holder, {}), wanted.get(holder, {})
        if before != after:
            gone.extend((holder, [member]) for member in sorted(before.keys() - after.keys()))
            changed = (member for member in sorted(after) if before.get(member) != after[member])
            new.extend((holder, [member, *after[member]]) for member in changed)
    return gone, new


def _link_rows(links: _Flat) -> list[Row]:
    return [
        {"id": holder, "links": [link for _, link in of_holder]} for holder, of_holder in groupby(links, itemgetter(0))
    ]


def refuse_loose(groups: Collection[str], named: Iterable[str]) -> None:
    """Raise InputError if an id of a group stands twice, or a member is said to be in one that is not given."""
    given = frozenset(groups)
    if len(given) != len(groups):
        raise InputError("A group is given twice; the ids of groups are unique.")
    for group in named:
        if group not in given:
            raise InputError(f"The group {group} has members but is not given itself.")


def drop_groups(runner: Runner) -> None:
    """Remove all stories and clusters."""
    for name, params in (("stories", {}), ("clusters", {"level": None})):
        if ids := [row["id"] for row in rows(runner, name, **params)]:
            rows(runner, f"delete_{name}", ids=ids)


class Groups(Access):
    """What stories and clusters have in common when they are written."""

    def _bring_nodes(self, name: str, stored: Mapping[str, Row], wanted: Mapping[str, Row]) -> None:
        """Make the nodes that the statements ``merge_{name}`` and ``delete_{name}`` write as wanted."""
        for ids in batched(sorted(stored.keys() - wanted.keys()), _NODES):
            self._run(f"delete_{name}", ids=ids)
        changed = (row for identity, row in sorted(wanted.items()) if stored.get(identity) != row)
        for batch in batched(changed, _NODES):
            self._run(f"merge_{name}", rows=batch)

    def _bring_links(self, kind: LinkKind, stored: Links, wanted: Links) -> None:
        """Make relationships as wanted; those to or from nodes that are gone are left out."""
        gone, new = _differences(stored, wanted)
        for batch in batched(gone, _BATCH):
            self._run(f"delete_{kind.statement}", rows=_link_rows(batch))
        if isinstance(self._backend, BulkLoader) and not stored:
            self._backend.add_edges(_table(kind, self._held(kind, new)))
            return
        for batch in batched(new, _BATCH):
            self._run(f"merge_{kind.statement}", rows=_link_rows(batch))

    def _held(self, kind: LinkKind, links: _Flat) -> _Flat:
        """Return those links whose ends the graph has."""
        holders = self._there(kind.holder, {holder for holder, _ in links})
        members = self._there(kind.member, {link[0] for _, link in links})
        return [(holder, link) for holder, link in links if holder in holders and link[0] in members]

    def _there(self, label: str, ids: Collection[str]) -> Collection[str]:
        if label == "Event":
            return all_event_ids(self._backend)
        if label == "Topic":
            return frozenset(rows(self._backend, "known_topics", ids=sorted(ids))[0]["ids"])
        return ids  # groups have just been written

    def _run(self, name: str, **params: object) -> None:
        # each by itself: in a transaction the embedded engine would copy every list it changes
        self._backend.run(statement(name).text, params, write=True)
