import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Event
from graph.parse.identity import MAX_SLUG, KnownEvent, event_ids, keep_ids, similarity, slug

DAY = dt.date(2016, 2, 3)
# few words, so that texts collide and resemble each other
TEXTS = st.lists(st.sampled_from(["talks", "open", "in", "Geneva", "again", "two", "!"]), max_size=7).map(" ".join)
DOCUMENTS = st.sampled_from(["portal/2016-02-03", "mine.jsonl"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Côte d'Ivoire: 12 killed in Grand-Bassam", "cote-d-ivoire-12-killed-in-grand-bassam"),
        ("Straße & Łódź – Ærø", "strasse-lodz-aero"),
        ("Сирийская война", "сирийская-война"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("北京 2016年", "北京-2016年"),
        ("5 km² burn", "5-km2-burn"),
        ("…!", "event"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_long_slug_is_cut_between_words() -> None:
    assert slug("word " * 60) == "-".join(["word"] * 27)
    assert slug("x" * 300) == "x" * MAX_SLUG


@given(st.text(max_size=400))
def test_a_slug_is_one_word_of_an_address(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= MAX_SLUG
    assert re.fullmatch(r"[^\s/?#&%-]+(?:-[^\s/?#&%-]+)*", made)
    assert slug(made) == made


@given(st.lists(TEXTS, max_size=12))
def test_ids_of_a_day_are_unique(texts: list[str]) -> None:
    ids = event_ids(DAY, texts)
    assert len(set(ids)) == len(ids) == len(texts)
    assert all(made.startswith(f"2016-02-03/{slug(text)}") for made, text in zip(ids, texts, strict=True))


def test_collisions_are_numbered_around_ids_that_look_like_them() -> None:
    ids = event_ids(DAY, ["a", "a", "a 2", "a"])
    assert ids == [f"2016-02-03/{name}" for name in ("a", "a-2", "a-2-2", "a-3")]


def event(text: str, document: str = "portal/2016-02-03") -> Event:
    return Event(id=event_ids(DAY, [text])[0], date=DAY, text=text, document=document)


def known(identity: str, text: str, document: str = "portal/2016-02-03") -> KnownEvent:
    return KnownEvent(f"2016-02-03/{identity}", text, document)


def ids_of(events: Sequence[Event]) -> list[str]:
    return [one.id.removeprefix("2016-02-03/") for one in events]


def test_an_edited_event_keeps_its_id() -> None:
    ledger = [known("old", "At least five people are killed by a bomb in Tarn.")]
    kept = keep_ids([event("At least nine people are killed and 12 hurt by a bomb in Tarn.")], ledger)
    assert ids_of(kept) == ["old"]


def test_another_event_gets_an_id_of_its_own() -> None:
    ledger = [known("a-ferry-sinks", "A ferry sinks off Southport.")]
    kept = keep_ids([event("The miller is found guilty.")], ledger)
    assert ids_of(kept) == ["the-miller-is-found-guilty"]


def test_the_exact_text_goes_before_a_similar_one() -> None:
    ledger = [known("first", "Talks open in Geneva again."), known("second", "Talks open in Geneva.")]
    kept = keep_ids([event("Talks open in Geneva."), event("Talks open in Geneva today.")], ledger)
    assert ids_of(kept) == ["second", "first"]


def test_the_most_similar_pair_goes_first() -> None:
    ledger = [known("rain", "Heavy rain floods the old town."), known("snow", "Heavy snow closes the old road.")]
    kept = keep_ids([event("Heavy snow closes the old mountain road."), event("Heavy rain floods the town.")], ledger)
    assert ids_of(kept) == ["snow", "rain"]


def test_an_id_that_was_removed_is_never_given_to_another_event() -> None:
    ledger = [
        known("talks-open", "Something else entirely happened."),
        known("talks-open-2", "And one more thing.", "x"),
    ]
    assert ids_of(keep_ids([event("Talks open")], ledger)) == ["talks-open-3"]


def test_an_event_of_another_document_is_another_event() -> None:
    ledger = [known("talks-open", "Talks open", "mine.jsonl")]
    both = [event("Talks open"), event("Talks open", "mine.jsonl")]
    assert ids_of(keep_ids(both, ledger)) == ["talks-open-2", "talks-open"]


def test_a_document_takes_over_the_id_of_one_that_is_gone() -> None:
    ledger = [known("talks", "Talks open", "mine.jsonl"), known("rain", "Rain falls on Tarn.", "mine.jsonl")]
    assert ids_of(keep_ids([event("Talks open"), event("Rain falls on Tarn today.")], ledger)) == [
        "talks",
        "rain-falls-on-tarn-today",
    ]


def test_an_event_that_two_documents_tell_of_keeps_the_id_of_either() -> None:
    ledger = [known("talks", "Talks open at last", "context/talks")]
    told = replace(event("Talks open again"), also=("context/talks",))
    assert ids_of(keep_ids([told], ledger)) == ["talks"]


def test_ids_of_a_persons_own_stay_and_are_nobody_elses() -> None:
    ledger = [KnownEvent("mine-1", "Talks open", "mine.jsonl")]
    mine = replace(event("Talks open", "mine.jsonl"), id="mine-1")
    kept = keep_ids([event("Talks open"), mine], ledger, frozenset({("mine.jsonl", "mine-1")}))
    assert ids_of(kept) == ["talks-open", "mine-1"]


def test_an_id_as_a_store_gives_it_is_that_of_the_same_event_in_other_documents() -> None:
    mine = replace(event("Talks closed", "mine.jsonl"), id=f"{DAY}/talks-open")
    own = frozenset({("mine.jsonl", mine.id)})
    rows = [event("Talks open"), event("Talks open"), mine]
    for ledger in ([], [known("talks-open", "Talks closed", "mine.jsonl")], [known("talks-open", "Talks open")]):
        assert ids_of(keep_ids(rows, ledger, own)) == ["talks-open", "talks-open-2", "talks-open"]


def test_what_stands_beside_an_own_id_in_its_document_is_another_event() -> None:
    mine = replace(event("Rain falls.", "mine.jsonl"), id=f"{DAY}/talks-open")
    own = frozenset({("mine.jsonl", mine.id)})
    for text in ("Rain falls.", "Talks open"):
        for ledger in ([], [known("talks-open", "Rain falls.", "mine.jsonl"), known("rain", "Rain falls.", "x")]):
            ids = ids_of(keep_ids([replace(event(text, "mine.jsonl"), id="made"), mine], ledger, own))
            assert len(set(ids)) == 2
            assert ids[1] == "talks-open"


def test_an_event_whose_first_document_is_gone_keeps_its_id() -> None:
    ledger = [
        known("nine", "At least nine people are killed by a bomb in Tarn."),
        known("talks", "Talks open in Bern."),
    ]
    told = [event("Talks open in Bern", "mine.jsonl"), event("Nine people are killed by a bomb in Tarn", "context/x")]
    assert ids_of(keep_ids(told, ledger)) == ["talks", "nine"]
    others = [event("Nine people are killed by a bomb in Tarn", "mine.jsonl")]
    assert ids_of(keep_ids(others, ledger)) == ["nine-people-are-killed-by-a-bomb-in-tarn"]


def test_of_a_split_event_the_part_most_like_it_keeps_the_id() -> None:
    ledger = [known("both", "A bomb kills nine in Tarn and the mayor resigns.")]
    kept = keep_ids([event("The mayor resigns."), event("A bomb kills nine people in Tarn.")], ledger)
    assert ids_of(kept) == ["the-mayor-resigns", "both"]


def test_of_two_joined_events_the_one_most_like_the_new_text_gives_its_id() -> None:
    ledger = [known("mayor", "The mayor resigns."), known("bomb", "A bomb kills nine people in Tarn.")]
    joined = keep_ids([event("A bomb kills nine people in Tarn; the mayor resigns.")], ledger)
    assert ids_of(joined) == ["bomb"]
    again = [KnownEvent(joined[0].id, joined[0].text, joined[0].document), ledger[0]]
    parted = keep_ids([event("The mayor resigns."), event("A bomb kills nine people in Tarn.")], again)
    assert ids_of(parted) == ["mayor", "bomb"]


@given(st.lists(st.builds(event, TEXTS, DOCUMENTS), max_size=8), st.lists(st.tuples(TEXTS, DOCUMENTS), max_size=8))
def test_kept_ids_are_unique_and_belong_to_their_events(events: list[Event], old: list[tuple[str, str]]) -> None:
    old_ids = event_ids(DAY, [text for text, _ in old])
    ledger = [KnownEvent(made, *entry) for made, entry in zip(old_ids, old, strict=True)]
    kept = keep_ids(events, ledger)
    ids = [one.id for one in kept]
    by_id = {entry.id: entry for entry in ledger}
    assert [one.text for one in kept] == [one.text for one in events]
    assert len(set(ids)) == len(ids)
    for one in kept:
        if entry := by_id.get(one.id):
            assert entry.document == one.document or slug(entry.text) == slug(one.text)
            assert slug(entry.text) == slug(one.text) or similarity(entry.text, one.text) >= 0.5


@given(st.lists(TEXTS, max_size=8), st.randoms(use_true_random=False))
def test_events_that_did_not_change_keep_their_ids_in_any_order(texts: list[str], random: object) -> None:
    once = keep_ids([event(text) for text in texts], [])
    ledger = [KnownEvent(one.id, one.text, one.document) for one in once]
    shuffled = list(once)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = keep_ids([event(one.text) for one in shuffled], ledger)
    assert sorted((one.id, one.text) for one in again) == sorted((one.id, one.text) for one in once)
    assert keep_ids([event(text) for text in texts], ledger) == once


@given(TEXTS, TEXTS)
def test_similarity_is_a_symmetric_share(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1
    assert similarity(one, one) == (1 if re.search(r"\w", one) else 0)
