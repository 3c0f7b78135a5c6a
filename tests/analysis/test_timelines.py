"""Timelines: what is counted, what bursts are called, and which events tell the course."""

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.bins import AnyBin, Bin
from graph.analysis.csr import Array
from graph.analysis.related import RelatedIndex
from graph.analysis.timeline_model import Timeline, TimelineSettings
from graph.analysis.timelines import timeline
from graph.errors import InputError
from graph.model import EventOutline
from tests.analysis.archives import START, archives, index_of, outline
from tests.analysis.courses import OTHERS, STORM_DAY, YEAR, aden, chatter, day_of, now_and_then, storm, two_years
from tests.analysis.test_imports import loaded_after


@pytest.fixture(scope="module")
def index() -> RelatedIndex:
    """Two years with a storm."""
    return two_years()


def everything(index: RelatedIndex) -> Array:
    """All rows."""
    return np.arange(len(index))


def test_the_storm_is_the_burst(index: RelatedIndex) -> None:
    found = timeline(index, aden(index))
    (burst,) = found.bursts
    assert (burst.start, burst.end) == (day_of(STORM_DAY), day_of(STORM_DAY + 9))
    assert burst.label == "gale, Red Sea"
    assert burst.level >= 2
    assert {index.ids[row][:5] for row in burst.events} == {"storm"}
    assert any(row in found.key_events for row in burst.events)


def test_a_burst_is_not_named_by_its_subject(index: RelatedIndex) -> None:
    (burst,) = timeline(index, aden(index), title="Gale").bursts
    assert burst.label == "Red Sea"


def test_a_burst_without_topics_is_named_by_its_first_key_event() -> None:
    days = [*range(0, 2 * YEAR, 60), *range(STORM_DAY, STORM_DAY + 10)]
    bare = [outline(f"aden-{day}", day, f"Ferry sails q{day}", topics=("aden",)) for day in sorted(set(days))]
    index = index_of([*chatter(0, 2 * YEAR), *bare])
    (burst,) = timeline(index, aden(index)).bursts
    assert burst.label == index.openings[burst.events[0]]


def test_what_sets_off_a_burst_tells_it() -> None:
    aftermath = [
        outline(f"after-{day}", STORM_DAY + day, f"Gale kills dockers and sinks a ferry q{day}", headings=("gale",))
        for day in range(1, 10)
    ]
    start = outline("gale begins", STORM_DAY, "Gale strikes, kills dockers, sinks ferry", headings=("gale",))
    both = [dataclasses.replace(event, topic_ids=("aden",)) for event in (start, *aftermath)]
    index = index_of([*chatter(0, 2 * YEAR), *now_and_then(0, 2 * YEAR), *both])
    (burst,) = timeline(index, aden(index)).bursts
    assert index.ids[burst.events[0]] == "gale begins"


def test_counts_beside_the_archive(index: RelatedIndex) -> None:
    found = timeline(index, aden(index), bin="month", first=dt.date(2015, 9, 1), last=dt.date(2017, 8, 31))
    days = index.scorer.days
    assert [str(start) for start in found.starts[:2]] == ["2015-09-01", "2015-10-01"]
    assert len(found.counts) == 24
    assert found.counts.sum() == len(aden(index))
    assert found.volume.sum() == len(index)
    assert found.volume[0] == ((days >= START.toordinal()) & (days < dt.date(2015, 10, 1).toordinal())).sum()
    assert found.shares[13] == pytest.approx(found.counts[13] / found.volume[13])


def test_frames(index: RelatedIndex) -> None:
    found = timeline(index, aden(index), bin="week")
    series, frame = found.to_series(), found.to_frame()
    assert list(frame.columns) == ["start", "count", "archive", "share"]
    assert series.index.name == "start"
    assert series.sum() == len(aden(index))
    assert series.resample("YS").sum().tolist() == frame.set_index("start")["count"].resample("YS").sum().tolist()
    assert {start.weekday() for start in series.index} == {0}
    assert frame["count"].dtype == series.dtype == np.dtype("int64")


def test_empty_bins_are_there_and_have_no_share_where_the_archive_is_silent() -> None:
    index = index_of([*now_and_then(0, 100, 10), *now_and_then(500, 600, 10)])
    found = timeline(index, aden(index), bin="month")
    assert len(found.counts) == 20
    silent = found.volume == 0
    assert silent.sum() == 13
    assert np.isnan(found.shares[silent]).all()
    assert (found.shares[~silent] == 1).all()
    assert (found.bursts, found.gaps) == ((), ())


def test_a_part_is_seen_by_itself(index: RelatedIndex) -> None:
    found = timeline(index, aden(index), first=day_of(STORM_DAY - 20), last=day_of(STORM_DAY + 40))
    assert found.bin == "day"
    assert len(found.counts) == 61
    assert {index.scorer.days[row] for row in found.key_events} <= set(
        range(day_of(STORM_DAY - 20).toordinal(), day_of(STORM_DAY + 40).toordinal() + 1)
    )


def test_a_gap_and_the_twelve_lines() -> None:
    far = 2 * YEAR + 500
    index = two_years([*chatter(2 * YEAR + 1, far + 400), *now_and_then(far, far + 400, 20)])
    found = timeline(index, aden(index))
    rows = aden(index)
    (gap,) = found.gaps
    assert (gap.start, gap.end) == (day_of(2 * YEAR - 10), day_of(far))
    assert list(found.key_events) == sorted(set(found.key_events))
    assert len(found.key_events) <= 12
    assert {rows[0], rows[-1]} <= set(found.key_events)


