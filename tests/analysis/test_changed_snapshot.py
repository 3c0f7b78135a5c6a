"""A snapshot brought up to date is the snapshot of the archive as it is then, down to the last number."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis import lexicon
from graph.analysis.snapshot import Snapshot
from graph.analysis.tokens import Stemmer
from graph.errors import InputError
from graph.model import EventOutline
from tests.analysis.alike import assert_alike
from tests.analysis.archives import LABELS, outline
from tests.corpus import corpus_folder
from tests.parse.real import all_pages

_WORDS = (
    "Ferries",
    "ferry",
    "FERRY",
    "ferry’s",
    "the",
    "The",
    "port",
    "Port's",
    "Zürich",
    "zurich",
    "港口",
    "2015",
    "a",
)
_LOOSE = ("Storm season", "STORM season", "Aden", "Red sea", "Harvest", "Siege of Aden")


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to an archive at once."""

    outlines: list[EventOutline]
    gone: set[str]
    labels: dict[str, str]


def few(stock: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(stock)), max_size=3)


EVENT = st.builds(
    outline,
    st.sampled_from("abcdefgh"),
    st.integers(0, 3),
    st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join),
    topics=few([*LABELS, "harvest"]),
    headings=few(sorted(LABELS)[:3]),
    unlinked=few(_LOOSE),
    category=st.sampled_from(["", "Sports", "Sport", "Business and economy"]),
)
EVENTS = st.lists(EVENT, max_size=6, unique_by=lambda event: event.id)
CHANGES = st.builds(
    Change,
    EVENTS,
    st.sets(st.sampled_from("abcdefghxyz"), max_size=4),
    st.dictionaries(st.sampled_from([*LABELS, "harvest", "storm season"]), st.sampled_from(["One", "Two"])),
)


def after(events: dict[str, EventOutline], change: Change) -> dict[str, EventOutline]:
    """The events of an archive after a change, by their ids."""
    left = {event_id: event for event_id, event in events.items() if event_id not in change.gone}
    return left | {event.id: event for event in change.outlines}


@given(EVENTS, st.lists(CHANGES, min_size=1, max_size=3))
def test_changes_lead_to_the_snapshot_of_what_there_is_then(start: list[EventOutline], changes: list[Change]) -> None:
    events = {event.id: event for event in start}
    snapshot = Snapshot.from_outlines(start, LABELS, revision=1)
    for revision, change in enumerate(changes, 2):
        events = after(events, change)
        snapshot = snapshot.changed(iter(change.outlines), change.gone, change.labels, revision)
        assert_alike(snapshot, Snapshot.from_outlines(events.values(), change.labels, revision))


@given(EVENTS, CHANGES)
def test_a_stored_snapshot_changes_like_any_other(start: list[EventOutline], change: Change) -> None:
    snapshot = Snapshot.from_outlines(start, LABELS)
    stored = Snapshot.from_arrays(snapshot.to_arrays())
    steps = (change.outlines, change.gone, change.labels, 2)
    assert_alike(stored.changed(*steps), snapshot.changed(*steps))


def test_the_usual_spelling_follows_the_archive() -> None:
    snapshot = Snapshot.from_outlines([outline("a", 0, "Ferry"), outline("b", 1, "ferry ferry")])
    assert snapshot.form_texts == ("ferry",)
    assert snapshot.changed([], {"b"}, {}, 1).form_texts == ("Ferry",)
    assert snapshot.changed([outline("c", 0, "FERRY FERRY FERRY")], (), {}, 1).form_texts == ("FERRY",)


def test_a_heading_is_unlinked_as_long_as_no_event_links_it() -> None:
    loose = [outline("a", 0, "", unlinked=("storm Season",)), outline("b", 1, "", unlinked=("Storm season",))]
    snapshot = Snapshot.from_outlines(loose)
    assert snapshot.unlinked == {"storm season"}
    assert snapshot.labels == {"storm season": "Storm season"}
    assert snapshot.changed([], {"b"}, {}, 1).labels == {"storm season": "storm Season"}
    linked = snapshot.changed([outline("c", 2, "", topics=("storm season",))], (), {"storm season": "Storms"}, 1)
    assert not linked.unlinked
    assert linked.labels == {"storm season": "Storms"}
    assert linked.changed([], {"c"}, {}, 2).unlinked == {"storm season"}


def test_an_event_may_move_to_another_day() -> None:
    snapshot = Snapshot.from_outlines(outline(name, day, name) for day, name in enumerate(["ships", "port", "ferry"]))
    moved = snapshot.changed([outline("ships", 5, "ships")], ["nowhere"], {}, 1)
    assert moved.ids == ("port", "ferry", "ships")
    assert moved.openings == moved.ids


def test_an_event_that_is_both_gone_and_read_stays() -> None:
    snapshot = Snapshot.from_outlines([outline("a", 0, "Ships wait")])
    assert snapshot.changed([outline("a", 0, "Ships sail")], ["a"], {}, 1).openings == ("Ships sail",)


def test_two_changed_events_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="'twin'"):
        Snapshot.from_outlines([]).changed([outline("twin", 0, ""), outline("twin", 3, "")], (), {}, 1)


def test_only_new_words_are_stemmed(monkeypatch: pytest.MonkeyPatch) -> None:
    stemmed: list[str] = []

    class Listening(Stemmer):
        def stem(self, word: str) -> str:
            stemmed.append(word)
            return super().stem(word)

    snapshot = Snapshot.from_outlines([outline("a", 0, "Ships wait off Aden")])
    monkeypatch.setattr(lexicon, "Stemmer", Listening)
    changed = snapshot.changed([outline("b", 1, "Ships wait, dockers wait")], (), {}, 1)
    assert stemmed == ["dockers"]
    assert changed.stems == ("aden", "docker", "ship", "wait")


@pytest.mark.corpus
def test_twenty_days_of_real_pages_change_one_after_another() -> None:
    pages = list(all_pages(corpus_folder()).values())[-310:]
    days = [[event.outline() for event in page] for page in pages]
    known = [event for day in days for event in day]
    labels = {topic: topic.title() for event in known for topic in event.topic_ids}
    events = {event.id: event for day in days[:300] for event in day}
    snapshot = Snapshot.from_outlines(events.values(), labels)
    for number in range(20):
        # by turns a new day, and a known one that loses every third event and has others reworded
        new, old = days[300 + number // 2], days[number * 13]
        reworded = [dataclasses.replace(event, text=f"{event.text.upper()} Zweibund’s") for event in old[1::3]]
        change = (
            Change(reworded, {event.id for event in old[::3]}, labels) if number % 2 else Change(new, set(), labels)
        )
        events = after(events, change)
        snapshot = snapshot.changed(change.outlines, change.gone, change.labels, number)
        if number % 4 == 3:
            assert_alike(snapshot, Snapshot.from_outlines(events.values(), labels, number))
