"""Related events: the arithmetic by hand, and what must hold for any archive."""

import dataclasses
import io
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array, Csr
from graph.analysis.related import RelatedIndex, RelatedSettings, When
from graph.analysis.terms import pack_terms
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline, Relation
from tests.analysis.archives import all_texts, archives, index_of, outline, targets

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
    words = TWO_OF_THREE * (once + twice)  # rebels, port
    of_a, of_b = (3 * TWO_OF_THREE + ONE_OF_THREE), words + TWO_OF_THREE + ONE_OF_THREE * once
    decay = (1 + 3 / 2.5) ** -0.38
    shared = (words + TWO_OF_THREE) / (of_a**0.75 * of_b**0.25) * decay
    # The only neighbour of each is the other, so that no way of two steps leads to a third; b looks back at a.
    back = 3 * TWO_OF_THREE / (of_b**0.75 * of_a**0.25) * decay
    of_words = words / (words + TWO_OF_THREE)
    weighed = shared * (1 - of_words + of_words * (1 + words) ** -0.36) * (0.01 + back) ** 0.08
    expected = weighed / (1 + weighed)
    [relation] = index_of(REBELS).related("a")
    assert (relation.source, relation.target, relation.rank, relation.days) == ("a", "b", 1, 3)
    assert relation.score == pytest.approx(expected, rel=1e-6)
    assert relation.score == pytest.approx(0.2711, abs=5e-5)
    weights = {reason.label: reason.weight for reason in relation.reasons}
    part = expected * TWO_OF_THREE / (words + TWO_OF_THREE)
    assert weights == pytest.approx({"port": part * twice, "Aden": part, "rebels": part * once}, rel=1e-6)


def test_a_story_reaches_what_shares_nothing_with_the_event_itself() -> None:
    events = [
        outline("a", 0, "rebels shell port"),
        outline("b", 1, "rebels shell dockers strike"),
        outline("c", 2, "dockers strike harbour"),
        outline("d", 2, "storm passes"),
    ]
    found = {relation.target: relation for relation in index_of(events).related("a")}
    assert set(found) == {"b", "c"}
    over = found["c"]
    assert [(reason.kind, reason.id) for reason in over.reasons] == [("bridge", "b")]
    assert over.reasons[0].weight == pytest.approx(over.score)
    assert targets(index_of(events, RelatedSettings(two_step=0.0)).related("a")) == ["b"]


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


def test_ties_go_to_the_nearer_day_then_to_the_smaller_id() -> None:
    days = {"q": 10, "late": 13, "b": 12, "a": 8, "far": 400}
    events = [outline(name, day, "", topics=("aden",)) for name, day in days.items()]
    alone = all_texts(decay_power=0.0, two_step=0.0, looked_back_power=0.0)
    assert targets(index_of(events, alone).related("q")) == ["a", "b", "late", "far"]


def test_texts_that_say_the_same_are_listed_once() -> None:
    topics = ("aden", "red sea", "yemeni crisis")
    events = [outline("q", 0, "Dockers strike in the harbour of Aden", topics=topics)]
    events += [outline(f"echo-{day}", day, "Strike of dockers in the harbour") for day in range(1, 7)]
    events += [outline(f"other-{word}", 9, f"Sailors elect a {word}", topics=topics) for word in ("clerk", "speaker")]
    found = targets(index_of(events, RelatedSettings(pool=5, least_of_best=0.0)).related("q", limit=3))
    assert sorted(name.partition("-")[0] for name in found) == ["echo", "other", "other"]
    assert len(targets(index_of(events, all_texts(least_of_best=0.0)).related("q", limit=20))) == 8


def test_words_of_very_many_events_make_no_relation_alone() -> None:
    events = [outline(f"{day}", day, "police report", topics=("aden",) if day < 2 else ()) for day in range(30)]
    index = index_of(events)
    assert targets(index.related("0")) == ["1"]
    assert index.related("7") == []
    assert len(index_of(events, all_texts(few=30)).related("7")) == 10


def test_what_is_much_weaker_than_the_best_is_left_out() -> None:
    events = [
        outline("q", 0, "Grain ship leaves port, rebels watch", headings=("harbour strike",), topics=("red sea",)),
        outline("same", 9, "Grain ship arrives", headings=("harbour strike",), topics=("red sea",)),
        outline("slight", 30, "Rebels free a minister after long and secret talks abroad"),
        *(outline(f"{number}", 20, "Quiet") for number in range(20)),
    ]
    every = index_of(events, RelatedSettings(least_shared=0.0, least_of_best=0.0)).related("q")
    assert targets(every) == ["same", "slight"]
    share = every[1].score / every[0].score
    for least, names in ((share * 0.99, ["same", "slight"]), (share * 1.01, ["same"])):
        assert targets(index_of(events, RelatedSettings(least_shared=0.0, least_of_best=least)).related("q")) == names


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
    topics = ("red sea", "red cross")
    events = [outline("q", 0, "red flags at sea", topics=topics), outline("red", 1, "red paint")]
    events += [outline("sea", 1, "the sea is rough"), outline("topics", 1, "", topics=topics)]
    index = index_of(events)
    muted = {mute: set(targets(index.related("q", mute=mute))) for mute in ((), topics[:1], topics[1:], topics)}
    assert muted == {
        (): {"red", "sea", "topics"},
        ("red sea",): {"red", "topics"},
        ("red cross",): {"red", "sea", "topics"},
        topics: set(),
    }


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
    [found] = index.same_day("e0007")  # all say the same
    assert found.target != "e0007"


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
    index = index_of(events, all_texts())
    each = [relation for event_id in index.ids for relation in index.related(event_id, limit=4)]
    assert list(index.all_related(limit=4)) == each


