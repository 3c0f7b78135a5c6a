"""Cutting streams into batches."""

import pytest

from graph.store import batches
from graph.store.batches import batched, whole_documents
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
