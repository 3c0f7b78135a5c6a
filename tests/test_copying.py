"""Copying one store into another: nothing is lost, a stopped copy goes on, two archives are never mixed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph import EventGraph
from graph.copying import copy_store
from graph.errors import InputError, StoreBusyError, StoreChangedError, StoreError
from graph.index_cache import fingerprint
from graph.ingest.load import Progress, load_documents
from graph.model import Event, Ref
from graph.store import GraphStore, open_store
from tests import copies
from tests.copies import (
    STOPS,
    StopError,
    copy,
    everything,
    fill,
    group,
    held,
    killed_copy,
    load_days,
    odd_archive,
    relate,
    stopping,
    three_days,
    writing,
)
from tests.store.building import DAY, changes, day, document, event
from tests.store.scenes import LATER, NEXT, talks


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A store of three days."""
    return three_days(tmp_path / "source")


def test_the_sample_is_copied_whole(sample_store: Path, tmp_path: Path) -> None:
    report = copy(sample_store, tmp_path / "copy")
    assert held(tmp_path / "copy") == held(sample_store)
    with EventGraph.open(sample_store) as ours, EventGraph.open(tmp_path / "copy") as theirs:
        status = ours.status()
        assert (report.events, report.topics, report.sources) == (status.events, status.topics, status.sources)
        assert report.related == len(held(sample_store)["relations"])
        assert (report.unchanged, report.not_kept, report.imported) == (0, 0, 0)
        asked = "2016-02-03/air-strikes-will-go-on"
        assert theirs.related(asked).to_dict() == ours.related(asked).to_dict()
        assert theirs.status().stale == ours.status().stale


def test_everything_comes_along(source: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    report = copy(source, tmp_path / "copy", lambda *step: steps.append(step))
    assert report.to_dict() | {"seconds": 0} == {
        "documents": 3,
        "unchanged": 0,
        "events": 4,
        "topics": 6,
        "sources": 2,
        "related": 2,
        "not_kept": 0,
        "imported": 2,
        "seconds": 0,
    }
    assert held(tmp_path / "copy") == held(source)
    assert ("Copying pages", 3, 3) in steps
    assert [step for step in steps if step[0] == "Copying events"][-1] == ("Copying events", 3, 3)
    assert ("Copying relations", 2, 2) in steps


def test_odd_things_come_along(tmp_path: Path) -> None:
    with writing(tmp_path / "source") as store:
        fill(store, odd_archive())
    copy(tmp_path / "source", tmp_path / "copy")
    ours, theirs = held(tmp_path / "source"), held(tmp_path / "copy")
    assert theirs == ours
    assert {one.id for one in theirs["events"]} == {one.id for _, events in odd_archive() for one in events}


def test_a_store_without_events_is_copied(tmp_path: Path) -> None:
    with writing(tmp_path / "source") as store:
        store.user.mute(Ref("a", "A"))
    report = copy(tmp_path / "source", tmp_path / "copy")
    assert (report.documents, report.imported) == (0, 1)
    assert held(tmp_path / "copy") == held(tmp_path / "source")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=changes(), after=changes())
