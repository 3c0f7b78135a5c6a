"""Saved chains: they outlive the graph, go from store to store, and say what changed when looked for again."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graph
from graph import EventGraph, InputError, NotFoundError
from graph.chain_results import SavedChain
from graph.model import Event
from graph.store.user import UserData

SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"
QUAKE = "2011-03-11/a-magnitude-9-0-quake"
AMNESTY = "portal/2015-12-23"
NAMES = ["Su-24", "Über Kyjiw & zurück: 1/2"]


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Path:
    """A store of the sample that may be written to."""
    shutil.copytree(sample_store, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def g(desk: Path) -> Iterator[EventGraph]:
    """The same, open."""
    with EventGraph.open(desk) as opened:
        yield opened


def keep(folder: Path, name: str, value: Any) -> None:
    """Put a value of any shape beside a store, as an import by hand may."""
    user = UserData(folder / "user.sqlite")
    user.keep("chain", name, value)
    user.close()


def middle(g: EventGraph) -> Event:
    """The best single step between the ends."""
    return g.chains(SHOT, LAVROV, length=1).chains[0].events[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_strongest_chain_is_kept_with_what_was_asked(g: EventGraph, name: str) -> None:
    asked = {"mute": ["nato"], "exclude": [AMNESTY.removeprefix("portal/") + "/amnesty"], "k": 2, "weak": True}
    found = g.chains(LAVROV, SHOT, first="2015-11-25", last="2016-01-20", **asked)  # type: ignore[arg-type]
    saved = g.save_chain(f"  {name} ", LAVROV, SHOT, first="2015-11-25", last="2016-01-20", **asked)  # type: ignore[arg-type]
    best = found.chains[0]
    assert g.saved_chains() == [g.saved_chain(name)] == [saved]
    assert saved.name == name
    assert (saved.first, saved.last) == (found.first.id, found.last.id) == (best.events[0].id, best.events[-1].id)
    assert saved.events == tuple((event.id, event.text) for event in best.events)
    assert saved.strengths == pytest.approx([link.strength for link in best.links])
    assert saved.saved == dt.datetime.now(tz=dt.UTC).date()
    assert saved.revision == g.status().revision
    settings = dict(saved.settings)
    assert settings.pop("exclude")[0].startswith("2015-12-23/amnesty-international")
    assert settings == {
        "k": 2,
        "length": None,
        "mute": [{"id": "nato", "label": "NATO"}],
        "muted": [],
        "from": "2015-11-25",
        "to": "2016-01-20",
        "weak": True,
    }
    again = g.rerun_chain(name)
    assert again.changed == ()
    assert again.now.chains == found.chains
    assert again.now.muted == found.muted == ("NATO",)


def test_bounds_and_the_wish_for_weak_chains_hold_when_it_is_looked_for_again(g: EventGraph) -> None:
    free = middle(g)
    bounds = [{"last": free.date - dt.timedelta(1)}, {"first": free.date + dt.timedelta(1)}]
    for bound in bounds:
        saved = g.save_chain("Su-24", SHOT, LAVROV, length=1, weak=True, replace=True, **bound)  # type: ignore[arg-type]
        assert saved.events[1][0] != free.id
        assert g.rerun_chain("Su-24").changed == ()
    far = g.save_chain("far off", QUAKE, LAVROV, weak=True)
    again = g.rerun_chain("far off")
    assert not again.now.found
    assert [event.id for event in again.now.chains[0].events] == [event for event, _ in far.events]


def test_a_saved_chain_outlives_a_rebuild(desk: Path) -> None:
    with EventGraph.open(desk) as g:
        saved = g.save_chain("Su-24", SHOT, LAVROV, length=3)
    graph.rebuild(desk)
    with EventGraph.open(desk) as g:
        assert g.saved_chains() == [saved]
        again = g.rerun_chain("Su-24")
        assert again.changed == ()
        assert [event.id for event in again.now.chains[0].events] == [event for event, _ in saved.events]


def test_a_load_that_brings_a_better_step_is_a_reason_to_look_again(g: EventGraph) -> None:
    best = middle(g)
    g.unload(best.document)
    saved = g.save_chain("Su-24", SHOT, LAVROV, length=1)
    assert g.rerun_chain("Su-24").changed == ()
    g.load_sample()
    again = g.rerun_chain("Su-24")
    new, old, stronger = again.changed
    assert new.startswith(f"New step: {best.date}, “{best.text[:60]}")
    assert old.startswith(f"No longer a step: {saved.events[1][0][:10]}, “{saved.events[1][1][:60]}")
    assert stronger == (
        f"With what is new the weakest link is stronger, {again.now.chains[0].strength:.2f} instead of "
        f"{min(saved.strengths):.2f}: a reason to look again."
    )
    assert again.to_dict()["changed"] == list(again.changed)
    assert again.to_dict()["chains"] == [chain.to_dict() for chain in again.now.chains]


def test_a_step_that_was_unloaded_is_named_by_its_kept_text(g: EventGraph) -> None:
    best = middle(g)
    g.save_chain("Su-24", SHOT, LAVROV, length=1)
    g.unload(best.document)
    new, lost, weaker = g.rerun_chain("Su-24").changed
    assert new.startswith("New step: ")
    assert lost.startswith(f"No longer in the store: “{best.text[:60]}")
    assert weaker.startswith("The weakest link is weaker: 0.")


@pytest.mark.parametrize(("end", "document"), [(SHOT, "portal/2015-11-24"), (LAVROV, "portal/2016-02-03")])
def test_a_chain_without_its_end_says_which_and_what_to_do(g: EventGraph, end: str, document: str) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    g.unload(document)
    with pytest.raises(NotFoundError, match=f"{end}.* no longer in the store.*chains delete") as caught:
        g.rerun_chain("Su-24")
    assert next(text for event, text in saved.events if event.startswith(end))[:50] in str(caught.value)
    assert g.saved_chain("Su-24") == saved


def test_topics_muted_for_good_count_as_they_do_now_and_are_said_if_something_changed(g: EventGraph) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    g.mute("Nepal")
    assert g.rerun_chain("Su-24").changed == ()  # it has nothing to do with the chain
    war = "Russian military intervention in the Syrian Civil War"
    g.mute(war)
    again = g.rerun_chain("Su-24")
    assert len(again.changed) > 1
    assert again.changed[-1] == f"Muted since then: Nepal, {war}."
    assert war in again.now.muted
    muted = g.save_chain("muted", SHOT, LAVROV, weak=True)
    assert [topic["label"] for topic in muted.settings["muted"]] == ["Nepal", war]
    assert muted.settings["mute"] == []
    for topic in ("Nepal", war):
        g.unmute(topic)
    assert g.rerun_chain("Su-24").changed == ()
    assert g.rerun_chain("muted").changed[-1] == f"No longer muted: Nepal, {war}."
    assert tuple(event.id for event in g.rerun_chain("Su-24").now.chains[0].events) == tuple(
        event for event, _ in saved.events
    )


def test_what_was_asked_still_holds_when_topics_move_and_events_go(g: EventGraph) -> None:
    amnesty = "2015-12-23/amnesty-international"
    asked: dict[str, Any] = {"mute": "Turkish Air Force", "exclude": amnesty, "length": 2}
    g.save_chain("Su-24", SHOT, LAVROV, **asked)
    g.merge_topics("Turkey", "Turkish Air Force")
    assert "Turkish Air Force" in g.rerun_chain("Su-24").now.muted
    plain = g.chains(SHOT, LAVROV, mute="Turkey", exclude=amnesty, length=2)
    assert g.rerun_chain("Su-24").now.chains == plain.chains
    g.unload(AMNESTY)
    assert g.rerun_chain("Su-24").now.chains == g.chains(SHOT, LAVROV, mute="Turkey", length=2).chains


def test_saved_chains_go_out_and_in(g: EventGraph, sample_store: Path, tmp_path: Path) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    shutil.copytree(sample_store, tmp_path / "other")
    with EventGraph.open(tmp_path / "other") as other:
        assert other.import_user(g.export_user()) == 1
        assert other.saved_chains() == [saved]
        assert other.rerun_chain("Su-24").changed == ()


def test_another_chain_of_the_name_is_not_overwritten_unless_asked(g: EventGraph) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    assert g.save_chain("Su-24", SHOT, LAVROV) == saved  # the same
    g.mute("Nepal")  # has nothing to do with it
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    with pytest.raises(InputError, match=r"Another chain is saved as 'Su-24'.*--replace"):
        g.save_chain("Su-24", SHOT, LAVROV, length=1)
    assert g.saved_chains() == [saved]
    other = g.save_chain("Su-24", SHOT, LAVROV, length=1, replace=True)
    assert g.saved_chains() == [other]
    assert len(other.events) == 3


def test_the_same_chain_saved_again_stays_as_it_was(g: EventGraph, desk: Path) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    old = {**saved.to_dict(), "saved": "2020-01-01", "revision": 1}
    keep(desk, "Su-24", old)
    assert g.save_chain("Su-24", SHOT, LAVROV).to_dict() == old
    assert g.saved_chain("Su-24").revision == 1
    assert g.save_chain("Su-24", SHOT, LAVROV, replace=True) == saved


def test_nothing_is_saved_without_a_chain(g: EventGraph) -> None:
    with pytest.raises(InputError, match=r"Nothing is saved as 'far off'\. No "):
        g.save_chain("far off", QUAKE, LAVROV)
    assert g.saved_chains() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "got none"),
        (" \t ", "got none"),
        ("n" * 101, "at most 100 characters; got 101"),
        ("two\nlines", "one line"),
        ("bell\a", "one line"),
        ("half \ud800", "not valid Unicode"),
        ("-k", "begin with a dash"),
    ],
)
def test_a_name_that_cannot_be_used(g: EventGraph, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        g.save_chain(name, SHOT, LAVROV)
    assert g.saved_chains() == []


def test_a_name_is_found_however_its_accents_are_typed(g: EventGraph) -> None:
    g.save_chain("Kyjiw zuru\u0308ck", SHOT, LAVROV)
    assert g.saved_chain("Kyjiw zur\u00fcck ").name == "Kyjiw zur\u00fcck"
    g.delete_chain(" Kyjiw zuru\u0308ck")
    assert g.saved_chains() == []


def test_an_unknown_name(g: EventGraph) -> None:
    for ask in (g.saved_chain, g.rerun_chain, g.delete_chain):
        with pytest.raises(NotFoundError, match="No chain is saved as 'nothing'; `storytrail chains list`"):
            ask("nothing")


def change(value: dict[str, Any], path: tuple[str, ...], what: Any) -> dict[str, Any]:
    """Return a copy of nested objects with one value exchanged."""
    key, *rest = path
    return {**value, key: change(value[key], tuple(rest), what) if rest else what}


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (("events",), ["a", "b"]),
        (("events",), []),
        (("events",), [{"id": "a", "text": 1}]),
        (("from",), "another"),
        (("strengths",), [0.1]),
        (("strengths",), ["0.1", "0.2", "0.3", "0.4"]),
        (("strengths",), [float("nan")] * 4),
        (("saved",), "yesterday"),
        (("revision",), "seven"),
        (("settings",), None),
        (("settings", "k"), 0),
        (("settings", "length"), "2"),
        (("settings", "length"), True),
        (("settings", "mute"), ["NATO"]),
        (("settings", "muted"), [{"id": "NATO"}]),
        (("settings", "exclude"), [7]),
        (("settings", "from"), "3 May"),
    ],
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
)
def test_a_value_of_another_shape_is_one_sentence_and_can_be_deleted(
    g: EventGraph, desk: Path, path: tuple[str, ...], what: Any
) -> None:
    good = g.save_chain("good", SHOT, LAVROV)
    assert len(good.strengths) == 4
    keep(desk, "odd\n", change(good.to_dict(), path, what))
    for ask in (lambda: g.saved_chain("odd\n"), lambda: g.rerun_chain("odd\n")):
        with pytest.raises(InputError, match=r"The saved chain 'odd\\n' has a shape that cannot be read"):
            ask()
    assert (g.saved_chains(), g.unreadable_chains()) == ([good], ["odd\n"])
    g.delete_chain("odd\n")
    assert (g.saved_chains(), g.unreadable_chains()) == ([good], [])


@pytest.mark.parametrize("value", [{}, [], None, "text", {"events": ["a", "b"], "k": 3}])
def test_a_foreign_value_neither_breaks_saving_nor_is_lost_by_it(g: EventGraph, desk: Path, value: Any) -> None:
    keep(desk, "Su-24", value)
    with pytest.raises(InputError, match="cannot be read"):
        g.saved_chain("Su-24")
    with pytest.raises(InputError, match="Another chain"):
        g.save_chain("Su-24", SHOT, LAVROV)
    saved = g.save_chain("Su-24", SHOT, LAVROV, replace=True)
    assert g.saved_chains() == [saved]


def test_settings_that_a_value_does_not_have_are_as_if_nothing_was_said(g: EventGraph, desk: Path) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    keep(desk, "Su-24", {**saved.to_dict(), "settings": {}})
    assert g.saved_chain("Su-24") == saved


def test_the_name_is_the_one_it_is_kept_under(g: EventGraph, desk: Path) -> None:
    saved = g.save_chain("Su-24", SHOT, LAVROV)
    keep(desk, "Su-24 (2)", saved.to_dict())
    assert [chain.name for chain in g.saved_chains()] == ["Su-24", "Su-24 (2)"]
    assert isinstance(g.saved_chain("Su-24 (2)"), SavedChain)
