"""Copying a store into another one, whatever engines keep the two: from a laptop to a server, or back."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import zip_longest

from graph.errors import ConstraintError, InputError, StoreChangedError, StoreError
from graph.ingest.load import PUBLISH_EVERY_S, Progress, silent
from graph.ingest.sieve import TOGETHER
from graph.model import Cluster, CoOccurrence, Document, Event, Membership, Relation, Story
from graph.results import CopyReport
from graph.store.batches import batched, whole_documents
from graph.store.folder import OpenStore
from graph.store.graph_store import GraphStore
from graph.store.partitions import KINDS

Loaded = tuple[Document, Sequence[Event]]

BATCH = 5000
"""Entries of the ledger that are copied at once, and events between two reports of progress."""
PAGES = 200
COUNTED = {
    "documents": "documents",
    "events": "events",
    "topics": "topics",
    "sources": "sources",
    "related": "relations between events",
}
_CHECKED = {**COUNTED, "stories": "stories", "clusters": "clusters"}
# no graph ever has this revision: what is said to be of it counts as stale
_LONG_AGO = 0


def copy_store(source: OpenStore, target: OpenStore, *, progress: Progress = silent) -> CopyReport:
    """Copy everything of a store into another: events and what is computed of them, kept pages, ids, a person's own.

    Afterwards the graph of the target is that of the source. Documents that the target holds with the same digest
    and the same events are not written again, so that a copy which was stopped goes on when it is run again, and
    an older copy is brought up to date. What a person made in the target stays there.

    Parameters
    ----------
    source : OpenStore
        The store to copy; it is only read.
    target : OpenStore
        A store opened for writing, empty or an older copy.
    progress : callable
        Called as ``progress(step, done, total)``.

    Returns
    -------
    CopyReport
        What the target holds now.

    Raises
    ------
    InputError
        If both are the same store.
    StoreBusyError
        If another process writes to the target. Nothing has been touched then.
    StoreError
        If the target holds documents that the source does not have; nothing has been touched then. Also if the two
        differ in the end.
    StoreChangedError
        If the source changed meanwhile.
    """
    started = time.monotonic()
    if source.folder.resolve() == target.folder.resolve():
        raise InputError(f"The store {source.url} cannot be copied onto itself; name another one to copy to.")
    target.reserve()
    _refuse_mixture(source, target)
    copy = _Copy(source, target, progress)
    copy.pages()
    copy.ids()
    written = copy.events()
    copy.relations()
    copy.stories()
    copy.clusters()
    copy.check()
    imported = target.user.import_(source.user.export_())
    progress("Saving the graph", 0, 0)
    target.graph.publish()
    return _report(target, written, imported, started)


def _refuse_mixture(source: OpenStore, target: OpenStore) -> None:
    """Refuse a target with documents of its own, in the graph or among the pages a rebuild would read."""
    ours = source.graph.documents().keys()
    if strange := sorted(target.graph.documents().keys() - ours):
        raise StoreError(
            f"The store {target.url} holds {len(strange):,} documents that {source.url} does not have, such as "
            f"{strange[0]}; copy to an empty store, or take them out there with `storytrail unload` first."
        )
    if strange := sorted(target.documents.digests().keys() - ours - source.documents.digests().keys()):
        raise StoreError(
            f"The folder {target.folder} keeps {len(strange):,} pages that {source.url} does not have, such as "
            f"{strange[0]}; copy to another store, or move the file documents.sqlite out of that folder first."
        )


def _report(target: OpenStore, written: int, imported: int, started: float) -> CopyReport:
    counts = asdict(target.graph.counts())
    kept = target.documents.digests()
    return CopyReport(
        **{name: counts[name] for name in COUNTED},
        unchanged=counts["documents"] - written,
        not_kept=sum(kept.get(name) != digest for name, digest in target.graph.documents().items()),
        imported=imported,
        seconds=round(time.monotonic() - started, 3),
    )


class _Copy:
    """The steps of one copy. Pages go before events: what is in a graph is always in its archive."""

    def __init__(self, source: OpenStore, target: OpenStore, progress: Progress) -> None:
        self._source = source
        self._target = target
        self._progress = progress
        self._before = source.graph.meta()

    def pages(self) -> None:
        """Copy the kept pages that the target does not keep in the same state."""
        ours, theirs = self._source.documents.digests(), self._target.documents.digests()
        wanted = [name for name, digest in ours.items() if theirs.get(name) != digest]
        done = 0
        for batch in batched(wanted, PAGES):
            with self._target.documents.transaction():
                for name in batch:
                    self._target.documents.put(self._source.documents.get(name))
            done += len(batch)
            self._progress("Copying pages", done, len(wanted))

    def ids(self) -> None:
        """Copy the ledger of ids, and the last partitions, by which stories and clusters keep theirs."""
        for batch in batched(self._source.documents.ledger(), BATCH):
            self._target.documents.enter(batch)
        for kind in KINDS:
            self._target.documents.keep_partition(kind, *self._source.documents.partition(kind))

    def events(self) -> int:
        """Copy the documents that differ, with their events, and return how many did."""
        ours, theirs = self._source.graph.documents(), self._target.graph.documents()
        wanted = [name for name, digest in ours.items() if theirs.get(name) != digest]
        self._write(wanted)
        others = self._read_otherwise() if len(wanted) < len(ours) else []
        self._write(others)
        return len(wanted) + len(others)

    def _read_otherwise(self) -> list[str]:
        """Return documents of equal digest whose events have other ids, because they were loaded another time."""
        ours, theirs = _ids(self._source.graph), _ids(self._target.graph)
        strays = self._source.graph.events(sorted(ours - theirs)) + self._target.graph.events(sorted(theirs - ours))
        return sorted({event.document for event in strays})

    def _write(self, names: Sequence[str]) -> None:
        graph = self._target.graph
        if graph.takes_tables and not graph.counts().documents:
            if archive := list(self._documents(names)):
                self._progress("Building the graph", 0, 0)
                self._keep_ids(archive)
                graph.load_first(archive)
            return
        published = time.monotonic()
        for batch in whole_documents(self._documents(names)):
            self._keep_ids(batch)
            self._replace(batch)
            if time.monotonic() - published > PUBLISH_EVERY_S:
                graph.publish()
                published = time.monotonic()

    def _documents(self, names: Sequence[str]) -> Iterator[Loaded]:
        """Read documents with their events; their texts are for the archive, not for the graph."""
        done = 0
        for batch in batched(names, TOGETHER):
            records, events = self._source.graph.records(batch), self._source.graph.events_of(batch)
            for name in batch:
                if name not in records:
                    raise self._changed()
                yield records[name].as_document(), events[name]
                done += 1
                self._progress("Copying events", done, len(names))

    def _keep_ids(self, archive: Sequence[Loaded]) -> None:
        """Enter ids into the ledger that the source's ledger does not have, as where others filled a server."""
        self._refuse_change()  # else a document that was taken out meanwhile would be written without its events
        events = [event for _, events in archive for event in events]
        ledger = self._target.documents
        known = {entry.id for day in ledger.known({event.date for event in events}).values() for entry in day}
        ledger.record(event for event in events if event.id not in known)

    def _replace(self, batch: Sequence[Loaded]) -> None:
        try:
            self._target.graph.replace_documents(batch)
        except ConstraintError as error:
            raise StoreError(
                f"The store {self._target.url} is no older copy of {self._source.url}, copy to an empty store instead: "
                f"{error}"
            ) from error

    def relations(self) -> None:
        """Copy the stored relations, and whether they are stale; they are left alone where nothing differs."""
        ours, theirs = self._before, self._target.graph.meta()
        stale = "related" in ours.stale
        same_state = (theirs.analysis, "related" in theirs.stale) == (ours.analysis, stale)
        if same_state and self._same_relations():
            return
        found = self._relations("Copying relations", self._source.graph.counts().related)
        self._target.graph.write_related(found, _LONG_AGO if stale else theirs.revision, ours.analysis)

    def _same_relations(self) -> bool:
        theirs = self._target.graph
        total = self._source.graph.counts().related
        if theirs.counts().related != total:
            return False
        ours = self._relations("Comparing relations", total)
        return all(one == other for one, other in zip_longest(ours, theirs.relations()))

    def _relations(self, step: str, total: int) -> Iterator[Relation]:
        try:
            for done, relation in enumerate(self._source.graph.relations(), 1):
                yield relation
                if done % BATCH == 0 or done == total:
                    self._progress(step, done, total)
        except StoreChangedError as error:
            raise self._changed() from error

    def stories(self) -> None:
        """Copy the stories, and whether they are stale; they are left alone where nothing differs."""
        ours, theirs = self._before, self._target.graph.meta()
        stale = "stories" in ours.stale
        same_state = (theirs.stories_method, "stories" in theirs.stale) == (ours.stories_method, stale)
        found = _stories(self._source.graph)
        if same_state and found == _stories(self._target.graph):
            return
        self._progress("Copying stories", 0, 0)
        self._refuse_change()  # else what was read of two states would be written as one
        stories, events = found
        members = {event: story for story, of_story in events.items() for event in of_story}
        revision = _LONG_AGO if stale else theirs.revision
        self._target.graph.write_stories(stories, members, revision, ours.stories_method)

    def clusters(self) -> None:
        """Copy the clusters, and whether they are stale; they are left alone where nothing differs."""
        ours, theirs = self._before, self._target.graph.meta()
        stale = "clusters" in ours.stale
        same_state = (theirs.clusters_method, "clusters" in theirs.stale) == (ours.clusters_method, stale)
        found = _clusters(self._source.graph)
        if same_state and found == _clusters(self._target.graph):
            return
        self._progress("Copying clusters", 0, 0)
        self._refuse_change()
        revision = _LONG_AGO if stale else theirs.revision
        self._target.graph.write_clusters(*found, revision, ours.clusters_method)

    def check(self) -> None:
        """Refuse to call it a copy unless the source stood still and both hold as many of everything."""
        self._progress("Checking the copy", 0, 0)
        self._refuse_change()
        ours, theirs = asdict(self._source.graph.counts()), asdict(self._target.graph.counts())
        wrong = [
            f"{theirs[name]:,} {what} instead of {ours[name]:,}"
            for name, what in _CHECKED.items()
            if ours[name] != theirs[name]
        ]
        if wrong:
            raise StoreError(
                f"The copy in {self._target.url} has {' and '.join(wrong)}; run the same command again, and if that "
                "does not help, copy to an empty store."
            )

    def _refuse_change(self) -> None:
        if self._source.graph.meta() != self._before:
            raise self._changed()

    def _changed(self) -> StoreChangedError:
        return StoreChangedError(
            f"The store {self._source.url} was changed while it was copied; run the same command again, which goes on "
            "from there."
        )


def _stories(graph: GraphStore) -> tuple[list[Story], dict[str, list[str]]]:
    return graph.stories(), graph.story_members()


def _clusters(graph: GraphStore) -> tuple[list[Cluster], list[Membership], list[CoOccurrence]]:
    return graph.clusters(), graph.memberships(), graph.co_occurrences()


def _ids(graph: GraphStore) -> set[str]:
    return set(graph.event_ids("", graph.counts().events))
