"""Trees of what led to an event and what followed: few steps, far apart, of one story."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.chain_tree import Direction, Step, TreeSettings, steps
from graph.analysis.chains import ChainFinder
from graph.errors import NotFoundError
from graph.model import EventOutline
from tests.analysis.archives import LABELS, archives, outline
from tests.analysis.stories import finder_of, storm, strike, two_stories

DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(["back", "forward"])
AFTER = (1, 2, 3, 5, 9, 12, 20, 40, 70, 110, 200, 400, 600, 900, 1600, 2500)
"""Days after its beginning on which something of a long story is told."""
WORDS = (
    "wages pickets crane talks mediator ballot ferry blockade contract court ruling verdict appeal pension tariff vote"
)


def long_story(name: str = "court", always: str = "Dockers in Aden", day: int = 0) -> list[EventOutline]:
    """A story over seven years, of which each event has something of its own."""
    told = zip((0, *AFTER), ("begin", *WORDS.split()), strict=True)
    return [outline(f"{name}-{after:04}", day + after, f"{always}: {word}", topics=("aden",)) for after, word in told]


def two_long_stories() -> list[EventOutline]:
    """Two stories of seven years that run side by side."""
    return [*long_story(), *long_story("flood", "Villagers of Lahij")]


@pytest.fixture(scope="module")
def finder() -> ChainFinder:
    """What finds chains among both."""
    return finder_of(two_long_stories())


def nodes(step: Step) -> Iterator[Step]:
    """The root and all steps under it."""
    yield step
    for child in step.steps:
        yield from nodes(child)


def ids(step: Step) -> list[str]:
    """The events of a tree."""
    return [node.event for node in nodes(step)]


def depth(step: Step) -> int:
    """How many steps lead to the end of the longest branch."""
    return max((1 + depth(child) for child in step.steps), default=0)


def day_of(finder: ChainFinder, event: str) -> int:
    """The day of an event, as an ordinal."""
    return int(finder.index.scorer.days[finder.index.row(event)])


def assert_links(finder: ChainFinder, tree: Step, direction: Direction, least: float) -> None:
    """Fail unless all links lead from the earlier to the later event, away from the root, and are strong enough."""
    assert tree.link is None
    for node in nodes(tree):
        far = []
        for child in node.steps:
            assert child.link is not None
            ends = (child.link.source, child.link.target)
            assert ends == ((node.event, child.event) if direction == "forward" else (child.event, node.event))
            assert child.link.days == day_of(finder, ends[1]) - day_of(finder, ends[0]) > 0
            assert child.link.strength >= least - 1e-6
            assert sum(reason.weight for reason in child.link.reasons) == pytest.approx(child.link.strength)
            far.append(child.link.days)
        assert far == sorted(set(far))


@given(archives(), DIRECTIONS, st.lists(st.sampled_from(sorted(LABELS)), max_size=2))
def test_whatever_the_archive_trees_lead_one_way(
    outlines: list[EventOutline], direction: Direction, mute: list[str]
) -> None:
    finder = finder_of(outlines)
    for event in finder.index.ids[:3]:
        tree = steps(finder, event, direction, mute)
        assert tree.event == event
        assert_links(finder, tree, direction, finder.settings.least_strength)
        assert len(ids(tree)) == len(set(ids(tree))) <= TreeSettings().most
        assert depth(tree) <= len(TreeSettings().steps)
        rows = np.array([finder.index.row(event) for event in ids(tree)])
        assert not finder.links.same(rows)[~np.eye(len(rows), dtype=bool)].any()


def test_a_tree_tells_a_story_over_years(finder: ChainFinder) -> None:
    tree = steps(finder, "court-0000", "forward")
    assert_links(finder, tree, "forward", finder.settings.least_strength)
    assert {event.partition("-")[0] for event in ids(tree)} == {"court"}
    after = [day_of(finder, child.event) - day_of(finder, tree.event) for child in tree.steps]
    bands = (*TreeSettings().bands, 10**6)
    held = [sum(first <= days < last for days in after) for first, last in pairwise(bands)]
    assert held[:4] == [1, 1, 1, 1]
    assert depth(tree) == 2
    assert 6 <= len(ids(tree)) <= 12


def test_back_is_what_led_here(finder: ChainFinder) -> None:
    tree = steps(finder, "court-2500", "back")
    assert_links(finder, tree, "back", finder.settings.least_strength)
    assert {event.partition("-")[0] for event in ids(tree)} == {"court"}
    assert len(ids(tree)) >= 4


def test_nothing_leads_to_the_first_nor_follows_from_the_last(finder: ChainFinder) -> None:
    assert steps(finder, "court-0000", "back") == Step("court-0000", None)
    assert steps(finder, "court-2500", "forward") == Step("court-2500", None)


def test_reports_of_one_day_are_not_told_one_after_another() -> None:
    day = [outline(f"day-{word}", 4, f"Dockers in Aden: {word}", topics=("aden",)) for word in WORDS.split()]
    finder = finder_of([outline("begin", 0, "Dockers in Aden begin", topics=("aden",)), *day])
    assert len(ids(steps(finder, "begin", "forward"))) == 2


def test_events_of_a_tree_are_apart(finder: ChainFinder) -> None:
    def far(apart: float) -> list[int]:
        tree = steps(finder, "court-0000", "forward", settings=TreeSettings(apart=apart))
        return sorted(day_of(finder, event) - day_of(finder, tree.event) for event in ids(tree))

    for apart in (0.0, 0.4, 0.7):
        assert all(later - earlier >= apart * later for earlier, later in pairwise(far(apart)))
    assert len(far(0.7)) < len(far(0.4)) < len(far(0.0))


def test_what_says_the_same_is_told_once() -> None:
    echoes = [outline(f"echo-{day:02}", day, "Dockers in Aden: ballot", topics=("aden",)) for day in (3, 20, 90)]
    finder = finder_of([outline("begin", 0, "Dockers in Aden call", topics=("aden",)), *echoes])
    assert len(ids(steps(finder, "begin", "forward"))) == 2
    alone = ChainFinder(finder.index, type(finder.settings)(same_text=2.0))
    assert len(ids(steps(alone, "begin", "forward"))) == 4


def test_what_repeats_the_event_itself_is_no_step() -> None:
    texts = {"a": "Dockers in Aden: ballot", "b": "Dockers in Aden: ballot", "c": "Dockers in Aden: wages"}
    events = [outline(name, 4 * place, text) for place, (name, text) in enumerate(texts.items())]
    assert ids(steps(finder_of(events), "a", "forward")) == ["a", "c"]


def test_steps_are_as_strong_as_links_to_rely_on(finder: ChainFinder) -> None:
    strict = finder_of(two_long_stories(), least_strength=0.2)
    tree = steps(strict, "court-0000", "forward")
    assert_links(strict, tree, "forward", 0.2)
    assert 1 < len(ids(tree)) < len(ids(steps(finder, "court-0000", "forward")))


def test_what_belongs_to_another_story_is_no_step() -> None:
    # The sailor's wedding shares a word with the last report of the strike, and none with its first.
    events = [*strike()[:5], outline("wedding", 40, "A sailor weds on the ballot ferry")]
    finder = finder_of(events)
    linked = finder.strengths(*(np.array([finder.index.row(event)]) for event in ("strike-04", "wedding")))
    assert linked[0] >= finder.settings.least_strength
    assert "wedding" in ids(steps(finder, "strike-04", "forward"))
    assert "wedding" not in ids(steps(finder, "strike-00", "forward"))


def test_excluded_events_are_left_out(finder: ChainFinder) -> None:
    gone = [child.event for child in steps(finder, "court-0000", "forward").steps]
    tree = steps(finder, "court-0000", "forward", exclude=gone)
    assert tree.steps
    assert not set(gone) & set(ids(tree))


def test_muted_topics_do_not_count(finder: ChainFinder) -> None:
    loud = steps(finder, "court-0000", "forward")
    hushed = steps(finder, "court-0000", "forward", mute=["aden", "unknown"])
    loudest, other = loud.steps[0].link, hushed.steps[0].link
    assert loudest is not None
    assert other is not None
    assert "aden" in {reason.id for reason in loudest.reasons}
    links = [node.link for node in nodes(hushed) if node.link]
    assert not [reason for link in links for reason in link.reasons if reason.id == "aden"]
    assert other.strength < loudest.strength
    # Its title's word is muted with it; the rest of what they say is left.
    assert {reason.label for link in links for reason in link.reasons} == {"Dockers"}


def test_muting_all_that_is_shared_leaves_the_event_alone() -> None:
    events = [outline(name, 3 * day, "", topics=("aden", "red sea")[: 1 + day % 2]) for day, name in enumerate("abcde")]
    finder = finder_of(events)
    assert steps(finder, "a", "forward").steps
    assert steps(finder, "a", "forward", mute=["aden"]) == Step("a", None)


def test_a_tree_holds_as_many_events_and_levels_as_it_may(finder: ChainFinder) -> None:
    small = steps(finder, "court-0000", "forward", settings=TreeSettings(most=4))
    assert len(ids(small)) == 4
    assert [len(child.steps) for child in small.steps] == [0, 0, 0]
    flat = steps(finder, "court-0000", "forward", settings=TreeSettings(steps=(2,)))
    assert (len(ids(flat)), depth(flat)) == (3, 1)


def test_an_event_alone_is_a_tree_of_its_own() -> None:
    assert steps(finder_of([outline("a", 0, "Dockers strike")]), "a", "forward") == Step("a", None)
    assert steps(finder_of([*storm(), outline("a", 9, "")]), "a", "back") == Step("a", None)


def test_unknown_events_are_named() -> None:
    finder = finder_of(two_stories())
    with pytest.raises(NotFoundError, match="'nobody'"):
        steps(finder, "nobody", "back")
    with pytest.raises(NotFoundError, match="'nobody'"):
        steps(finder, "strike-00", "forward", exclude=["nobody"])
