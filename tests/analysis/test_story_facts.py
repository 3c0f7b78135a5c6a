"""What is said of stories."""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import pytest

from graph.analysis.foremost import Foremost
from graph.analysis.stories import neighbour_edges
from graph.analysis.story_facts import KEY_EVENTS, Facts, facts
from tests.analysis.affairs import index_of, storm, strike
from tests.analysis.archives import outline

STRIKE = Foremost("Dockers' strike", ("Dockers' strike", "Port of Aden"), ("dockers", "port of aden"))
UNION = Foremost("Dockers' strike", ("Dockers' strike", "Taiz"), ("dockers", "taiz"))
FLOODS = Foremost("", ("floods (2015)", "Lahij"), ("floods", "lahij"))
NOTHING = Foremost("", (), ())


def labels(*about: Foremost, kept: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """The labels of stories that begin in January, February and so on."""
    days = tuple(dt.date(2015, month, 1) for month in range(1, len(about) + 1))
    none: tuple[tuple[str, ...], ...] = ((),) * len(about)
    openings = tuple(f"Event {number}" for number in range(len(about)))
    return Facts(days, days, (3,) * len(about), none, about, openings).labels(kept or {})


def test_a_heading_names_a_story_or_else_its_foremost_topics() -> None:
    assert labels(STRIKE, FLOODS, NOTHING) == ("Dockers' strike", "Floods, Lahij", "Event 2")


def test_of_several_stories_under_one_heading_each_is_told_by_a_topic_as_well() -> None:
    assert labels(STRIKE, UNION) == ("Dockers' strike: Port of Aden", "Dockers' strike: Taiz")


def test_stories_of_one_label_are_told_apart_by_the_month_in_which_they_begin() -> None:
    assert labels(FLOODS, FLOODS) == ("Floods, Lahij (January 2015)", "Floods, Lahij (February 2015)")


def test_a_label_of_before_stays_while_it_fits() -> None:
    assert labels(STRIKE, kept={0: "The Dockers' strike of Aden"}) == ("The Dockers' strike of Aden",)
    assert labels(STRIKE, kept={0: "Floods, Lahij"}) == ("Dockers' strike",)


def test_a_label_that_stays_gets_no_month_because_a_new_story_has_it_too() -> None:
    assert labels(FLOODS, FLOODS, kept={0: "Floods, Lahij"}) == ("Floods, Lahij", "Floods, Lahij (February 2015)")


def test_span_size_and_key_events_by_number() -> None:
    index = index_of([*strike(), *storm(), outline("zz", 90, "Nothing")])
    groups = np.array([{"s": -1, "z": -1}.get(name[0], 0) for name in index.ids], dtype=np.int32)
    groups[[index.row(event.id) for event in storm()]] = 0
    groups[[index.row(event.id) for event in strike()[:4]]] = 1
    found = facts(index, groups, neighbour_edges(index, 0.0))
    assert found.sizes == (13, 4)
    assert (found.first[0], found.last[0]) == (storm()[0].date, storm()[-1].date)
    assert (found.first[1], found.last[1]) == (strike()[0].date, strike()[3].date)
    assert len(found.key_events[0]) == KEY_EVENTS
    assert {name[:5] for name in found.key_events[0]} == {"storm"}
    assert {*found.key_events[1]} <= {event.id for event in strike()[:4]}
    assert found.of(1) == (found.first[1], found.last[1], 4, found.about[1].topics, found.key_events[1])


def test_the_most_central_event_comes_first_and_of_those_that_say_the_same_there_is_one() -> None:
    hub = outline("hub", 4, "Dockers wages pickets crane ferry union", topics=("taiz",))
    rays = [
        outline(f"ray-{place}", place, f"Dockers {word} {word}ly", topics=("taiz",))
        for place, word in enumerate(("wages", "pickets", "crane", "ferry", "union"))
    ]
    index = index_of([hub, *rays, outline("again", 6, hub.text, topics=("taiz",)), *storm()])
    groups = np.array([-1 if name.startswith("storm") else 0 for name in index.ids], dtype=np.int32)
    [keys] = facts(index, groups, neighbour_edges(index, 0.0)).key_events
    assert keys[0] in ("hub", "again")
    assert len({"hub", "again"} & {*keys}) == 1


@pytest.mark.parametrize("count", [0, 3])
def test_no_story_has_no_facts(count: int) -> None:
    index = index_of(strike()[:count])
    found = facts(index, np.full(count, -1, dtype=np.int32), neighbour_edges(index, 0.0))
    assert (found.first, found.sizes, found.key_events, found.about, found.labels({})) == ((), (), (), (), ())
