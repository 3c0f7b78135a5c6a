"""Topics through loads: redirects of a dump and corrections of a person hold for what is there and what comes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from graph import EventGraph
from tests.ingest.loading import DAY, Desk, day_page, item
from tests.ingest.making import dump_of, page_of, revision_of

NEXT = DAY + timedelta(days=1)
FERRY = day_page(item("A ferry sinks off Burma.", "Burma"), item("Myanmar counts the lost.", "Myanmar"))
DIVERS = day_page(
    item("Burma sends divers.", "Burma"), item("Burma thanks Kaput Mundi.", "Burma", "Kaput Mundi"), day=NEXT
)
SEEN = date(2022, 3, 3)


def redirect(title: str, target: str) -> str:
    text = revision_of(f"#REDIRECT [[{target}]]", 7, str(SEEN))
    return page_of(title, text, namespace=0, redirect=target.partition("#")[0])


DUMP = dump_of(
    redirect("Burma", "Myanmar"),
    redirect("Kaput Mundi", "Rome#Names"),
    redirect("Nobody links this", "Myanmar"),
    page_of("Portal:Current events/2015 May 4", revision_of(FERRY, 41)),
)


def topics(desk: Desk) -> dict[str, tuple[str, set[str], int]]:
    """Return label, spellings and number of events of each topic."""
    found = desk.picture()["topics"]
    return {topic.id: (topic.label, set(topic.aliases), topic.event_count) for topic in found}


def grounds(desk: Desk, topic: str) -> dict[str, tuple[str, date | None]]:
    with EventGraph.open(desk.url) as g:
        return {spelling.title: (spelling.by, spelling.since) for spelling in g.topic(topic).spellings}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_dump_of_pages_and_redirects_merges_topics(desk: Desk) -> None:
    desk.put("dump.xml", DUMP)
    assert topics(desk) == {"myanmar": ("Myanmar", {"Burma", "Myanmar"}, 2)}
    before = desk.picture()
    # a page that comes later follows the redirect; the most frequent spelling is the label
    desk.put("2015_May_5.txt", DIVERS)
    assert topics(desk) == {
        "myanmar": ("Burma", {"Burma", "Myanmar"}, 4),
        "kaput mundi": ("Kaput Mundi", {"Kaput Mundi"}, 1),
    }
    assert grounds(desk, "Myanmar")["Myanmar"] == ("spelling", None)
    both = desk.picture()
    desk.rebuild()
    assert desk.picture() == both
    desk.unload(f"portal/{NEXT}")
    assert desk.picture() == before
    assert desk.load("dump.xml").unchanged == 1
    assert desk.picture() == before


def test_a_merge_by_redirect_says_so_and_since_when(desk: Desk) -> None:
    more = FERRY.replace("counts", "and [[Myanmar]]'s neighbours count").replace("the lost", "[[Myanmar]]'s lost")
    desk.put(
        "dump.xml",
        dump_of(redirect("Burma", "Myanmar"), page_of("Portal:Current events/2015 May 4", revision_of(more))),
    )
    assert topics(desk)["myanmar"][0] == "Myanmar"
    assert grounds(desk, "Myanmar") == {"Myanmar": ("label", None), "Burma": ("redirect", SEEN)}


def test_a_redirect_that_comes_after_the_pages_brings_their_topics_together(desk: Desk) -> None:
    desk.put("2015_May_4.txt", FERRY)
    desk.put("2015_May_5.txt", DIVERS)
    assert set(topics(desk)) == {"burma", "myanmar", "kaput mundi"}
    report = desk.put("dump.xml", dump_of(redirect("Burma", "Myanmar")))
    assert (report.documents, report.issues) == (0, ())
    later = desk.picture()
    assert topics(desk)["myanmar"] == ("Burma", {"Burma", "Myanmar"}, 4)
    other = Desk(desk.url.parent / "other")
    other.write({path.name: path.read_bytes() for path in desk.pages.iterdir()})
    other.load()
    assert other.picture() == later
    desk.rebuild()
    assert desk.picture() == later


def test_a_redirect_to_a_section_or_to_another_spelling_merges_nothing(desk: Desk) -> None:
    desk.put(
        "2015_May_5.txt", day_page(item("Kaput Mundi and Rome and ROME.", "Kaput Mundi", "Rome", "ROME"), day=NEXT)
    )
    desk.put("dump.xml", dump_of(redirect("Kaput Mundi", "Rome#Names"), redirect("ROME", "Rome")))
    assert topics(desk) == {
        "kaput mundi": ("Kaput Mundi", {"Kaput Mundi"}, 1),
        "rome": ("Rome", {"ROME", "Rome"}, 1),
    }


def test_corrections_survive_a_rebuild_and_hold_for_days_that_come_later(desk: Desk) -> None:
    desk.put("2015_May_4.txt", FERRY)
    with EventGraph.open(desk.url) as g:
        report = g.merge_topics("Myanmar", "Burma")
    assert (report.topic.id, report.moved) == ("myanmar", 1)
    desk.put("2015_May_5.txt", DIVERS)
    assert topics(desk)["myanmar"][2] == 4
    assert "burma" not in topics(desk)
    merged = desk.picture()
    desk.rebuild()
    assert desk.picture() == merged


def test_a_spelling_that_was_split_off_stays_apart(desk: Desk) -> None:
    page = day_page(item("The US and the United States and U.S. differ.", "US", "United States", "U.S."))
    desk.put("2015_May_4.txt", page)
    assert set(topics(desk)) == {"united states"}
    with EventGraph.open(desk.url) as g:
        assert g.split_topic("US").topic.label == "US"
    desk.put(
        "2015_May_5.txt",
        day_page(item("US divers help.", "US"), item("The United States help.", "United States"), day=NEXT),
    )
    assert {name: shown[1:] for name, shown in topics(desk).items()} == {
        "US": ({"US"}, 2),
        "united states": ({"United States", "U.S."}, 2),
    }
    split = desk.picture()
    desk.rebuild()
    assert desk.picture() == split


def test_a_persons_word_holds_over_redirects(desk: Desk) -> None:
    desk.put("dump.xml", DUMP)
    with EventGraph.open(desk.url) as g:
        assert g.split_topic("Burma").topic.id == "burma"
    desk.load("dump.xml")
    desk.put("2015_May_5.txt", DIVERS)
    assert {name: shown[2] for name, shown in topics(desk).items()} == {"burma": 3, "kaput mundi": 1, "myanmar": 1}
    assert grounds(desk, "burma")["Burma"][0] == "person"
    apart = desk.picture()
    desk.rebuild()
    assert desk.picture() == apart
