"""Stories and clusters of a store: they come with every load, last as the archive grows, and survive a rebuild."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from graph import EventGraph, grouping, rebuild
from graph.model import Story
from graph.store import open_store
from graph.store.folder import DOCUMENTS_FILE
from graph.store.graph_store import GraphStore
from tests.ingest.loading import day_page, item
from tests.pages import file_name

FIRST = dt.date(2016, 1, 1)
STRIKE = ("Aden", "Dockers' union", "Harbour of Aden")
FLOOD = ("Marib", "Marib Dam", "Red Crescent")
FIRE = ("Taiz", "Taiz market", "Fire brigade")
DEEDS = ("talks", "marches", "hearings", "repairs", "ballots", "visits", "convoys", "counts", "speeches", "patrols")


def page(day: int, *affairs: tuple[str, ...]) -> str:
    """A day page with an event of each affair."""
    lines = []
    for names in affairs:
        text = f"{names[0]}: [[{names[1]}]] and [[{names[2]}]] go on with {DEEDS[day % 10]} {'ab'[day % 2]}{day}."
        lines.append(
            item(text.replace(f"{names[0]}:", f"[[{names[0]}]]:"), source=f"http://n.example.org/{names[0]}/{day}")
        )
    return day_page(";Politics", *lines, day=FIRST + dt.timedelta(day))


def write(folder: Path, day: int, *affairs: tuple[str, ...]) -> Path:
    """Write a day page into a folder and return it."""
    folder.mkdir(exist_ok=True)
    path = folder / file_name(FIRST + dt.timedelta(day))
    path.write_text(page(day, *affairs), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def two_affairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of twelve days, and the store they were loaded into; not to be written to."""
    folder = tmp_path_factory.mktemp("affairs")
    for day in range(12):
        write(folder / "pages", day, STRIKE, FLOOD)
    with EventGraph.open(folder / "store", create=True) as g:
        g.load(folder / "pages")
    return folder


@pytest.fixture
def desk(two_affairs: Path, tmp_path: Path) -> Path:
    """A copy of the pages and the store."""
    for name in ("pages", "store"):
        shutil.copytree(two_affairs / name, tmp_path / name)
    return tmp_path


def grouped(url: Path) -> tuple[Any, ...]:
    """All stories and clusters of a store that are up to date, with their members."""
    with open_store(str(url)) as store:
        graph = store.graph
        assert graph.meta().stale == ()
        return graph.stories(), graph.story_members(), graph.clusters(), graph.memberships(), graph.co_occurrences()


def stories(url: Path) -> dict[str, Story]:
    """The stories of a store by their ids."""
    return {story.id: story for story in grouped(url)[0]}


def test_a_load_finds_stories_and_clusters_and_events_name_theirs(desk: Path) -> None:
    found, members, clusters, _, pairs = grouped(desk / "store")
    assert [story.event_count for story in found] == [12, 12]
    assert [(cluster.level, cluster.topic_count, cluster.event_count) for cluster in clusters] == [
        (1, 3, 12),
        (1, 3, 12),
    ]
    assert {pair.event_count for pair in pairs} == {12}
    with EventGraph.open(desk / "store") as g:
        for story in found:
            event = g.event(members[story.id][0]).event
            assert event.story is not None
            assert (event.story.id, event.story.label) == (story.id, story.label)
        assert (g.status().stories, g.status().clusters) == (2, len(clusters))


def test_a_new_day_joins_the_stories_there_are_and_a_new_affair_is_a_new_story(desk: Path) -> None:
    before = stories(desk / "store")
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", 12, STRIKE))
        after = stories(desk / "store")
        assert {name: story.label for name, story in after.items()} == {n: s.label for n, s in before.items()}
        assert sorted(story.event_count for story in after.values()) == [12, 13]
        g.load([write(desk / "pages", day, FIRE) for day in range(13, 19)])
    later = stories(desk / "store")
    assert before.keys() < later.keys()
    [new] = [story for name, story in later.items() if name not in before]
    assert (new.event_count, set(new.topics)) == (6, {"taiz", "taiz market", "fire brigade"})


def test_co_occurrences_after_a_day_are_those_of_all_days_loaded_at_once(desk: Path) -> None:
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", 12, STRIKE, FIRE))
        g.load([write(desk / "pages", day, FIRE) for day in (13, 14)])
    with EventGraph.open(desk / "together", create=True) as g:
        g.load(desk / "pages")
    assert grouped(desk / "store")[4] == grouped(desk / "together")[4]
    assert {pair.one for pair in grouped(desk / "store")[4]} >= {"taiz", "fire brigade"}


