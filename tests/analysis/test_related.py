"""Related events: the arithmetic by hand, and what must hold for any archive."""

import dataclasses
import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.related import RelatedIndex, RelatedSettings, When
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline, Relation
from tests.analysis.archives import archives, index_of, outline, targets

SIDES: st.SearchStrategy[When] = st.sampled_from(["both", "before", "after"])
REBELS = [
    outline("a", 0, "rebels shell port", topics=("aden",)),
    outline("b", 3, "rebels leave port port", topics=("aden",)),
    outline("c", 3, "storm passes"),
]
TWO_OF_THREE, ONE_OF_THREE = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)


def test_the_arithmetic_by_hand() -> None:
    # The mean text has 3 words; b has 4, so k1 * (1 - b + b * 4 / 3) = 1.2 * 1.1 = 1.32 for it, and 1.2 for a.
    once, twice = 2.2 / (1 + 1.32), 2 * 2.2 / (2 + 1.32)
    shared = TWO_OF_THREE * (once + twice + 1)  # rebels, port, and the topic
    of_source = TWO_OF_THREE * (1 + 1 + 1) + ONE_OF_THREE * 1
    of_target = TWO_OF_THREE * (once + twice + 1) + ONE_OF_THREE * once
    expected = shared / (of_source**0.75 * of_target**0.25) / (1 + 3 / 3) ** 0.35
    [relation] = index_of(REBELS).related("a")
    assert (relation.source, relation.target, relation.rank, relation.days) == ("a", "b", 1, 3)
    assert relation.score == pytest.approx(expected, rel=1e-6)
    assert relation.score == pytest.approx(0.5009, abs=5e-5)
    weights = {reason.label: reason.weight for reason in relation.reasons}
    assert weights == pytest.approx(
        {
            "port": expected * TWO_OF_THREE * twice / shared,
            "Aden": expected * TWO_OF_THREE / shared,
            "rebels": expected * TWO_OF_THREE * once / shared,
        },
        rel=1e-6,
    )


def test_a_heading_weighs_the_square_of_its_rarity_on_top_of_its_topic() -> None:
    index = index_of([dataclasses.replace(event, heading_ids=("yemeni crisis",)) for event in REBELS[:2]] + REBELS[2:])
    weights = {reason.label: reason.weight for reason in index.related("a")[0].reasons}
    weight = RelatedSettings().heading_weight
    assert weights["Yemeni crisis"] / weights["Aden"] == pytest.approx(1 + weight * TWO_OF_THREE, rel=1e-6)


def test_a_topic_in_the_text_meets_the_same_topic_above_another() -> None:
    events = [
        outline("linked", 0, "", topics=("aden", "red sea")),
        outline("headed", 1, "", topics=("red sea",), headings=("aden",)),
    ]
    index = index_of(events)
    [forth], [back] = (index.related(event.id) for event in events)
    assert {(reason.kind, reason.id) for reason in (*forth.reasons, *back.reasons)} == {
        ("topic", "aden"),
        ("topic", "red sea"),
    }
    settings, rarity = RelatedSettings(), math.log(1 + 0.5 / 2.5)
    named = settings.named_heading * settings.heading_weight * rarity
    assert [reason.id for reason in forth.reasons] == ["aden", "red sea"]
    assert forth.reasons[0].weight / forth.reasons[1].weight == pytest.approx(1 + named, rel=1e-6)
    assert back.reasons[0].weight == pytest.approx(back.reasons[1].weight)


def test_another_section_counts_less() -> None:
    sections = ["Sports", "Sport", "Law and crime", ""]
    events = [
        outline(name, day, "rebels", topics=("aden",), category=section)
        for name, day, section in zip("qabc", (1, 2, 2, 2), sections, strict=True)
    ]
    scores = {relation.target: relation.score for relation in index_of(events, _all_texts()).related("q")}
    assert scores["b"] == pytest.approx(0.75 * scores["a"])
    assert scores["c"] == pytest.approx(scores["a"])


def test_ties_go_to_the_nearer_day_then_to_the_smaller_id() -> None:
    days = {"q": 10, "late": 13, "b": 12, "a": 8, "far": 400}
    events = [outline(name, day, "", topics=("aden",)) for name, day in days.items()]
    assert targets(index_of(events, _all_texts(decay_power=0.0)).related("q")) == ["a", "b", "late", "far"]


