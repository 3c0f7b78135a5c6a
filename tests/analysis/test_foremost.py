"""What groups of events are about."""

import numpy as np
import pytest

from graph.analysis.foremost import TELLING, Foremost
from graph.analysis.row_lists import NOBODY
from graph.model import EventOutline
from tests.analysis.affairs import ODD, terms_of
from tests.analysis.archives import outline

EVENTS = [
    outline("a", 0, "", topics=("taiz", "lahij"), headings=("dockers",)),
    outline("b", 1, "", topics=("taiz", "lahij"), headings=("dockers",)),
    outline("c", 2, "", topics=("taiz",), unlinked=("Harvest",)),
    outline("d", 3, "", topics=("taiz",), unlinked=("Harvest",)),
    outline("e", 4, "", topics=("taiz", "dockers")),
    outline("f", 5, "", topics=("lahij",)),
]


def about(*groups: int) -> tuple[Foremost, ...]:
    """What groups of the events are about."""
    return Foremost.of_groups(terms_of(EVENTS), np.array(groups, dtype=np.int32))


def test_topics_that_tell_a_group_from_all_events_come_first() -> None:
    """By hand, among six: dockers 2 ln(1 / (3/6)), lahij as much, taiz 2 ln(1 / (5/6)); equal ones by id."""
    one, other = about(0, 0, 1, 1, 1, NOBODY)
    assert one == Foremost("Dockers' strike", ("Dockers' strike", "Lahij", "Taiz"), ("dockers", "lahij", "taiz"))
    # harvest 2 ln(2/3 / (2/6)), taiz 3 ln(1 / (5/6)); dockers, ln(1/3 / (3/6)), are rarer there than elsewhere
    assert other.names == ("Harvest", "Taiz")


def test_a_heading_without_a_link_names_a_group_and_is_no_topic() -> None:
    _, other = about(0, 0, 1, 1, 1, NOBODY)
    assert (other.heading, other.topics) == ("Harvest", ("taiz",))


@pytest.mark.parametrize(("others", "heading"), [(2, "Dockers' strike"), (3, "")])
def test_a_heading_of_half_of_the_events_is_that_of_the_group(others: int, heading: str) -> None:
    headed = [outline(f"a{place}", place, "", headings=("dockers",)) for place in range(2)]
    linked = [outline(f"b{place}", place, "", topics=("dockers", "taiz")) for place in range(others)]
    [found] = Foremost.of_groups(terms_of([*headed, *linked]), np.zeros(2 + others, dtype=np.int32))
    assert found.heading == heading


def test_no_more_topics_than_tell() -> None:
    topics = [f"topic {number:02}" for number in range(TELLING + 4)]
    events = [outline(name, 0, "", topics=topics) for name in "ab"]
    [found] = Foremost.of_groups(terms_of(events), np.zeros(2, dtype=np.int32))
    assert found.topics == tuple(topics[:TELLING])


def test_words_are_not_what_a_group_is_about() -> None:
    events = [outline(name, 0, "Dockers walk out") for name in "ab"]
    assert Foremost.of_groups(terms_of(events), np.zeros(2, dtype=np.int32)) == (Foremost("", (), ()),)


@pytest.mark.parametrize("events", ODD.values(), ids=ODD)
def test_groups_of_which_little_is_to_be_said(events: list[EventOutline]) -> None:
    terms = terms_of(events)
    assert Foremost.of_groups(terms, np.full(len(events), NOBODY, dtype=np.int32)) == ()
    found = Foremost.of_groups(terms, np.zeros(len(events), dtype=np.int32))
    assert [foremost.heading for foremost in found] == [""] * bool(events)
