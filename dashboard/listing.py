"""Lists of events as HTML: of a day, of a topic, of a search. Pure."""

import datetime as dt

from dashboard import markup, present
from dashboard.address import HomeState
from dashboard.words import count, long_date, short_date, span
from graph import DayView, Event, Ref, SearchResult, Topic, TopicView


def day(view: DayView, *, linked: bool = True, most: int | None = None) -> str:
    """Return a day: its date, then its events by category and heading; at most the first `most` of them."""
    said = long_date(view.date)
    title = markup.link(day_address(view.date), said) if linked else said
    shown = view.events[:most]
    groups = "".join(_category(name, under) for name, under in present.by_category(shown))
    every = day_link(view.date, f"All {count(len(view.events), 'event')} of this day ›")
    more = f'<p class="more">{every}</p>' if len(shown) < len(view.events) else ""
    return f'<section class="day"><h2>{title}</h2>{groups}{more}</section>'


def around(view: DayView) -> str:
    """Return links to the nearest days with events before and after a day."""
    before = day_link(view.previous, f"‹ {short_date(view.previous)}") if view.previous else "<span></span>"
    after = day_link(view.next, f"{short_date(view.next)} ›") if view.next else "<span></span>"
    return f'<p class="around">{before}{after}</p>'


def nearest(view: DayView) -> str:
    """Return a sentence with links to the nearest days that have events; empty when there are none."""
    links = " and ".join(day_link(date, short_date(date)) for date in (view.previous, view.next) if date)
    return f"The nearest days with events: {links}." if links else ""


def topic(view: TopicView) -> str:
    """Return what is known about a topic: counts, other spellings, and what it comes with."""
    found = view.topic
    others = [name for name in found.aliases if name != found.label]
    also = f'<p class="quiet">Also written {markup.data(", ".join(others))}.</p>' if others else ""
    partners = [markup.topic_chip(Ref(t.id, t.label), note=f"{t.event_count:,}") for t in view.co_occurring]
    together = f'<p class="quiet">Often together with</p>{markup.chips(partners)}' if partners else ""
    mute = "" if view.muted else markup.mute_button(Ref(found.id, found.label), "mute this topic")
    said = ", ".join(part for part in (count(found.event_count, "event"), span(found.first, found.last)) if part)
    return (
        f'<section class="subject"><h1><span class="square" aria-hidden="true"></span>{markup.data(found.label)}</h1>'
        f'<p class="quiet">{said} {mute}</p>{also}{together}</section>'
    )


def hits(found: SearchResult, text: str) -> str:
    """Return the hits of a search: topics with the number of their events, then events."""
    if not found.topics and not found.events:
        return nothing(text)
    topics = [counted(topic) for topic in found.topics]
    events = markup.rows(event for event, _ in found.events)
    return (markup.chips(topics) if topics else "") + (events if found.events else "")


def counted(topic: Topic) -> str:
    """Return a topic as a chip with the number of its events."""
    return markup.topic_chip(Ref(topic.id, topic.label), note=f"{topic.event_count:,}")


def nothing(text: str) -> str:
    """Return what is said when a search finds nothing."""
    return (
        f'<p class="notice" role="status">Nothing found for “{markup.data(text)}”. Fewer words, or another '
        "spelling, may find more.</p>"
    )


def day_address(date: dt.date) -> str:
    """Return the address of the events of one day."""
    return HomeState(first=date, last=date).url()


def day_link(date: dt.date, shown: str) -> str:
    """Return a link to the events of one day."""
    return markup.link(day_address(date), shown)


def _category(name: str, groups: list[present.Group]) -> str:
    title = f"<h3>{markup.data(name)}</h3>" if name else ""
    return title + "".join(_group(path, events) for path, events in groups)


def _group(path: tuple[str, ...], events: list[Event]) -> str:
    title = f"<h4>{markup.path(path)}</h4>" if path else ""
    items = "".join(f"<li>{markup.event_link(event)}</li>" for event in events)
    return f'{title}<ul class="brief">{items}</ul>'
