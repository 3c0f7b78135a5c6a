"""Files of own events loaded again: what they no longer say goes, unless that cannot be known."""

import gzip
import json
from pathlib import Path

import pytest

from tests.ingest.loading import Desk, by_code, own_file

OWN = "own.jsonl"


def own_days(*days: int) -> str:
    return own_file(*({"text": f"Walk of day {day}.", "date": f"2015-05-{day:02}"} for day in days))


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """A store that holds a file of three days of own events, and another file."""
    desk = Desk(tmp_path)
    desk.write({OWN: own_days(4, 5, 6), "other.jsonl": own_file({"text": "Not mine."})})
    desk.load()
    return desk


def test_a_date_that_vanishes_from_an_own_file_goes(own: Desk) -> None:
    report = own.put(OWN, own_days(4, 6))
    assert (report.documents, report.unchanged, report.removed) == (2, 2, 1)
    assert own.ids() == ["not-mine", "walk-of-day-4", "walk-of-day-6"]
    before = own.picture()
    own.rebuild()
    assert own.picture() == before
    assert own.put(OWN, own_days(4, 5, 6)).added == 1


def test_days_that_are_not_asked_for_stay(own: Desk) -> None:
    report = own.put(OWN, own_days(4), last="2015-05-05")
    assert (report.unchanged, report.removed) == (1, 1)
    assert own.ids() == ["not-mine", "walk-of-day-4", "walk-of-day-6"]


def test_no_day_is_taken_out_while_a_line_cannot_be_read(own: Desk) -> None:
    report = own.put(OWN, own_days(4, 5) + '{"date": "2015-05-06", "te')
    assert by_code(report) == ["bad-line"]
    assert report.removed == 0
    assert own.ids() == ["not-mine", "walk-of-day-4", "walk-of-day-5", "walk-of-day-6"]


def test_an_empty_file_takes_nothing_away(own: Desk) -> None:
    report = own.put(OWN, "[]")
    assert (by_code(report), report.removed) == (["no-rows"], 0)
    assert own.ids() == ["not-mine", "walk-of-day-4", "walk-of-day-5", "walk-of-day-6"]


def test_two_files_that_number_their_rows_lose_nothing(own: Desk) -> None:
    own.put("a.jsonl", own_file({"text": "The harbour opens.", "id": "1"}))
    report = own.put("b.jsonl", own_file({"text": "An election is held.", "id": "1"}))
    assert by_code(report) == ["same-id"]
    assert {"The harbour opens.": "1", "An election is held.": "2015-05-04/an-election-is-held"}.items() <= {
        event.text: event.id for event in own.events()
    }.items()
    before = own.picture()
    own.rebuild()
    assert own.picture() == before


def test_a_day_is_held_back_while_lines_of_its_file_cannot_be_read(own: Desk) -> None:
    rows = [{"text": f"Walk {number}."} for number in range(5)]
    own.put("day.jsonl", own_file(*rows))
    report = own.put("day.jsonl", own_file(*rows[:3]) + '{"date": "2015-05-04", "te')
    assert (by_code(report), report.removed) == (["bad-line", "held-back"], 0)
    assert own.put("day.jsonl", own_file(*rows[:3])).removed == 2


def test_a_day_that_did_not_shrink_is_loaded_although_a_line_cannot_be_read(own: Desk) -> None:
    own.put("day.jsonl", own_file({"text": "Walk."}))
    report = own.put("day.jsonl", own_file({"text": "Walk."}, {"text": "Swim."}) + "oops\n")
    assert (by_code(report), report.added) == (["bad-line"], 1)


def test_a_file_that_breaks_off_takes_nothing_away(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("own.jsonl.gz", gzip.compress(own_days(4, 5, 6).encode()))
    before = desk.picture()
    for packed in (gzip.compress(own_days(4).encode())[:-9], b"", b"\x1f\x8b"):
        report = desk.put("own.jsonl.gz", packed)
        assert len(report.issues) == 1
        assert report.removed == 0
        assert desk.picture() == before
    assert desk.put("own.jsonl.gz", gzip.compress(own_days(4).encode())).removed == 2


def test_own_files_of_one_name_in_two_folders_are_two_files(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write({f"a/{OWN}": own_days(4), f"b/{OWN}": own_days(5)})
    desk.load()
    assert desk.ids() == ["walk-of-day-4", "walk-of-day-5"]
    desk.write({f"a/{OWN}": own_days(6)})
    assert desk.load().removed == 1
    assert desk.ids() == ["walk-of-day-6", "walk-of-day-5"]


def test_one_form_of_an_event_is_one_content(own: Desk) -> None:
    rows = [json.loads(line) for line in own_days(4, 5, 6).splitlines()]
    report = own.put(OWN, json.dumps({"events": [dict(reversed(row.items())) for row in reversed(rows)]}))
    assert (report.documents, report.unchanged) == (3, 3)