@given(archives())
def test_lists_are_ordered_and_ranked(events: list[EventOutline]) -> None:
    index = index_of(events, all_texts())
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
    index = index_of(events, all_texts(least_of_best=0.0))
    everything = {relation.target: relation for row in range(len(index)) for relation in index.related(row, limit=99)}
    assert all(relation.days for relation in everything.values())
    for row in range(len(index)):
        wanted = [
            _bare(relation)
            for relation in index.related(row, limit=99)
            if abs(relation.days) > far_days and (when == "both" or (relation.days < 0) == (when == "before"))
        ]
        assert list(map(_bare, index.related(row, limit=99, when=when, far_days=far_days))) == wanted


@given(archives(), st.sampled_from(["red sea", "yemeni crisis"]))
def test_muting_a_topic_gives_what_it_would_be_without_its_links(events: list[EventOutline], topic: str) -> None:
    # No text of these archives has a word of these titles.
    index = index_of(events, all_texts(few=99))
    without = _without(index, topic)
    for row in range(len(index)):
        muted, other = index.related(row, limit=99, mute=[topic]), without.related(row, limit=99)
        assert targets(muted) == targets(other)
        assert [relation.score for relation in muted] == pytest.approx([relation.score for relation in other])
        assert targets(index.same_day(row, mute=[topic])) == targets(without.same_day(row))
        assert topic not in {reason.id for relation in muted for reason in relation.reasons}


def test_what_was_found_through_a_neighbour_by_the_muted_topic_is_gone_too() -> None:
    events = [
        outline("q", 0, "rebels", topics=("red sea",)),
        outline("between", 1, "dockers", topics=("red sea", "harbour strike")),
        outline("end", 2, "ferry", topics=("harbour strike",)),
        outline("near", 3, "rebels"),
    ]
    index = index_of(events)
    assert set(targets(index.related("q"))) == {"between", "near", "end"}
    assert targets(index.related("q", mute=["red sea"])) == ["near"]
    # Between and end have nothing but the muted topic in common, which the event asked about has not.
    assert set(targets(index.related("q", mute=["harbour strike"]))) == {"between", "near"}
    assert set(targets(index.related("q"))) == {"between", "near", "end"}


@given(archives(), SIDES, st.integers(0, 9), st.sampled_from([(), ("aden",), ("red sea", "harbour strike")]))
def test_reasons_add_up_to_the_score(
    events: list[EventOutline], when: When, far_days: int, mute: tuple[str, ...]
) -> None:
    index = index_of(events)
    for row in range(len(index)):
        for relation in (*index.related(row, when=when, far_days=far_days, mute=mute), *index.same_day(row, mute=mute)):
            assert relation.reasons
            assert sum(reason.weight for reason in relation.reasons) == pytest.approx(relation.score)
            assert all(reason.weight > 0 for reason in relation.reasons)


@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(events: list[EventOutline], chance: random.Random) -> None:
    shuffled = events.copy()
    chance.shuffle(shuffled)
    one, other = index_of(events), index_of(shuffled)
    assert list(one.all_related()) == list(other.all_related())
    assert [one.same_day(event) for event in one.ids] == [other.same_day(event) for event in one.ids]


@given(archives())
def test_what_was_asked_before_does_not_matter(events: list[EventOutline]) -> None:
    asked, fresh = index_of(events), index_of(events)
    for row in reversed(range(len(events))):
        asked.related(row, mute=["aden"], when="after")
    assert list(asked.all_related()) == list(fresh.all_related())


@given(archives())
def test_no_list_names_two_texts_that_say_the_same(events: list[EventOutline]) -> None:
    index = index_of(events)
    for row in range(len(index)):
        for found in (index.related(row), index.same_day(row)):
            rows = np.array([index.row(target) for target in targets(found)], dtype=int)
            cosines = np.triu(_cosines(index, rows), 1)
            assert not (cosines > index.settings.same_text + 1e-6).any()


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


def _without(index: RelatedIndex, topic: str) -> RelatedIndex:
    """The same index in which no event has a topic, while all events are worth what they were."""
    terms = index.scorer.terms
    kept = terms.weights.indices != terms.numbers.get(topic, -1)
    indptr = np.concatenate([[0], np.cumsum(kept)])[terms.weights.indptr]
    cells = Csr(indptr, terms.weights.indices[kept], terms.weights.data[kept], terms.weights.columns)
    fewer = dataclasses.replace(
        terms, weights=cells, to_headed=terms.to_headed[kept], headed=terms.headed[kept], forms=terms.forms[kept]
    )
    arrays = {**index.to_arrays(), **pack_terms(fewer)}
    fresh = RelatedIndex.from_arrays(arrays)
    assert not fresh.neighbours.known.any()
    return fresh


def _cosines(index: RelatedIndex, rows: Array) -> Array:
    """The cosines of the word weights of some events, word by word."""
    terms = index.scorer.terms
    vectors = np.zeros((len(rows), terms.word_count))
    for place, row in enumerate(rows):
        span = slice(terms.weights.indptr[row], terms.weights.indptr[row + 1])
        words = terms.weights.indices[span] < terms.word_count
        vectors[place, terms.weights.indices[span][words]] = terms.weights.data[span][words] / terms.text_norms[row]
    cosines: Array = vectors @ vectors.T
    return cosines


def _bare(relation: Relation) -> Relation:
    return dataclasses.replace(relation, rank=0)