def test_a_copy_of_any_age_is_brought_up_to_date(
    tmp_path_factory: pytest.TempPathFactory, before: Any, after: Any
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    with writing(folder / "source") as ours, writing(folder / "copy") as theirs:
        for name, events in before:
            fill(ours, [(document(name, events), events)] if events is not None else [])
        copy_store(ours, theirs)
        assert everything(theirs) == everything(ours)
        for name, events in after:
            fill(ours, [(document(name, events), events)] if events is not None else [])
        copy_store(ours, theirs)
        assert everything(theirs) == everything(ours)


def test_a_second_copy_writes_nothing(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    with open_store(str(tmp_path / "copy")) as store:
        before = store.graph.meta()
    steps: list[str] = []
    report = copy(source, tmp_path / "copy", lambda *step: steps.append(str(step[0])))
    assert (report.documents, report.unchanged, report.imported) == (3, 3, 0)
    assert not [step for step in steps if step.startswith("Copying")]
    with open_store(str(tmp_path / "copy")) as store:
        assert store.graph.meta() == before
    assert held(tmp_path / "copy") == held(source)


def test_an_older_copy_is_brought_up_to_date(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    edited = event("pause", "The talks in Geneva end.", topics=["Geneva"], position=1)
    with writing(source) as store:
        fill(store, [day(DAY, edited), (document("own/new"), [event("own", document="own/new")])])
        relate(store, (f"{DAY}/own", f"{NEXT}/money"))
    report = copy(source, tmp_path / "copy")
    assert (report.documents, report.unchanged) == (4, 2)
    assert held(tmp_path / "copy") == held(source)


@pytest.mark.parametrize("there", [("a", "other"), ("b", "a", "more"), ("a",)])
def test_a_target_that_was_loaded_another_time_gets_the_ids_of_the_source(
    tmp_path: Path, there: tuple[str, ...]
) -> None:
    page = document(f"portal/{DAY}")
    for name, ids in (("source", ("a", "b")), ("copy", there)):
        with writing(tmp_path / name) as store:
            fill(store, [(page, [event(one, "Text.", position=place) for place, one in enumerate(ids)])])
    copy(tmp_path / "source", tmp_path / "copy")
    with open_store(str(tmp_path / "copy")) as store:
        assert [one.id for one in store.graph.day(DAY)] == [f"{DAY}/a", f"{DAY}/b"]


@pytest.mark.parametrize("stale", [True, False])
def test_stale_relations_stay_stale(source: Path, tmp_path: Path, stale: bool) -> None:
    with writing(source) as store:
        relate(store, (f"{DAY}/lavrov", f"{LATER}/truce"), stale=stale)
    copy(source, tmp_path / "copy")
    with open_store(str(tmp_path / "copy")) as store:
        assert ("related" in store.graph.meta().stale) == stale
        assert store.graph.meta().analysis == "as ever"
    assert held(tmp_path / "copy") == held(source)


@pytest.mark.parametrize("begun", [False, True], ids=["empty", "older"])
@pytest.mark.parametrize("stale", [True, False])
def test_stories_and_clusters_come_along_as_stale_as_they_are(
    source: Path, tmp_path: Path, begun: bool, stale: bool
) -> None:
    if begun:
        copy(source, tmp_path / "copy")
    with writing(source) as store:
        group(store, stale=stale, method="another")
    steps: list[str] = []
    copy(source, tmp_path / "copy", lambda *step: steps.append(step[0]))
    assert {"Copying stories", "Copying clusters"} <= set(steps)
    assert held(tmp_path / "copy") == held(source)
    with open_store(str(tmp_path / "copy")) as store:
        assert store.graph.meta().stale == (("clusters", "stories") if stale else ())
        assert (store.graph.counts().stories, store.graph.counts().clusters) == (2, 2)
        assert store.documents.partition("themes") == ({"russia": "t1"}, {"t1": "The East"})


def test_groups_and_partitions_that_are_gone_go_from_a_copy(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    with writing(source) as store:
        revision = store.graph.meta().revision
        store.graph.write_stories([], {}, revision, "as ever")
        store.graph.write_clusters([], [], [], revision, "as ever")
        store.documents.keep_partition("themes", {}, {})
    copy(source, tmp_path / "copy")
    assert held(tmp_path / "copy") == held(source)
    with open_store(str(tmp_path / "copy")) as store:
        assert (store.graph.stories(), store.graph.clusters(), store.documents.partition("themes")) == (
            [],
            [],
            ({}, {}),
        )


@pytest.mark.parametrize(
    ("target", "stale"), [(f"{NEXT}/money", True), (f"{LATER}/truce", False)], ids=["the same, stale", "others"]
)
def test_relations_that_were_computed_again_are_copied_again(
    source: Path, tmp_path: Path, target: str, stale: bool
) -> None:
    for one, state in ((f"{NEXT}/money", False), (target, stale)):
        with writing(source) as store:
            relate(store, (f"{DAY}/lavrov", one), stale=state)
        copy(source, tmp_path / "copy")
        assert held(tmp_path / "copy") == held(source)


def test_pages_that_are_not_what_the_graph_holds_are_copied_and_counted(source: Path, tmp_path: Path) -> None:
    with writing(source) as store:
        store.documents.put(document("own/not-in-the-graph"))
        store.documents.put(document(f"portal/{DAY}", [event("newer")]))
    for _ in range(2):
        assert copy(source, tmp_path / "copy").not_kept == 1
        assert held(tmp_path / "copy") == held(source)


def test_what_a_person_made_in_the_target_stays(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    with writing(tmp_path / "copy") as store:
        store.user.mute(Ref("geneva", "Geneva"))
        store.user.unmute("russia")
        store.user.keep("chain", "mine", {"events": []})
    assert copy(source, tmp_path / "copy").imported == 1
    with open_store(str(tmp_path / "copy")) as store:
        assert [topic.id for topic in store.user.muted()] == ["geneva", "russia"]
        assert store.user.values("chain") == {"mine": {"events": []}}


@pytest.mark.parametrize("begun", [False, True], ids=["empty", "older"])
def test_documents_without_pages_are_copied_and_counted_and_their_ids_last(tmp_path: Path, begun: bool) -> None:
    first, second, third = talks()
    with writing(tmp_path / "source") as store:
        fill(store, [first])
    if begun:
        copy(tmp_path / "source", tmp_path / "copy")
    with writing(tmp_path / "source") as store:
        fill(store, [second, third], kept=False)
    assert copy(tmp_path / "source", tmp_path / "copy").not_kept == 2
    with open_store(str(tmp_path / "copy")) as store:
        assert store.documents.ids() == [f"portal/{DAY}"]
        assert {entry.id for entry in store.documents.ledger()} == {one.id for _, events in talks() for one in events}
        assert store.graph.counts().events == 4
    assert copy(tmp_path / "source", tmp_path / "copy").not_kept == 2


# --- a copy that was stopped


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write and publish a copy in many small steps."""
    copies.in_small_batches(monkeypatch)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("begun", [False, True], ids=["empty", "older"])
@pytest.mark.parametrize(("step", "at"), STOPS)
def test_a_stopped_copy_goes_on(tmp_path: Path, step: str, at: int, begun: bool) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    load_days(source, range(1, 3))
    if begun:
        copy(source, target)
    load_days(source, range(3, 13))
    with pytest.raises(StopError):
        copy(source, target, stopping(step, at))
    if begun and (step, at) == ("Copying events", 7):
        with open_store(str(target)) as store:
            assert 2 < store.graph.counts().documents < 12
    report = copy(source, target)
    assert report.documents == 12
    assert held(target) == held(source)


def test_a_killed_copy_goes_on(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    load_days(source, range(1, 3))
    copy(source, target)
    load_days(source, range(3, 13))
    killed_copy(source, target)
    with open_store(str(target)) as store:
        before = store.graph.counts().documents
    assert 2 < before < 12
    assert copy(source, target).unchanged == before
    assert held(target) == held(source)


# --- refused


def test_a_store_is_not_copied_onto_itself(source: Path) -> None:
    before = held(source)
    with pytest.raises(InputError, match="onto itself; name another one"):
        copy(source, f"embedded://{source.parent}/../{source.parent.name}/source")
    assert held(source) == before


def test_a_target_with_documents_of_its_own_is_refused(source: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "other") as store:
        fill(store, [talks()[0], (document("own/b"), []), (document("own/a"), [event("own", document="own/a")])])
    before = held(tmp_path / "other")
    with pytest.raises(StoreError, match=r"other holds 2 documents that .*source does not have, such as own/a; copy"):
        copy(source, tmp_path / "other")
    assert held(tmp_path / "other") == before


def test_a_target_that_keeps_pages_of_another_archive_is_refused(source: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "other") as store:
        store.documents.put(document("own/a"))
    before = held(tmp_path / "other")
    with pytest.raises(StoreError, match=r"other keeps 1 pages .*such as own/a; .*documents\.sqlite"):
        copy(source, tmp_path / "other")
    assert held(tmp_path / "other") == before


def test_what_was_unloaded_meanwhile_is_refused_until_it_is_unloaded_there_too(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    for place in (source, tmp_path / "copy"):
        with writing(place) as store:
            store.graph.remove_document(f"portal/{LATER}")
            store.documents.remove(f"portal/{LATER}")
        if place == source:
            with pytest.raises(StoreError, match=f"portal/{LATER}"):
                copy(source, tmp_path / "copy")
    copy(source, tmp_path / "copy")
    assert held(tmp_path / "copy") == held(source)


def test_a_target_somebody_writes_to_is_left_alone(source: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "copy") as busy:
        busy.reserve()
        with pytest.raises(StoreBusyError):
            copy(source, tmp_path / "copy")
        assert busy.documents.ids() == []


def test_ids_that_belong_to_other_documents_there_are_refused(tmp_path: Path) -> None:
    one, other = document("own/one"), document("own/two")
    with writing(tmp_path / "source") as store:
        fill(store, [(one, [event("a", document="own/one")]), (other, [])])
    with writing(tmp_path / "copy") as store:
        fill(store, [(replace(one, digest="older"), []), (other, [event("a", document="own/two")])])
    with pytest.raises(StoreError, match=r"no older copy of .*belongs to the document own/two"):
        copy(tmp_path / "source", tmp_path / "copy")


# --- checked

STEPS = ["Copying pages", "Copying events", "Copying relations", "Copying stories", "Copying clusters"]


def once(step: str, task: Callable[[], None]) -> Progress:
    """Return a progress that does something at the beginning of a step."""
    seen: list[str] = []

    def report(name: str, done: int, total: int) -> None:
        if name == step and not seen:
            seen.append(name)
            task()

    return report


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("step", [*STEPS, "Checking the copy"])
@pytest.mark.parametrize("begun", [False, True], ids=["empty", "older"])
def test_a_source_that_changes_is_said_and_the_next_copy_is_whole(tmp_path: Path, step: str, begun: bool) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    load_days(source, range(1, 3))
    if begun:
        copy(source, target)
    load_days(source, range(3, 7))
    with pytest.raises(StoreChangedError, match=r"source was changed while it was copied; run the same command again"):
        copy(source, target, once(step, lambda: load_days(source, range(6, 9))))
    assert copy(source, target).documents == 8
    assert held(target) == held(source)


@pytest.mark.usefixtures("small_batches")
def test_a_document_that_is_unloaded_meanwhile_is_not_copied_without_its_events(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    load_days(source, range(1, 7))

    def unload() -> None:
        with writing(source) as store:
            store.graph.remove_document(f"portal/{DAY.replace(day=6)}")
            store.documents.remove(f"portal/{DAY.replace(day=6)}")

    with pytest.raises(StoreChangedError, match="run the same command again"):
        copy(source, target, once("Copying events", unload))
    with writing(target) as store:
        store.documents.remove(f"portal/{DAY.replace(day=6)}")
    assert copy(source, target).documents == 5


@pytest.mark.usefixtures("small_batches")
def test_a_document_is_whole_even_if_it_goes_between_two_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "source", tmp_path / "copy"
    load_days(source, range(1, 3))
    copy(source, target)
    load_days(source, range(3, 7))
    last, real = f"portal/{DAY.replace(day=6)}", GraphStore.events_of

    def late(graph: GraphStore, names: list[str]) -> dict[str, list[Event]]:
        if last in names:
            with writing(source) as store:
                store.graph.remove_document(last)
        return real(graph, names)

    monkeypatch.setattr(GraphStore, "events_of", late)
    with pytest.raises(StoreChangedError):
        copy(source, target)
    with open_store(str(target)) as store:
        assert sorted(store.graph.documents()) == [f"portal/{DAY.replace(day=day)}" for day in (1, 2, 3, 4)]


def test_a_difference_in_the_end_is_an_error_that_names_it(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    with writing(tmp_path / "copy") as store:  # of the same digest, as if an older parser had read the page
        page, events = talks()[0]
        store.graph.replace_document(page, [replace(events[0], mentions=()), *events[1:]])
        relate(store)
    with pytest.raises(StoreError, match=r"copy has 5 topics instead of 6; run the same command again, and if"):
        copy(source, tmp_path / "copy")


def test_others_see_the_copy_before_the_target_is_closed(source: Path, tmp_path: Path) -> None:
    with open_store(str(source)) as ours, writing(tmp_path / "copy") as theirs:
        copy_store(ours, theirs)
        assert held(tmp_path / "copy") == held(source)


def test_a_copy_is_a_store_like_any_other(sample_store: Path, tmp_path: Path) -> None:
    copy(sample_store, tmp_path / "copy")
    with open_store(str(tmp_path / "copy"), write=True) as store:
        assert load_documents(store, list(store.documents)).unchanged == len(store.documents)
        assert store.graph.meta().analysis == fingerprint()