def test_a_day_taken_out_again_leaves_what_was_there_before(desk: Path) -> None:
    before = grouped(desk / "store")
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", 12, STRIKE))
        g.unload("portal/2016-01-13")
    after = grouped(desk / "store")
    assert [(s.id, s.label, s.event_count) for s in after[0]] == [(s.id, s.label, s.event_count) for s in before[0]]
    assert after[1] == before[1]
    assert after[4] == before[4]


def test_a_rebuild_replays_the_groups_of_the_ledger(desk: Path) -> None:
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", 12, FLOOD))
    before = grouped(desk / "store")
    rebuild(desk / "store")
    assert grouped(desk / "store") == before


def test_names_are_those_of_the_ledger_even_if_other_ones_would_be_found(desk: Path) -> None:
    with open_store(str(desk / "store")) as store:
        members, labels = store.documents.partition("stories")
        renamed = {name: f"old-{number}" for number, name in enumerate(labels)}
        store.documents.keep_partition(
            "stories",
            {event: renamed[story] for event, story in members.items()},
            {renamed[story]: label for story, label in labels.items()},
        )
    rebuild(desk / "store")
    assert set(stories(desk / "store")) == {"old-0", "old-1"}


def test_without_a_ledger_the_graph_says_what_the_groups_were(desk: Path) -> None:
    with open_store(str(desk / "store")) as store:
        for kind in ("stories", "themes", "regions"):
            store.documents.keep_partition(kind, {}, {})
    before = stories(desk / "store")
    with EventGraph.open(desk / "store") as g:
        g.load(write(desk / "pages", 12, STRIKE))
    assert stories(desk / "store").keys() == before.keys()
    with open_store(str(desk / "store")) as store:
        assert set(store.documents.partition("stories")[1]) == set(before)


def test_the_same_pages_give_the_same_groups_again(desk: Path) -> None:
    with EventGraph.open(desk / "again", create=True) as g:
        g.load(desk / "pages")
    assert repr(grouped(desk / "again")) == repr(grouped(desk / "store"))


def test_a_full_refresh_keeps_ids_and_labels(desk: Path) -> None:
    before = grouped(desk / "store")
    with EventGraph.open(desk / "store") as g:
        assert g.refresh(full=True).refreshed == ("related", "stories", "clusters")
    assert grouped(desk / "store") == before


def test_another_way_of_finding_them_makes_them_stale(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "METHOD", grouping.METHOD + 1)
    with EventGraph.open(desk / "store") as g:
        assert g.status().stale == ("clusters", "stories")
        assert g.refresh().refreshed == ("stories", "clusters")
        assert g.status().stale == ()
        assert g.refresh().refreshed == ()


def test_a_refresh_stopped_while_it_writes_stories_is_made_good_by_the_next(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    day = write(desk / "pages", 12, STRIKE)
    with EventGraph.open(desk / "store") as g:
        with monkeypatch.context() as patched:
            patched.setattr(GraphStore, "write_stories", stopped)
            with pytest.raises(KeyboardInterrupt):
                g.load(day)
        assert set(g.status().stale) >= {"stories", "clusters"}
        g.refresh()
    assert sorted(story.event_count for story in stories(desk / "store").values()) == [12, 13]


def test_an_archive_that_has_lost_all_events_has_no_groups(desk: Path) -> None:
    with EventGraph.open(desk / "store") as g:
        for day in range(12):
            g.unload(f"portal/{FIRST + dt.timedelta(day)}")
        status = g.status()
    assert (status.events, status.stories, status.clusters, status.stale) == (0, 0, 0, ())
    assert (desk / "store" / DOCUMENTS_FILE).exists()


def test_a_reader_tells_of_the_stories_that_another_process_has_just_found(desk: Path) -> None:
    with EventGraph.open(desk / "store") as writer, EventGraph.open(desk / "store") as reader:
        pages = [write(desk / "pages", day, STRIKE, FIRE) for day in range(12, 20)]
        writer.load(pages, refresh=False)
        reader.turning_points()
        writer.refresh()
        [fire] = [story for story in stories(desk / "store").values() if "taiz" in story.topics]
        assert reader.timeline(story=fire.id).event_count == 8
        told, fresh = reader.turning_points(limit=50), EventGraph.open(desk / "store")
        assert told == fresh.turning_points(limit=50)
        fresh.close()
