"""The commands timeline and turning-points, on the sample, and how counts and spans are said."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cli.spans import length, span
from graph.cli.sparks import BLOCKS, sparks
from tests.cli.running import ask, refused, storytrail
from tests.cli.test_asking import EVENT_KEYS

SHOT, LAVROV = "2015-11-24/f-16s-of-the-turkish-air-force", "2016-02-03/air-strikes-will-go-on"
BURST_KEYS = {"start", "end", "level", "weight", "label", "event_count", "events"}


def words(text: str) -> str:
    """A text with all white space made one blank, as boxes and wrapping may break it."""
    return " ".join(text.replace("│", " ").split())


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path) -> Path:
    """A store of the sample that may be written to."""
    shutil.copytree(sample_store, tmp_path / "store")
    return tmp_path / "store"


# -- timeline ------------------------------------------------------------------------------------------------


def test_a_timeline_has_the_shape_of_the_interface(sample_store: Path) -> None:
    answer = ask("timeline", "Syria", store=sample_store)
    assert answer["subject"] == {"kind": "topic", "id": "syria", "label": "Syria"}
    assert {"subject", "bin", "counts", "bursts", "gaps", "events"} <= {*answer}
    assert sum(count["count"] for count in answer["counts"]) == answer["event_count"] > answer["linked_count"]
    assert {*answer["counts"][0]} == {"start", "count", "archive"}
    assert 0 < len(answer["events"]) <= 12
    assert {*answer["events"][0]} == EVENT_KEYS
    assert answer["bursts"]
    for burst in answer["bursts"]:
        assert {*burst} == BURST_KEYS
        assert burst["start"] <= burst["end"]
        assert len(burst["events"]) <= burst["event_count"]


def test_a_timeline_is_of_one_thing(desk: Path) -> None:
    story = ask("event", SHOT, store=desk)["story"]["id"]
    cluster = ask("clusters", store=desk)["clusters"][0]["id"]
    ask("chain", SHOT, LAVROV, "--save", "the jet", store=desk)
    for option, name in (("--story", story), ("--cluster", cluster), ("--chain", "the jet")):
        answer = ask("timeline", option, name, store=desk)
        assert f"--{answer['subject']['kind']}" == option
        assert answer["event_count"] > 0
        printed = storytrail("timeline", option, name, store=desk).stdout
        assert printed.startswith(f"{answer['subject']['label']}  ({option[2:]})\n{answer['event_count']} events from ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "A timeline is of one thing: a TOPIC, --story, --cluster or --chain."),
        (("Syria", "--story", "x"), "got TOPIC and --story"),
        (("--story", "x", "--linked"), "--linked is for the timeline of a TOPIC"),
        (("Syria", "--bin", "hour"), "'hour' is not one of"),
        (("Syria", "--story", "x", "--json"), "got TOPIC and --story"),
    ],
)
def test_wrong_usage_exits_2_with_a_sentence(sample_store: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = storytrail("timeline", *arguments, store=sample_store)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in words(answer.stderr)


def test_what_a_timeline_cannot_be_of(sample_store: Path) -> None:
    assert refused("timeline", "Nowhere Land", store=sample_store)[0] == "not-found"
    assert refused("timeline", "--chain", "nothing", store=sample_store)[0] == "not-found"
    assert refused("timeline", "--story", "atlantis", store=sample_store)[0] == "not-found"
    bounds = ("--from", "2016-02-01", "--to", "2016-01-01")
    assert refused("timeline", "Syria", *bounds, store=sample_store)[0] == "bad-input"


def test_a_timeline_for_people(sample_store: Path) -> None:
    answer = ask("timeline", "Syria", "--bin", "month", store=sample_store)
    printed = storytrail("timeline", "Syria", "--bin", "month", store=sample_store).stdout
    lines = printed.splitlines()
    most = max(count["count"] for count in answer["counts"])
    named = answer["event_count"] - answer["linked_count"]
    assert lines[0] == "Syria"
    assert re.fullmatch(rf"{answer['event_count']} events from .*\d; most in \w+ \d+ \({most}\)\.", lines[1])
    assert lines[2] == f"{answer['linked_count']} link the topic, {named} only name it; --linked leaves these out."
    assert lines[4].startswith(f"Events by month; █ is {most}, ")
    of_2016 = sum(count["count"] for count in answer["counts"] if count["start"].startswith("2016"))
    assert next(line for line in lines if line.startswith("2016  ")).split()[-1] == str(of_2016)
    assert "\n2013  no events in the archive\n" in printed
    burst = answer["bursts"][0]
    told = span(dt.date.fromisoformat(burst["start"]), dt.date.fromisoformat(burst["end"]), short=True)
    assert re.search(rf"\n{told} +{3 ** burst['level']}x +{burst['event_count']}  {burst['label']}\n", printed)
    assert lines[-len(answer["events"]) :] == [f"{event['date']}  {event['text']}" for event in answer["events"]]
    assert max(len(line) for line in lines[4:12]) < 80
    linked = storytrail("timeline", "Syria", "--linked", store=sample_store).stdout
    assert linked.splitlines()[1].startswith(f"{answer['linked_count']} events from ")
    assert "only name it" not in linked


def test_silences_are_said_in_words(sample_store: Path) -> None:
    gaps = ask("timeline", "Fukushima Daiichi nuclear disaster", store=sample_store)["gaps"]
    printed = storytrail("timeline", "Fukushima Daiichi nuclear disaster", store=sample_store).stdout
    assert gaps
    for gap in gaps:
        assert f"\nsilent for {length(gap['days'])}, " in printed
        assert f"; the archive has {gap['archive_days']} days with events then\n" in printed
    assert "Silences" not in storytrail("timeline", "Syria", store=sample_store).stdout


def test_no_events_in_a_time_say_what_to_do_next(sample_store: Path) -> None:
    answer = storytrail("timeline", "Syria", "--from", "1990-01-01", "--to", "1990-12-31", store=sample_store)
    assert (answer.exit_code, answer.stdout) == (0, "Syria\n")
    assert "other bounds of --from and --to" in answer.stderr


# -- turning points ------------------------------------------------------------------------------------------


def test_turning_points_have_the_shape_of_the_interface(sample_store: Path) -> None:
    answer = ask("turning-points", "--limit", "4", store=sample_store)
    assert len(answer["points"]) == 4
    for point in answer["points"]:
        assert {*point} == {"event", "kind", "score", "joins", "summary"}
        assert {*point["event"]} == EVENT_KEYS
        assert point["kind"] in ("bridge", "keystone", "onset")
    story = ask("stories", "--limit", "1", store=sample_store)["stories"][0]
    of_story = ask("turning-points", "--story", story["id"], store=sample_store)["points"]
    assert {point["event"]["id"] for point in of_story} <= {*story["events"]}
    of_topic = ask("turning-points", "--topic", "Syria", store=sample_store)["points"]
    assert of_topic
    assert refused("turning-points", "--topic", "Nowhere Land", store=sample_store)[0] == "not-found"


def test_turning_points_for_people(sample_store: Path) -> None:
    points = ask("turning-points", "--limit", "3", store=sample_store)["points"]
    printed = storytrail("turning-points", "--limit", "3", store=sample_store).stdout
    for place, point in enumerate(points, 1):
        event = point["event"]
        story = f"\n    story: {event['story']['label']}  ({event['story']['id']})" if event["story"] else ""
        assert f"\n{place:2}. {event['date']}\n    {event['text']}\n    {point['summary']}{story}\n" in printed


def test_no_turning_points_say_what_to_do_next(sample_store: Path) -> None:
    answer = storytrail("turning-points", "--topic", "Boeing 777", store=sample_store)
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "`storytrail timeline`" in answer.stderr


# -- counts as blocks ----------------------------------------------------------------------------------------


def test_a_year_of_months_is_a_row() -> None:
    counts = [(dt.date(2014, month, 1), count, 5) for month, count in ((11, 1), (12, 8))]
    counts += [(dt.date(2015, month, 1), 0, 5 if month > 1 else 0) for month in range(1, 13)]
    counts += [(dt.date(2016, 1, 1), 4, 5)]
    rows = sparks("month", counts, 80)
    assert rows[0] == "Events by month; █ is 8, · is none, blank where the archive has no events"
    assert rows[1].split() == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert rows[2:] == [
        f"2014  {' ' * 40}▁▁▁ ███        9",
        f"2015      {'··· ' * 11}       0",
        f"2016  ▄▄▄ {' ' * 44}       4",
    ]


def test_weeks_and_days_stand_below_their_months_and_numbers() -> None:
    weeks = sparks("week", [(dt.date(2014, 3, 3), 2, 3), (dt.date(2014, 12, 29), 1, 3)], 80)
    assert weeks[2].index("█") == weeks[1].index("Mar")
    assert weeks[2].split()[-1] == "3"
    days = sparks("day", [(dt.date(2014, 3, 11), 2, 3), (dt.date(2014, 3, 31), 1, 3)], 80)
    assert (days[2].index("█"), days[2].index("▄")) == (days[1].index("11"), days[1].index("31"))
    assert all(len(row) < 80 for row in (*weeks, *days))


def test_long_silence_is_one_row() -> None:
    counts = [(dt.date(year, 1, 1), int(year in (2000, 2008)), 9) for year in range(2000, 2009)]
    rows = sparks("month", counts, 80)[2:]
    assert [row[:24].rstrip() for row in rows] == ["2000  ███", "2001  none until 2007", "2008  ███"]


def test_long_silence_is_one_bar() -> None:
    counts = [(dt.date(year, 1, 1), int(year in (2000, 2008, 2011)), int(year != 2009)) for year in range(2000, 2012)]
    rows = sparks("year", counts, 40)[1:]
    assert [row.split(" ", 1)[0] for row in rows] == ["2000", "2001", "2008", "2009", "2010", "2011"]
    assert rows[1] == "2001  none until 2007"
    assert rows[3:5] == ["2009  no events in the archive", "2010  0"]


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=40), st.integers(30, 200))
def test_bars_fit_the_width_and_tell_the_counts(counts: list[int], width: int) -> None:
    bins = [(dt.date(1980 + place, 1, 1), count, count) for place, count in enumerate(counts)]
    rows = sparks("year", bins, width)[1:]
    assert len(rows) == len(counts)
    for row, count in zip(rows, counts, strict=True):
        assert len(row) <= width
        assert row.endswith(f" {count:,}")
        assert (BLOCKS[-1] in row) >= (count == max(counts))


@given(st.dates(dt.date(1900, 1, 1)), st.integers(0, 4000))
def test_spans_say_both_ends_once(first: dt.date, days: int) -> None:
    last = min(first, dt.date(9000, 1, 1)) + dt.timedelta(days)
    first = last - dt.timedelta(days)
    told = span(first, last)
    assert told.endswith(str(last.year))
    assert told.startswith(str(first.day))
    assert told.count(" to ") == (days > 0)
    assert told.count(str(first.year)) == 1 or first.year != last.year
