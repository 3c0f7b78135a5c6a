"""What belongs together: which headings count, whose event is asked in which half, what may be found in which view."""

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.snapshot import Snapshot
from graph.evaluate.truth import Half, Truth
from graph.model import EventOutline
from tests.analysis.alike import assert_alike
from tests.analysis.archives import LABELS, archives, outline
from tests.evaluate.stories import archive, bare, on, story, telling_stories


def ids(snapshot: Snapshot, mask: object) -> set[str]:
    """The events that a mask is set for."""
    return {snapshot.ids[row] for row in np.flatnonzero(np.asarray(mask))}


def test_headings_of_3_to_150_events_on_two_days_count() -> None:
    events = [
        *story("pair", 0, length=2),
        *story("one day", 0, length=5, step=0),
        *story("least", 0, length=3, step=1),
        *story("most", 0, length=150),
        *story("subject", 0, length=151),
    ]
    assert Truth.of(archive(events)).keys == ("least", "most")


def test_a_heading_on_two_days_counts_and_its_events_are_right_for_each_other_but_not_on_one_day() -> None:
    events = [outline(name, day, "", headings=("strike",)) for name, day in (("a", 0), ("b", 0), ("c", 1))]
    snapshot = archive([*events, outline("d", 1, "", headings=("flood",)), outline("e", 1, "")])
    truth = Truth.of(snapshot)
    assert truth.keys == ("strike",)
    assert ids(snapshot, truth.labelled) == {"a", "b", "c"}
    assert ids(snapshot, truth.relevant(snapshot.row("a"))) == {"c"}
    assert ids(snapshot, truth.relevant(snapshot.row("c"))) == {"a", "b"}


def test_unlinked_headings_count_as_linked_ones_do() -> None:
    events = [outline(f"e{day}", day, "", unlinked=("Harvest",)) for day in range(3)]
    assert Truth.of(archive(events)).keys == ("harvest",)


def test_the_innermost_heading_chooses_and_all_of_them_are_right() -> None:
    inner = [outline(f"in{day}", day, "", headings=("war", "siege")) for day in range(3)]
    outer = [outline(f"out{day}", day, "", headings=("war",)) for day in range(5, 8)]
    snapshot = archive(inner + outer)
    truth = Truth.of(snapshot)
    chosen = [truth.keys[story] for story in truth.stories]
    assert chosen == ["siege"] * 3 + ["war"] * 3
    assert ids(snapshot, truth.relevant(0)) == {"in1", "in2", "out5", "out6", "out7"}


def test_halves_are_told_by_year_and_digest() -> None:
    snapshot = archive(telling_stories())
    truth = Truth.of(snapshot)
    asked: dict[Half, set[int]] = {half: set(truth.queries(half).tolist()) for half in ("held", "dev", "all")}
    assert asked["all"] == set(range(len(snapshot)))
    parities: dict[Half, int] = {"dev": 0, "held": 1}
    for half, parity in parities.items():
        expected = {
            row
            for row, event_id in enumerate(snapshot.ids)
            if _year(snapshot, row) % 2 == parity
            and int(hashlib.md5(event_id.rpartition("-")[0].encode()).hexdigest(), 16) % 2 == parity
        }
        assert asked[half] == expected != set()


def _year(snapshot: Snapshot, row: int) -> int:
    return int(np.datetime64(int(snapshot.days[row]) - 719163, "D").astype("datetime64[Y]").astype(int)) + 1970


def test_years_turn_on_new_years_day() -> None:
    events = [outline(name, day, "", headings=("s",)) for name, day in (("a", on(2017, -1)), ("b", on(2017)))]
    events.append(outline("c", on(2017, 365), "", headings=("s",)))
    half: Half = "held" if hashlib.md5(b"s").digest()[-1] % 2 else "dev"
    snapshot = archive(events)
    found = [snapshot.ids[row] for row in Truth.of(snapshot).queries(half)]
    assert found == (["b"] if half == "held" else ["a", "c"])


def test_the_three_views() -> None:
    story_days = {"q": 40, "near": 70, "far": 71, "same": 40}
    events = [outline(name, day, "", headings=("s",)) for name, day in story_days.items()]
    events += [outline("other", 45, ""), outline("distant", 0, "")]
    snapshot = archive(events)
    views = {view.name: view for view in Truth.of(snapshot).views(snapshot.row("q"))}
    may = {name: ids(snapshot, view.eligible) for name, view in views.items()}
    right = {name: ids(snapshot, view.relevant) for name, view in views.items()}
    assert may == {
        "full": {"near", "far", "other", "distant"},
        "cond": {"near", "far"},
        "far": {"far", "distant"},
    }
    assert right == {"full": {"near", "far"}, "cond": {"near", "far"}, "far": {"far"}}
    assert [view.name for view in Truth.of(snapshot).views(snapshot.row("near"))] == ["full", "cond"]


@given(archives())
def test_what_is_right_is_right_both_ways_and_of_another_day(events: list[EventOutline]) -> None:
    snapshot = archive(events)
    truth = Truth.of(snapshot)
    right = np.array([truth.relevant(row) for row in range(len(snapshot))]).reshape(len(snapshot), len(snapshot))
    assert (right == right.T).all()
    assert not right[snapshot.days[:, None] == snapshot.days[None, :]].any()
    assert (right.any(axis=1) == truth.labelled).all()


@given(archives(), st.booleans())
def test_hiding_headings_is_as_if_there_were_none(events: list[EventOutline], labelled: bool) -> None:
    labels = LABELS if labelled else {}
    hidden = Snapshot.from_outlines(events, labels, 7).without_headings()
    never = Snapshot.from_outlines(map(bare, events), labels, 7)
    assert_alike(hidden, never)
