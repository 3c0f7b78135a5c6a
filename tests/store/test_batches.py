"""Cutting streams into batches, and making the next one while one is used."""

import threading
from collections.abc import Iterator

import pytest

from graph.store import batches
from graph.store.batches import ahead, batched, whole_documents
from tests.store.building import document, event


def test_a_stream_is_cut_into_lists() -> None:
    assert list(batched(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batched([], 2)) == []


def test_documents_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "EVENTS", 3)
    sizes = (2, 0, 5, 1)
    archive = [(document(f"d{n}"), [event(f"e{m}") for m in range(size)]) for n, size in enumerate(sizes)]
    found = [[page.id for page, _ in batch] for batch in whole_documents(archive)]
    assert found == [["d0", "d1"], ["d2"], ["d3"]]


def test_the_next_item_is_made_while_one_is_used() -> None:
    made = [threading.Event() for _ in range(3)]

    def numbers() -> Iterator[int]:
        for number, begun in enumerate(made):
            begun.set()
            yield number

    for number in ahead(numbers()):
        assert number == 2 or made[number + 1].wait(60)


def test_falsy_items_and_errors_come_through() -> None:
    def broken() -> Iterator[int]:
        yield 0
        yield 0
        raise KeyError("late")

    items = ahead(broken())
    assert [next(items), next(items)] == [0, 0]
    with pytest.raises(KeyError, match="late"):
        next(items)
    assert list(ahead([])) == []
