"""The search: one box, the same on every page."""

import streamlit as st

from dashboard import data, listing, markup, state
from dashboard.address import HomeState
from dashboard.views import parts

PLACEHOLDER = "Search events and topics"
JUMP_HITS = 6


def box(key: str) -> str:
    """Show the search box and return what stands in it."""
    text = st.text_input(
        "Search",
        key=key,
        type="search",
        live="200ms",
        placeholder=PLACEHOLDER,
        label_visibility="collapsed",
        autocomplete="off",
    )
    return (text or "").strip()


@st.fragment
def jump() -> None:
    """Show a search box whose hits drop down over the page, each leading to its event or topic."""
    with st.container(key="find"), parts.errors_said():
        state.follow("jump", "", st.query_params.to_dict())  # a page that was jumped to begins with an empty box
        text = box("jump")
        if not text:
            return
        found = data.search(text, limit=JUMP_HITS)
        everything = markup.link(HomeState(q=text).url(), "All hits ›")
        st.html(f'<div class="drop">{listing.hits(found, text)}<p class="more">{everything}</p></div>')
