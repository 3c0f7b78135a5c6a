"""The commands that correct topics, on a real store."""

import datetime as dt
import json
from pathlib import Path

import pytest

from graph.model import Redirect
from graph.store.folder import open_store
from tests.cli.running import ask, refused, storytrail

FERRY = """{{Current events header|2015|05|04}}

<!-- All news items below this line -->
;Disasters and accidents
*A ferry runs aground off [[Burma]]. [http://www.example.org/ferry (Example News)]
*[[US]] divers and the [[U.S.]] coast guard search for the crew off [[Burma]]. [http://www.example.org/divers (Example)]
*The [[United States]] pays for the search in [[Myanmar]]. [http://www.example.org/pays (Example News)]
*The [[United States]] and the [[WHO]] help [[Myanmar]], as [[Myanmar]] asked. [http://www.example.org/doctor (Example)]

<!-- All news items above this line -->{{Current events footer}}
"""
FERRY_NEXT = """{{Current events header|2015|05|06}}

<!-- All news items below this line -->
;Disasters and accidents
*[[Burma]] raises the ferry with a crane from the [[US]]. [http://www.example.org/crane (Example News)]

<!-- All news items above this line -->{{Current events footer}}
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "2015_May_4.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "2015_May_6.txt").write_text(FERRY_NEXT, encoding="utf-8")
    ask("load", pages, store=tmp_path / "store")
    return tmp_path / "store"


def spellings(topic: str, store: Path) -> dict[str, str]:
    return {spelling["title"]: spelling["by"] for spelling in ask("topic", topic, store=store)["spellings"]}


def topics(store: Path) -> dict[str, int]:
    rows = ask("query", "MATCH (t:Topic) RETURN t.id, t.event_count", store=store)["rows"]
    return {str(name): int(count) for name, count in rows}


def corrections(store: Path) -> list[tuple[str, str, str]]:
    data = json.loads(storytrail("user", "export", "-", store=store).stdout)
    return [(each["kind"], each["name"], each["into"]) for each in data["corrections"]]


def test_merged_topics_are_one_and_say_so(store: Path) -> None:
    done = ask("topic-merge", "Myanmar", "Burma", store=store)
    assert (done["topic"]["id"], done["topic"]["event_count"], done["moved"]) == ("myanmar", 4, 2)
    view = ask("topic", "burma", store=store)
    assert view["topic"]["id"] == "myanmar"
    assert len(view["events"]) == 4
    assert spellings("Myanmar", store) == {"Myanmar": "label", "Burma": "person"}
    assert "burma" not in topics(store)


def test_the_spellings_are_printed_with_their_ground(store: Path) -> None:
    ask("topic-merge", "United States", "WHO", store=store)
    shown = storytrail("topic", "United States", store=store).stdout
    assert "also: " in shown
    assert "U.S. (a spelling)" in shown
    assert "WHO (your correction, 20" in shown


def test_a_merge_holds_for_what_is_loaded_later_and_through_a_rebuild(store: Path) -> None:
    ask("topic-merge", "Myanmar", "Burma", store=store)
    ask("load", store.parent / "2015_May_6.txt", store=store)
    assert topics(store)["myanmar"] == 5
    ask("rebuild", store=store)
    assert topics(store)["myanmar"] == 5
    assert "burma" not in topics(store)


def test_merging_back_changes_which_name_stays(store: Path) -> None:
    ask("topic-merge", "Myanmar", "Burma", store=store)
    ask("topic-split", "Burma", store=store)
    before = topics(store)
    ask("topic-merge", "Burma", "Myanmar", store=store)
    assert (before["burma"], before["myanmar"]) == (2, 2)
    assert topics(store)["burma"] == 4
    assert "myanmar" not in topics(store)


def test_a_spelling_is_split_off_and_stays_off(store: Path) -> None:
    before = topics(store)
    done = ask("topic-split", "US", store=store)
    assert (done["topic"]["id"], done["topic"]["aliases"], done["moved"]) == ("US", ["US"], 1)
    assert set(spellings("United States", store)) == {"United States", "U.S."}
    assert spellings("US", store) == {"US": "person"}
    ask("load", store.parent / "2015_May_6.txt", store=store)
    assert topics(store)["US"] == 2
    ask("rebuild", store=store)
    assert topics(store)["US"] == 2
    ask("topic-merge", "United States", "US", store=store)
    assert topics(store)["united states"] == before["united states"] + 1


def test_corrections_go_with_a_person_to_another_store(store: Path, tmp_path: Path) -> None:
    ask("topic-merge", "Myanmar", "Burma", store=store)
    ask("topic-split", "US", store=store)
    file, other = tmp_path / "mine.json", tmp_path / "other"
    ask("user", "export", file, store=store)
    ask("load", tmp_path / "pages", store=other)
    assert ask("user", "import", file, store=other)["imported"] == 2
    assert topics(other) == topics(store)
    assert ask("user", "import", file, store=other)["imported"] == 0


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("topic-merge", "Myanmar", "Atlantis"), "not-found", "search"),
        (("topic-merge", "Atlantis", "Myanmar"), "not-found", "search"),
        (("topic-merge", "U.S.", "United States"), "bad-input", "topic-split"),
        (("topic-split", "Atlantis"), "not-found", "search"),
        (("topic-split", "Burma"), "bad-input", "only spelling"),
        (("topic-split", "United States"), "bad-input", "'U.S.'"),
    ],
)
def test_what_cannot_be_corrected_is_said_and_not_kept(
    store: Path, words: tuple[str, ...], code: str, hint: str
) -> None:
    before = topics(store)
    found, sentence = refused(*words, store=store)
    assert found == code
    assert hint in sentence
    assert corrections(store) == []
    assert topics(store) == before


def test_a_redirect_is_said_with_its_day_and_can_be_undone(store: Path) -> None:
    with open_store(str(store)) as opened:
        opened.documents.learn([Redirect("Burma", "Myanmar", dt.date(2026, 11, 1))])
    ask("rebuild", store=store)
    assert topics(store)["myanmar"] == 4
    view = ask("topic", "Burma", store=store)
    assert {"title": "Burma", "by": "redirect", "since": "2026-11-01"} in view["spellings"]
    assert "also: Burma (a redirect, 2026-11-01)" in storytrail("topic", "Myanmar", store=store).stdout
    ask("topic-split", "Burma", store=store)
    assert (topics(store)["burma"], topics(store)["myanmar"]) == (2, 2)


def test_topics_that_only_capitals_tell_apart_are_both_found(tmp_path: Path) -> None:
    lines = [
        {"date": "2015-05-04", "text": "A temple is dug out.", "topics": ["Isis"]},
        {"date": "2015-05-04", "text": "A town is taken.", "topics": ["ISIS"]},
        {"date": "2015-05-05", "text": "A doctor arrives.", "topics": ["WHO"]},
    ]
    file, place = tmp_path / "mine.jsonl", tmp_path / "store"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ask("load", file, store=place)
    found = ask("search", "isis", "--kind", "topics", store=place)["topics"]
    assert {topic["label"] for topic in found} == {"Isis", "ISIS"}
    assert [ask("topic", name, store=place)["topic"]["label"] for name in ("ISIS", "Isis", "isis", "who")] == [
        "ISIS",
        "Isis",
        "Isis",
        "WHO",
    ]
