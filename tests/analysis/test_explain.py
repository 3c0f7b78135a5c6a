"""Reasons: they are what scored, add up, and name nothing twice."""

import dataclasses
import datetime as dt
import math
from collections import Counter

from hypothesis import given

from graph.analysis.explain import OTHER_TOPICS, OTHER_WORDS
from graph.analysis.settings import RelatedSettings
from graph.model import EventOutline, Reason
from tests.analysis.archives import LABELS, archives, index_of, outline


def reasons_between(*events: EventOutline, target: str = "b") -> dict[tuple[str, str], float]:
    """Kind and label of the reasons from the first event to the target, with their weights."""
    relations = {relation.target: relation for relation in index_of(events).related(events[0].id)}
    return {(reason.kind, reason.label): reason.weight for reason in relations[target].reasons}


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
    crowd = [outline(f"x{day}", day, f"police report {day}") for day in range(30)]
    pair = [outline("a", 40, "police report", topics=("aden",)), outline("b", 41, "police report", topics=("aden",))]
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
    crowd = [outline(f"x{day}", day, "police report" if day < 8 else "", topics=("aden",)) for day in range(20)]
    pair = [outline(name, day, "police report", topics=("aden",)) for name, day in (("a", 40), ("b", 41))]
    relation = index_of([*pair, *crowd], settings).related("a")[0]
    assert [reason.label for reason in relation.reasons] == ["police", "report", "Aden"]
    pair = [dataclasses.replace(event, heading_ids=("red sea",)) for event in pair]
    relation = index_of([*pair, *crowd], settings).related("a")[0]
    assert {reason.label for reason in relation.reasons} == {"Red Sea", "Aden", OTHER_WORDS}


@given(archives())
def test_reasons_add_up_to_the_score(events: list[EventOutline]) -> None:
    for relation in index_of(events).all_related():
        assert 1 <= len(relation.reasons) <= 6
        assert math.isclose(sum(reason.weight for reason in relation.reasons), relation.score, abs_tol=1e-12)
        assert all(reason.weight > 0 for reason in relation.reasons)
        weights = [reason.weight for reason in relation.reasons]
        assert weights == sorted(weights, reverse=True)


@given(archives())
def test_reasons_are_shared_and_named_once(events: list[EventOutline]) -> None:
    by_id = {event.id: event for event in events}
    for relation in index_of(events).all_related():
        pair = (by_id[relation.source], by_id[relation.target])
        assert not [name for name, count in Counter(map(_name, relation.reasons)).items() if count > 1]
        for reason in relation.reasons:
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
    return reason.kind == "similar" or reason.label[:4].casefold() in event.text.casefold()
