"""The canvas in Python: what may be drawn, what is sent, and what comes back."""

import datetime as dt
import json
import math
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.graph_canvas import (
    MOST_NODES,
    CanvasAnswer,
    CanvasData,
    CanvasLink,
    CanvasNode,
    day_number,
)
from graph import InputError
from tests.dashboard.hostile import TEXT

DATE = dt.date(2016, 2, 3)
ONE = CanvasNode("a", "event", "One", day_number(DATE), 1.0, DATE, "Group", "Detail")
TWO = CanvasNode("b", "topic", "Two", 16000.5, 2.0)
LINK = CanvasLink("a", "b", "topic", 0.25, "Named in the text.")
DATA = CanvasData((ONE, TWO), (LINK,), "time")

# -- what may be drawn ---------------------------------------------------------------------------------------


def test_days_are_counted_as_the_browser_counts_them() -> None:
    assert day_number(dt.date(1970, 1, 1)) == 0
    assert day_number(dt.date(2016, 1, 1)) == 16801
    assert day_number(dt.date(1969, 12, 31)) == -1


@pytest.mark.parametrize("place", [math.nan, math.inf])
def test_a_node_needs_a_place(place: float) -> None:
    with pytest.raises(InputError, match="'b' has no place"):
        CanvasData((ONE, replace(TWO, y=place)))


@pytest.mark.parametrize("other", ["a", ""])
def test_each_node_needs_an_id_of_its_own(other: str) -> None:
    with pytest.raises(InputError, match="each node needs its own"):
        CanvasData((ONE, replace(TWO, id=other)))


def test_along_time_an_event_stands_at_its_date() -> None:
    off = replace(ONE, x=ONE.x + 1)
    with pytest.raises(InputError, match="stands at day"):
        CanvasData((off,), layout="time")
    assert CanvasData((off,), layout="force").nodes == (off,)


def test_a_link_needs_both_its_ends() -> None:
    with pytest.raises(InputError, match="'c', which is no node"):
        CanvasData((ONE, TWO), (replace(LINK, target="c"),))


@pytest.mark.parametrize("strength", [-0.1, 1.1, math.nan])
def test_a_strength_is_a_share(strength: float) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        CanvasData((ONE, TWO), (replace(LINK, strength=strength),))


def test_too_many_nodes_are_refused_with_the_way_out() -> None:
    many = tuple(CanvasNode(str(number), "event", "x", 0.0, 0.0) for number in range(MOST_NODES + 1))
    assert len(CanvasData(many[1:]).nodes) == MOST_NODES
    with pytest.raises(InputError, match=r"1,001 nodes are more than the 1,000.*`notice`"):
        CanvasData(many)


# -- what is sent --------------------------------------------------------------------------------------------


def test_the_wire_carries_what_is_there_and_no_more() -> None:
    wire = DATA.wire()
    event = {"id": "a", "kind": "event", "label": "One", "x": 16834, "y": 1.0, "date": "2016-02-03"}
    topic = {"id": "b", "kind": "topic", "label": "Two", "x": 16000.5, "y": 2.0}
    assert wire["nodes"] == [{**event, "group": "Group", "detail": "Detail"}, topic]
    assert wire["links"] == [
        {"source": "a", "target": "b", "kind": "topic", "strength": 0.25, "summary": "Named in the text."}
    ]
    assert (wire["layout"], wire["frame"], wire["notice"]) == ("time", "", "")


def test_a_node_at_the_origin_keeps_its_place_on_the_wire() -> None:
    wire = CanvasData((CanvasNode("a", "event", "One", 0.0, 0.0),)).wire()
    assert (wire["nodes"][0]["x"], wire["nodes"][0]["y"]) == (0.0, 0.0)


def test_the_revision_names_the_content() -> None:
    same = CanvasData((replace(ONE), replace(TWO)), (replace(LINK),), "time")
    assert DATA.wire()["revision"] == same.wire()["revision"] != ""
    others = [
        replace(DATA, nodes=(replace(ONE, label="Other"), TWO)),
        replace(DATA, links=()),
        replace(DATA, layout="force"),
        replace(DATA, nodes=(replace(ONE, faded=True), TWO)),
    ]
    assert len({data.wire()["revision"] for data in [DATA, *others]}) == 5
    assert replace(DATA, revision="mine").wire()["revision"] == "mine"


def test_a_thousand_nodes_are_a_small_message() -> None:
    nodes = tuple(replace(ONE, id=str(number), label="A headline of the usual length") for number in range(1000))
    links = tuple(CanvasLink(str(number), str(number + 1), "related", 0.5, "Both.") for number in range(999))
    assert len(json.dumps(CanvasData(nodes, links, "time").wire())) < 300_000


# -- what comes back -----------------------------------------------------------------------------------------


def test_an_answer_names_what_is_on_the_canvas() -> None:
    assert CanvasAnswer.of_wire({"node": "a", "at": 5}, "b", DATA) == CanvasAnswer("a", None, "b")
    assert CanvasAnswer.of_wire({"link": ["a", "b"]}, None, DATA) == CanvasAnswer("", ("a", "b"))


@pytest.mark.parametrize(
    "told",
    [
        None,
        {},
        {"node": "gone"},
        {"node": 5},
        {"node": ["a"]},
        {"link": ["b", "a"]},
        {"link": "ab"},
        {"link": [1]},
        "a",
        7,
    ],
)
def test_what_names_nothing_is_nothing(told: Any) -> None:
    assert CanvasAnswer.of_wire(told, told, DATA) == CanvasAnswer("", None, "a" if told == "a" else "")


# -- on a page -----------------------------------------------------------------------------------------------


def page() -> None:
    """A page with a canvas, whose selection the test sets."""
    import streamlit as st

    from dashboard.components.graph_canvas import CanvasData, CanvasNode, graph_canvas

    label = st.session_state.get("label", "One")
    nodes = (CanvasNode("a", "event", label, 0.0, 0.0), CanvasNode("b", "event", "Two", 1.0, 1.0))
    answer = graph_canvas(CanvasData(nodes), "canvas", height=10, selected=st.session_state.get("asked", ""))
    st.text(f"{answer.selected}|{answer.link}|{answer.activated}")


def opened(**state: Any) -> AppTest:
    """The page, run once."""
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in state.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    return app


def payload(app: AppTest) -> dict[str, Any]:
    """What the browser was sent."""
    sent: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return sent


def test_a_page_sends_the_picture_and_hears_nothing_yet() -> None:
    app = opened(label=TEXT)
    sent = payload(app)
    assert sent["nodes"][0]["label"] == TEXT
    assert (sent["selected"], sent["height"], sent["name"]) == (None, 240, "Graph")
    assert app.text[0].value == "|None|"


def test_what_the_page_selects_is_selected() -> None:
    app = opened(asked="b")
    assert payload(app)["selected"] == {"node": "b"}
    assert app.text[0].value == "b|None|"


def test_the_newest_selection_holds() -> None:
    app = opened()

    def run(clicked: dict[str, Any] | None = None, **state: str) -> str:
        if clicked:
            app.session_state["canvas"] = {"selected": clicked}
        for name, value in state.items():
            app.session_state[name] = value
        app.run()
        assert not app.exception
        return str(app.text[0].value).split("|")[0]

    assert run({"node": "a", "at": 1}) == "a"
    assert run(asked="a") == "a"
    assert run({"node": "b", "at": 2}) == "b"
    assert run(asked="b") == "b"
    assert run(asked="a") == "a", "back to where the page was"
    assert run({"node": "b", "at": 3}) == "b", "the same choice again"
    assert run({"at": 4}) == ""
