"""Several documents that tell of one event: whatever order they come and go in, the graph is the same."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.loading import (
    DAY,
    JUDGE,
    STRIKE,
    Desk,
    day_index,
    day_page,
    event_page,
    item,
    own_file,
)

NEXT = DAY + timedelta(days=2)
RULING = "A judge in The Hague lets the Rotterdam dock workers carry on."
RULING_SLUG = "a-judge-in-the-hague-lets-the-rotterdam-dock-workers-carry-on"
STRIKE_SLUG = "dock-workers-in-rotterdam-lay-down-their-tools-over-pensions"
RELATED = f"1. [{RULING} ](/news/2015/05/6/{RULING_SLUG}.md) _Context: Rotterdam_"
LIGHT = "A lighthouse is lit again."

PORTAL, PAGE, INDEX, OWN = "2015_May_4.txt", "strike.md", "index.md", "own.jsonl"
FILES = {
    PORTAL: day_page(
        ";Business", item(STRIKE, "Rotterdam", source="http://www.example.org/a"), item(JUDGE), item("Rain.")
    ),
    PAGE: event_page(STRIKE.removesuffix("."), heading="Harbour strike", excerpt="They want rest.", related=[RELATED]),
    INDEX: day_index(LIGHT, STRIKE, "Rain."),
    OWN: own_file(
        {
            "text": STRIKE.replace(".", "!"),
            "excerpt": "I saw it.",
            "category": "Work",
            "cover_url": "https://own.example/dock.png",
        },
        {"text": LIGHT, "topics": ["Lighthouse"]},
        {"text": "Rain."},
        {"text": "Rain."},
        {"text": "I was there.", "id": "walk-1"},
    ),
}
DOCUMENTS = {
    PORTAL: f"portal/{DAY}",
    PAGE: f"context/{DAY}/{STRIKE_SLUG}",
    INDEX: f"context/{DAY}",
    OWN: f"events/own.jsonl/{DAY}",
}
ORDERS = list(permutations(FILES))


def desk_of(folder: Path, *names: str) -> Desk:
    """A store into which files are loaded one by one."""
    desk = Desk(folder)
    desk.write(FILES)
    for name in names:
        desk.load(name)
    return desk


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[frozenset[str], dict[str, Any]]:
    """The picture of each choice of files, loaded together into a new store."""
    pictures = {}
    for number in range(1, 2 ** len(FILES)):
        names = [name for place, name in enumerate(FILES) if number >> place & 1]
        desk = desk_of(tmp_path_factory.mktemp("alone"))
        desk.load(*names)
        pictures[frozenset(names)] = desk.picture()
    return pictures


def test_an_event_is_that_of_the_document_believed_first_filled_by_the_others(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    report = desk.load()
    told = {event.id[11:] or event.id: event for event in desk.events()}
    strike, light = told[STRIKE_SLUG], told["a-lighthouse-is-lit-again"]
    assert (strike.document, strike.also) == (
        DOCUMENTS[PORTAL],
        (DOCUMENTS[PAGE], DOCUMENTS[INDEX], DOCUMENTS[OWN]),
    )
    assert (strike.text, strike.category, strike.excerpt) == (STRIKE, "Business", "They want rest.")
    assert (strike.topic_ids, strike.cover_url) == (("rotterdam",), "https://own.example/dock.png")
    assert [heading.text for heading in strike.headings] == ["Harbour strike"]
    assert (light.document, light.also, light.topic_ids) == (DOCUMENTS[INDEX], (DOCUMENTS[OWN],), ("lighthouse",))
    assert (told["rain"].also, told["rain-2"].document) == ((DOCUMENTS[INDEX], DOCUMENTS[OWN]), DOCUMENTS[OWN])
    assert (report.documents, report.events, report.added, report.issues) == (4, 6, 6, ())
    assert [event.id for event in desk.events()].count("walk-1") == 1


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_the_order_of_loading_does_not_matter(
    tmp_path: Path, alone: dict[frozenset[str], dict[str, Any]], order: Sequence[str]
) -> None:
    desk = desk_of(tmp_path)
    for number, name in enumerate(order, 1):
        desk.load(name)
        assert desk.picture() == alone[frozenset(order[:number])], order[:number]
    for name in order:
        report = desk.load(name)
        assert (report.unchanged, report.added, report.changed) == (1, 0, 0)
    desk.rebuild()
    assert desk.picture() == alone[frozenset(FILES)]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_who_goes_leaves_what_the_others_tell(
    tmp_path: Path, alone: dict[frozenset[str], dict[str, Any]], order: Sequence[str]
) -> None:
    desk = desk_of(tmp_path)
    desk.load()
    for number, name in enumerate(order[:-1], 1):
        assert desk.unload(DOCUMENTS[name]).documents == 1
        assert desk.picture() == alone[frozenset(order[number:])], order[:number]
    desk.rebuild()
    assert desk.picture() == alone[frozenset(order[-1:])]
    desk.load(*order[:2])
    desk.load(*order[2:])
    assert desk.picture() == alone[frozenset(FILES)]


NINE = "At least nine people are killed by a bomb in the old town of Tarn."
FIVE = NINE.replace("nine", "five")
OF_TARN = {"2015_May_4.txt": day_page(item(NINE)), "bomb.md": event_page(FIVE, excerpt="At noon.")}


@pytest.mark.parametrize("order", list(permutations(OF_TARN)), ids="-".join)
def test_an_event_in_almost_the_same_words_keeps_the_id_it_had_first(tmp_path: Path, order: Sequence[str]) -> None:
    desk = Desk(tmp_path)
    desk.write(OF_TARN)
    desk.load(order[0])
    first = desk.ids()
    documents = {"2015_May_4.txt": f"portal/{DAY}"}
    documents["bomb.md"] = f"context/{DAY}/at-least-five-people-are-killed-by-a-bomb-in-the-old-town-of-tarn"
    desk.load(order[1])
    (event,) = desk.events()
    assert (event.text, event.excerpt, desk.ids()) == (NINE, "At noon.", first)
    for name in order:
        desk.unload(documents[name])
        assert (len(desk.events()), desk.ids()) == (1, first)
        desk.load(name)
        assert desk.ids() == first
        desk.rebuild()
        assert desk.ids() == first


def given_links(desk: Desk) -> list[list[Any]]:
    links: list[list[Any]] = desk.picture()["rows"][3]
    return [list(link) for link in links]


LINK = [f"{DAY}/{STRIKE_SLUG}", f"{NEXT}/{RULING_SLUG}", 0, "Rotterdam"]
RULING_FILE = "2015_May_6.txt"


@pytest.mark.parametrize("order", list(permutations([PORTAL, PAGE, RULING_FILE])), ids="-".join)
def test_given_relations_hold_as_long_as_both_events_are_there(tmp_path: Path, order: Sequence[str]) -> None:
    desk = desk_of(tmp_path)
    desk.write({RULING_FILE: day_page(item(RULING, "The Hague"), day=NEXT)})
    for number, name in enumerate(order, 1):
        desk.load(name)
        assert given_links(desk) == ([LINK] if {PAGE, RULING_FILE} <= set(order[:number]) else [])
    desk.put(RULING_FILE, day_page(item(JUDGE), item(RULING, "Rotterdam"), day=NEXT))
    assert given_links(desk) == [LINK]
    desk.put(PORTAL, day_page(item("Rain."), item(STRIKE, "Rotterdam")))
    assert given_links(desk) == [LINK]
    desk.rebuild()
    assert given_links(desk) == [LINK]
    desk.put(RULING_FILE, day_page(item(JUDGE), day=NEXT))
    assert given_links(desk) == []
    desk.put(RULING_FILE, day_page(item(RULING), day=NEXT))
    assert given_links(desk) == [LINK]
    desk.unload(DOCUMENTS[PORTAL])
    assert given_links(desk) == [LINK]
    desk.unload(DOCUMENTS[PAGE])
    assert given_links(desk) == []
    desk.rebuild()
    assert given_links(desk) == []
