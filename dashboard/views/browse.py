"""What Home lists when something is asked for: hits of a search, events of a topic, of some days."""

import datetime as dt

import streamlit as st

from dashboard import data, listing, markup, present
from dashboard.address import MOST, SHOW, HomeState
from dashboard.views import parts
from dashboard.words import count, plain_date, shorten, span
from graph import Event, Ref, SearchResult

PERIOD_DAYS = 62
PERIOD_EVENTS = 60
NAME_LETTERS = 160
CLOSE_TOPICS = 12
ONE_DAY = dt.timedelta(days=1)


def results(chosen: HomeState) -> None:
    """Show the hits of a search."""
    found = data.search(chosen.q, first=chosen.first, last=chosen.last, topic=chosen.topic)
    if chosen.topic:
        within = markup.topic_chip(Ref(chosen.topic, data.topic(chosen.topic, SHOW).topic.label))
        whole = markup.link(HomeState(chosen.q, "", chosen.first, chosen.last).url(), "search everywhere")
        st.html(f'<div class="scope"><span class="quiet">within</span>{markup.chips([within])}{whole}</div>')
    if found.events or found.topics:
        st.html(f'<p class="quiet" role="status">{_found(found, span(chosen.first, chosen.last))}</p>')
    st.html(listing.hits(found, chosen.q))


def topic(chosen: HomeState) -> None:
    """Show what a topic is, what it comes with, and its events, newest first."""
    view = data.topic(chosen.topic, chosen.show)
    st.html(listing.topic(view))
    parts.muted_bar()
    listed, total = len(view.events), view.topic.event_count
    events = [event for event in view.events if _within(event, chosen)]
    if listed < total:
        st.html(f'<p class="quiet">The newest {listed:,} of {count(total, "event")}.</p>')
    if not events:
        every = markup.link(HomeState(topic=chosen.topic).url(), "All dates")
        when = span(chosen.first, chosen.last)
        st.html(f'<p class="notice">None of these events: {when}. {every}</p>')
        return
    st.html(markup.rows(events))
    if listed < min(total, MOST):
        more = HomeState("", chosen.topic, chosen.first, chosen.last, min(chosen.show * 4, MOST))
        st.html(f'<p class="more">{markup.link(more.url(), "Show more ›")}</p>')


def not_this_topic(name: str, *, several: bool) -> None:
    """Say that no single topic answers to the name, and list what comes closest."""
    said = "More than one topic answers to" if several else "There is no topic"
    hint = "Choose one below" if several else "The link may be cut off, or of another store. Search above"
    words = markup.link(HomeState(q=name).url(), "search the events for these words")
    st.html(
        f'<div class="notice" role="alert"><p>{said} “{markup.data(shorten(name, NAME_LETTERS))}”. {hint}, or {words}.'
        f"</p><p>{markup.link('/', 'Back to the start')}</p></div>"
    )
    close = data.search(name, kind="topics", limit=CLOSE_TOPICS).topics
    if close:
        st.html(f"<h2>Did you mean</h2>{markup.chips(listing.counted(topic) for topic in close)}")


def reversed_dates(chosen: HomeState) -> None:
    """Say that nothing can lie between a day and an earlier one, and offer them the other way round."""
    if chosen.first is None or chosen.last is None:
        return
    turned = HomeState(chosen.q, chosen.topic, chosen.last, chosen.first, chosen.show)
    st.html(
        f'<p class="notice" role="status">No events: the first day, {plain_date(chosen.first)}, is after the last, '
        f"{plain_date(chosen.last)}. {markup.link(turned.url(), 'Swap them')}</p>"
    )


def period(chosen: HomeState) -> int:
    """Show the events of the chosen days, newest day first; of a single day also its neighbours.

    Returns the number of days shown.
    """
    if chosen.first and chosen.first == chosen.last:
        view = data.day(chosen.first)
        none = "" if view.events else '<p class="notice">No events on this day.</p>'
        st.html(listing.around(view) + listing.day(view, linked=False) + none)
        return 1
    until = chosen.last + ONE_DAY if chosen.last else None
    within = [view for view in data.days(PERIOD_DAYS, until) if not chosen.first or view.date >= chosen.first]
    if not within:
        _no_days(chosen)
        return 0
    days = present.enough_days(within, PERIOD_EVENTS)
    st.html("".join(listing.day(view) for view in days))
    before = days[-1].previous
    if before and (not chosen.first or before >= chosen.first):
        rest = HomeState(first=chosen.first, last=before)
        st.html(f'<p class="more">{markup.link(rest.url(), "Earlier days ›")}</p>')
    return len(days)


def _no_days(chosen: HomeState) -> None:
    edge = chosen.first or chosen.last
    near = listing.nearest(data.day(edge)) if edge else ""
    st.html(f'<p class="notice">No events {markup.text(span(chosen.first, chosen.last))}. {near}</p>')


def _found(found: SearchResult, when: str) -> str:
    events, topics = len(found.events), len(found.topics)
    said = f"The {events} best events" if events >= data.HITS else f"{count(events, 'event')}, best first"
    also = f"; {count(topics, 'topic')}" if topics else ""
    return f"{said}{also}{f'; {when}' if when else ''}."


def _within(event: Event, chosen: HomeState) -> bool:
    return (not chosen.first or event.date >= chosen.first) and (not chosen.last or event.date <= chosen.last)
