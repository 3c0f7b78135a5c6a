"""One row of a person's own events: what it may hold, how it is checked, and the one form it is kept in.

A row comes from a line of JSON, a line of a table or a record of Parquet; the same event has the same form whichever
it came from. What our own commands print of an event is such a row too.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import InputError
from graph.parse.sources import source
from graph.parse.topics import normal_form
from graph.parse.written_lists import read_list

REQUIRED = ("date", "text")
TAKEN = (
    *REQUIRED, "id", "category", "headings", "topics", "sources", "excerpt", "cover_url", "page_url", "licence"
)  # fmt: skip
# what our commands print beside it, and what a store finds out for itself
DERIVED = ("document", "position", "score", "story")
# characters
LONGEST_ID = 200
LONGEST_TITLE = 300
_SHOWN = 60

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_Item = TypeVar("_Item")
_KNOWN = frozenset((*TAKEN, *DERIVED))
_PARTS = {
    "topics": frozenset({"id", "label", "title"}),
    "headings": frozenset({"text", "topics"}),
    "sources": frozenset({"domain", "publisher", "url"}),
}
_BETWEEN_TOPICS = re.compile(";")
_BETWEEN_HEADINGS = re.compile(r"\s>\s")
# an address may hold a semicolon, but hardly a space or another address
_BETWEEN_SOURCES = re.compile(r";(?=\s|$|https?:|ftp:|//)")

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_ID = re.compile(rf"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{{1,{LONGEST_ID}}}")
_DATE = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)? ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic as a person names it; `label` is empty where the title itself is shown."""

    title: str
    label: str = ""

    def shape(self) -> object:
        """Return the topic in its kept form."""
        return {"title": self.title, "label": self.label} if self.label else self.title


@dataclass(frozen=True, slots=True)
class OwnHeading:
    """A heading; `topics` is None where it is linked to the row's topic of the same title, if there is one."""

    text: str
    topics: tuple[OwnTopic, ...] | None = None

    def shape(self) -> object:
        """Return the heading in its kept form."""
        if self.topics is None:
            return self.text
        return {"text": self.text, "topics": [topic.shape() for topic in self.topics]}


@dataclass(frozen=True, slots=True)
class OwnSource:
    """A source; `publisher` is empty where the address says it."""

    url: str
    publisher: str = ""

    def shape(self) -> object:
        """Return the source in its kept form."""
        return {"url": self.url, "publisher": self.publisher} if self.publisher else self.url


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One event as a person's own file gives it, checked and cleaned; what the file leaves open is empty."""

    date: dt.date
    text: str
    id: str = ""
    category: str = ""
    headings: tuple[OwnHeading, ...] = ()
    topics: tuple[OwnTopic, ...] = ()
    sources: tuple[OwnSource, ...] = ()
    excerpt: str = ""
    cover_url: str = ""
    page_url: str = ""
    licence: str = ""

    def line(self) -> str:
        """Return the event as one line of JSON: sorted keys, only those that say something, no licence.

        The licence is one of the document.
        """
        shape = {
            "date": self.date.isoformat(),
            "text": self.text,
            "id": self.id,
            "category": self.category,
            "headings": [heading.shape() for heading in self.headings],
            "topics": [topic.shape() for topic in self.topics],
            "sources": [cited.shape() for cited in self.sources],
            "excerpt": self.excerpt,
            "cover_url": self.cover_url,
            "page_url": self.page_url,
        }
        told = {name: value for name, value in shape.items() if value}
        return _JSON.encode(told)


def clean_row(row: Mapping[str, object]) -> OwnRow:
    """Check a row and bring it into the one form.

    Parameters
    ----------
    row : mapping
        Values by the names of the interface. None and NaN are missing values. Days are ``YYYY-MM-DD``, with or
        without a time of day, or dates of Python, pandas or numpy. Lists may be written as one text: with ``;``
        between topics and sources and `` > `` between headings. A topic is a title, ``{"title", "label"}`` or
        ``{"id", "label"}``; a heading is a text or ``{"text", "topics"}``; a source is an address or
        ``{"url", "publisher"}``.

    Returns
    -------
    OwnRow
        White space collapsed, control characters removed.

    Raises
    ------
    InputError
        If a value cannot be used: it names the field, the value, its type and what is expected.

    Examples
    --------
    >>> clean_row({"date": "2016-02-03", "text": "A dam  is opened.", "topics": "Nile; Dam"}).line()
    '{"date":"2016-02-03","text":"A dam is opened.","topics":["Nile","Dam"]}'
    """
    text = _text("text", row.get("text"))
    if not text:
        raise InputError("text is missing: an event needs a date and a text.")
    return OwnRow(
        date=_day(row.get("date")),
        text=text,
        id=_id(row.get("id")),
        category=_text("category", row.get("category")),
        headings=tuple(_each("headings", row.get("headings"), _BETWEEN_HEADINGS, _heading)),
        topics=tuple(_each("topics", row.get("topics"), _BETWEEN_TOPICS, _topic)),
        sources=tuple(_each("sources", row.get("sources"), _BETWEEN_SOURCES, _source)),
        excerpt=_paragraphs(row.get("excerpt")),
        cover_url=_text("cover_url", row.get("cover_url")),
        page_url=_text("page_url", row.get("page_url")),
        licence=_text("licence", row.get("licence")),
    )