def test_texts_that_say_the_same_are_told_once() -> None:
    twins = [outline(f"twin-{day}", day, "Dockers in Aden vote to strike again", topics=("aden",)) for day in range(9)]
    others = now_and_then(100, 500, 40)
    index = index_of([*twins, *others])
    told = [index.ids[row] for row in timeline(index, aden(index)).key_events]
    assert sum(event.startswith("twin") for event in told) == 1
    assert len(told) > 3


def test_no_events_make_an_empty_timeline(index: RelatedIndex) -> None:
    found = timeline(index, np.array([], dtype=np.int64))
    assert len(found.starts) == len(found.counts) == len(found.volume) == 0
    assert (found.bursts, found.gaps, found.key_events) == ((), (), ())
    assert found.to_series().empty
    assert found.to_frame().empty
    quiet = timeline(index, aden(index), bin="month", first=dt.date(2030, 1, 1), last=dt.date(2030, 3, 31))
    assert quiet.counts.tolist() == quiet.volume.tolist() == [0, 0, 0]
    beyond = timeline(index, aden(index), first=dt.date(2030, 1, 1))
    assert len(beyond.counts) == 0


def test_one_event_and_one_day() -> None:
    index = index_of([outline(name, 3, f"{OTHERS[place]} {name}") for place, name in enumerate("abcde")])
    one = timeline(index, np.array([2]))
    assert (one.bin, one.counts.tolist(), one.volume.tolist()) == ("day", [1], [5])
    assert one.key_events == (2,)
    whole = timeline(index, everything(index))
    assert whole.counts.tolist() == [5]
    assert (whole.bursts, whole.gaps) == ((), ())
    assert whole.key_events


@settings(max_examples=40)
@given(archives(), st.sampled_from(["auto", "day", "week", "month", "year"]), st.data())
def test_what_holds_for_any_archive(outlines: list[EventOutline], kind: AnyBin, data: st.DataObject) -> None:
    index = index_of(outlines)
    rows = np.array(
        sorted(data.draw(st.sets(st.sampled_from(range(len(index))))) if len(index) else []), dtype=np.int64
    )
    found = timeline(index, rows, bin=kind)
    days, key = index.scorer.days, list(found.key_events)
    assert found.counts.sum() == len(rows)
    assert (found.counts <= found.volume).all()
    assert key == sorted(set(key))
    assert set(key) <= set(rows.tolist())
    assert bool(key) == bool(len(rows))
    for burst in found.bursts:
        assert burst.weight > 0
        assert burst.label
        assert burst.events
        inside = {burst.start.toordinal() <= days[row] <= burst.end.toordinal() for row in burst.events}
        assert inside == {True}


def same(one: Timeline, other: Timeline) -> bool:
    """Whether two timelines tell the same."""
    arrays = zip((one.starts, one.counts, one.volume), (other.starts, other.counts, other.volume), strict=True)
    told = (one.bin, one.bursts, one.gaps, one.key_events) == (other.bin, other.bursts, other.gaps, other.key_events)
    return told and all(np.array_equal(left, right) for left, right in arrays)


def test_the_same_again_from_a_kept_index(index: RelatedIndex) -> None:
    first = timeline(index, aden(index))
    again = RelatedIndex.from_arrays(index.to_arrays())
    assert same(first, timeline(again, aden(again)))
    assert same(first, timeline(two_years(), aden(index)))


def test_settings_limit_what_is_told(index: RelatedIndex) -> None:
    few = TimelineSettings(most_events=3, burst_events=1, label_parts=1, most_bursts=1)
    found = timeline(index, aden(index), settings=few)
    assert len(found.key_events) == 3
    assert [(len(burst.events), burst.label) for burst in found.bursts] == [(1, "gale")]


@pytest.mark.parametrize("rows", [[3, 2], [2, 2], [-1, 2], [0, 10**6]])
def test_rows_that_are_none(index: RelatedIndex, rows: list[int]) -> None:
    with pytest.raises(InputError, match="The rows of a timeline"):
        timeline(index, np.array(rows))


def test_ends_the_wrong_way_round_and_unknown_bins(index: RelatedIndex) -> None:
    with pytest.raises(InputError, match="ends after it begins"):
        timeline(index, aden(index), first=dt.date(2016, 1, 2), last=dt.date(2016, 1, 1))
    unknown: Bin = "fortnight"  # type: ignore[assignment]
    with pytest.raises(InputError, match="fortnight"):
        timeline(index, aden(index), bin=unknown)


def test_a_timeline_needs_no_pandas(tmp_path: Path) -> None:
    index = index_of([*now_and_then(0, 300, 10), *storm(100)])
    assert timeline(index, aden(index)).key_events  # and thereby its neighbours are known
    path = tmp_path / "index.npz"
    np.savez(path, **index.to_arrays())  # type: ignore[arg-type]
    asked = f"""
import numpy
from graph.analysis.related import RelatedIndex
from graph.analysis.timelines import rows_of_topic, timeline
index = RelatedIndex.from_arrays(numpy.load({str(path)!r}, allow_pickle=False))
assert timeline(index, rows_of_topic(index, "aden")).key_events
"""
    assert "pandas" not in loaded_after(asked)
