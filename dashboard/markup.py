"""HTML and Markdown from data. Whatever comes from data is escaped here, and nowhere else. Pure."""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dashboard.address import EventState, HomeState
from dashboard.words import short_date
from graph import Event, Ref

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r":(?=[a-z0-9_+/-]+:)", re.IGNORECASE)
_SYMBOL = re.compile(r"(?<=[<>~-])(?=[->=])")
_COMMAND = re.compile(r"`([^`]+)`")
WORD_JOINER = "\u2060"


def text(value: str) -> str:
    """Return `value` as HTML text or attribute value."""
    return html.escape(value, quote=True)


def label(value: str) -> str:
    """Return `value` so that Streamlit's Markdown shows it as it is.

    Punctuation gets a backslash. Emoji shortcodes and arrows (``:tada:``, ``->``) are replaced after the
    backslashes are gone, so an invisible word joiner breaks them.
    """
    unbroken = _SHORTCODE.sub(":" + WORD_JOINER, _SYMBOL.sub(WORD_JOINER, value.replace("\n", " ")))
    return _MARKDOWN.sub(r"\\\1", unbroken)


def web_address(url: str) -> str:
    """Return `url` if a browser may follow it (http or https), else an empty text."""
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""
    return url.strip() if scheme in ("http", "https") else ""


def link(address: str, shown: str, css: str = "", title: str = "") -> str:
    """Return a link inside the dashboard; `shown` is HTML. A click changes the page without loading it anew."""
    return f'<a data-nav href="{text(address)}"{_attribute("class", css)}{_attribute("title", title)}>{shown}</a>'


def outside(url: str, shown: str) -> str:
    """Return a link to the web; `shown` is HTML. An address that must not be followed stays text."""
    address = web_address(url)
    if not address:
        return f"<span>{shown}</span>"
    return f'<a href="{text(address)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def data(value: str) -> str:
    """Return text from data as HTML, kept from changing the direction of what stands around it."""
    return f"<bdi>{text(value)}</bdi>"


def sentence(value: str) -> str:
    """Return a sentence of the library as HTML; what it has between backticks is a command."""
    return _COMMAND.sub(r"<code>\1</code>", text(value))


def topic_chip(topic: Ref, *, note: str = "", tail: str = "") -> str:
    """Return a topic as a chip: a square, its label, a note, and the HTML `tail`."""
    shown = f'<span aria-hidden="true" class="square"></span>{data(topic.label)}'
    extra = f' <span class="note">{text(note)}</span>' if note else ""
    name = link(HomeState(topic=topic.id).url(), shown + extra, title="All events of this topic")
    return f'<li class="chip">{name}{tail}</li>'


def mute_button(topic: Ref, shown: str = "mute") -> str:
    """Return a small button that mutes a topic; the page's script tells Python."""
    said = text(f"Mute {topic.label}")
    return (
        f'<button type="button" class="mute" data-mute="{text(topic.id)}" aria-label="{said}" '
        f'title="{said}: it no longer counts, until you take it back">{shown}</button>'
    )


def chips(items: Iterable[str]) -> str:
    """Return a row of chips."""
    return f'<ul class="chips">{"".join(items)}</ul>'


def path(names: Iterable[str]) -> str:
    """Return headings from the outermost to the innermost, as HTML."""
    return steps(data(name) for name in names)


def steps(parts: Iterable[str]) -> str:
    """Return pieces of HTML as steps of a path."""
    return ' <span class="sep" aria-hidden="true">›</span> '.join(parts)


def event_row(event: Event) -> str:
    """Return an event as a row: date, text that leads to it, and the heading it stands under."""
    day = f'<time datetime="{event.date.isoformat()}">{short_date(event.date)}</time>'
    place = path(part.text for part in event.headings)
    under = f'<span class="under">{place}</span>' if place else ""
    return f"<li>{day}<div>{event_link(event)}{under}</div></li>"


def event_link(event: Event) -> str:
    """Return the text of an event as a link to it."""
    return link(EventState(event.id).url(), data(event.text), "headline")


def rows(events: Iterable[Event]) -> str:
    """Return events as a list of rows."""
    return f'<ol class="rows">{"".join(event_row(event) for event in events)}</ol>'


def _attribute(name: str, value: str) -> str:
    return f' {name}="{text(value)}"' if value else ""