def test_texts_that_say_the_same_are_listed_once() -> None:
    events = [outline("q", 0, "Dockers strike in the harbour of Aden", topics=("aden",))]
    events += [outline(f"echo-{day}", day, "Strike of dockers in the harbour") for day in range(1, 20)]
    words = ("chair", "clerk", "speaker")
    events += [outline(f"other-{word}", 2000, f"Sailors elect a {word}", topics=("aden",)) for word in words]
    found = targets(index_of(events, RelatedSettings(few=100, pool=5)).related("q", limit=4))
    assert found == ["echo-1", "other-chair", "other-clerk", "other-speaker"]


def test_words_of_very_many_events_make_no_relation_alone() -> None:
    events = [outline(f"{day}", day, "police report", topics=("aden",) if day < 2 else ()) for day in range(30)]
    index = index_of(events)
    assert targets(index.related("0")) == ["1"]
    assert index.related("7") == []
    assert targets(index_of(events, RelatedSettings(few=30)).related("7", limit=1)) == ["6"]


def test_what_is_much_less_alike_than_the_best_is_left_out() -> None:
    events = [
        outline("q", 0, "Grain ship leaves port, rebels watch", headings=("harbour strike",), topics=("red sea",)),
        outline("same", 9, "Grain ship arrives", headings=("harbour strike",), topics=("red sea",)),
        outline("slight", 1, "Rebels free a minister after long and secret talks abroad"),
        *(outline(f"{number}", 20, "Quiet") for number in range(20)),
    ]
    assert targets(index_of(events).related("q")) == ["same"]
    assert targets(index_of(events, RelatedSettings(least_of_best=0.0)).related("q")) == ["same", "slight"]


def test_muting_a_topic_silences_its_link_its_heading_and_the_words_of_its_title() -> None:
    events = [
        outline("q", 0, "Red Sea ferry", topics=("red sea",), headings=("harbour strike",)),
        outline("linked", 1, "quiet waters", topics=("red sea",)),
        outline("worded", 2, "a sea of red flags"),
        outline("headed", 3, "dockers return", headings=("harbour strike",)),
    ]
    index = index_of(events)
    assert set(targets(index.related("q"))) == {"linked", "worded", "headed"}
    assert targets(index.related("q", mute=["red sea"])) == ["headed"]
    assert set(targets(index.related("q", mute=["harbour strike", "unheard of"]))) == {"linked", "worded"}
    assert index.related("q", mute=["harbour strike", "red sea"]) == []


def test_words_that_another_topic_of_the_event_has_too_stay_when_one_is_muted() -> None:
    events = [
        outline("q", 0, "Ministry of Ports", topics=("ministry of ports", "harbour strike")),
        outline("a", 1, "the ministry is silent", topics=("harbour strike",)),
        outline("b", 2, "", topics=("ministry of ports",)),
    ]
    index = index_of(events)
    assert targets(index.related("q", mute=["harbour strike"])) == ["b", "a"]
    assert [reason.label for reason in index.related("q", mute=["harbour strike"])[1].reasons] == ["ministry"]
    assert [reason.label for reason in index.related("q", mute=["ministry of ports"])[0].reasons] == ["Harbour strike"]


def test_the_same_day_is_a_list_of_its_own() -> None:
    events = [outline(name, day, f"Dockers strike {name}") for name, day in (("q", 5), ("same", 5), ("next", 6))]
    index = index_of(events)
    assert targets(index.related("q")) == ["next"]
    assert [(relation.target, relation.days) for relation in index.same_day("q")] == [("same", 0)]


@pytest.mark.parametrize("events", [[], REBELS[:1], [outline("a", 0, ""), outline("b", 1, "")]])
def test_archives_without_relations(events: list[EventOutline]) -> None:
    index = index_of(events)
    assert list(index.all_related()) == []
    for event in events:
        assert index.related(event.id) == index.same_day(event.id) == []


def test_a_day_of_thousands() -> None:
    events = [outline(f"e{number:04}", 0, "dockers strike again", topics=("aden",)) for number in range(3000)]
    index = index_of([*events, outline("z", 1, "dockers", topics=("aden",))])
    assert targets(index.related("e0007")) == ["z"]
    assert targets(index.same_day("e0007")) == ["e0000"]


@pytest.mark.parametrize("asked", ["nowhere", 3, -1])
def test_unknown_events(asked: str | int) -> None:
    index = index_of(REBELS)
    with pytest.raises(NotFoundError, match="3"):
        index.related(asked)
    with pytest.raises(NotFoundError, match="3"):
        index.same_day(asked)


