"""Parts that every page has: style, links, the way back, muted topics, errors said in a sentence."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import data, markup, state
from dashboard.views import start
from graph import (
    NotFoundError,
    QueryError,
    Ref,
    StoreBusyError,
    StoreEmptyError,
    StoreError,
    StoreMissingError,
    StorytrailError,
)

ASSETS = Path(__file__).parent.parent / "assets"
MUTED_NOTICE = "muted_notice"
TURN = "muted_turn"
Crumb = tuple[str, str]


def frame() -> None:
    """Put the style and the links' script on the page."""
    st.html(ASSETS / "style.css")
    with st.container(key="script"):
        _links()(key="links", on_mute_change=_mute_picked)


def way_back(crumbs: Sequence[Crumb] = ()) -> None:
    """Show where one is: the name that leads home, then address and text of each step."""
    steps = [markup.link("/", "Storytrail", "brand", "Back to the start")]
    steps += [markup.link(address, markup.data(said)) for address, said in crumbs]
    sep = '<span class="sep" aria-hidden="true">›</span>'
    st.html(f'<nav class="crumbs" aria-label="Where you are">{sep.join(steps)}</nav>')


def foot() -> None:
    """Show what the signs mean and where the texts come from."""
    st.html(
        '<footer class="foot"><span><span class="square"></span> a topic</span>'
        '<span><span class="disc"></span> an event</span>'
        "<span>The licence of each text stands on the page of its event. Nothing on this page was fetched from "
        "the web.</span></footer>"
    )


@contextmanager
def errors_said(*, head: bool = False) -> Iterator[None]:
    """Show an error of the library as one sentence with what to do, instead of the rest of the page.

    With `head`, the way back is shown above it: for code that runs before the page has shown its own.
    """
    try:
        yield
    except StorytrailError as error:
        if head:
            way_back()
        said(error)


def said(error: StorytrailError) -> None:
    """Show an error and the way out of it."""
    if isinstance(error, StoreMissingError | StoreEmptyError):
        start.welcome()
    elif isinstance(error, StoreError) and not isinstance(error, QueryError | StoreBusyError):
        start.unusable(error)
    else:
        back = markup.link("/", "Back to the start")
        st.html(f'<div class="notice" role="alert"><p>{markup.sentence(str(error))}</p><p>{back}</p></div>')


def muted_bar() -> None:
    """Show what became of the last mute, then the muted topics, each with a button that takes it back."""
    notice = st.session_state.pop(MUTED_NOTICE, "")
    if notice:
        st.html(notice)
    muted = data.muted()
    if not muted:
        return
    with st.container(horizontal=True, key="muted", vertical_alignment="center", gap="small"):
        st.html('<span class="quiet">Muted, click to take back</span>', width="content")
        for topic in muted:
            st.button(
                f"■ {markup.label(topic.label)} ✕",
                key=f"unmute:{topic.id}",
                on_click=_unmute,
                args=(topic,),
            )


def copy_link(address: str) -> None:
    """Show the address of this view, ready to be copied."""
    st.code(state.full_url(address), language=None, wrap_lines=True)


@cache
def _links() -> Callable[..., object]:
    script = (ASSETS / "links.js").read_text(encoding="utf-8")
    component: Callable[..., object] = st.components.v2.component("storytrail_links", html="<span></span>", js=script)
    return component


def _mute_picked() -> None:
    picked = st.session_state["links"].mute
    if not picked:
        return
    with _changing():
        label = markup.data(data.graph().mute(picked).label)
        _notice(f"<b>{label}</b> is muted: it no longer counts, here and in the commands, until you take it back.")


def _unmute(topic: Ref) -> None:
    with _changing(), suppress(NotFoundError):  # another tab or command may have taken it back before
        data.graph().unmute(topic.id)
    if MUTED_NOTICE not in st.session_state:
        _notice(f"<b>{markup.data(topic.label)}</b> counts again.")


@contextmanager
def _changing() -> Iterator[None]:
    """Keep an error for the page: a callback runs before it, where nothing can be shown."""
    st.session_state.pop(MUTED_NOTICE, None)
    try:
        yield
    except StorytrailError as error:
        _notice(markup.sentence(str(error)), role="alert")


def _notice(shown: str, role: str = "status") -> None:
    """Leave a notice (HTML) for `muted_bar`; its number tells the script that moves the focus which one is new."""
    turn = st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state[MUTED_NOTICE] = f'<p class="notice" role="{role}" tabindex="-1" data-turn="{turn}">{shown}</p>'
