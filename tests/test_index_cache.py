"""The index of related events: made once for a revision, and kept while the graph does not hold still."""

from pathlib import Path

import pytest

from graph import index_cache
from graph.errors import StoreChangedError
from graph.index_cache import IndexCache
from graph.store import open_store
from graph.store.graph_store import GraphStore
from tests.store.building import DAY, day, event
from tests.store.scenes import NEXT, talks


def never_still(self: GraphStore) -> None:
    raise StoreChangedError("The graph was changed by another process while it was read; ask again.")


def test_an_index_is_made_once_for_a_revision(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first(talks())
        cache = IndexCache(store.analysis)
        first = cache.get(store.graph)
        assert cache.get(store.graph) is first
        assert IndexCache(store.analysis).get(store.graph).revision == first.revision
        assert len(list(store.analysis.glob("related-*.npz"))) == 1
        store.graph.replace_document(*day(NEXT, event("money", date=NEXT)))
        assert cache.get(store.graph).revision > first.revision


def test_the_last_index_answers_while_the_graph_keeps_changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first(talks())
        cache = IndexCache(store.analysis)
        first = cache.get(store.graph)
        store.graph.replace_document(*day(DAY, event("other")))
        monkeypatch.setattr(GraphStore, "outlines", never_still)
        monkeypatch.setattr(index_cache, "PATIENCE_S", 0.0)
        assert cache.get(store.graph) is first
        with pytest.raises(StoreChangedError, match="ask again"):
            IndexCache(tmp_path / "elsewhere").get(store.graph)
        monkeypatch.undo()
        assert cache.get(store.graph).revision == store.graph.meta().revision
