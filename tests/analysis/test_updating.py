"""An index brought up to date: what it keeps holds, what it finds is what a fresh index finds, and how it drifts."""

import dataclasses
import datetime as dt
import io
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array, Floats
from graph.analysis.related import RelatedIndex, RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.analysis.updating import MOST_DRIFT, NEAR_ENOUGH, Update, updated
from graph.model import EventOutline
from tests.analysis.archives import LABELS, START, archives, outline
from tests.corpus import corpus_folder
from tests.pages import file_name
from tests.parse.real import parse_file

# so few neighbours that lists are full in small archives; no event is too little alike to be one
FULL = RelatedSettings(neighbours=3, least_shared=0.0)
# so many, in a small archive too, that there is room for everybody
ROOMY = RelatedSettings(neighbours=40, least_neighbours=40)
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """An archive before and after a change, and the events that are written by it."""

    before: list[EventOutline]
    after: list[EventOutline]
    written: list[str]

    def snapshots(self) -> tuple[Snapshot, Snapshot]:
        """Both states."""
        one, other = (Snapshot.from_outlines(events, LABELS) for events in (self.before, self.after))
        return one, other


@st.composite
def moves(draw: st.DrawFn) -> Step:
    """Draw an archive of which some events go to another day, with their own ids or with new ones.

    No term becomes rarer or more frequent by it, so that all weights stay what they are.
    """
    events = draw(archives())
    chosen = draw(st.lists(st.sampled_from(events), max_size=3, unique_by=lambda event: event.id)) if events else []
    moved = {
        event.id: dataclasses.replace(event, id=draw(st.sampled_from([event.id, f"moved-{event.id}"])), date=date)
        for event in chosen
        for date in [START.replace(day=draw(st.integers(1, 30)))]
    }
    return Step(events, [moved.get(event.id, event) for event in events], [event.id for event in moved.values()])


@st.composite
def changes(draw: st.DrawFn) -> Step:
    """Draw an archive that becomes any other: some events stay, some go, some come, some are another under their id."""
    before, others = draw(archives()), draw(archives())
    stay = {event.id: event for event in before if draw(st.booleans())}
    after = {**{event.id: event for event in others}, **stay}
    return Step(before, list(after.values()), [name for name in after if name not in stay])


def whole(snapshot: Snapshot, settings: RelatedSettings | None = None) -> RelatedIndex:
    """An index of which all neighbours and lists are known."""
    index = RelatedIndex.build(snapshot, settings)
    list(index.all_related())
    return index


def finished(update: Update) -> RelatedIndex:
    """The index of an update with the lists found that do not hold any more."""
    list(update.index.related_of(update.rows))
    return update.index


def neighbours(index: RelatedIndex, rows: Iterable[int]) -> list[list[tuple[str, float]]]:
    """The neighbours of some events, with scores."""
    return [_shown(index.ids, index.neighbours.rows[row], index.neighbours.scores[row]) for row in rows]


def lists(index: RelatedIndex, rows: Iterable[int]) -> list[list[tuple[str, float]]]:
    """The lists of some events, with scores."""
    return [_shown(index.ids, index.lists.rows[row], index.lists.scores[row]) for row in rows]


def _shown(ids: tuple[str, ...], rows: Array, scores: Array) -> list[tuple[str, float]]:
    return [(ids[row], score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True) if row >= 0]


def known(flags: Collection[bool]) -> list[int]:
    """The places that are known."""
    return [row for row, flag in enumerate(flags) if flag]


def direct(index: RelatedIndex) -> Floats:
    """What every event scores for every other by what they share; row asks for column."""
    events = np.arange(len(index))
    found = index.scorer.compare(index.scorer.ask(events), np.repeat(events, len(events)), np.tile(events, len(events)))
    scores: Floats = found.scores.reshape(len(events), len(events))
    return scores


