"""Writing documents and their events."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.errors import ConstraintError, NotFoundError
from graph.model import Document, Event
from graph.store.access import Access, read_meta, rows, state
from graph.store.base import BulkLoader, Runner
from graph.store.batches import whole_documents
from graph.store.garbage import collector_paused
from graph.store.groups import drop_groups
from graph.store.records import Touched
from graph.store.replacing import NewStates, Replacement
from graph.store.state import dated, first_meta, meta_table, next_meta, record_change, set_meta
from graph.store.statements import statements
from graph.store.tables import ArchiveTables


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


class Writing(Access):
    """Loading, replacing and removing documents."""

    @property
    def takes_tables(self) -> bool:
        """Whether a first load is best given as a whole, and not as a stream of batches."""
        return isinstance(self._backend, BulkLoader)

    def create_schema(self) -> None:
        """Make constraints and indexes, and the state of a new graph; what is there already stays."""
        self._unchecked.create_schema(statements("schema"))
        if read_meta(self._unchecked) is None:
            self._unchecked.write(self._begin)

    def _begin(self, runner: Runner) -> None:
        if read_meta(runner) is None:  # else another process has been quicker
            set_meta(runner, first_meta(self._unchecked.engine))

    def finish(self) -> None:
        """Say that the graph is whole, by the engine that keeps it now."""

        def sign(runner: Runner) -> None:
            set_meta(runner, replace(state(runner), engine=self._unchecked.engine))

        self._unchecked.write(sign)

    def reserve(self) -> None:
        """Keep other writers out from now on, not only from the first write on; reads then see the newest state.

        Raises
        ------
        StoreBusyError
            If another process writes. Nothing has been touched then.
        """
        self._backend.reserve()

    def load_first(self, archive: Iterable[tuple[Document, Sequence[Event]]]) -> Touched:
        """Load documents with their events into a graph that has none, the fastest way the engine has.

        An engine that takes whole tables takes all or nothing; others take batches of whole documents.

        Parameters
        ----------
        archive : iterable of (Document, events)
            Each document once; ids of events are unique.

        Raises
        ------
        ConstraintError
            If the graph holds documents already, or an id stands twice.
        """
        if rows(self._backend, "counts")[0]["documents"]:
            raise ConstraintError("A first load needs an empty graph.")
        if isinstance(self._backend, BulkLoader):
            with collector_paused():
                return self._load_tables(self._backend, list(archive))
        return Touched.all(map(self.replace_documents, whole_documents(archive)))

    def _load_tables(self, loader: BulkLoader, archive: NewStates) -> Touched:
        after = next_meta(state(self._backend))
        tables = ArchiveTables(archive, _now(), after.revision)
        dates = [event.date for event in tables.events]
        meta = dated(after, min(dates, default=None), max(dates, default=None))
        loader.bulk_load(statements("schema"), [*tables.nodes(), meta_table(meta)], tables.edges())
        added = tuple(event.id for event in tables.events)
        return Touched(added=added, topics=tables.topics, sources=tables.sources)

    def replace_documents(self, changes: NewStates, removed: Iterable[str] = ()) -> Touched:
        """Bring documents to a new state in one transaction: all of it is written, or nothing.

        The graph is then the same as if all its documents had been loaded afresh. Whether a document differs from
        what is loaded is for the caller to see from `documents`. Events that are added or changed get the revision
        that the graph gets by this, unchanged ones keep theirs.

        Stored relations are stale from then on, but stay: those from and to an event that changed, and what of it
        other events' reasons say, as they were; only those from and to an event that is gone go with it. So it is
        with stories and clusters and what is in them; when no event is left, they go too.

        Parameters
        ----------
        changes : sequence of (Document, events)
            Documents, new or not, with all their events.
        removed : iterable of str, optional
            Ids of documents to take out.

        Raises
        ------
        ConstraintError
            If an id of an event stands twice or belongs to another document.
        """
        doomed = list(removed)

        def work(runner: Runner) -> Touched:
            after = next_meta(state(runner))
            touched = Replacement(runner, changes, doomed).run(_now(), after.revision)
            if record_change(runner, after).first is None:
                drop_groups(runner)
            return touched

        return self._backend.write(work)

    def replace_document(self, document: Document, events: Sequence[Event]) -> Touched:
        """Load a document, or bring it to a new state; see `replace_documents`."""
        return self.replace_documents([(document, events)])

    def remove_document(self, document_id: str) -> Touched:
        """Take a document out with its events, and the topics and sources that nothing else names.

        Raises
        ------
        NotFoundError
            If it is not loaded.
        """
        if not rows(self._backend, "digests", ids=[document_id])[0]["digests"]:
            raise NotFoundError(f"No document {document_id!r} is loaded.")
        return self.replace_documents([], [document_id])

    def publish(self) -> None:
        """Make what was written visible to other processes."""
        self._unchecked.publish()

    def close(self, *, publish: bool = True) -> None:
        """Let go of files and connections, after publishing unless told otherwise."""
        self._unchecked.close(publish=publish)
