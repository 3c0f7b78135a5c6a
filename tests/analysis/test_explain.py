"""Reasons: they are what scored, add up, and name nothing twice."""

import dataclasses
import datetime as dt
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.evidence import credited, shared_terms
from graph.analysis.explain import OTHER_EVENTS, OTHER_TOPICS, OTHER_WORDS, Bridges, reasons
from graph.analysis.settings import RelatedSettings
from graph.model import EventOutline, Reason
from tests.analysis.archives import LABELS, archives, index_of, outline

BRIDGE = "2015-09-02/dockers-walk-out"


def reasons_between(
    *events: EventOutline, settings: RelatedSettings | None = None, score: float = 0.5, bridged: float = 0.0
) -> dict[tuple[str, str], float]:
    """Kind and label of the reasons from event a to event b, with their weights."""
    found = explained(list(events), [("a", "b")], score, bridged, settings)[0]
    return {(reason.kind, reason.label): reason.weight for reason in found}


def explained(
    events: list[EventOutline],
    pairs: list[tuple[str, str]],
    score: float,
    bridged: float,
    settings: RelatedSettings | None = None,
) -> list[tuple[Reason, ...]]:
    """The reasons of pairs of events that have one score and one event between, which brings a part of it."""
    index = index_of(events, settings)
    sources, targets = (np.array([index.row(pair[end]) for pair in pairs], dtype=int) for end in (0, 1))
    terms = index.scorer.terms
    evidence = credited(terms, shared_terms(terms, sources, targets))
    rows, shares = np.zeros(len(pairs), dtype=int), np.full(len(pairs), bridged)
    bridges = Bridges(rows, shares, [BRIDGE], ["Dockers walk out"])
    return reasons(terms, evidence, np.full(len(pairs), score), bridges, index.settings)


def test_words_of_a_shared_title_belong_to_the_topic() -> None:
    found = reasons_between(
        outline("a", 0, "On the Red Sea a ferry waits", topics=("red sea",)),
        outline("b", 1, "Ferry sinks in the red sea", topics=("red sea",)),
        outline("c", 2, "Dockers rest"),
    )
    assert set(found) == {("topic", "Red Sea"), ("word", "ferry")}
    assert found["topic", "Red Sea"] > 3 * found["word", "ferry"]


def test_a_heading_and_its_topic_are_one_reason() -> None:
    found = reasons_between(
        outline("a", 0, "strike", headings=("harbour strike",), topics=("harbour strike",)),
        outline("b", 1, "strike goes on", headings=("harbour strike",)),
    )
    assert set(found) == {("heading", "Harbour strike")}


def test_a_word_of_two_titles_goes_to_the_heading() -> None:
    first = outline("a", 0, "the ports", headings=("port strike",), topics=("ministry of ports",))
    found = reasons_between(first, dataclasses.replace(first, id="b", date=first.date + dt.timedelta(1)))
    assert set(found) == {("heading", "port strike"), ("topic", "Ministry of Ports")}
    assert found["heading", "port strike"] > 2 * found["topic", "Ministry of Ports"]


def test_an_unlinked_heading_is_a_reason_without_an_id() -> None:
    index = index_of([outline("a", 0, "", unlinked=("Storm season",)), outline("b", 9, "", unlinked=("Storm season",))])
    [reason] = index.related("a")[0].reasons
    assert (reason.kind, reason.label, reason.id) == ("heading", "Storm season", "")


def test_words_are_shown_as_the_other_text_has_them() -> None:
    found = reasons_between(outline("a", 0, "they shelled Taiz"), outline("b", 1, "shelling of Taiz"))
    assert set(found) == {("word", "shelling"), ("word", "Taiz")}


def test_many_shared_terms_end_in_one_reason() -> None:
    text = "ferry grain storm dockers rebels minister envoy"
    found = reasons_between(outline("a", 0, text), outline("b", 1, text))
    assert len(found) == 6
    assert ("similar", OTHER_WORDS) in found
    topics = ("aden", "red sea", "yemeni crisis", "harbour strike", "ministry of ports", "taiz", "mocha")
    found = reasons_between(outline("a", 0, "", topics=topics), outline("b", 1, "", topics=topics))
    assert ("similar", OTHER_TOPICS) in found


