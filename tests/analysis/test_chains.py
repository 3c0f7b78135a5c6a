"""Chains through made-up archives: they stay in their story, lead on in time, and are not told where there is none."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.analysis.chain_model import Chain, ChainsFound, ChainWish
from graph.analysis.chains import ChainFinder
from graph.errors import InputError, NotFoundError
from graph.model import EventOutline
from tests.analysis.archives import START, archives, outline
from tests.analysis.stories import APART_DAYS, finder_of, storm, strike, two_stories

FIRST, LAST = "strike-00", "strike-12"


@pytest.fixture(scope="module")
def finder() -> ChainFinder:
    """What finds chains in an archive of two stories."""
    return finder_of(two_stories())


def inner(chain: Chain) -> list[str]:
    """The events between the ends."""
    return list(chain.events[1:-1])


def asked(finder: ChainFinder, wish: ChainWish | None = None) -> ChainsFound:
    """The chains through the strike."""
    return finder.chains(FIRST, LAST, wish or ChainWish())


def day_of(finder: ChainFinder, event: str) -> int:
    """The day of an event, as an ordinal."""
    return int(finder.index.scorer.days[finder.index.row(event)])


def same(finder: ChainFinder, events: Sequence[str]) -> NDArray[np.bool_]:
    """Which of some events say the same in their texts."""
    return finder.links.same(np.array([finder.index.row(event) for event in events]))


def assert_a_chain(finder: ChainFinder, chain: Chain, first: str, last: str) -> None:
    """Fail unless a chain leads from end to end in order of time, every link with its days, strength and reasons."""
    assert (chain.events[0], chain.events[-1]) == (first, last)
    assert [link.target for link in chain.links[:-1]] == [link.source for link in chain.links[1:]]
    days = [day_of(finder, event) for event in chain.events]
    assert [link.days for link in chain.links] == [later - earlier for earlier, later in pairwise(days)]
    assert all(link.days > 0 for link in chain.links)
    for link in chain.links:
        rows = (np.array([finder.index.row(event)]) for event in (link.source, link.target))
        assert link.strength == pytest.approx(float(finder.strengths(*rows)[0]))
        assert sum(reason.weight for reason in link.reasons) == pytest.approx(link.strength)
    repeated = same(finder, chain.events)
    assert not repeated[1:-1][:, [0, -1]].any()  # only the ends may say the same
    assert repeated[1:-1, 1:-1].sum() == sum(repeated[1:-1, 1:-1].diagonal())
    assert chain.strength == min(link.strength for link in chain.links) == chain.links[chain.weakest].strength


def test_a_chain_stays_in_its_story(finder: ChainFinder) -> None:
    found = asked(finder)
    [chain] = found.chains
    assert_a_chain(finder, chain, FIRST, LAST)
    assert {event.partition("-")[0] for event in chain.events} == {"strike"}
    assert len(inner(chain)) >= 3
    assert chain.strength >= finder.settings.least_strength
    assert finder.relies_on(found)
    assert found.best == chain


def test_events_may_be_given_in_any_order() -> None:
    backwards = finder_of(two_stories()[::-1])
    assert asked(backwards).chains == asked(finder_of(two_stories())).chains


@given(archives(), st.integers(1, 3), st.none() | st.integers(1, 4))
def test_whatever_the_archive_chains_lead_on_in_time(
    outlines: list[EventOutline], count: int, length: int | None
) -> None:
    finder = finder_of(outlines)
    ids = sorted((event.date, event.id) for event in outlines)
    if len(ids) < 2 or ids[0][0] == ids[-1][0]:
        return
    first, last = ids[0][1], ids[-1][1]
    found = finder.chains(first, last, ChainWish(count=count, inner=length, weak=True))
    for chain in found.chains:
        assert_a_chain(finder, chain, first, last)
        assert len(inner(chain)) <= (length or max(finder.settings.lengths))
    between = [event for chain in found.chains for event in inner(chain)]
    assert len(between) == len(set(between))
    assert len(found.chains) <= count
    strengths = [chain.strength for chain in found.chains]
    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_as_many_events_between_as_are_asked_for(finder: ChainFinder, length: int) -> None:
    [chain] = asked(finder, ChainWish(inner=length)).chains
    assert len(inner(chain)) == length
    assert_a_chain(finder, chain, FIRST, LAST)


def test_the_chain_is_as_long_as_is_nearly_as_strong() -> None:
    for as_strong in (0.0, 0.5, 0.9, 1.0):
        finder = finder_of(two_stories(), as_strong=as_strong)
        fixed = {length: asked(finder, ChainWish(inner=length)).chains[0] for length in finder.settings.lengths}
        most = max(chain.strength for chain in fixed.values())
        good = [len(inner(chain)) for chain in fixed.values() if chain.strength >= as_strong * most]
        assert len(inner(asked(finder).chains[0])) == max(good)


def test_short_chains_are_told_where_long_ones_are_weak() -> None:
    texts = {"a": "rebels shell port", "b": "rebels leave port", "c": "rebels leave"}
    events = [outline(name, 9 * place, text) for place, (name, text) in enumerate(texts.items())]
    [chain] = finder_of(events).chains("a", "c", ChainWish()).chains
    assert chain.events == ("a", "b", "c")


def test_steps_are_spread_over_the_time() -> None:
    same = "rebels shell port"
    texts = {0: same, 3: f"{same}, court rules", 20: "rebels port", 40: f"court rules: {same}"}
    events = [outline(f"{day}", day, f"{text} word{day}") for day, text in texts.items()]
    told = {
        spread: finder_of(events, spread=spread, same_text=1.0).chains("0", "40", ChainWish(inner=1)).chains[0].events
        for spread in (0.0, 4.0)
    }
    assert told == {0.0: ("0", "3", "40"), 4.0: ("0", "20", "40")}


def test_too_few_days_make_a_shorter_chain() -> None:
    finder = finder_of([*strike()[:3], *storm()[:3]], same_text=0.99)
    [chain] = finder.chains("strike-00", "strike-02", ChainWish(inner=5)).chains
    assert chain.events == ("strike-00", "strike-01", "strike-02")


def test_nothing_between_is_a_direct_link() -> None:
    events = [outline("a", 0, "Dockers strike for wages"), outline("b", 9, "Dockers end strike in Aden")]
    found = finder_of(events).chains("a", "b", ChainWish(count=3))
    assert [chain.events for chain in found.chains] == [("a", "b")]


def test_what_is_between_and_leads_nowhere_leaves_the_direct_link() -> None:
    events = [
        outline("a", 0, "dockers strike ferry harbour"),
        outline("x", 5, "ferry picnic"),
        outline("y", 7, "picnic"),
        outline("b", 10, "dockers strike harbour"),
    ]
    found = finder_of(events).chains("a", "b", ChainWish(weak=True))
    assert [chain.events for chain in found.chains] == [("a", "b")]


def test_alternatives_share_no_event_and_say_nothing_twice() -> None:
    twins = [
        outline(f"twin-{event.id[-2:]}", APART_DAYS * int(event.id[-2:]) + 1, event.text, topics=event.topic_ids)
        for event in strike()[1:-1]
    ]
    finder = finder_of([*two_stories(), *twins])
    found = asked(finder, ChainWish(count=9, inner=1))
    told = [inner(chain) for chain in found.chains]
    assert 2 <= len(told) <= 9
    assert all(len(events) <= 1 for events in told)
    between = [event for events in told for event in events]
    assert len(between) == len(set(between))
    assert same(finder, between).sum() == len(between)
    strengths = [chain.strength for chain in found.chains]
    assert strengths == sorted(strengths, reverse=True)


def test_one_chain_is_given_unless_more_are_asked_for(finder: ChainFinder) -> None:
    assert len(asked(finder).chains) == 1
    assert len(asked(finder, ChainWish(count=2)).chains) == 2


def test_excluded_events_are_left_out(finder: ChainFinder) -> None:
    [before] = asked(finder).chains
    gone = inner(before)[:2]
    after = asked(finder, ChainWish(exclude=gone))
    assert not set(gone) & set(after.chains[0].events)


def test_steps_are_of_the_days_asked_for(finder: ChainFinder) -> None:
    first, last = START + dt.timedelta(9), START + dt.timedelta(18)
    found = asked(finder, ChainWish(count=9, inner=1, first=first.toordinal(), last=last.toordinal()))
    days = [day_of(finder, event) for chain in found.chains for event in inner(chain)]
    assert days
    assert all(first.toordinal() <= day <= last.toordinal() for day in days)
    assert len(days) == 4
    assert {chain.events[0] for chain in found.chains} == {FIRST}


def test_days_without_events_leave_the_direct_link(finder: ChainFinder) -> None:
    day = (START + dt.timedelta(10)).toordinal()
    [chain] = asked(finder, ChainWish(first=day, last=day)).chains
    assert chain.events == (FIRST, LAST)


def test_muted_topics_do_not_count(finder: ChainFinder) -> None:
    [loud] = asked(finder).chains
    assert {reason.id for link in loud.links for reason in link.reasons} >= {"harbour strike"}
    [hushed] = asked(finder, ChainWish(mute=["harbour strike", "unknown"])).chains
    reasons = [reason for link in hushed.links for reason in link.reasons]
    assert not {reason.id for reason in reasons} & {"harbour strike"}
    assert hushed.strength < loud.strength
    for link in hushed.links:
        assert sum(reason.weight for reason in link.reasons) == pytest.approx(link.strength)


def test_muting_all_that_is_shared_leaves_no_chain() -> None:
    events = [outline(name, 3 * day, "", topics=("aden", "red sea")[: 1 + day % 2]) for day, name in enumerate("abcde")]
    finder = finder_of(events, same_text=1.0)
    assert finder.chains("a", "e", ChainWish()).chains
    found = finder.chains("a", "e", ChainWish(mute=["aden"], weak=True))
    assert (found.chains, found.best) == ((), None)


def bridged() -> ChainFinder:
    """Two stories and a single event that has a word of each."""
    return finder_of([*two_stories(), outline("between", 18, "Villagers hear dockers")])


def test_events_of_different_stories_have_no_chain_to_rely_on() -> None:
    finder = bridged()
    found = finder.chains("strike-00", "storm-12", ChainWish(count=3))
    assert found.chains == ()
    assert not finder.relies_on(found)
    assert found.around < finder.settings.least_around
    assert found.best is not None
    weak = finder.chains("strike-00", "storm-12", ChainWish(count=3, weak=True))
    assert weak.chains == (found.best,)
    assert weak.best == found.best
    assert "between" in found.best.events
    assert not finder.relies_on(weak)


def test_a_weak_link_makes_no_chain_to_rely_on() -> None:
    finder = finder_of(two_stories(), least_strength=0.9)
    found, weak = asked(finder), asked(finder, ChainWish(weak=True))
    assert found.around >= finder.settings.least_around
    assert found.chains == ()
    assert not finder.relies_on(weak)
    assert weak.chains == (found.best,)


def test_events_that_nothing_connects_have_no_chain(finder: ChainFinder) -> None:
    found = finder.chains("strike-00", "storm-12", ChainWish(weak=True))
    assert (found.chains, found.best, found.around) == ((), None, 0.0)


def test_ends_in_one_story_have_more_around_them_alike_than_ends_in_two(finder: ChainFinder) -> None:
    assert asked(finder).around > 0.5
    assert bridged().chains("strike-00", "storm-12", ChainWish()).around < 0.1


def test_an_archive_of_one_word_has_nothing_but_the_same() -> None:
    finder = finder_of([outline(f"e{day}", day, "Aden") for day in range(9)])
    found = finder.chains("e0", "e8", ChainWish(count=3, weak=True))
    assert not [chain for chain in found.chains if inner(chain)]


def test_events_without_terms_have_no_chain() -> None:
    finder = finder_of([outline(f"e{day}", day, "") for day in range(3)])
    found = finder.chains("e0", "e2", ChainWish(weak=True))
    assert (found.chains, found.best) == ((), None)


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (FIRST, FIRST), (FIRST, "storm-00")])
def test_a_chain_leads_to_a_later_day(finder: ChainFinder, first: str, last: str) -> None:
    with pytest.raises(InputError, match="is not of a later day"):
        finder.chains(first, last, ChainWish())


def test_unknown_events_are_named(finder: ChainFinder) -> None:
    for ends in ((FIRST, "nobody"), ("nobody", LAST)):
        with pytest.raises(NotFoundError, match="'nobody'"):
            finder.chains(*ends, ChainWish())
    with pytest.raises(NotFoundError, match="'nobody'"):
        asked(finder, ChainWish(exclude=["nobody"]))


def test_inner_gives_the_steps_of_the_best_chain(finder: ChainFinder) -> None:
    ends = finder.index.row(FIRST), finder.index.row(LAST)
    [chain] = asked(finder, ChainWish(inner=3)).chains
    assert [finder.index.ids[row] for row in finder.inner(*ends, 3)] == inner(chain)
    assert 0 < len(finder.inner(*ends, 30)) < 30
    assert finder.inner(ends[0], finder.index.row("storm-12"), 3).tolist() == []


def test_ends_that_say_the_same_are_linked_all_the_same() -> None:
    events = [outline("a", 0, "dockers strike harbour"), outline("b", 3, "dockers strike harbour")]
    [chain] = finder_of(events).chains("a", "b", ChainWish()).chains
    assert chain.events == ("a", "b")


def test_a_muted_topic_makes_no_surroundings_alike() -> None:
    finder = finder_of(two_stories())
    loud, hushed = (asked(finder, ChainWish(mute=mute)) for mute in ([], ["harbour strike"]))
    assert hushed.around < loud.around


def test_a_link_between_events_that_are_all_too_alike_tells_no_news() -> None:
    def most_alike(limit: float) -> float:
        finder = finder_of(two_stories(), too_alike=limit)
        rows = np.array([finder.index.row(event) for event in asked(finder, ChainWish(weak=True)).chains[0].events])
        assert len(rows) > 2
        return float(finder.links.likeness(rows[:-1], rows[1:]).max())

    usual = most_alike(1.0)
    assert most_alike(usual - 0.01) <= usual - 0.01 < usual