def test_progress_is_told() -> None:
    events = [outline(f"{number}", number, "dockers strike") for number in range(600)]
    told: list[tuple[int, int]] = []
    list(index_of(events).all_related(progress=lambda done, total: told.append((done, total))))
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == (600, 600)


@given(archives())
def test_all_lists_are_the_lists_of_each_event(events: list[EventOutline]) -> None:
    index = index_of(events, _all_texts())
    each = [relation for event_id in index.ids for relation in index.related(event_id, limit=4)]
    assert list(index.all_related(limit=4)) == each


@given(archives())
def test_lists_are_ordered_and_ranked(events: list[EventOutline]) -> None:
    index = index_of(events, _all_texts())
    for row, event_id in enumerate(index.ids):
        for relations in (index.related(row), index.same_day(row)):
            assert [relation.rank for relation in relations] == list(range(1, len(relations) + 1))
            order = [(-relation.score, abs(relation.days), index.row(relation.target)) for relation in relations]
            assert order == sorted(order)
            assert {relation.source for relation in relations} <= {event_id}
            assert event_id not in targets(relations)
            assert all(0 < relation.score <= 1 for relation in relations)


@given(archives())
def test_days_are_symmetric(events: list[EventOutline]) -> None:
    days = {(relation.source, relation.target): relation.days for relation in index_of(events).all_related()}
    assert all(days.get((target, source), -gap) == -gap != 0 for (source, target), gap in days.items())


@given(archives(), SIDES, st.integers(0, 40))
def test_side_and_distance_are_respected(events: list[EventOutline], when: When, far_days: int) -> None:
    index = index_of(events, _all_texts(least_of_best=0.0))
    everything = {relation.target: relation for row in range(len(index)) for relation in index.related(row, limit=99)}
    assert all(relation.days for relation in everything.values())
    for row in range(len(index)):
        wanted = [
            _bare(relation)
            for relation in index.related(row, limit=99)
            if abs(relation.days) > far_days and (when == "both" or (relation.days < 0) == (when == "before"))
        ]
        assert list(map(_bare, index.related(row, limit=99, when=when, far_days=far_days))) == wanted


@given(archives(), st.sampled_from(["aden", "red sea", "yemeni crisis"]))
def test_muting_a_topic_never_makes_it_count_more(events: list[EventOutline], topic: str) -> None:
    index = index_of(events, _all_texts(least_of_best=0.0))
    for row in range(len(index)):
        scores = {relation.target: relation.score for relation in index.related(row, limit=99)}
        for relation in index.related(row, limit=99, mute=[topic]):
            assert relation.score <= scores[relation.target] + 1e-12
            assert topic not in {reason.id for reason in relation.reasons}


@given(archives())
def test_an_index_survives_its_file(events: list[EventOutline]) -> None:
    index = index_of(events)
    file = io.BytesIO()
    np.savez(file, **index.to_arrays())  # type: ignore[arg-type]
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        again = RelatedIndex.from_arrays(arrays)
    assert (again.ids, again.revision, again.settings) == (index.ids, index.revision, index.settings)
    assert list(again.all_related()) == list(index.all_related())
    for row in range(len(index)):
        assert again.same_day(row, mute=["aden"]) == index.same_day(row, mute=["aden"])


@pytest.mark.parametrize("name", ["format", "ids.bytes", "weights.data", "days", "settings.ends", "headed"])
def test_damaged_arrays_are_refused(name: str) -> None:
    arrays = index_of(REBELS).to_arrays()
    with pytest.raises(InputError, match="again"):
        RelatedIndex.from_arrays({key: array for key, array in arrays.items() if key != name})
    with pytest.raises(InputError, match="again"):
        RelatedIndex.from_arrays({**arrays, name: arrays[name][:-1]})


def test_arrays_of_another_version_are_refused() -> None:
    arrays = index_of(REBELS).to_arrays()
    with pytest.raises(InputError, match="format 99"):
        RelatedIndex.from_arrays({**arrays, "format": np.array([99, 0])})


def _all_texts(**changes: float) -> RelatedSettings:
    """Settings under which texts that say the same are all listed."""
    return RelatedSettings(same_text=2.0, **changes)  # type: ignore[arg-type]


def _bare(relation: Relation) -> Relation:
    return dataclasses.replace(relation, rank=0)
