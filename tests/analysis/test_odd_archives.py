"""Related events of archives and texts unlike the usual: sensible lists, or an honest empty one."""

import tracemalloc

import pytest

from graph.analysis.related import RelatedIndex
from graph.model import EventOutline
from tests.analysis.archives import index_of, outline, targets

# A strike in a harbour, a storm over it, and the end of the strike.
CHINESE = [
    outline("罢工", 0, "港口工人今天开始罢工,要求提高工资。"),
    outline("风暴", 1, "一场风暴夜里袭击了沿海的村庄。"),
    outline("结束", 2, "工会与公司达成协议,港口工人结束罢工。"),
]
MOST_BYTES = 300 * 2**20


def answers(index: RelatedIndex) -> list[list[str]]:
    """The lists of every event, of other days."""
    return [targets(index.related(row)) for row in range(len(index))]


def test_an_empty_archive() -> None:
    index = index_of([])
    assert list(index.all_related()) == []
    assert list(RelatedIndex.from_arrays(index.to_arrays()).all_related()) == []


@pytest.mark.parametrize("text", ["", "Aden", "Rebels shell the port of Aden", "港", "港口", "- - -", "12", "\u0301"])
def test_a_single_event(text: str) -> None:
    index = index_of([outline("a", 0, text, topics=("aden",), headings=("aden",))])
    assert index.related("a") == index.same_day("a") == index.related("a", mute=["aden"], far_days=30) == []
    assert list(index.all_related()) == []


def test_an_event_of_one_word() -> None:
    events = [outline("a", 0, "Aden"), outline("b", 1, "Rebels shell Aden"), outline("c", 1, "A storm passes")]
    index = index_of(events)
    [there], [back] = index.related("a"), index.related("b")
    assert (there.target, back.target) == ("b", "a")
    assert [(reason.kind, reason.label) for reason in there.reasons] == [("word", "Aden")]
    assert there.reasons[0].weight == pytest.approx(there.score)


def test_an_event_of_twenty_thousand_words() -> None:
    vocabulary = [f"{first}{second}{third}ar" for first in "bdfgk" for second in "aeiou" for third in "lmnrstvz"]
    long = " ".join(vocabulary[(place * place) % len(vocabulary)] for place in range(19_995))
    events = [
        outline("long", 5, f"Rebels shell the port {long}", topics=("aden",)),
        outline("short", 6, "Rebels leave the port", topics=("aden",)),
        outline("brief", 7, "Dockers return to the port", topics=("aden",)),
        *(outline(f"other{day}", day, f"A storm passes {vocabulary[day]}") for day in range(8)),
    ]
    index = index_of(events)
    found = {row: targets(index.related(row)) for row in ("long", "short", "brief")}
    assert found["short"][0] == "brief"  # two short texts about one thing before one that has a bit of everything
    assert set(found["long"]) >= {"short", "brief"}
    for relation in index.all_related():
        assert sum(reason.weight for reason in relation.reasons) == pytest.approx(relation.score)
        assert len(relation.reasons) <= index.settings.named + 2


def test_chinese_events_meet_by_pairs_of_signs() -> None:
    index = index_of(CHINESE)
    assert dict(zip(index.ids, answers(index), strict=True)) == {"罢工": ["结束"], "风暴": [], "结束": ["罢工"]}
    [relation] = index.related("罢工")
    labels = {reason.label for reason in relation.reasons if reason.kind == "word"}
    assert labels <= {"港口", "口工", "工人", "罢工"}
    assert labels & {"港口", "罢工"}


def test_events_without_topics_meet_by_their_words() -> None:
    events = [outline("a", 0, "Dockers strike in Aden"), outline("b", 3, "The strike of the dockers ends")]
    [relation] = index_of(events).related("a")
    assert (relation.target, {reason.kind for reason in relation.reasons}) == ("b", {"word"})


def test_events_without_words_meet_by_their_topics() -> None:
    events = [outline(name, day, "", topics=("aden",)) for name, day in (("a", 0), ("b", 3))]
    [relation] = index_of(events).related("a")
    assert [(reason.kind, reason.label) for reason in relation.reasons] == [("topic", "Aden")]


def test_events_that_have_nothing_in_common() -> None:
    events = [outline(f"{day}", day, f"word{'abcdefghij'[day]}") for day in range(10)]
    assert answers(index_of(events)) == [[]] * 10


def crowd() -> list[EventOutline]:
    """Ten thousand events of one day in a hundred stories, and an event of the next day that belongs to one of them."""
    events = []
    for number in range(10_000):
        story, detail = divmod(number, 100)
        text = f"Dockers strike again, report s{story:03}tory with n{detail:03}umber"
        events.append(outline(f"e{number:05}", 0, text, topics=("aden",), unlinked=(f"Story {story}",)))
    return [*events, outline("next", 1, "Dockers talk about s042tory", topics=("aden",), unlinked=("Story 42",))]


def test_ten_thousand_events_on_one_day() -> None:
    index = index_of(crowd())
    tracemalloc.start()
    try:
        assert targets(index.related("e04207")) == ["next"]
        assert {target[:3] for target in targets(index.related("next"))} == {"e04"}
        assert {target[:3] for target in targets(index.same_day("e00107"))} == {"e00"}
        every = list(index.related_of(range(0, 10_001, 40)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {relation.target for relation in every if relation.source != "next"} <= {"next"}
    assert most < MOST_BYTES


def test_a_crowd_of_the_same_text_gives_one_of_them() -> None:
    events = [outline(f"e{number:05}", 0, "Dockers strike again", topics=("aden",)) for number in range(3_000)]
    index = index_of([*events, outline("next", 1, "dockers", topics=("aden",))])
    assert targets(index.related("e00007")) == ["next"]
    assert len(index.same_day("e00007")) == len(index.related("next")) == 1
