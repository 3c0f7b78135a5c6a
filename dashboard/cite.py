"""How to cite an event: as text, Markdown and BibTeX. Pure."""

import re

from dashboard.words import plain_date
from graph import EventView

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#|~$!])")
_PORTAL = "Portal:Current_events"


def as_text(view: EventView) -> str:
    """Return a citation as plain text."""
    event = view.event
    where = ", ".join(part for part in (_collection(view), plain_date(event.date), event.page_url) if part)
    return f"“{event.text}” {where}{f' ({view.licence})' if view.licence else ''}"


def as_markdown(view: EventView) -> str:
    """Return a citation as Markdown, with a link to the page and to each source."""
    event = view.event
    where = f"[{_md(_collection(view))}]({_url(event.page_url)})" if event.page_url else f"*{_md(_collection(view))}*"
    sources = ", ".join(
        f"[{_md(c.label or c.source.publisher or c.source.domain)}]({_url(c.source.url)})" for c in event.citations
    )
    line = f"“{_md(event.text)}” {where}, {plain_date(event.date)}"
    return f"{line}{f'. Sources: {sources}' if sources else ''}{f'. {_md(view.licence)}' if view.licence else ''}."


def as_bibtex(view: EventView) -> str:
    """Return a citation as a BibTeX entry of type ``misc``."""
    event = view.event
    notes = ". ".join(part for part in (_tex(_collection(view)), _tex(view.licence)) if part)
    fields = {
        "title": f"{{{_tex(event.text)}}}",
        "date": event.date.isoformat(),
        "year": str(event.date.year),
        "url": event.page_url.replace("{", "%7B").replace("}", "%7D"),
        "note": notes,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(event.id)},", *lines, "}"])


def _collection(view: EventView) -> str:
    if view.in_sample:
        return "Storytrail sample, after Wikipedia, Portal:Current events"
    if _PORTAL in view.event.page_url:
        return "Wikipedia, Portal:Current events"
    return view.origin


def _key(event_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", event_id)[:60].strip("-") or "event"


def _tex(value: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in value)


def _md(value: str) -> str:
    return _MARKDOWN.sub(r"\\\1", value)


def _url(value: str) -> str:
    return value.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