def test_common_words_are_not_named_beside_better_reasons() -> None:
    crowd = [outline(f"x{day}", day, f"police patrol {day}") for day in range(30)]
    pair = [outline("a", 40, "police patrol", topics=("aden",)), outline("b", 41, "police patrol", topics=("aden",))]
    assert list(reasons_between(*pair, *crowd)) == [("topic", "Aden"), ("similar", OTHER_WORDS)]


def test_reasons_are_strongest_first_whatever_their_kind() -> None:
    crowd = [outline(f"x{day:02}", day, "", topics=("aden",)) for day in range(60)]
    pair = [
        outline(name, day, "Mocha, Mocha: Aden sends ferry", topics=("aden",)) for name, day in (("a", 70), ("b", 71))
    ]
    found = reasons_between(*pair, *crowd, *[outline(f"y{day:02}", day, "ferry") for day in range(18)])
    assert {kind for kind, _ in found} >= {"word", "topic"}
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_less_rare_words_are_named_beside_hubs_only() -> None:
    settings = RelatedSettings(few=2, hub_share=0.1, common_share=0.6)
    crowd = [outline(f"x{day}", day, "police patrol" if day < 8 else "", topics=("aden",)) for day in range(20)]
    pair = [outline(name, day, "police patrol", topics=("aden",)) for name, day in (("a", 40), ("b", 41))]
    found = reasons_between(*pair, *crowd, settings=settings)
    assert list(found) == [("word", "patrol"), ("word", "police"), ("topic", "Aden")]
    pair = [dataclasses.replace(event, heading_ids=("red sea",)) for event in pair]
    found = reasons_between(*pair, *crowd, settings=settings)
    assert {label for _, label in found} == {"Red Sea", "Aden", OTHER_WORDS}


def test_words_that_make_up_a_title_only_one_links_are_one_reason() -> None:
    texts = ("Ferry sinks in the Red Sea", "Divers search the Red Sea")
    loose = [outline(name, day, text) for day, (name, text) in enumerate(zip("ab", texts, strict=True))]
    other = outline("c", 9, "", topics=("red sea",))
    assert set(reasons_between(*loose, other)) == {("word", "Red"), ("word", "Sea")}
    for name in "ab":
        pair = [dataclasses.replace(event, topic_ids=("red sea",)) if event.id == name else event for event in loose]
        assert reasons_between(*pair, other) == pytest.approx({("word", "Red Sea"): 0.5})


def test_a_title_is_not_named_for_a_part_of_its_words() -> None:
    pair = [outline("a", 0, "Red tide at Sea", topics=("red sea",)), outline("b", 1, "Sea wall falls")]
    assert set(reasons_between(*pair, outline("c", 2, "Red dust", topics=("red sea",)))) == {("word", "Sea")}
    # No event has the word "office", so that no term stands for it.
    pair = [outline("a", 0, "grain export", topics=("grain export office",)), outline("b", 1, "export of grain")]
    found = reasons_between(*pair, outline("c", 2, "", topics=("grain export office",)))
    assert set(found) == {("word", "grain"), ("word", "export")}


def test_words_that_meet_by_chance_make_no_phrase() -> None:
    crowd = [outline(f"x{day}", day, "Salt Lake City") for day in range(21)]
    pair = [outline("a", 40, "Mexico City", topics=("mexico city",)), outline("b", 41, "Mexico: the city")]
    found = reasons_between(*pair, outline("c", 50, "Mexico", topics=("mexico city",)), *crowd)
    assert set(found) == {("word", "Mexico"), ("similar", OTHER_WORDS)}
    pair = [outline("a", 0, "Games of Rio", topics=("rio games 2016",)), outline("b", 1, "Rio awaits the Games")]
    assert set(reasons_between(*pair, outline("c", 2, "", topics=("rio games 2016",)))) == {
        ("word", "Games"),
        ("word", "Rio"),
    }


