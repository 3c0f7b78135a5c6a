"""Home: search, the events of a topic or of some days, and without any of these the latest news."""

import datetime as dt
from typing import Any

import streamlit as st

from dashboard import charts, data, listing, markup, present, snippets, state
from dashboard.address import SHOW, HomeState
from dashboard.views import browse, parts, search, start
from dashboard.words import shorten, span
from graph import AmbiguousError, NotFoundError, Status, StorytrailError

FRONT_DAYS = 7
FRONT_EVENTS = 18
FRONT_DAY_EVENTS = 20
TOPICS = 24
ONE_DAY = dt.timedelta(days=1)


def show() -> None:
    """Show the page."""
    parts.frame()
    with parts.errors_said(head=True):
        status = data.status()
        if not status.events:
            parts.way_back()
            start.welcome()
            return
        _body(status)
        parts.foot()


@st.fragment
def _body(status: Status) -> None:
    """Show the page below the style; a fragment, so that a letter typed runs no more than this."""
    with parts.errors_said():
        where = st.container()
        chosen = _ask(status)
        try:
            label = data.topic(chosen.topic, SHOW).topic.label if chosen.topic else ""
        except StorytrailError as error:
            with where:
                parts.way_back()
            if not isinstance(error, NotFoundError | AmbiguousError):
                raise
            browse.not_this_topic(chosen.topic, several=isinstance(error, AmbiguousError))
            return
        with where:
            parts.way_back(_crumbs(chosen, label))
        _same(status, chosen, _content(status, chosen))


def _content(status: Status, chosen: HomeState) -> int:
    """Show what is asked for; return how many days are listed, where days are."""
    if chosen.reversed:
        browse.reversed_dates(chosen)
    elif chosen.q:
        browse.results(chosen)
    elif chosen.topic:
        browse.topic(chosen)
    elif chosen.first or chosen.last:
        return browse.period(chosen)
    else:
        return _front(status)
    return 0


def _same(status: Status, chosen: HomeState, days: int) -> None:
    code = snippets.home_python(status.store, chosen, days)
    with st.expander("The same in Python, and a link to this view" if code else "A link to this view", key="same"):
        if code:
            st.code(code, language="python")
        parts.copy_link(chosen.url())


def _crumbs(chosen: HomeState, topic: str) -> list[parts.Crumb]:
    said = f"“{chosen.q}”" if chosen.q else topic or span(chosen.first, chosen.last)
    if said:
        st.set_page_config(page_title=f"{shorten(said, 60)} · Storytrail")
    return [(chosen.url(), said)] if said else []


def _ask(status: Status) -> HomeState:
    """Show the search and the dates; return what is asked for by them and by the address."""
    base = HomeState.read(st.query_params)
    for key, value in _widgets(base).items():
        state.follow(key, value, value)
    with st.container(horizontal=True, key="ask", vertical_alignment="center", gap="small"):
        q = search.box("home:q")
        with st.popover(span(base.first, base.last) or "Any date", key="dates"):
            first = _date("From", "home:first", status, base)
            last = _date("To", "home:last", status, base)
    chosen = HomeState(q, base.topic, first, last, base.show)
    if chosen != base:
        state.write(chosen.params())
        for key, value in _widgets(chosen).items():
            state.lead(key, value)
    return chosen


def _widgets(of: HomeState) -> dict[str, str | dt.date | None]:
    return {"home:q": of.q, "home:first": of.first, "home:last": of.last}


def _date(said: str, key: str, status: Status, base: HomeState) -> dt.date | None:
    known = [day for day in (status.first, status.last, base.first, base.last) if day]
    picked: Any = st.date_input(
        said, key=key, value=None, min_value=min(known), max_value=max(known), format="YYYY-MM-DD"
    )
    return picked if isinstance(picked, dt.date) else None


def _front(status: Status) -> int:
    st.html(
        f'<p class="quiet">{markup.text(present.status_sentence(status))} '
        "Open an event to see what it is related to, and why.</p>"
    )
    news, side = st.columns([7, 4], gap="large")
    with news:
        days = present.enough_days(data.days(FRONT_DAYS, None), FRONT_EVENTS)
        st.html("".join(listing.day(view, most=FRONT_DAY_EVENTS) for view in days))
        before = HomeState(last=days[-1].date - ONE_DAY)
        st.html(f'<p class="more">{markup.link(before.url(), "Earlier days ›")}</p>')
    with side:
        parts.muted_bar()
        _activity()
        found = data.frequent_topics(TOPICS)
        chips = markup.chips(markup.topic_chip(ref, note=f"{events:,}") for ref, events in found)
        st.html(f'<h2>Often in the news</h2><p class="quiet">Topics, with the number of their events.</p>{chips}')
    return len(days)


def _activity() -> None:
    activity = data.activity()
    said = present.activity_sentence(activity)
    st.html(f'<h2>Events over time</h2><p class="quiet">{markup.text(said)} Click a bar to read its events.</p>')
    st.altair_chart(
        charts.activity_chart(activity),
        key="activity",
        on_select=_bar_picked,
        selection_mode=[charts.PICK],
        alt=said,
    )


def _bar_picked() -> None:
    picked = st.session_state["activity"].selection.get(charts.PICK, [])
    if picked:
        first, last = (dt.date.fromisoformat(picked[0][end]) for end in ("first", "last"))
        state.write(HomeState(first=first, last=last).params())


show()
