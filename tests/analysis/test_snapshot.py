"""Snapshots: what they hold, and that the order of events does not matter."""

from io import BytesIO
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Csr
from graph.analysis.packing import Arrays
from graph.analysis.snapshot import FORMAT, Snapshot
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline
from tests.analysis.alike import assert_alike
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


def test_links_ascend_and_stand_once() -> None:
    event = outline("a", 0, "", topics=[*sorted(LABELS, reverse=True), "aden"], headings=("red sea", "aden", "red sea"))
    snapshot = Snapshot.from_outlines([event])
    assert snapshot.topics.indices.tolist() == list(range(len(LABELS)))
    assert snapshot.headings.indices.tolist() == [0, 1]


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
    assert [snapshot.labels[key] for key in ("storm season", "yemen")] == ["Storm season", "Yemen"]


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
    assert_alike(Snapshot.from_outlines(events, LABELS), Snapshot.from_outlines(shuffled, LABELS))


def test_openings_are_cut_between_words() -> None:
    signs = "港口罢工" * 30
    texts = {
        "Ships\n wait  off Aden.": "Ships wait off Aden.",
        "ship " * 15 + "ferry": "ship " * 15 + "ferry",
        "ship " * 15 + "ferries": "ship " * 14 + "ship…",
        "Ferries wait; " * 9: "Ferries wait; " * 5 + "Ferries…",
        "a " * 20_000: "a " * 39 + "a…",
        signs: signs[:79] + "…",
        "": "",
    }
    snapshot = Snapshot.from_outlines(outline(str(day), day, text) for day, text in enumerate(texts))
    assert snapshot.openings == tuple(texts.values())
    assert max(map(len, snapshot.openings)) == 80


@given(archives(), st.integers(0, 2**60))
def test_arrays_give_the_same_snapshot_again(events: list[EventOutline], revision: int) -> None:
    snapshot = Snapshot.from_outlines(events, LABELS, revision)
    with BytesIO() as file:
        np.savez(file, allow_pickle=False, **snapshot.to_arrays())
        file.seek(0)
        assert_alike(Snapshot.from_arrays(np.load(file, allow_pickle=False)), snapshot)


def stored() -> Arrays:
    events = [
        outline("a", 0, "Ships wait", topics=("aden",), headings=("red sea",), category="Sport"),
        outline("b", 1, "A ship sinks off Yemen", topics=("aden",), unlinked=("Storm season", "Harvest")),
    ]
    return Snapshot.from_outlines(events, LABELS).to_arrays()


def damaged() -> dict[str, Arrays]:
    """Arrays of which one is changed, by what was done."""
    whole = stored()
    changes: dict[str, Arrays] = {
        "days shorter": {"days": whole["days"][:1]},
        "numbers too high": {"topics.numbers": whole["topics.numbers"] + 1},
        "numbers below zero": {"sections.numbers": whole["sections.numbers"] - 1},
        "rows that overlap": {"topics.indptr": np.array([0, 3, 2])},
        "cells without a row": {"topics.numbers": whole["topics.numbers"][:-1]},
        "words without a stem": {"lexicon.stems.numbers": whole["lexicon.stems.numbers"][:-1]},
        "labels missing": {"labels.ends": whole["labels.ends"][:-1]},
        "texts cut": {"ids.bytes": whole["ids.bytes"][:-1]},
        "headings without texts": {"loose_texts.indptr": np.array([0, 1, 2])},
        "no header": {"format": np.zeros(0, dtype=np.int64)},
    }
    return {name: whole | change for name, change in changes.items()}


@pytest.mark.parametrize("name", stored())
def test_incomplete_arrays_are_refused(name: str) -> None:
    arrays = stored()
    del arrays[name]
    with pytest.raises(InputError, match="damaged"):
        Snapshot.from_arrays(arrays)


@pytest.mark.parametrize("name", damaged())
def test_arrays_that_do_not_fit_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="damaged"):
        Snapshot.from_arrays(damaged()[name])


def test_arrays_of_another_version_are_refused() -> None:
    with pytest.raises(InputError, match=f"format {FORMAT + 1}; this version reads {FORMAT}"):
        Snapshot.from_arrays(stored() | {"format": np.array([FORMAT + 1, 0])})