def test_names_of_one_stem_are_not_told_as_the_same_name() -> None:
    assert list(reasons_between(outline("a", 0, "the Liberation army"), outline("b", 1, "a Liberal won"))) == [
        ("similar", OTHER_WORDS)
    ]
    found = reasons_between(outline("a", 0, "the Palestinian delegate"), outline("b", 1, "two Palestinians"))
    assert list(found) == [("word", "Palestinians")]


def test_what_fills_a_sentence_is_not_told() -> None:
    pair = [outline("a", 0, "ferry without lights"), outline("b", 1, "ferry without crew")]
    assert set(reasons_between(*pair)) == {("word", "ferry"), ("similar", OTHER_WORDS)}


def test_the_bridge_has_its_share_and_what_is_shared_the_rest() -> None:
    pair = [outline("a", 0, "ferry grain"), outline("b", 1, "grain ferry")]
    assert reasons_between(*pair, score=0.8, bridged=0.25) == pytest.approx(
        {("word", "ferry"): 0.3, ("word", "grain"): 0.3, ("bridge", "Dockers walk out"): 0.2}
    )
    assert reasons_between(*pair, score=0.8, bridged=1.0) == {("bridge", "Dockers walk out"): 0.8}


def test_events_that_share_nothing_are_related_over_others() -> None:
    pair = [outline("a", 0, "ferry"), outline("b", 1, "grain")]
    found = reasons_between(*pair, score=0.8, bridged=0.25)
    assert list(found) == [("similar", OTHER_EVENTS), ("bridge", "Dockers walk out")]
    assert list(found.values()) == pytest.approx([0.6, 0.2])
    [[reason]] = explained(pair, [("a", "b")], 0.8, 1.0)
    assert reason == Reason("bridge", "Dockers walk out", 0.8, BRIDGE)


@given(archives(), st.floats(0.001, 1), st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1)))
def test_reasons_of_any_pair_add_up_to_its_score(events: list[EventOutline], score: float, share: float) -> None:
    pairs = [(one.id, other.id) for one in events for other in events if one is not other]
    if not pairs:
        return
    for found in explained(events, pairs, score, share):
        weights = [reason.weight for reason in found]
        assert math.isclose(sum(weights), score, abs_tol=1e-9)
        assert all(weight > 0 for weight in weights)
        assert weights == sorted(weights, reverse=True)
        assert sum(reason.kind in ("heading", "topic", "word") for reason in found) <= RelatedSettings().named
        assert [reason.kind for reason in found].count("bridge") == (share > 1e-9)


@given(archives())
def test_reasons_add_up_to_the_score(events: list[EventOutline]) -> None:
    for relation in index_of(events).all_related():
        assert relation.reasons
        assert math.isclose(sum(reason.weight for reason in relation.reasons), relation.score, abs_tol=1e-9)


@given(archives())
def test_reasons_are_shared_and_named_once(events: list[EventOutline]) -> None:
    by_id = {event.id: event for event in events}
    for relation in index_of(events).all_related():
        pair = (by_id[relation.source], by_id[relation.target])
        assert not [name for name, count in Counter(map(_name, relation.reasons)).items() if count > 1]
        for reason in relation.reasons:
            if reason.kind == "bridge":
                assert reason.id in by_id.keys() - {event.id for event in pair}
            else:
                assert all(_has(event, reason) for event in pair)


def _name(reason: Reason) -> str:
    return reason.id or reason.label.casefold()


def _has(event: EventOutline, reason: Reason) -> bool:
    """Whether an event has what a reason says that it shares."""
    if reason.kind == "heading":
        return reason.label in event.headings
    if reason.kind == "topic":
        linked = {*event.topic_ids, *event.heading_ids}
        return reason.id in linked and reason.label == LABELS[reason.id]
    named = all(word[:4] in event.text.casefold() for word in reason.label.casefold().split())
    return reason.kind == "similar" or named
