"""The main job on real input: the whole archive through the command, and questions to it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph import EventGraph
from tests.cli.running import ask, storytrail
from tests.corpus import corpus_folder

pytestmark = pytest.mark.corpus

# Events of a year, by a careful reading of the pages.
COUNTED = {2011: 7580, 2012: 5754, 2014: 3768, 2015: 4941, 2016: 5203}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive") / "store"


@pytest.fixture(scope="module")
def first(store: Path) -> Any:
    """The report of the first load."""
    return ask("load", corpus_folder(), "--no-refresh", store=store)


def test_the_whole_archive_loads(first: Any, store: Path) -> None:
    assert first["documents"] == len(list(corpus_folder().glob("*.txt")))
    assert first["unchanged"] == 0
    assert first["added"] == first["events"] == ask("status", store=store)["events"]
    assert all(issue["code"] and issue["message"] and issue["document"] for issue in first["issues"])


def test_the_counts_are_those_of_a_careful_reading(first: Any, store: Path) -> None:
    assert first["events"]
    with EventGraph.open(store) as g:
        counts = Counter(date.year for date in g.events()["date"])
    assert {year: counts[year] for year in COUNTED} == {y: pytest.approx(n, rel=0.01) for y, n in COUNTED.items()}


def test_a_second_load_changes_nothing_and_says_so(first: Any, store: Path) -> None:
    before = ask("status", store=store)
    again = ask("load", corpus_folder(), "--no-refresh", store=store)
    assert again["documents"] == again["unchanged"] == first["documents"]
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert ask("status", store=store) == before


def named(answer: Any) -> list[str]:
    """The first reason of each entry."""
    return [entry["reasons"][0]["label"] for entry in answer["related"]]


def test_the_geneva_talks_lead_to_their_other_steps(first: Any, store: Path) -> None:
    assert first["events"]
    answer = ask("related", "2016-03-16/the-delegation-of-the-government-of-syria", store=store)
    assert named(answer)[:3] == ["Syrian peace process"] * 3
    texts = [entry["text"] for entry in answer["related"]]
    assert any(text.startswith("The High Negotiations Committee") for text in texts[:3])
    assert any("de Mistura" in text and "reconvene" in text for text in texts)
    assert all("peace" in entry["summary"] or "Syria" in entry["summary"] for entry in answer["related"])


def test_the_event_of_the_seed_leads_to_the_russian_campaign(first: Any, store: Path) -> None:
    assert first["events"]
    answer = ask("related", "2016-02-03/sergey-lavrov-the-foreign-minister-of-russia", store=store)
    campaign = "Russian military intervention in the Syrian Civil War"
    assert named(answer).count(campaign) >= 7
    ids = [entry["id"] for entry in answer["related"]]
    assert sum(event_id.startswith(("2015-12-09", "2015-11-29", "2015-11-24")) for event_id in ids) >= 1
    assert any("Syrian Army" in entry["text"] for entry in answer["same_day"])
    for entry in answer["related"]:
        assert sum(reason["weight"] for reason in entry["reasons"]) == pytest.approx(entry["score"], rel=1e-4)


def test_people_get_a_report_they_can_read(first: Any, store: Path) -> None:
    assert first["events"]
    shown = storytrail("load", corpus_folder() / "2016_February_3.txt", "--no-refresh", store=store)
    assert shown.exit_code == 0
    assert "1 document, 1 unchanged" in shown.stdout
    assert json.loads(storytrail("status", "--json", store=store).stdout)["stale"] == ["clusters", "related", "stories"]
