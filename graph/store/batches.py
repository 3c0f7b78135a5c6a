"""Cutting streams into batches, so that memory follows the batch and not the archive."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graph.model import Document, Event

T = TypeVar("T")
Archive = Iterable[tuple[Document, Sequence[Event]]]
# events one transaction writes, about: large enough that its fixed costs vanish, small enough for a server's memory
EVENTS = 5000


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size` items."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def whole_documents(archive: Archive) -> Iterator[list[tuple[Document, Sequence[Event]]]]:
    """Cut a stream of documents with their events into batches of at least `EVENTS` events, but for the last one.

    A document of no events counts as one of one event.
    """
    return whole_days([loaded] for loaded in archive)


def whole_days(days: Iterable[Archive]) -> Iterator[list[tuple[Document, Sequence[Event]]]]:
    """Cut a stream of days, each of some documents with their events, into such batches; a day is never cut."""
    batch: list[tuple[Document, Sequence[Event]]] = []
    count = 0
    for day in days:
        for loaded in day:
            batch.append(loaded)
            count += max(1, len(loaded[1]))
        if count >= EVENTS:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
