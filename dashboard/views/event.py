"""The page of one event: all that is known of it, and what it is related to, with reasons."""

import datetime as dt
from functools import partial
from typing import Any

import streamlit as st

from dashboard import article, boxes, charts, cite, data, listing, markup, present, snippets, state
from dashboard.address import FAR_DAYS, EventState
from dashboard.views import parts, search
from dashboard.words import count, long_date, shorten
from graph import AmbiguousError, Event, EventView, NotFoundError, RelatedEvents

TITLE_LETTERS = 70
NAME_LETTERS = 160
EACH_SIDE = 6
ONE_SIDE = 20


def show() -> None:
    """Show the page."""
    parts.frame()
    chosen = EventState.read(st.query_params)
    with parts.errors_said(head=True):
        try:
            view = data.event(chosen.event) if chosen.event else None
        except (NotFoundError, AmbiguousError) as error:
            _head()
            _not_this(chosen.event, several=isinstance(error, AmbiguousError))
            return
        if view is None:
            _head()
            st.html('<p class="notice">No event is chosen. Search for one above, or begin with the latest days.</p>')
            return
        _event(view, EventState(view.event.id, chosen.when, chosen.far))
        parts.foot()


def _head(*crumbs: parts.Crumb) -> None:
    where, find = st.columns([3, 2], vertical_alignment="center")
    with where:
        parts.way_back(crumbs)
    with find:
        search.jump()


def _not_this(name: str, *, several: bool) -> None:
    """Say that no single event answers to the name, and list what comes closest."""
    said = "More than one event answers to" if several else "There is no event"
    hint = (
        "Choose one below." if several else "The link may be cut off, or of another store. Search for the event above."
    )
    st.html(
        f'<div class="notice" role="alert"><p>{said} “{markup.data(shorten(name, NAME_LETTERS))}”. {hint}</p>'
        f"<p>{markup.link('/', 'Back to the start')}</p></div>"
    )
    close = _close(name)
    if close:
        st.html(f"<h2>Did you mean</h2>{markup.rows(close)}")


def _close(name: str) -> list[Event]:
    """Return events that a wrong or too short name may mean: of the day it begins with, or with its words."""
    begun, _, words = name.partition("/")
    try:
        that_day = data.day(dt.date.fromisoformat(begun)).events
    except ValueError:
        that_day, words = (), name
    close = [event for event in that_day if event.id.startswith(name)] or list(that_day)
    return close or [event for event, _ in data.search(words.replace("-", " ")).events]


def _event(view: EventView, chosen: EventState) -> None:
    event = view.event
    st.set_page_config(page_title=f"{shorten(present.event_title(event), TITLE_LETTERS)} · Storytrail")
    _head((listing.day_address(event.date), long_date(event.date)))
    st.html(article.article(view, {topic.id for topic in data.muted()}))
    with st.spinner("Looking for related events"):
        answer = _answer(chosen)
    _related(answer, chosen)
    _more(view, answer, chosen)


def _answer(chosen: EventState) -> RelatedEvents:
    """Return the strongest of each side, so that neither crowds the other out; or many of the chosen side."""
    if chosen.when != "both":
        return data.related(chosen.event, chosen.when, chosen.far, ONE_SIDE)
    before, after = (data.related(chosen.event, side, chosen.far, EACH_SIDE) for side in ("before", "after"))
    return present.both_sides(before, after)


def _related(answer: RelatedEvents, chosen: EventState) -> None:
    said = present.related_sentence(answer, chosen)
    with st.container(horizontal=True, key="about", vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.html(f'<h2>Related events</h2><p class="quiet">{markup.text(said)}</p>', width="content")
        _distance(chosen)
    parts.muted_bar()
    if answer.related:
        ring = "; a ring is of the same day" if answer.same_day else ""
        st.altair_chart(
            charts.relation_chart(answer.event, answer),
            key=f"strip:{answer.event.id}",
            on_select=partial(_disc_picked, answer.event.id),
            selection_mode=[charts.PICK],
            alt=said,
        )
        st.html(
            f'<p class="quiet below">The higher a disc, the stronger the relation{ring}. Click one to go there. '
            "The percentages below tell how much each reason adds.</p>"
        )
    st.html(boxes.boxes(answer, chosen))


def _distance(chosen: EventState) -> None:
    options = sorted({0, FAR_DAYS, chosen.far})
    state.follow("event:far", chosen.far, chosen.far)
    picked: Any = st.segmented_control(
        "How far in time",
        options,
        key="event:far",
        required=True,
        format_func=lambda days: f"Over {count(days, 'day')} away" if days else "Any distance",
        label_visibility="collapsed",
    )
    if picked is not None and picked != chosen.far:
        state.write(EventState(chosen.event, chosen.when, picked).params())
        state.lead("event:far", picked)
        st.rerun()


def _disc_picked(event: str) -> None:
    picked = st.session_state[f"strip:{event}"].selection.get(charts.PICK, [])
    if picked:
        state.write(EventState(picked[0]["id"]).params())


def _more(view: EventView, answer: RelatedEvents, chosen: EventState) -> None:
    with st.expander("As a table", key="table"):
        st.dataframe(
            present.related_frame(answer),
            key="related",
            hide_index=True,
            column_config={
                "Date": st.column_config.DateColumn(format="YYYY-MM-DD"),
                "Event": st.column_config.TextColumn(width="large"),
                "Strength": st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent"),
            },
        )
    with st.expander("The same in Python and Cypher", key="same"):
        st.code(
            snippets.related_python(data.graph().url, chosen, EACH_SIDE, ONE_SIDE), language="python", wrap_lines=True
        )
        st.html('<p class="quiet">The graph keeps the ten strongest of both sides, whatever is muted:</p>')
        st.code(snippets.related_cypher(view.event.id), language="cypher", wrap_lines=True)
    with st.expander("Cite this event, or copy its link", key="cite"):
        for name, said in _citations(view, chosen).items():
            st.html(f'<p class="quiet">{name}</p>')
            st.code(said, language=None, wrap_lines=True)


def _citations(view: EventView, chosen: EventState) -> dict[str, str]:
    return {
        "Link": state.full_url(chosen.url()),
        "Text": cite.as_text(view),
        "Markdown": cite.as_markdown(view),
        "BibTeX": cite.as_bibtex(view),
    }


show()