@given(moves())
def test_with_the_same_weights_neighbours_that_are_kept_are_those_of_a_fresh_index(step: Step) -> None:
    before, after = step.snapshots()
    update, fresh = updated(whole(before, FULL), after, step.written), whole(after, FULL)
    assert update.index.drift == 0
    rows = known(update.index.neighbours.known)
    assert neighbours(update.index, rows) == neighbours(fresh, rows)


@given(moves())
def test_with_the_same_weights_all_lists_that_are_made_anew_are_those_of_a_fresh_index(step: Step) -> None:
    """Those of changed events are among them.

    A list that is kept may differ in three ways where lists of neighbours are full: a changed event comes in that is
    weaker than `NEAR_ENOUGH` of the last neighbour; one of its events looks back more or less, since a changed one
    has come between or gone; and what is left out follows from that.
    """
    before, after = step.snapshots()
    update, fresh = updated(whole(before, FULL), after, step.written), whole(after, FULL)
    index = finished(update)
    assert lists(index, update.rows) == lists(fresh, update.rows)
    assert {index.row(name) for name in step.written} <= set(update.rows)
    assert index.lists.known.all()
    shared = direct(fresh)
    for row in sorted(set(range(len(index))) - set(update.rows)):
        for name in {name for name, _ in lists(fresh, [row])[0]}.intersection(step.written):
            assert shared[row, index.row(name)] < NEAR_ENOUGH * index.neighbours.least[row] * (1 + CLOSE)


@given(moves())
def test_with_the_same_weights_and_room_for_all_neighbours_every_list_is_that_of_a_fresh_index(step: Step) -> None:
    before, after = step.snapshots()
    index, fresh = finished(updated(whole(before, ROOMY), after, step.written)), whole(after, ROOMY)
    assert index.ids == fresh.ids
    assert index.neighbours.length > len(index)
    assert lists(index, range(len(index))) == lists(fresh, range(len(index)))


@given(changes())
def test_neighbours_that_are_kept_are_off_by_no_more_than_weights_have_moved(step: Step) -> None:
    """If no score between events that stay has moved by more than a part m, no kept list misses an event that is
    better than its last by more than (1 + m) / (1 - m)."""
    before, after = step.snapshots()
    old, fresh = whole(before, FULL), whole(after, FULL)
    index = updated(old, after, step.written).index
    stayed = [name for name in old.ids if name in fresh.ids and name not in step.written]
    once, now = (
        direct(state)[np.ix_(rows, rows)] for state, rows in ((old, _rows(old, stayed)), (fresh, _rows(fresh, stayed)))
    )
    apart = ~np.eye(len(stayed), dtype=bool)
    met = (once > 0) & apart
    assert ((now > 0) & apart).tolist() == met.tolist()
    moved = float(np.abs(now[met] / once[met] - 1).max(initial=0.0))
    shared = direct(fresh)
    for row in known(index.neighbours.known):
        kept, best = (
            {other for other in state.neighbours.rows[row].tolist() if other >= 0} for state in (index, fresh)
        )
        assert len(kept) == len(best)
        least = min((shared[row, other] for other in kept), default=0.0)
        for other in best - kept:
            assert shared[row, other] * (1 - moved) <= least * (1 + moved) * (1 + CLOSE)


def _rows(index: RelatedIndex, names: Iterable[str]) -> list[int]:
    return [index.row(name) for name in names]


@given(changes())
def test_changed_events_get_the_neighbours_of_a_fresh_index_whatever_has_moved(step: Step) -> None:
    before, after = step.snapshots()
    index, fresh = finished(updated(whole(before, FULL), after, step.written)), whole(after, FULL)
    changed = sorted(fresh.row(name) for name in step.written)
    assert neighbours(index, changed) == neighbours(fresh, changed)


@given(changes())
def test_a_list_is_only_kept_where_all_ways_of_two_steps_are(step: Step) -> None:
    before, after = step.snapshots()
    index = updated(whole(before, FULL), after, step.written).index
    for row in known(index.lists.known):
        over = [other for other in index.neighbours.rows[row].tolist() if other >= 0]
        assert index.neighbours.known[[row, *over]].all()