def unknown_fields(row: Mapping[str, object]) -> Iterator[str]:
    """Give the names of what a row says and `clean_row` leaves out, as ``colour`` or ``topics.colour``."""
    yield from _unknown("", row, _KNOWN)
    for field, parts in _PARTS.items():
        for item in _mappings(row.get(field)):
            yield from _unknown(f"{field}.", item, parts)
    for heading in _mappings(row.get("headings")):
        for item in _mappings(heading.get("topics")):
            yield from _unknown("headings.topics.", item, _PARTS["topics"])


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _unknown(path: str, values: Mapping[str, object], known: frozenset[str]) -> Iterator[str]:
    return (f"{path}{name}" for name, value in values.items() if name not in known and not _is_empty(value))


def _is_missing(value: object) -> bool:
    """Tell None, NaN, NaT and the missing value of pandas, which none of them equals."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return isinstance(value, float | dt.datetime) and value != value


def _is_empty(value: object) -> bool:
    return _is_missing(value) or (isinstance(value, str | list | dict) and not value)


def _is_blank(value: object) -> bool:
    return value.isspace() or not value if isinstance(value, str) else _is_missing(value)


def _told(value: object) -> str:
    shown = repr(value)
    return f"{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '…'} ({type(value).__name__})"


def _text(field: str, value: object) -> str:
    if isinstance(value, str):
        return " ".join(_printable(value).split())
    if _is_missing(value):
        return ""
    raise InputError(f"{field} {_told(value)}: expected a text.")


def _printable(text: str) -> str:
    """Drop control characters; half a character, which no file could hold, becomes the sign of a lost one."""
    if text.isprintable():
        return text
    return _HALF.sub("\ufffd", _CONTROL.sub("", text))


def _paragraphs(value: object) -> str:
    """Clean a longer text, whose lines stay lines."""
    if not isinstance(value, str):
        return _text("excerpt", value)
    lines = (" ".join(line.split()) for line in _printable(value).splitlines())
    return "\n".join(line for line in lines if line)


def _day(value: object) -> dt.date:
    if _is_blank(value):
        raise InputError("date is missing: an event needs a date and a text.")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = str(value) if isinstance(value, str) or type(value).__name__ == "datetime64" else ""
    match = _DATE.fullmatch(written.strip())
    try:
        return dt.date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise InputError(f"date {_told(value)}: dates are YYYY-MM-DD, as 2016-02-03.") from error


def _id(value: object) -> str:
    if _is_blank(value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        return str(int(value))  # a data frame makes floats of whole numbers when some are missing
    if not isinstance(value, str) or not _ID.fullmatch(value.strip()):
        raise InputError(f"id {_told(value)}: expected a text of up to {LONGEST_ID} characters without white space.")
    return value.strip()


def _each(
    field: str, value: object, separator: re.Pattern[str], read: Callable[[str | Mapping[str, object]], _Item]
) -> Iterator[_Item]:
    """Read each item of a list that says something; numpy's arrays are lists too."""
    to_list = getattr(value, "tolist", None)
    value = to_list() if to_list else value
    if _is_missing(value):
        return
    items = read_list(value, separator) if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise InputError(f"{field} {_told(value)}: expected a list.")
    for item in items:
        if isinstance(item, Mapping):
            yield read(item)
        elif text := _text(field, item):
            yield read(text)


def _topic(item: str | Mapping[str, object]) -> OwnTopic:
    if isinstance(item, str):
        return OwnTopic(_title(item))
    title, label = _text("topics.title", item.get("title")), _text("topics.label", item.get("label"))
    if not title:
        known = _text("topics.id", item.get("id"))
        title = label if label and normal_form(label) == normal_form(known or label) else known
    return OwnTopic(_title(title), "" if label == title else label)


def _title(title: str) -> str:
    if len(title) > LONGEST_TITLE:
        raise InputError(f"topics {_told(title)}: a title has up to {LONGEST_TITLE} characters.")
    if not normal_form(title):
        raise InputError(f"topics {_told(title)}: no title of a topic.")
    return title


def _heading(item: str | Mapping[str, object]) -> OwnHeading:
    if isinstance(item, str):
        return OwnHeading(item)
    text = _text("headings.text", item.get("text"))
    if not text:
        raise InputError(f"headings {_told(item)}: a heading needs a text.")
    if _is_missing(topics := item.get("topics")):
        return OwnHeading(text)
    return OwnHeading(text, tuple(_each("headings.topics", topics, _BETWEEN_TOPICS, _topic)))


def _source(item: str | Mapping[str, object]) -> OwnSource:
    if isinstance(item, str):
        return OwnSource(item)
    url, publisher = _text("sources.url", item.get("url")), _text("sources.publisher", item.get("publisher"))
    if not url:
        raise InputError(f"sources {_told(item)}: a source needs an address, url.")
    return OwnSource(url, "" if publisher == source(url).publisher else publisher)
