"""The view state in the browser's address bar.

Same-page navigation needs care: `st.page_link` to the page one is on leaves the address bar as it was, and
swallows Ctrl+click. Links are therefore plain anchors (see `assets/links.js`), and only what a widget changed
is written to the address, by `write`.
"""

from collections.abc import Mapping

import streamlit as st


def write(params: Mapping[str, str]) -> None:
    """Put a state that a widget changed into the address bar, as a step that Back undoes."""
    if st.query_params.to_dict() != dict(params):
        st.query_params.from_dict(params)


def follow(key: str, value: object, address: object) -> None:
    """Give the widget `key` this value whenever the part of the address it belongs to moved without it.

    That is on the first sight of the page, after a link and after Back; while the reader uses the widget,
    the widget leads (see `lead`).
    """
    if key not in st.session_state or st.session_state.get(_seen(key)) != address:
        st.session_state[key] = value
    st.session_state[_seen(key)] = address


def lead(key: str, address: object) -> None:
    """Note that the address now says what the widget `key` says."""
    st.session_state[_seen(key)] = address


def full_url(address: str) -> str:
    """Return an address of this dashboard with scheme and host, to be copied."""
    here = st.context.url or ""
    origin = "/".join(here.split("/")[:3])
    return f"{origin}{address}"


def _seen(key: str) -> str:
    return f"{key}:address"