def test_a_list_loses_its_hold_with_a_neighbour_of_the_same_day_that_it_does_not_name() -> None:
    events = [outline(name, day, "", topics=("aden",)) for name, day in (("q", 0), ("beside", 0), ("later", 5))]
    before, after = Step(events, [events[0], events[2]], []).snapshots()
    old = whole(before)
    assert [name for name, _ in lists(old, [old.row("q")])[0]] == ["later"]
    update = updated(old, after, ())
    assert update.index.row("q") in update.rows


def test_nothing_changed_is_nothing_to_find() -> None:
    snapshot = Snapshot.from_outlines([outline(f"{day}", day, "dockers strike") for day in range(5)], LABELS)
    old = whole(snapshot)
    update = updated(old, snapshot, ())
    assert (list(update.rows), update.index.drift, update.drifted) == ([], 0, False)
    assert lists(update.index, range(5)) == lists(old, range(5))


def test_an_event_that_has_nothing_in_common_with_others_touches_no_list_even_where_there_is_room() -> None:
    events = [outline(f"{day}", day, "", topics=("aden",)) for day in range(3)]
    slight = " ".join(f"word{number}" for number in range(60))
    events += [outline("other", 3, f"port {slight}"), outline("new", 4, f"port {slight[::-1]}")]
    before, after = Step(events[:4], events, ["new"]).snapshots()
    update = updated(whole(before), after, ["new"])
    assert direct(update.index)[3, 4] == 0
    assert [update.index.ids[row] for row in update.rows] == ["new"]


def test_an_archive_may_become_empty_and_fill_again() -> None:
    some, none = (Snapshot.from_outlines(events, LABELS) for events in ([outline("a", 0, "dockers")], []))
    emptied = updated(whole(some), none, ())
    assert (len(emptied.index), list(emptied.rows), emptied.index.drift) == (0, [], 0)
    assert list(updated(emptied.index, some, ["a"]).rows) == [0]


# -- how far the weights have moved --------------------------------------------------------------------------------


def aden(*, others: int) -> Snapshot:
    """Two events that share a topic and nothing else, and some of which nothing is said."""
    events = [outline(name, day, "", topics=("aden",)) for day, name in enumerate("ab")]
    return Snapshot.from_outlines([*events, *(outline(f"{day}", day, "") for day in range(others))], LABELS)


def rarity(events: int) -> float:
    """How rare the topic of two events is."""
    return math.log(1 + (events - 1.5) / 2.5)


def test_the_drift_by_hand() -> None:
    old = whole(aden(others=0))
    assert old.drift == 0
    once = updated(old, aden(others=1), ["0"])
    grown = rarity(3) / rarity(2) - 1
    assert once.index.drift == pytest.approx(grown)
    again = updated(finished(once), aden(others=2), ["1"])
    assert again.index.drift == pytest.approx(grown + rarity(4) / rarity(3) - 1)


def test_a_drift_back_is_a_drift_too() -> None:
    once = updated(whole(aden(others=0)), aden(others=1), ["0"])
    back = updated(finished(once), aden(others=0), ())
    there, again = rarity(3) / rarity(2) - 1, 1 - rarity(2) / rarity(3)
    assert back.index.drift == pytest.approx(there + again)


def test_only_events_that_stayed_and_weigh_something_drift() -> None:
    silent = [outline(f"{day}", day, "") for day in range(3)]
    before, after = (Snapshot.from_outlines(events, LABELS) for events in (silent, [*silent[:2], outline("n", 9, "a")]))
    assert updated(whole(before), after, ["n"]).index.drift == 0
    mixed = [outline("a", 0, "", topics=("aden",)), outline("b", 1, "", topics=("aden",)), *silent]
    one, other = (Snapshot.from_outlines(mixed[: 4 + more], LABELS) for more in (0, 1))
    assert updated(whole(one), other, ["2"]).index.drift == pytest.approx(rarity(5) / rarity(4) - 1)


