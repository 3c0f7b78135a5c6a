"""Entry of the dashboard: page settings and navigation only."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

st.set_page_config(
    page_title="Storytrail",
    page_icon=str(HERE / "assets" / "favicon.svg"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
home = st.Page(HERE / "views" / "home.py", title="Home", default=True)
# Reached by links only: without a chosen event there is nothing to show, so it has no place in a menu.
event = st.Page(HERE / "views" / "event.py", title="Event", url_path="event", visibility="hidden")
st.navigation([home, event], position="top").run()
