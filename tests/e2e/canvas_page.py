"""A page of Streamlit with nothing but the graph canvas, for tests in a browser: ``?nodes=100&layout=time``."""

import datetime as dt
import random

import streamlit as st

from dashboard.components.graph_canvas import CanvasData, CanvasLink, CanvasNode, Layout, day_number, graph_canvas

HOSTILE = '<img src=x onerror="alert(1)"> & <b>$x$</b> \u202eturned\u202c ' + "w" * 400
START = dt.date(2016, 1, 4)
CLUSTERS = ("Harbour strike", "Grain talks", "Border vote", "Flood relief")
WORDS = ("budget", "court", "flood", "grain", "harbour", "merger", "probe", "rail", "ruling", "storm", "summit", "vote")


def event(number: int) -> CanvasNode:
    """The event with a number: always the same one."""
    chance = random.Random(number)
    date = START + dt.timedelta(days=chance.randrange(500))
    cluster = chance.randrange(len(CLUSTERS))
    text = " ".join(chance.sample(WORDS, 4)).capitalize()
    height = 6 * cluster + chance.uniform(0, 5)
    return CanvasNode(
        f"e{number}", "event", text, day_number(date), height, date, CLUSTERS[cluster], "Category: Politics"
    )


def topic(number: int) -> CanvasNode:
    """The topic with a number."""
    chance = random.Random(-number - 1)
    across = day_number(START) + chance.uniform(50, 450)
    return CanvasNode(f"t{number}", "topic", " ".join(chance.sample(WORDS, 2)).title(), across, chance.uniform(0, 23))


def picture(nodes: int, layout: str, hostile: bool) -> CanvasData:
    """A picture of so many nodes, of which the first ones are the same for every number."""
    events = [event(number) for number in range(nodes - nodes // 8)]
    topics = [topic(number) for number in range(nodes // 8)]
    links = []
    for number in range(1, len(events)):
        chance = random.Random(1000 + number)
        before = chance.randrange(number)
        links.append(
            CanvasLink(f"e{before}", f"e{number}", "related", chance.random(), f"Both mention story {number}.")
        )
        if topics and number < 8 * len(topics):
            links.append(CanvasLink(f"e{number}", f"t{number // 8}", "topic", 0.5, "Named in the text."))
    if hostile:
        odd = CanvasNode("<odd id>\"'", "event", HOSTILE, day_number(START), 12.0, START, HOSTILE, HOSTILE)
        events.append(odd)
        links.append(CanvasLink(odd.id, "e1", "related", 1.0, HOSTILE))
    chosen: Layout = "time" if layout == "time" else "force"
    return CanvasData((*events, *topics), tuple(links), chosen, notice="Showing some of many, strongest first.")


@st.fragment
def canvas() -> None:
    """The canvas, buttons beside it, and what Python knows."""
    st.session_state.setdefault("nodes", int(st.query_params.get("nodes", "100")))
    st.session_state.setdefault("asked", "")
    plain, add, ask = st.columns(3)
    plain.button("Run again", key="again")
    if add.button("Add nodes", key="add"):
        st.session_state.nodes += 40
    if ask.button("Select e3", key="ask"):
        st.session_state.asked = "e3"
    hostile = st.query_params.get("hostile") == "1"
    data = picture(st.session_state.nodes, st.query_params.get("layout", "time"), hostile)
    answer = graph_canvas(data, "canvas", height=560, selected=st.session_state.asked, name="Test picture")
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    if answer.activated:
        st.session_state.opened = answer.activated
    st.text(f"selected={answer.selected}")
    st.text(f"link={'>'.join(answer.link or ())}")
    st.text(f"opened={st.session_state.get('opened', '')}")
    st.text(f"runs={st.session_state.runs}")


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    canvas()