@given(st.lists(archives(), min_size=2, max_size=4))
def test_the_drift_never_shrinks(states: list[list[EventOutline]]) -> None:
    index, drifts = whole(Snapshot.from_outlines(states[0], LABELS)), [0.0]
    for events in states[1:]:
        written = [event.id for event in events if event.id not in index.ids or event.category]
        index = finished(updated(index, Snapshot.from_outlines(events, LABELS), written))
        drifts.append(index.drift)
    assert drifts == sorted(drifts)


def test_the_drift_and_what_is_known_outlast_being_stored() -> None:
    update = updated(whole(aden(others=0)), aden(others=1), ["0"])
    file = io.BytesIO()
    np.savez(file, **update.index.to_arrays())  # type: ignore[arg-type]
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        stored = RelatedIndex.from_arrays(arrays)
    assert stored.drift == update.index.drift > 0
    for name in ("neighbours", "lists"):
        one, other = getattr(stored, name), getattr(update.index, name)
        assert one.known.tolist() == other.known.tolist()
        assert one.rows.tolist() == other.rows.tolist()
        assert one.scores.tolist() == other.scores.tolist()


def test_all_lists_are_to_be_found_anew_past_a_drift_or_when_half_of_them_are_touched() -> None:
    index = whole(aden(others=2))
    assert not Update(dataclasses.replace(index, drift=MOST_DRIFT), [0, 1]).drifted
    assert Update(dataclasses.replace(index, drift=MOST_DRIFT * (1 + CLOSE)), []).drifted
    assert Update(index, [0, 1, 2]).drifted


@pytest.mark.parametrize("silent", range(12))
def test_an_event_that_ties_with_the_last_neighbour_may_take_its_place(silent: int) -> None:
    """Scores are kept rounded, half of them upwards; with other numbers of events they are other scores."""
    events = [outline(f"{day}", day, "", topics=("aden",)) for day in (0, 10, 20, 29)]
    events += [outline(f"silent-{number}", 50, "") for number in range(silent)]
    moved = dataclasses.replace(events[3], date=START.replace(day=6))
    before, after = Step(events, [*events[:3], moved, *events[4:]], [moved.id]).snapshots()
    timeless = RelatedSettings(neighbours=2, decay_power=0.0)
    index, fresh = updated(whole(before, timeless), after, [moved.id]).index, whole(after, timeless)
    rows = known(index.neighbours.known)
    assert neighbours(index, rows) == neighbours(fresh, rows)
    assert [name for name, _ in neighbours(fresh, [0])[0]] == [moved.id, "10"]


# -- real pages ----------------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_five_days_of_real_pages_leave_few_lists_other_than_all_found_together() -> None:
    paths = [corpus_folder() / file_name(dt.date(2016, 1, 1) + dt.timedelta(day)) for day in range(366)]
    days = [[event.outline() for event in parse_file(path)] for path in paths]
    labels = {topic: topic.title() for day in days for event in day for topic in event.topic_ids}
    snapshot = Snapshot.from_outlines([event for day in days[:-5] for event in day], labels)
    index = whole(snapshot)
    for revision, day in enumerate(days[-5:], 1):
        snapshot = snapshot.changed(day, set(), labels, revision)
        update = updated(index, snapshot, [event.id for event in day])
        assert 2 * len(update.rows) < len(snapshot)
        index = finished(update)
    fresh = whole(snapshot)
    assert index.lists.known.all()
    new = _rows(fresh, [event.id for day in days[-5:] for event in day])
    assert _differing(index, fresh, range(len(fresh))) <= 0.01
    assert _differing(index, fresh, new) <= 0.005


def _differing(index: RelatedIndex, fresh: RelatedIndex, rows: Collection[int]) -> float:
    """Which share of the entries of fresh lists is missing."""
    pairs = list(zip(lists(index, rows), lists(fresh, rows), strict=True))
    missing = sum(len({name for name, _ in best} - {name for name, _ in kept}) for kept, best in pairs)
    return missing / sum(len(best) for _, best in pairs)
