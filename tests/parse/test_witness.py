"""Every real page read twice, by the parser and by a witness; where they differ, the page is listed and explained."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Json
from tests.corpus import corpus_folder
from tests.parse.pages import PAGE, parse
from tests.parse.real import all_pages, later_folder, read_file
from tests.parse.witness import Seen, found, witnessed

LISTED = json.loads((Path(__file__).parent / "differences.json").read_text(encoding="utf-8"))
KINDS, PAGES = LISTED["kinds"], LISTED["pages"]
# pages of other years have been gone through by no one
YEARS = {"1999", *(str(year) for year in range(2000, 2022))} - {"2009", "2013", "2017", "2019"}


@dataclass
class Readings:
    """What the parser and the witness found on the pages of a folder."""

    ours: dict[str, Seen]
    theirs: dict[str, Seen]

    def differences(self) -> dict[str, Json]:
        """Return the pages that they do not agree on, with numbers that say how."""
        pairs = {name: (seen, self.theirs[name]) for name, seen in self.ours.items()}
        return {name: difference(ours, theirs) for name, (ours, theirs) in pairs.items() if ours != theirs}


def difference(ours: Seen, theirs: Seen) -> Json:
    return {
        "events": [ours.events, theirs.events],
        "only_ours": len(ours.titles - theirs.titles),
        "only_witness": len(theirs.titles - ours.titles),
    }


def read_both_ways(folder: Path) -> Readings:
    ours = {name: found(page) for name, page in all_pages(folder).items()}
    return Readings(ours, {name: witnessed(read_file(folder / f"{name}.txt")[0]) for name in ours})


@pytest.fixture(scope="module", params=[corpus_folder, later_folder], ids=["portal", "portal-2020s"])
def readings(request: pytest.FixtureRequest) -> Readings:
    return read_both_ways(request.param())


def test_the_witness_reads_a_page() -> None:
    assert witnessed(PAGE) == found(parse(PAGE))
    assert witnessed(PAGE).events == 4


@pytest.mark.corpus
def test_every_difference_is_explained(readings: Readings) -> None:
    differences = {name: found for name, found in readings.differences().items() if name[:4] in YEARS}
    listed = {name: {**page} for name, page in PAGES.items() if name in readings.ours}
    assert all(page.pop("kind") in KINDS for page in listed.values())
    assert differences == listed


@pytest.mark.corpus
def test_the_two_agree_on_nearly_all_pages(readings: Readings) -> None:
    assert len(readings.differences()) < 0.03 * len(readings.ours)
    total = sum(seen.events for seen in readings.ours.values())
    assert sum(seen.events for seen in readings.theirs.values()) == pytest.approx(total, rel=0.001)


def test_each_kind_of_difference_is_in_use() -> None:
    assert {page["kind"] for page in PAGES.values()} == set(KINDS)
