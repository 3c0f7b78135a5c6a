"""Chains asked for in Python: answers with their evidence, as graphs, and in words where there are none."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph import EventGraph, InputError
from graph.analysis.chain_graphs import strongest_chain

BOMBS, HOME = "2015-09-30/bombs", "2016-03-14/vladimir"


@pytest.fixture(scope="module")
def g(sample_store: Path) -> Iterator[EventGraph]:
    """The bundled sample."""
    with EventGraph.open(sample_store) as opened:
        yield opened


def test_a_chain_is_told_with_its_evidence(g: EventGraph) -> None:
    found = g.chains(BOMBS, HOME, k=1)
    [chain] = found.chains
    assert found.found
    assert f"weakest link, of strength {chain.strength:.2f}" in found.message
    assert [link.source for link in chain.links] == [event.id for event in chain.events[:-1]]
    assert all(one.date < other.date for one, other in pairwise(chain.events))
    assert all(link.summary and link.reasons for link in chain.links)


def test_as_a_graph_it_is_its_own_strongest_chain(g: EventGraph) -> None:
    found = g.chains(BOMBS, HOME, k=1, length=3)
    way = [event.id for event in found.chains[0].events]
    assert strongest_chain(found.to_networkx(), way[0], way[-1], 3) == way


def test_an_event_that_is_left_out_is_no_step(g: EventGraph) -> None:
    first = g.chains(BOMBS, HOME, k=1).chains[0].events[1]
    assert first not in g.chains(BOMBS, HOME, k=1, exclude=first).chains[0].events
    assert first not in g.chains(BOMBS, HOME, k=1, exclude=[first.id]).chains[0].events


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"mute": ["Syrian peace process", "Syrian uprising", "Arab Spring", "Syria"]}, "With the muted topics"),
        ({"first": "2014-06-01"}, "Without the bounds of days"),
        ({"length": 1}, "With another number of steps"),
    ],
)
def test_what_stands_in_the_way_of_a_chain_is_named(g: EventGraph, wish: dict[str, Any], said: str) -> None:
    answer = g.chains("2011-03-19/in-daraa", "2016-03-11/the-hnc", **wish)
    assert not answer.found
    assert not answer.chains
    assert f"{said} there is one of strength" in answer.message
    weak = g.chains("2011-03-19/in-daraa", "2016-03-11/the-hnc", weak=True, **wish)
    assert not weak.found
    assert len(weak.chains) == 1


def test_fewer_events_than_asked_for_are_not_passed_over_in_silence(g: EventGraph) -> None:
    answer = g.chains("2016-02-04/turkey-is-getting", "2016-02-15/ahmet-davutoglu-lik", length=12, k=1)
    inner = len(answer.chains[0].events) - 2
    assert inner < 12
    assert answer.message.startswith(f"Of 12 events between the ends only {inner} can make a chain.")


def test_what_led_to_an_event_is_earlier_and_what_followed_later(g: EventGraph) -> None:
    back, forward = (g.steps(BOMBS, direction=direction).tree for direction in ("back", "forward"))
    assert back.steps
    assert forward.steps
    assert all(node.event.date < back.event.date for _, node in back.steps)
    assert all(node.event.date > forward.event.date for _, node in forward.steps)
    with pytest.raises(InputError, match="no direction"):
        g.steps(BOMBS, direction="up")  # type: ignore[arg-type]
