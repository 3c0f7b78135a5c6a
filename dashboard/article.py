"""One event as HTML: its text, where it stands, its topics and its sources. Pure."""

import datetime as dt
from collections.abc import Collection
from urllib.parse import urlsplit

from dashboard import markup
from dashboard.address import HomeState
from graph import Citation, EventView, Heading, Ref

ARCHIVE = "https://web.archive.org/web"


def article(view: EventView, muted: Collection[str] = ()) -> str:
    """Return everything that is known of an event; topics in `muted` are marked."""
    event = view.event
    category = [markup.data(event.category)] if event.category else []
    place = markup.steps([*category, *(_heading(heading) for heading in event.headings)])
    excerpt = f'<p class="excerpt">{markup.data(event.excerpt)}</p>' if event.excerpt else ""
    topics = markup.chips(markup.topic_chip(topic, tail=_mute(topic, muted)) for topic in event.topics)
    return (
        f'<article class="story"><p class="kicker"><span>{place}</span></p>'
        f"<h1>{markup.data(event.text)}</h1>{excerpt}{topics if event.topics else ''}{_sources(view)}</article>"
    )


def _mute(topic: Ref, muted: Collection[str]) -> str:
    return '<span class="muted">muted</span>' if topic.id in muted else markup.mute_button(topic)


def archived(url: str, day: dt.date) -> str:
    """Return the address of the copy that a web archive keeps of a page, as near to `day` as it has one."""
    return f"{ARCHIVE}/{day:%Y%m%d}/{url}"


def _heading(heading: Heading) -> str:
    """Return an editors' heading, as a link when it names one topic."""
    if len(heading.mentions) != 1:
        return markup.data(heading.text)
    topic = heading.mentions[0].topic
    return markup.link(HomeState(topic=topic.id).url(), markup.data(heading.text), title="All events of this topic")


def _sources(view: EventView) -> str:
    event = view.event
    items = [_source(citation, event.date) for citation in event.citations]
    if event.cover_url:
        host = urlsplit(markup.web_address(event.cover_url)).hostname or "the source"
        items.append(f"<li>{markup.outside(event.cover_url, f'Picture at {markup.data(host)}')}</li>")
    cited = f'<ol class="sources">{"".join(items)}</ol>' if items else '<p class="quiet">No source is named.</p>'
    return f'<section class="origin" aria-label="Sources">{cited}{_provenance(view)}</section>'


def _source(citation: Citation, day: dt.date) -> str:
    source = citation.source
    publisher, said = source.publisher or source.domain, citation.label
    shown = markup.outside(source.url, markup.data(said or publisher))
    named = f' <span class="quiet">{markup.data(publisher)}</span>' if said and publisher != said else ""
    if not markup.web_address(source.url):
        return f"<li>{shown}{named}</li>"
    copy = markup.outside(archived(source.url, day), "archived copy")
    return f'<li>{shown}{named} <span class="quiet">· {copy}</span></li>'


def _provenance(view: EventView) -> str:
    page = view.event.page_url
    origin = markup.outside(page, "the day’s page") if page else markup.data(view.origin)
    licence = f", {markup.data(view.licence)}" if view.licence else ""
    said = "Sample text, in our own words after" if view.in_sample else "Text from"
    return f'<p class="quiet">{said} {origin}{licence}.</p>'
