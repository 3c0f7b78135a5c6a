"""Related events that are stored: brought up to date in part, as they would be if all were found together."""

import datetime as dt
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import graph
from graph import EventGraph, index_cache
from graph.analysis import updating
from graph.index_cache import IndexCache
from graph.model import Relation
from graph.store import embedded, open_store
from graph.store.embedded import GRAPH_FILE, EmbeddedBackend
from graph.store.graph_store import GraphStore
from tests.corpus import corpus_folder
from tests.ingest.loading import day_page, item
from tests.pages import file_name

FIRST = dt.date(2016, 1, 1)
DAYS, A_DAY, STORIES = 40, 10, 100
ALL = -1
EVERYTHING = ("clusters", "related", "stories")
_SYLLABLES = ("ba", "dor", "fel", "gim", "kul", "mon", "pra", "ris", "tev", "zan")
# how far a score that is left as it was may be from that of lists that are all found together
CLOSE = 0.02
Lists = dict[str, list[tuple[str, int]]]


class StopError(Exception):
    """Stops a refresh."""


def word(number: int) -> str:
    """A word that nothing else is called."""
    return "".join(_SYLLABLES[number // power % 10] for power in (1, 10, 100, 1000))


def page(day: int, stories: Iterable[int]) -> str:
    """A day page with an event for each of some stories, which share names with nothing but themselves."""
    lines = []
    for place, story in enumerate(stories):
        names = [word(3 * story + number).capitalize() for number in range(3)]
        deed = " ".join(word(9999 - 3 * (day * A_DAY + place) - number) for number in range(3))
        text = f"{names[0]} meets {names[1 + day % 2]} over {deed}."
        lines.append(item(text, names[0], source=f"http://news.example.org/{day}/{place}"))
    return day_page(";Politics", *lines, day=FIRST + dt.timedelta(day))


def write(folder: Path, day: int, stories: Iterable[int]) -> Path:
    """Write a page into a folder and return it."""
    folder.mkdir(exist_ok=True)
    path = folder / file_name(FIRST + dt.timedelta(day))
    path.write_text(page(day, stories), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def forty_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of forty days, and the store they were loaded into; not to be written to."""
    folder = tmp_path_factory.mktemp("forty")
    for day in range(DAYS):
        write(folder / "pages", day, [(A_DAY * day + place) % STORIES for place in range(A_DAY)])
    with EventGraph.open(folder / "store", create=True) as g:
        g.load(folder / "pages")
    return folder


@pytest.fixture
def desk(forty_days: Path, tmp_path: Path) -> Path:
    """A folder with forty pages, and a store that holds them."""
    for name in ("pages", "store"):
        shutil.copytree(forty_days / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each time that relations are written how many events these are of, `ALL` when all are replaced."""
    counts: list[int] = []
    write_all, write_some = GraphStore.write_related, GraphStore.update_related

    def all_related(self: GraphStore, relations: Iterable[Relation], revision: int, settings: str = "") -> None:
        counts.append(ALL)
        write_all(self, relations, revision, settings)

    def some_related(
        self: GraphStore, sources: Collection[str], relations: Iterable[Relation], revision: int, settings: str = ""
    ) -> None:
        counts.append(len(sources))
        write_some(self, sources, relations, revision, settings)

    monkeypatch.setattr(GraphStore, "write_related", all_related)
    monkeypatch.setattr(GraphStore, "update_related", some_related)
    return counts


def stored(url: Path) -> list[Relation]:
    """All relations of a store that are up to date."""
    with open_store(str(url)) as store:
        assert store.graph.meta().stale == ()
        return list(store.graph.relations())


def together(desk: Path) -> list[Relation]:
    """The relations of a store into which all pages of a folder are loaded at once."""
    with EventGraph.open(desk / "together", create=True) as g:
        g.load(desk / "pages")
    return stored(desk / "together")


def lists(relations: Iterable[Relation]) -> Lists:
    """Whom each event is related to, with ranks."""
    found: Lists = {}
    for relation in relations:
        found.setdefault(relation.source, []).append((relation.target, relation.rank))
    return found


def assert_close(relations: list[Relation], others: list[Relation]) -> None:
    """Fail unless the lists are the same, and the scores nearly."""
    assert lists(relations) == lists(others)
    scores = [relation.score for relation in relations]
    assert scores == pytest.approx([relation.score for relation in others], rel=CLOSE)


def load(desk: Path, *pages: Path, refresh: bool = True) -> None:
    """Load pages with an object of their own."""
    with EventGraph.open(desk / "store") as g:
        g.load(pages, refresh=refresh)


def in_part(written: list[int]) -> bool:
    """Whether each time only a small part of the lists was written."""
    return all(0 < count < DAYS * A_DAY // 8 for count in written)


def test_a_day_is_written_in_part_and_is_related_as_if_all_was_loaded_together(desk: Path, written: list[int]) -> None:
    load(desk, write(desk / "pages", DAYS, [3, 50]))
    assert len(written) == 1
    assert in_part(written)
    relations = stored(desk / "store")
    assert_close(relations, together(desk))
    new = (FIRST + dt.timedelta(DAYS)).isoformat()
    assert {relation.source[:10] == new for relation in relations} == {True, False}
    assert {relation.target[:10] == new for relation in relations} == {True, False}


def test_a_day_that_is_taken_out_again_leaves_what_was_there_before(desk: Path, written: list[int]) -> None:
    before = stored(desk / "store")
    load(desk, write(desk / "pages", DAYS, [3, 50]))
    assert stored(desk / "store") != before
    with EventGraph.open(desk / "store") as g:
        g.unload(f"portal/{FIRST + dt.timedelta(DAYS)}")
    assert len(written) == 2
    assert in_part(written)
    assert_close(stored(desk / "store"), before)


def test_a_page_that_changes_is_related_anew(desk: Path, written: list[int]) -> None:
    path = write(desk / "pages", 7, [*range(70, 78), 3, 4])  # two events tell of other stories now
    load(desk, path)
    assert len(written) == 1
    assert in_part(written)
    in_parts = stored(desk / "store")
    with EventGraph.open(desk / "store") as g:
        g.refresh(full=True)
    assert_close(in_parts, stored(desk / "store"))


def test_one_object_that_loads_day_after_day_keeps_its_state(desk: Path, written: list[int]) -> None:
    with EventGraph.open(desk / "store") as g:
        for day in range(3):
            g.load(write(desk / "pages", DAYS + day, [day]))
    assert len(written) == 3
    assert in_part(written)
    assert_close(stored(desk / "store"), together(desk))


def test_two_objects_take_turns_at_one_store(desk: Path, written: list[int]) -> None:
    with EventGraph.open(desk / "store") as one, EventGraph.open(desk / "store") as other:
        for number, g in enumerate((one, other, one, one, other)):
            g.load(write(desk / "pages", DAYS + number, [number]))
            day = FIRST + dt.timedelta(DAYS + number)
            answers = [asked.related(asked.day(day).events[0]).to_dict() for asked in (one, other)]
            assert answers[0] == answers[1]
    assert len(written) == 5
    assert in_part(written)
    assert_close(stored(desk / "store"), together(desk))


# -- when all lists are found anew ---------------------------------------------------------------------------------


def rebuilt(url: Path) -> list[Relation]:
    """The relations of a store that is made anew from its documents."""
    graph.rebuild(url)
    return stored(url)


def test_past_the_limit_of_drift_all_lists_are_those_of_a_rebuilt_store(
    desk: Path, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "MOST_DRIFT", 0.0)
    load(desk, write(desk / "pages", DAYS, [3]))
    assert written == [ALL]
    assert stored(desk / "store") == rebuilt(desk / "store")


def test_the_drift_is_added_up_over_days_and_begins_anew_with_all_lists(
    desk: Path, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(desk, write(desk / "pages", DAYS, [0]))
    monkeypatch.setattr(updating, "MOST_DRIFT", 1.5 * drift(desk / "store"))
    for day in range(1, 4):
        load(desk, write(desk / "pages", DAYS + day, [day]))
    assert [count == ALL for count in written] == [False, True, False, True]
    assert drift(desk / "store") == 0


def drift(url: Path) -> float:
    """How far the weights have moved since all lists of a store were found."""
    with open_store(str(url)) as store:
        return IndexCache(store.analysis).get(store.graph).drift


def test_when_more_than_half_of_the_lists_are_touched_all_are_found(desk: Path, written: list[int]) -> None:
    load(desk, write(desk / "pages", DAYS, range(STORIES)))
    assert written == [ALL]
    assert stored(desk / "store") == rebuilt(desk / "store")


def test_a_full_refresh_finds_all_lists(desk: Path, written: list[int]) -> None:
    load(desk, write(desk / "pages", DAYS, [3]))
    with EventGraph.open(desk / "store") as g:
        g.refresh(full=True)
    assert written[1:] == [ALL]
    assert stored(desk / "store") == together(desk)


def test_a_store_that_is_related_in_another_way_is_related_anew(
    desk: Path, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_cache, "METHOD", index_cache.METHOD + 1)
    load(desk, write(desk / "pages", DAYS, [3]))
    assert written == [ALL]
    load(desk, write(desk / "pages", DAYS + 1, [4]))
    assert in_part(written[1:])


def remove(path: Path) -> None:
    path.unlink()


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [remove, truncate])
@pytest.mark.parametrize("name", ["related", "snapshot"])
def test_a_state_that_is_missing_or_damaged_is_made_anew(
    desk: Path, written: list[int], name: str, damage: Callable[[Path], None]
) -> None:
    [path] = (desk / "store" / "analysis").glob(f"{name}-*.npz")
    damage(path)
    load(desk, write(desk / "pages", DAYS, [3]))
    assert written == [ALL]
    load(desk, write(desk / "pages", DAYS + 1, [4]))
    assert len(written) == 2
    assert in_part(written[1:])
    assert_close(stored(desk / "store"), together(desk))


# -- what gets in between ------------------------------------------------------------------------------------------


def stopping(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Some relations, then an end."""
    for number, relation in enumerate(relations):
        if number == 5:
            raise StopError
        yield relation


def test_a_refresh_that_is_stopped_while_it_writes_leaves_relations_stale_until_the_next(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_some = GraphStore.update_related

    def stopped(
        self: GraphStore, sources: Collection[str], relations: Iterable[Relation], revision: int, settings: str = ""
    ) -> None:
        write_some(self, sources, stopping(relations), revision, settings)

    path = write(desk / "pages", DAYS, [3, 50])
    with monkeypatch.context() as patch:
        patch.setattr(GraphStore, "update_related", stopped)
        with pytest.raises(StopError):
            load(desk, path)
    with EventGraph.open(desk / "store") as g:
        assert g.status().stale == EVERYTHING
        g.refresh()
    assert_close(stored(desk / "store"), together(desk))


def test_relations_of_no_revision_are_all_found_anew(desk: Path, written: list[int]) -> None:
    """So they are where a stopped update is not taken back, as on a server."""
    with open_store(str(desk / "store"), write=True) as store:
        meta = store.graph.meta()
        relations = list(store.graph.relations())
        sources = {relation.source for relation in relations}
        with pytest.raises(StopError):
            store.graph.update_related(sources, stopping(relations), meta.revision, meta.analysis)
        store.graph.publish()
        assert store.graph.meta().related_revision == 0
    with EventGraph.open(desk / "store") as g:
        g.refresh()
    assert written[1:] == [ALL]
    assert stored(desk / "store") == together(desk)


def test_a_state_that_was_not_kept_after_its_relations_is_made_anew(
    desk: Path, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise StopError

    path = write(desk / "pages", DAYS, [3])
    with monkeypatch.context() as patch:
        patch.setattr(IndexCache, "keep", stopped)
        with pytest.raises(StopError):
            load(desk, path)
    load(desk, write(desk / "pages", DAYS + 1, [50]))
    assert in_part(written[:1])
    assert written[1:] == [ALL]
    assert stored(desk / "store") == together(desk)


def test_a_reader_of_a_stale_store_answers_with_the_new_day_and_leaves_the_state_to_the_next_refresh(
    desk: Path, written: list[int]
) -> None:
    def state() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (desk / "store" / "analysis").glob("*.npz")}

    kept = state()
    load(desk, write(desk / "pages", DAYS, [3, 50]), refresh=False)
    day = FIRST + dt.timedelta(DAYS)
    with EventGraph.open(desk / "store") as g:
        assert g.status().stale == EVERYTHING
        new = [event.id for event in g.day(day).events]
        answers = {name: g.related(name).related for name in new}
        assert all(answers.values())
        back = g.related(answers[new[0]][0].event.id).related
        assert new[0] in {entry.event.id for entry in back}
        assert (written, state()) == ([], kept)
    with EventGraph.open(desk / "store") as g:
        g.refresh()
        assert {name: g.related(name).related for name in new} == answers
    assert len(written) == 1
    assert in_part(written)
    assert_close(stored(desk / "store"), together(desk))


# -- what is published, and when -----------------------------------------------------------------------------------


@pytest.fixture
def published(desk: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[str, ...]]]:
    """For each time that the graph file is written how many documents it has then, and what of it is stale."""
    states: list[tuple[int, tuple[str, ...]]] = []
    publish, path = EmbeddedBackend.publish, desk / "store" / GRAPH_FILE

    def observed(self: EmbeddedBackend) -> None:
        before = path.stat().st_mtime_ns
        publish(self)
        if path.stat().st_mtime_ns != before:
            with open_store(str(desk / "store")) as store:
                states.append((store.graph.counts().documents, store.graph.meta().stale))

    monkeypatch.setattr(EmbeddedBackend, "publish", observed)
    return states


def test_a_day_is_published_once_with_its_relations(desk: Path, published: list[tuple[int, tuple[str, ...]]]) -> None:
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", DAYS, [3, 50]))
        assert published == [(DAYS + 1, ())]
        g.load(desk / "pages")
        assert len(published) == 1
        g.load(write(desk / "pages", DAYS + 1, [4]), refresh=False)
    assert published[1:] == [(DAYS + 2, EVERYTHING)]


def test_what_was_loaded_does_not_wait_for_all_lists_to_be_found(
    desk: Path, published: list[tuple[int, tuple[str, ...]]]
) -> None:
    load(desk, write(desk / "pages", DAYS, range(STORIES)))
    assert published == [(DAYS + 1, EVERYTHING), (DAYS + 1, ())]


def test_days_that_one_object_loads_are_read_from_disk_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Path] = []
    loaded = embedded._loaded

    def counted(path: Path) -> Any:
        loads.append(path)
        return loaded(path)

    monkeypatch.setattr(embedded, "_loaded", counted)
    with EventGraph.open(desk / "store") as g:
        for day in range(3):
            g.load(write(desk / "pages", DAYS + day, [day]))
            assert g.status().events == DAYS * A_DAY + day + 1
    assert loads == [desk / "store" / GRAPH_FILE]


@pytest.mark.parametrize("step", ["refreshed", "keep"])
def test_what_was_loaded_stays_and_is_stale_when_relating_it_fails(
    desk: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise StopError

    path = write(desk / "pages", DAYS, [3, 50])
    with EventGraph.open(desk / "store") as g:
        with monkeypatch.context() as patch:
            patch.setattr(IndexCache, step, stopped)
            with pytest.raises(StopError):
                g.load(path)
        assert g.status().events == DAYS * A_DAY + 2
        assert g.status().stale == (EVERYTHING if step == "refreshed" else ())
        with EventGraph.open(desk / "store") as other:
            assert len(other.day(FIRST + dt.timedelta(DAYS)).events) == 2
        assert g.load(path).unchanged == 1
    assert_close(stored(desk / "store"), together(desk))


# -- real pages ----------------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_a_real_day_beside_the_sample(sample_store: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_store, tmp_path / "store")
    before = stored(tmp_path / "store")
    day = dt.date(2016, 8, 17)
    with EventGraph.open(tmp_path / "store") as g, EventGraph.open(tmp_path / "together", create=True) as other:
        g.load(corpus_folder() / file_name(day))
        other.load(corpus_folder() / file_name(day), refresh=False)
        other.load_sample()
        assert differing(stored(tmp_path / "store"), stored(tmp_path / "together")) < 0.01
        g.unload(f"portal/{day}")
        assert differing(stored(tmp_path / "store"), before) < 0.01


def differing(relations: list[Relation], others: list[Relation]) -> float:
    """Which share of relations is not among others."""
    pairs = {(relation.source, relation.target) for relation in relations}
    there = {(relation.source, relation.target) for relation in others}
    return len(there - pairs) / len(there)
