"""What changed about a saved chain, in sentences, on chains made by hand."""

import datetime as dt
from collections.abc import Mapping

import pytest

from graph.chain_changes import changes, cut
from graph.chain_results import ChainLink, ChainResult, EventChain, SavedChain
from graph.model import Event, Reason, Ref

SETTINGS = {"mute": [{"id": "b", "label": "B"}], "muted": [{"id": "a", "label": "A"}]}


def event(name: str, day: int) -> Event:
    """An event whose text is its id and a word."""
    return Event(name, dt.date(2015, 4, day), f"{name} happens.")


EVENTS = {name: event(name, day) for day, name in enumerate("abcdef", 1)}


def found(names: str, *strengths: float) -> ChainResult:
    """An answer with one chain over events of one letter each, or without one."""
    events = [EVENTS[name] for name in names]
    links = tuple(
        ChainLink(one.id, two.id, strength, 1, (Reason("word", "x", strength),), "Both mention x")
        for one, two, strength in zip(events, events[1:], strengths, strict=False)
    )
    chains = (EventChain(tuple(events), links, strengths.index(min(strengths))),) if links else ()
    return ChainResult(EVENTS["a"], EVENTS["f"], bool(links), "", chains)


def saved(names: str, *strengths: float) -> SavedChain:
    """A chain over such events, as it was kept."""
    kept = tuple((name, EVENTS[name].text) for name in names)
    return SavedChain("x", names[0], names[-1], dt.date(2026, 1, 1), 1, SETTINGS, kept, strengths)


OLD = saved("abdf", 0.2, 0.1, 0.3)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (found("abdf", 0.2, 0.1, 0.3), []),
        (
            found("abdf", 0.25, 0.1, 0.2),
            [
                "The link from “a happens.” to “b happens.” is stronger: 0.25 instead of 0.20.",
                "The link from “d happens.” to “f happens.” is weaker: 0.20 instead of 0.30.",
            ],
        ),
        (found("abdf", 0.2, 0.1049, 0.3), []),
        (found("abdf", 0.2, 0.12, 0.3), ["The weakest link is stronger: 0.12 instead of 0.10."]),
        (found("abdf", 0.2, 0.1, 0.08), ["The weakest link is weaker: 0.08 instead of 0.10."]),
        (found("abcdf", 0.2, 0.1, 0.2, 0.3), ["New step: 2015-04-03, “c happens.”."]),
        (
            found("abcdf", 0.2, 0.15, 0.2, 0.3),
            [
                "New step: 2015-04-03, “c happens.”.",
                "With what is new the weakest link is stronger, 0.15 instead of 0.10: a reason to look again.",
            ],
        ),
        (
            found("acdf", 0.2, 0.09, 0.3),
            [
                "New step: 2015-04-03, “c happens.”.",
                "No longer a step: 2015-04-02, “b happens.”.",
                "The weakest link is weaker: 0.09 instead of 0.10.",
            ],
        ),
        (found("adf", 0.1, 0.3), ["No longer a step: 2015-04-02, “b happens.”."]),
        (found(""), ["There is no strong story link any more."]),
    ],
)
def test_each_change_is_a_sentence(now: ChainResult, said: list[str]) -> None:
    assert list(changes(OLD, now, EVENTS, [Ref("a", "A")])) == said


def test_what_no_longer_exists_is_named_by_its_kept_text() -> None:
    there = {name: each for name, each in EVENTS.items() if name != "b"}
    assert changes(OLD, found("adf", 0.1, 0.3), there, [Ref("a", "A")]) == ("No longer in the store: “b happens.”.",)
    assert changes(OLD, found(""), there, [Ref("a", "A")])[1:] == ("No longer in the store: “b happens.”.",)


def test_a_difference_of_rounding_is_none() -> None:
    assert changes(saved("af", 0.1049), found("af", 0.1051), EVENTS, [Ref("a", "A")]) == ()
    assert changes(saved("af", 0.104), found("af", 0.106), EVENTS, [Ref("a", "A")]) == ()
    assert len(changes(saved("af", 0.1), found("af", 0.106), EVENTS, [Ref("a", "A")])) == 1


@pytest.mark.parametrize(
    ("muted", "said"),
    [
        ({"a": "A"}, ()),
        ({"a": "A", "b": "B"}, ()),  # it was muted for this chain anyway
        ({"a": "A", "c": "C", "d": "D"}, ("Muted since then: C, D.",)),
        ({}, ("No longer muted: A.",)),
        ({"c": "C"}, ("Muted since then: C.", "No longer muted: A.")),
    ],
)
def test_muted_topics_are_said_only_if_the_chain_changed(muted: Mapping[str, str], said: tuple[str, ...]) -> None:
    topics = [Ref(*topic) for topic in muted.items()]
    assert changes(OLD, found("abdf", 0.2, 0.1, 0.3), EVENTS, topics) == ()
    assert changes(OLD, found("adf", 0.1, 0.3), EVENTS, topics)[1:] == said


def test_a_text_is_cut_between_words_if_it_has_any() -> None:
    assert cut("one two three", 13) == "one two three"
    assert cut("one two, three", 9) == "one two…"
    assert cut("x" * 20, 5) == "xxxxx…"
