"""Puts the canvas on a page."""

from functools import cache
from typing import TYPE_CHECKING

from dashboard.components.graph_canvas.model import CanvasAnswer, CanvasData, Ends, Wire, selection
from dashboard.components.graph_canvas.scripts import script, style

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAME = "storytrail_graph_canvas"
HEIGHT_PX = 560
LEAST_HEIGHT_PX = 240


def graph_canvas(
    data: CanvasData, key: str, *, height: int = HEIGHT_PX, selected: str | Ends = "", name: str = "Graph"
) -> CanvasAnswer:
    """Show a picture of events and topics, and return what the reader did with it.

    Parameters
    ----------
    data : CanvasData
    key : str
        Names the canvas on its page; one that keeps its key keeps its view.
    height : int, optional
        Of all of it, in pixels; at least `LEAST_HEIGHT_PX`.
    selected : str or tuple of (str, str), optional
        The node, or the ends of the link, that is selected at first; when it changes, the selection does.
    name : str, optional
        What the picture is of, for those who hear it.

    Returns
    -------
    CanvasAnswer
    """
    content = {
        **data.wire(),
        "selected": selection(selected),
        "height": max(height, LEAST_HEIGHT_PX),
        "name": name,
    }
    # Without both callbacks Streamlit does not know the two values.
    answer = _component()(key=key, data=content, on_selected_change=_nothing_more, on_activated_change=_nothing_more)
    told = _newest(key, content["selected"], answer.get("selected"))
    return CanvasAnswer.of_wire(told, answer.get("activated"), data)


def _newest(key: str, given: Wire | None, told: object) -> object:
    """Return the selection that came last: the page's if it has changed since the reader chose, else the reader's."""
    import streamlit as st

    place = f"{key}:given"
    before = st.session_state.get(place)
    if before is None or before[0] != given:
        st.session_state[place] = before = (given, told)
    return given if told == before[1] else told


@cache
def _component() -> "ComponentRenderer":
    import streamlit as st  # imported late: reading this package needs no Streamlit

    return st.components.v2.component(NAME, js=script(), css=style())


def _nothing_more() -> None:
    """Do nothing: the run that follows reads the answer."""
