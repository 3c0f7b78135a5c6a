import datetime as dt
from typing import Any

import pytest

from dashboard import charts
from tests.dashboard.events import DAY, answer, entry, event


def test_an_empty_stretch_is_drawn_as_nothing_not_left_out() -> None:
    unit, frame = charts.bins([(dt.date(2016, 1, 4), 3), (dt.date(2016, 1, 6), 1), (dt.date(2016, 1, 20), 2)])
    assert unit == "week"
    assert list(frame["events"]) == [4, 0, 2]
    assert (frame["first"][0], frame["last"][0]) == ("2016-01-04", "2016-01-10")
    assert frame["said"][0] == "4 January 2016 – 10 January 2016"


@pytest.mark.parametrize(("years", "unit"), [(1, "week"), (6, "month"), (60, "year")])
def test_bars_get_wider_with_the_record(years: int, unit: str) -> None:
    named, frame = charts.bins([(dt.date(1950, 3, 5), 1), (dt.date(1950 + years, 3, 5), 1)])
    assert named == unit
    assert frame["events"].sum() == 2
    assert len(frame) < 170


def test_no_activity_makes_no_bars() -> None:
    assert len(charts.bins([])[1]) == 0


def test_every_related_event_is_a_disc_in_time_sized_by_strength() -> None:
    points = charts.relation_points(answer([entry(-2, 3.0), entry(5, 6.0)], [entry(0, 1.5)]))
    assert list(points["strength"]) == [0.5, 1.0, 0.25]
    assert list(points["when"]) == [
        "1 February 2016, 2 days earlier",
        "8 February 2016, 5 days later",
        "3 February 2016, the same day",
    ]


def marks(spec: dict[str, Any]) -> list[str]:
    """The kinds of marks of a layered chart."""
    return [layer["mark"]["type"] for layer in spec["layer"]]


def test_the_strip_draws_stems_the_event_itself_and_discs() -> None:
    asked = answer([entry(-2, 3.0), entry(5, 6.0)])
    spec = charts.relation_chart(asked.event, asked).to_dict()
    assert marks(spec) == ["rule", "rule", "point"]
    assert [param["name"] for param in spec["params"]] == [charts.PICK]
    assert spec["layer"][2]["encoding"]["x"]["scale"]["type"] == "utc"


def test_the_same_day_is_a_ring_without_a_stem_on_the_line_of_the_event() -> None:
    asked = answer([entry(5, 6.0)], [entry(0, 1.5)])
    spec = charts.relation_chart(asked.event, asked).to_dict()
    stems, _, discs = (spec["datasets"][layer["data"]["name"]] for layer in spec["layer"])
    assert [row["side"] for row in stems] == ["After"]
    assert [row["side"] for row in discs] == ["After", "Same day"]
    hollow = spec["layer"][2]["encoding"]["fillOpacity"]
    assert hollow["condition"] == {"test": "(datum.side === 'Same day')", "value": 0}


def test_a_strip_of_one_day_still_has_width() -> None:
    asked = answer([], [entry(0, 1.0)])
    ends = charts.relation_chart(event(0), asked).to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    first, last = (dt.date(end["year"], int(end["month"]), end["date"]) for end in ends)
    assert first < DAY < last


def test_the_bars_of_activity_can_be_picked_by_their_days() -> None:
    spec = charts.activity_chart([(DAY, 3)]).to_dict()
    assert spec["params"][0]["select"]["fields"] == ["first", "last"]
    assert spec["mark"]["type"] == "bar"
