"""Snapshots: what they hold, and that the order of events does not matter."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Csr
from graph.analysis.snapshot import Snapshot
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline
from tests.analysis.archives import LABELS, archives, outline


def cells(table: Csr, names: tuple[str, ...], row: int) -> dict[str, int]:
    span = slice(table.indptr[row], table.indptr[row + 1])
    return {names[column]: int(value) for column, value in zip(table.indices[span], table.data[span], strict=True)}


def test_rows_are_ordered_by_date_then_id() -> None:
    snapshot = Snapshot.from_outlines([outline("b", 1, ""), outline("c", 0, ""), outline("a", 1, "")])
    assert snapshot.ids == ("c", "a", "b")
    assert np.diff(snapshot.days).tolist() == [1, 0]
    assert [snapshot.row(event) for event in ("c", "a", "b")] == [0, 1, 2]


def test_counts_of_words_and_links() -> None:
    event = outline("a", 0, "Ships wait; a ship sinks", topics=("aden", "red sea"), headings=("yemeni crisis",))
    snapshot = Snapshot.from_outlines(iter([event]), LABELS, revision=7)
    assert cells(snapshot.words, snapshot.stems, 0) == {"ship": 2, "wait": 1, "sink": 1}
    assert cells(snapshot.topics, snapshot.topic_ids, 0) == {"aden": 1, "red sea": 1}
    assert cells(snapshot.headings, snapshot.heading_keys, 0) == {"yemeni crisis": 1}
    assert snapshot.labels == {key: LABELS[key] for key in ("aden", "red sea", "yemeni crisis")}
    assert snapshot.revision == 7


def test_forms_are_those_of_the_text_in_their_usual_spelling() -> None:
    texts = ["Bombings in Aden", "He saw the bombings", "ADEN is quiet; Aden sleeps", "they bombed Aden"]
    snapshot = Snapshot.from_outlines(outline(str(day), day, text) for day, text in enumerate(texts))
    shown = [
        {snapshot.form_texts[number] for number in cells(snapshot.forms, snapshot.stems, row).values()}
        for row in range(len(texts))
    ]
    assert shown == [{"bombings", "Aden"}, {"saw", "bombings"}, {"Aden", "quiet", "sleeps"}, {"bombed", "Aden"}]


def test_headings_without_a_link_are_known_by_their_text() -> None:
    linked = outline("a", 0, "", headings=("aden",))
    loose = outline("b", 1, "", unlinked=("Aden",))
    mixed = outline("c", 2, "", headings=("red sea",), unlinked=("Storm season",))
    within = EventOutline("d", linked.date, "", "", (), ("aden",), ("Yemen", "Siege of Aden (2015)"))
    snapshot = Snapshot.from_outlines([linked, loose, mixed, within], LABELS)
    found = [set(cells(snapshot.headings, snapshot.heading_keys, snapshot.row(event))) for event in "abcd"]
    assert found == [{"aden"}, {"aden"}, {"red sea", "storm season"}, {"aden", "yemen"}]
    assert snapshot.unlinked == {"storm season", "yemen"}
    assert snapshot.labels["storm season"] == "Storm season"


def test_sections_are_known_by_their_first_word() -> None:
    given_names = ["Business and economy", "Business and economics:", "", "Sports", "Sport"]
    snapshot = Snapshot.from_outlines(outline(str(day), day, "", category=name) for day, name in enumerate(given_names))
    assert snapshot.categories.tolist() == [0, 0, -1, 1, 1]
    assert snapshot.category_names == ("business", "sport")


def test_two_events_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="'twin'"):
        Snapshot.from_outlines([outline("twin", 0, ""), outline("twin", 3, "")])


def test_unknown_event() -> None:
    with pytest.raises(NotFoundError, match="'nowhere'"):
        Snapshot.from_outlines([]).row("nowhere")


@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(events: list[EventOutline], random: Random) -> None:
    shuffled = random.sample(events, len(events))
    one, other = Snapshot.from_outlines(events, LABELS), Snapshot.from_outlines(shuffled, LABELS)
    assert one.ids == other.ids
    assert one.labels == other.labels
    for name in ("words", "topics", "headings"):
        for part in ("indptr", "indices", "data"):
            assert np.array_equal(getattr(getattr(one, name), part), getattr(getattr(other, name), part))
    assert [one.form_texts[number] for number in one.forms.data] == [
        other.form_texts[number] for number in other.forms.data
    ]
