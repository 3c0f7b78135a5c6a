"""Folding: one event however many documents tell of it, and what each of them adds."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Citation, Event, GivenRelation, Heading, Mention, Ref, Source
from graph.parse.folding import fold, rank

DAY = dt.date(2016, 2, 3)
PORTAL, PAGE, INDEX, OWN = "portal/2016-02-03", "context/2016-02-03/a-dam", "context/2016-02-03", "events/my/2016-02-03"
NILE = Mention(Ref("nile", "Nile"), "Nile", "Nile")
PAPER = Citation(Source("https://a.example/", "A", "a.example"))


def told(document: str, *texts: str, **parts: object) -> list[Event]:
    return [
        Event(f"{DAY}/{place}", DAY, text, position=place, document=document, **parts)  # type: ignore[arg-type]
        for place, text in enumerate(texts)
    ]


def test_documents_are_believed_in_their_order() -> None:
    names = [OWN, f"context/zh/{DAY}", PAGE, PORTAL, INDEX, "events/a.csv/2016-02-03"]
    assert sorted(names, key=rank) == [PORTAL, PAGE, INDEX, f"context/zh/{DAY}", "events/a.csv/2016-02-03", OWN]


def test_an_event_that_three_documents_tell_of_stands_once_with_what_each_adds() -> None:
    related = (GivenRelation("2015-01-01/x", dt.date(2015, 1, 1), "x", "Nile"),)
    accounts = [
        told(PORTAL, "A dam is opened.", mentions=(NILE,), citations=(PAPER,)),
        told(PAGE, "A dam is opened. ", excerpt="Long ago.", given=related, headings=(Heading("Dams"),)),
        told(INDEX, "A dam is opened", excerpt="Short.", cover_url="https://a.example/dam.png"),
    ]
    for order in permutations(accounts):
        (event,) = fold(order)
        assert (event.document, event.also, event.text) == (PORTAL, (PAGE, INDEX), "A dam is opened.")
        assert (event.mentions, event.citations, event.given) == ((NILE,), (PAPER,), related)
        assert (event.excerpt, event.cover_url, event.headings) == (
            "Long ago.",
            "https://a.example/dam.png",
            (Heading("Dams"),),
        )


def test_what_the_first_document_says_is_not_changed() -> None:
    (event,) = fold([told(PAGE, "A dam.", category="Water"), told(PORTAL, "A dam.", category="Disasters")])
    assert event.category == "Disasters"


def test_equal_texts_of_one_page_are_as_many_events_as_the_page_has() -> None:
    events = fold([told(PORTAL, "Rain.", "Rain."), told(PAGE, "Rain."), told(OWN, "Rain.", "Rain.", "Rain.")])
    assert [(event.document, event.also) for event in events] == [(PORTAL, (PAGE, OWN)), (PORTAL, (OWN,)), (OWN, ())]


def test_a_page_made_from_the_portal_is_known_although_the_portal_was_edited() -> None:
    edited = told(PORTAL, "Talks end.", "At least nine people are killed by a bomb in the town of Tarn.")
    made = told(PAGE, "At least five people are killed by a bomb in the town of Tarn.")
    assert [event.also for event in fold([edited, made])] == [(), (PAGE,)]


def test_other_words_or_a_persons_own_words_are_another_event() -> None:
    portal = told(PORTAL, "At least nine people are killed by a bomb in the town of Tarn.")
    assert len(fold([portal, told(PAGE, "A bomb in Tarn kills the mayor of the town.")])) == 2
    assert len(fold([portal, told(OWN, "At least five people are killed by a bomb in the town of Tarn.")])) == 2


def test_an_event_with_an_id_of_its_own_stands_for_itself() -> None:
    mine = [replace(told(OWN, "Rain.")[0], id="walk-1")]
    assert len(fold([told(PORTAL, "Rain."), mine], frozenset({(OWN, "walk-1")}))) == 2


def test_an_id_as_a_store_gives_it_does_not_keep_an_event_from_being_the_same() -> None:
    mine = told(OWN, "Rain.")
    assert len(fold([told(PORTAL, "Rain."), mine], frozenset({(OWN, mine[0].id)}))) == 1


@given(st.lists(st.lists(st.sampled_from(["Rain.", "rain", "A dam.", "Talks end."]), max_size=4), max_size=4))
def test_nothing_is_lost_and_the_order_of_loading_does_not_matter(texts: list[list[str]]) -> None:
    documents = [PORTAL, PAGE, INDEX, OWN]
    accounts = [told(document, *page) for document, page in zip(documents, texts, strict=False)]
    once = fold(accounts)
    assert fold(accounts[::-1]) == once
    tellers = [(name, event) for event in once for name in (event.document, *event.also)]
    assert sorted(name for name, _ in tellers) == sorted(event.document for page in accounts for event in page)
    assert all(len(set(event.also)) == len(event.also) for event in once)
