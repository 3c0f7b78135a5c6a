"""The index of related events: made once for a revision, and kept while the graph does not hold still."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest

from graph import index_cache
from graph.errors import StoreChangedError
from graph.index_cache import IndexCache, fingerprint
from graph.index_files import IndexFiles
from graph.store import OpenStore, open_store
from graph.store.graph_store import GraphStore
from graph.store.records import Changes
from tests.store.building import DAY, day, event
from tests.store.scenes import LATER, NEXT, ids_of, talks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenStore]:
    """Three days of events that are not related yet."""
    with open_store(str(tmp_path / "store"), create=True) as store:
        store.graph.load_first(talks())
        yield store


def relate(store: OpenStore, cache: IndexCache, *, full: bool = False) -> list[int] | None:
    """Find, store and keep what a refresh finds; return the rows whose lists it finds, None for all."""
    refreshed = cache.refreshed(store.graph, full=full)
    index, rows = refreshed.index, refreshed.rows
    if rows is None:
        store.graph.write_related(index.all_related(), index.revision, fingerprint())
    else:
        sources = [index.ids[row] for row in rows]
        store.graph.update_related(sources, index.related_of(rows), index.revision, fingerprint())
    cache.keep(refreshed)
    return None if rows is None else list(rows)


def change(store: OpenStore) -> None:
    """Load one more event, which has nothing in common with the others, on a day there was."""
    store.graph.replace_document(*day(LATER, *talks()[2][1], event("orchid", "Botanik.", date=LATER)))


def files(store: OpenStore) -> dict[str, bytes]:
    """The files of a cache."""
    return {path.name: path.read_bytes() for path in store.analysis.iterdir()} if store.analysis.exists() else {}


def never_still(self: GraphStore, ids: Sequence[str] | None = None) -> None:
    raise StoreChangedError("The graph was changed by another process while it was read; ask again.")


def test_an_index_is_made_once_for_a_revision(store: OpenStore) -> None:
    cache = IndexCache(store.analysis)
    first = cache.get(store.graph)
    assert cache.get(store.graph) is first
    assert IndexCache(store.analysis).get(store.graph).revision == first.revision
    assert len(list(store.analysis.glob("related-*.npz"))) == 1
    store.graph.replace_document(*day(NEXT, event("money", date=NEXT)))
    assert cache.get(store.graph).revision > first.revision


def test_what_is_kept_is_read_by_another_cache_with_all_its_lists(store: OpenStore) -> None:
    cache = IndexCache(store.analysis)
    assert relate(store, cache) is None
    assert sorted(name.partition("-")[0] for name in files(store)) == ["related", "snapshot"]
    index, again = cache.get(store.graph), IndexCache(store.analysis).get(store.graph)
    assert again is not index
    assert again.lists.known.all()
    assert again.lists.rows.tolist() == index.lists.rows.tolist()
    assert list(again.all_related()) == list(index.all_related())


def test_nothing_has_to_be_found_where_nothing_changed(store: OpenStore) -> None:
    cache = IndexCache(store.analysis)
    relate(store, cache)
    for asked in (cache, IndexCache(store.analysis)):
        assert relate(store, asked) == []
    assert relate(store, cache, full=True) is None


def test_an_index_for_a_changed_graph_is_not_kept_beside_a_kept_one(store: OpenStore) -> None:
    relate(store, IndexCache(store.analysis))
    kept = files(store)
    change(store)
    index = IndexCache(store.analysis).get(store.graph)
    assert f"{LATER}/orchid" in index.ids
    assert (index.revision, files(store)) == (store.graph.meta().revision, kept)


def test_only_relations_of_the_kept_index_are_left_as_they_are(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.analysis.updating.MOST_DRIFT", 10.0)
    cache = IndexCache(store.analysis)
    relate(store, cache)
    kept = store.graph.meta().revision
    change(store)
    refreshed = cache.refreshed(store.graph, full=False)
    assert refreshed.rows is not None
    assert [refreshed.index.ids[row] for row in refreshed.rows] == [f"{LATER}/orchid"]
    for revision, method in ((kept - 1, fingerprint()), (kept + 1, fingerprint()), (kept, "another")):
        store.graph.write_related([], revision, method)
        assert cache.refreshed(store.graph, full=False).rows is None


def test_an_index_of_a_graph_that_is_changed_by_others_meanwhile_is_not_kept(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = GraphStore.topic_labels

    def and_changed(self: GraphStore) -> dict[str, str]:
        found = labels(self)
        change(store)
        return found

    monkeypatch.setattr(GraphStore, "topic_labels", and_changed)
    index = IndexCache(store.analysis).get(store.graph)
    assert index.revision < store.graph.meta().revision
    assert files(store) == {}


def test_what_changed_is_read_again_if_more_changes_meanwhile(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = IndexCache(store.analysis)
    relate(store, cache)
    change(store)
    changes_since = GraphStore.changes_since

    def and_taken_back(self: GraphStore, revision: int, known: Collection[str]) -> Changes:
        found = changes_since(self, revision, known)
        monkeypatch.undo()
        store.graph.replace_document(*talks()[2])
        return found

    monkeypatch.setattr(GraphStore, "changes_since", and_taken_back)
    index = cache.get(store.graph)
    assert index.revision == store.graph.meta().revision
    assert list(index.ids) == ids_of(talks())


def test_to_forget_is_to_make_anew(store: OpenStore) -> None:
    cache = IndexCache(store.analysis)
    relate(store, cache)
    first = cache.get(store.graph)
    cache.forget()
    assert files(store) == {}
    assert cache.get(store.graph) is not first
    assert files(store)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(store: OpenStore) -> None:
    store.analysis.write_text("a file where the folder should be", encoding="utf-8")
    cache = IndexCache(store.analysis)
    assert relate(store, cache) is None
    assert cache.get(store.graph) is cache.get(store.graph)
    assert relate(store, cache) is None


def test_files_of_another_method_are_not_read_and_make_room(store: OpenStore) -> None:
    cache = IndexCache(store.analysis)
    relate(store, cache)
    index, revision = cache.get(store.graph), store.graph.meta().revision
    ours, theirs = (IndexFiles(store.analysis, method) for method in (fingerprint(), "0ff"))
    assert (ours.revision(), theirs.revision()) == (revision, None)
    assert (theirs.index(revision), theirs.snapshot(revision)) == (None, None)
    kept = ours.snapshot(revision)
    assert kept is not None
    theirs.keep(index, kept)
    assert (ours.revision(), theirs.revision()) == (None, revision)


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
