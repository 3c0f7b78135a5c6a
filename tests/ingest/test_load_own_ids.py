"""Ids that a person's own files give: kept, never given to anything else, and shared with what a store calls so."""

import json
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tests.ingest.loading import DAY, JUDGE, ORCHID, STRIKE, Desk, by_code, day_page, item, own_file

NEXT = DAY + timedelta(days=2)
PORTAL, NEXT_PORTAL = "2015_May_4.txt", "2015_May_6.txt"
RULING = "A judge in The Hague lets the Rotterdam dock workers carry on."
STRIKE_SLUG = "dock-workers-in-rotterdam-lay-down-their-tools-over-pensions"


def test_an_own_id_is_kept_whatever_becomes_of_the_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for text in ("I was there.", "Rain falls.", "Rain falls!"):
        desk.put("a.jsonl", own_file({"text": text, "id": "walk-1"}, {"text": "Rain falls."}))
        assert desk.texts() == {"": text, "rain-falls": "Rain falls."}
        assert "walk-1" in {event.id for event in desk.events()}
    desk.put("a.jsonl", own_file({"text": "Rain falls."}))
    assert desk.ids() == ["rain-falls"]


def test_an_event_that_is_called_as_one_of_the_portal_is_that_one(tmp_path: Path) -> None:
    mine = own_file({"text": "The docks stand still.", "id": f"{DAY}/{STRIKE_SLUG}", "excerpt": "I saw it."})
    files = {PORTAL: day_page(item(JUDGE), item(STRIKE, "Rotterdam")), "mine.jsonl": mine}
    pictures = []
    for place, order in enumerate([[PORTAL, "mine.jsonl"], ["mine.jsonl", PORTAL], None]):
        desk = Desk(tmp_path / str(place))
        desk.write(files)
        for name in order or []:
            desk.load(name)
        assert desk.load().unchanged == (2 if order else 0)
        assert desk.texts()[STRIKE_SLUG] == STRIKE
        assert [event.excerpt for event in desk.events()] == ["", "I saw it."]
        pictures.append(desk.picture())
        desk.rebuild()
        pictures.append(desk.picture())
        desk.unload(f"portal/{DAY}")
        assert desk.texts() == {STRIKE_SLUG: "The docks stand still."}
        desk.load()
        pictures.append(desk.picture())
    assert all(picture == pictures[0] for picture in pictures)


def test_one_own_id_in_two_files_is_one_event(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("b.jsonl", own_file({"text": "Rain falls again.", "id": "walk-1", "excerpt": "Much."}))
    desk.put("a.jsonl", own_file({"text": "Rain falls.", "id": "walk-1"}))
    (event,) = desk.events()
    assert (event.id, event.text, event.excerpt) == ("walk-1", "Rain falls.", "Much.")
    desk.unload(f"events/a.jsonl/{DAY}")
    assert [(event.id, event.text) for event in desk.events()] == [("walk-1", "Rain falls again.")]


@pytest.mark.parametrize("first", ["a", "b"])
def test_an_own_id_of_another_day_is_taken(tmp_path: Path, first: str) -> None:
    desk = Desk(tmp_path)
    days = {"a": DAY, "b": NEXT}
    desk.write({f"{name}.jsonl": own_file({"text": f"Walk {name}.", "id": "w"}, day=days[name]) for name in days})
    assert by_code(desk.load(f"{first}.jsonl")) == []
    other = "b" if first == "a" else "a"
    report = desk.load(f"{other}.jsonl")
    assert [(issue.code, issue.document, issue.text) for issue in report.issues] == [
        ("taken-id", f"events/{other}.jsonl/{days[other]}", "w")
    ]
    expected = {("w", f"Walk {first}."), (f"{days[other]}/walk-{other}", f"Walk {other}.")}
    assert {(event.id, event.text) for event in desk.events()} == expected
    # nor does anything that comes later give it away
    before = desk.picture()
    assert by_code(desk.rebuild()) == ["taken-id"]
    assert desk.picture() == before
    desk.put("more.jsonl", own_file({"text": "More."}, {"text": "Less.", "date": str(NEXT)}))
    assert expected <= {(event.id, event.text) for event in desk.events()}


def test_an_id_made_for_another_day_is_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    report = desk.put("a.jsonl", own_file({"text": "Rain.", "id": f"{NEXT}/rain"}))
    assert (by_code(report), desk.ids()) == (["taken-id"], ["rain"])


def exported(desk: Desk) -> str:
    """What our own commands print of all events, as lines of JSON."""
    return "".join(json.dumps(event.to_dict()) + "\n" for event in desk.events())


def named(desk: Desk) -> list[tuple[str, str]]:
    return sorted((event.id, event.text) for event in desk.events())


@pytest.mark.parametrize("order", list(permutations([PORTAL, NEXT_PORTAL, "export.jsonl"])), ids="-".join)
def test_an_export_of_a_store_beside_its_pages_is_nothing_new(tmp_path: Path, order: Sequence[str]) -> None:
    first = Desk(tmp_path / "first")
    first.write({NEXT_PORTAL: day_page(item(RULING, "The Hague"), day=NEXT)})
    first.put(PORTAL, day_page(item(STRIKE), item("Talks open."), item("Talks open!"), item(ORCHID, "Borneo")))
    first.load(NEXT_PORTAL)
    pages = first.picture()
    second = Desk(tmp_path / "second")
    second.write({"export.jsonl": exported(first)})
    assert (second.load().issues, named(second)) == ((), named(first))
    third = Desk(tmp_path / "third")
    third.write({path.name: path.read_bytes() for path in [*first.pages.iterdir(), second.pages / "export.jsonl"]})
    for name in order:
        assert third.load(name).issues == ()
    assert named(third) == named(first)
    assert {event.document for event in third.events()} == {f"portal/{DAY}", f"portal/{NEXT}"}
    third.rebuild()
    assert named(third) == named(first)
    for day in (DAY, NEXT):
        third.unload(f"events/export.jsonl/{day}")
    assert third.picture() == pages


@pytest.mark.parametrize("order", list(permutations([PORTAL, "export.jsonl"])), ids="-".join)
def test_an_export_of_events_that_were_edited_is_nothing_new_either(tmp_path: Path, order: Sequence[str]) -> None:
    first = Desk(tmp_path / "first")
    first.put(PORTAL, day_page(item("Talks open in Bern."), item("Rain.")))
    first.put(PORTAL, day_page(item("Rain."), item("Talks open in Bern again.")))
    assert first.ids() == ["rain", "talks-open-in-bern"]
    second = Desk(tmp_path / "second")
    second.write({"export.jsonl": exported(first), PORTAL: (first.pages / PORTAL).read_bytes()})
    for name in order:
        second.load(name)
    assert list(second.texts().values()) == ["Rain.", "Talks open in Bern again."]
    assert second.ids()[1] == ("talks-open-in-bern" if order[1] == PORTAL else "talks-open-in-bern-again")
