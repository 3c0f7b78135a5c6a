"""Sieving what is read: documents that are new or changed go on, all else is counted, noted or left."""

from collections.abc import Iterable, Iterator, Sequence

from graph.ingest.items import Complete, Item, Partial, prefix_of
from graph.ingest.namesakes import Namesakes
from graph.ingest.parsing import parse_document
from graph.ingest.redirects import RedirectBuffer
from graph.ingest.tally import Tally
from graph.model import Document, Issue, Redirect
from graph.store.batches import batched
from graph.store.folder import OpenStore

# documents that are looked up in the graph at once
TOGETHER = 100


class Sieve:
    """Lets through what is to be loaded.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    redirects : RedirectBuffer
        Gets the redirects.
    tally : Tally
        Gets the counts and the issues.
    recheck : bool
        Parse unchanged documents too, for their issues.

    Attributes
    ----------
    seen : dict of str to str
        Digests of the documents that came, by their ids.
    complete : list of str
        Prefixes of the documents of files that were read to their end.
    """

    def __init__(self, store: OpenStore, redirects: RedirectBuffer, tally: Tally, *, recheck: bool) -> None:
        self.seen: dict[str, str] = {}
        self.complete: list[str] = []
        self._store = store
        self._redirects = redirects
        self._tally = tally
        self._recheck = recheck
        self._namesakes = Namesakes(store)
        self._kept = store.documents.digests()
        self._partial: set[str] = set()

    def changed(self, items: Iterable[Item]) -> Iterator[Document]:
        """Yield the documents that are new or changed; count the others and keep what else is said."""
        for batch in batched(items, TOGETHER):
            documents = [item for item in batch if isinstance(item, Document)]
            held = self._store.graph.digests([document.id for document in documents])
            strange = []
            for item in batch:
                if isinstance(item, Document | Complete) and self._namesakes.is_foreign(item):
                    self._tally.note(self._namesakes.issue(item))
                elif not isinstance(item, Document):
                    self._note(item)
                elif self._is_first(item, held.get(item.id)):
                    if held.get(item.id) != item.digest:
                        if not self._is_held_back(item):
                            yield item
                        continue
                    self._leave(item)
                    if self._kept.get(item.id) != item.digest:
                        strange.append(item)
                elif self.seen[item.id] not in (item.digest, held.get(item.id)):
                    yield item  # which counts if the first one is refused
            _adopt(self._store, strange)

    def _note(self, item: Issue | Redirect | Complete | Partial | None) -> None:
        match item:
            case Issue():
                self._tally.issues.append(item)
            case Redirect():
                self._redirects.add(item)
            case Partial(prefix):
                self._partial.add(prefix)
            case Complete(prefix):
                self.complete.append(prefix)

    def _is_first(self, document: Document, held: str | None) -> bool:
        """Tell whether a document comes for the first time in this load."""
        first = self.seen.get(document.id)
        if first is None:
            self.seen[document.id] = document.digest
            self._tally.documents += 1
        elif first == held != document.digest:
            self._tally.second(document)
        return first is None

    def _leave(self, document: Document) -> None:
        self._tally.unchanged += 1
        if self._recheck:
            self._tally.issues.extend(parse_document(document).issues)

    def _is_held_back(self, document: Document) -> bool:
        """Tell whether a day of a file that could not be read in full has fewer events than before."""
        if prefix_of(document) not in self._partial or document.id not in self._kept:
            return False
        if document.text.count("\n") >= self._store.documents.get(document.id).text.count("\n"):
            return False
        message = "Lines of the file cannot be read, and this day has fewer events than before: it stays as it was."
        self._tally.issues.append(Issue(document.id, 0, "held-back", message))
        return True


def _adopt(store: OpenStore, documents: Sequence[Document]) -> None:
    """Keep pages that the graph has from another machine, and enter the ids of their events into the ledger here."""
    events = store.graph.events_of([document.id for document in documents]) if documents else {}
    with store.documents.transaction():
        for document in documents:
            store.documents.put(document)
            store.documents.record(events[document.id])
