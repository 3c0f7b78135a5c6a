"""Chains as Markdown: what happened in order of time, why each step follows, and where the events are from. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from graph.chain_results import ChainLink, ChainResult, EventChain
from graph.model import Citation, Event
from graph.results import Provenance
from graph.sample import SAMPLE_ORIGIN

_SIGNS = re.compile(r"[\\`*_\[\]<~$]|&(?=#?\w+;)")
_START = re.compile(r"^(\d*)([#>+=.)-])")
_IN_LINKS = re.compile(r"[^\x21-\x7e]|[\\`()<>\"'*\[\]{}|^]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_PORTAL = "Portal:Current_events"
_LICENCES = {"CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/"}
_TITLE = 80


def chain_markdown(result: ChainResult, provenance: Mapping[str, Provenance]) -> str:
    """Return chains as a Markdown document.

    Parameters
    ----------
    result : ChainResult
        Chains, or the reason why there are none.
    provenance : mapping of str to Provenance
        Where the events' documents were read from, and under which licence, by the ids of the documents.

    Returns
    -------
    str
        CommonMark; nothing in a text, a name or an address counts as markup.
    """
    blocks = [f"# From “{_opening(result.first)}” to “{_opening(result.last)}”", _paragraph(result.message)]
    for number, chain in enumerate(result.chains):
        if number:
            blocks.append(f"## Another way, weakest link {chain.strength:.2f}")
        blocks.append("\n".join(_story(chain)))
    events = {event.id: event for chain in result.chains for event in chain.events}
    if events:
        blocks += ["---", "\n".join(_origins(sorted(events.values(), key=lambda event: event.date), provenance))]
    return "\n\n".join(blocks) + "\n"


def _story(chain: EventChain) -> Iterator[str]:
    """Yield a line for each event, and below it one for the link to the next."""
    for place, event in enumerate(chain.events):
        yield f"- **{event.date}** {_plain(event.text)}{_sources(event.citations)}"
        if place < len(chain.links):
            yield f"  - {_link(chain.links[place], place == chain.weakest)}"


def _link(link: ChainLink, weakest: bool) -> str:
    days = f"{link.days:,} day{'' if link.days == 1 else 's'} later"
    return f"{'**weakest link**, ' if weakest else ''}strength {link.strength:.2f}, {days}: {_plain(link.summary)}"


def _sources(citations: Sequence[Citation]) -> str:
    named = (
        _linked(each.label or each.source.publisher or each.source.domain or each.source.url, each.source.url)
        for each in citations
    )
    told = ", ".join(named)
    return f" ({told})" if told else ""


def _origins(events: Sequence[Event], provenance: Mapping[str, Provenance]) -> Iterator[str]:
    """Yield a line for each collection and licence that events are of, with their pages."""
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for event in events:
        origin = provenance.get(event.document)
        group = _collection(event, origin), origin.licence if origin else ""
        groups.setdefault(group, {})[_linked(event.date.isoformat(), event.page_url)] = ""
    for (collection, licence), pages in groups.items():
        terms = _linked(licence, _LICENCES.get(licence, "")) if licence else "no licence named"
        yield f"- Events of {', '.join(pages)}: {collection}, {terms}"


def _collection(event: Event, origin: Provenance | None) -> str:
    portal = _linked("Wikipedia, Portal:Current events", f"https://en.wikipedia.org/wiki/{_PORTAL}")
    if origin and origin.origin.startswith(f"{SAMPLE_ORIGIN}/"):
        return f"Storytrail sample, after {portal}"
    if _PORTAL in event.page_url:
        return f"{portal}, by its contributors; single events, taken out of their pages"
    return _plain(origin.origin) if origin else "of unknown origin"


def _opening(event: Event) -> str:
    """Return the beginning of an event's text."""
    text = " ".join(event.text.split())
    return _plain(text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:')}…")


def _linked(words: str, url: str) -> str:
    """Return words as a link; only addresses of the web are linked."""
    if not url.lower().startswith(("https://", "http://")):
        return _plain(words)
    address = _ENTITY.sub("&amp;", _IN_LINKS.sub(lambda found: quote(found[0], errors="replace"), url))
    return f"[{_plain(words)}]({address})"


def _paragraph(text: str) -> str:
    """Return text that begins a line as plain text: it is no heading, list or quotation."""
    return _START.sub(r"\1\\\2", _plain(text))


def _plain(text: str) -> str:
    """Return text on one line in which no sign counts as markup."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
