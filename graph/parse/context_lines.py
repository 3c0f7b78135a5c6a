"""Lines of pages of the Context: the day they name, their links, and their words as plain text."""

import datetime as dt
import re
from dataclasses import dataclass

from graph.parse.topics import decode_entities

_DATE_LINE = re.compile(r"^(?P<marks>#{2,3}) \[(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})\]\(", re.MULTILINE)
_NEWS = re.compile(r"/news/(?P<date>[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})/")
# "-{zh-hans:北约; zh-hant:北約}-": one word in the spellings of several regions
_VARIANTS = re.compile(r"-\{([^{}]*+)\}-")
_SPELLINGS = ("zh-hans:", "zh-cn:", "zh-sg:", "zh-my:")
_REGION = re.compile(r"(?:\s*zh(?:-[a-z]+)?:)+")
# "[http:--news.example.org-a-b (BBC)]": a source that the Context took for words; no one can tell its dashes from its
# slashes. "date=.. 2017" is left of a template that stood behind it.
_BROKEN_SOURCE = re.compile(r"\[[a-z]{3,5}:--[^\[\]]*+(?:\](?:date=\w+(?: \d{4})?)?|$)")
_EMPTY_BRACKETS = re.compile(r"（[、，；\s]*）|\([,;\s]*\)|《\s*》、?")
_LOOSE_PUNCTUATION = re.compile(r" (?=[，。、；,.;])")
_LINK = re.compile(r"\[([^\[\]]*+)\]\([^()\s]*+\)")
# bold words as the Context leaves them
_BOLD = re.compile("\"'([^\"']++)\"'")


@dataclass(frozen=True, slots=True)
class Link:
    """A link ``[words](address)`` and the `rest` of its line."""

    words: str
    address: str
    rest: str


def date_line(text: str) -> re.Match[str] | None:
    """Find the first line that names a day: ``### [2016-02-3](..)`` on an event page, ``##`` above a day's events."""
    return _DATE_LINE.search(text)


def day_of_line(match: re.Match[str]) -> dt.date | None:
    """Return the day that a line names; None when there is no such day."""
    return _day(match["date"], "-")


def day_of_link(address: str) -> dt.date | None:
    """Return the day of the event whose page this is the address of.

    Examples
    --------
    >>> day_of_link("/zh/news/2016/02/3/talks-open.md")
    datetime.date(2016, 2, 3)
    """
    match = _NEWS.search(address)
    return _day(match["date"], "/") if match else None


def _day(written: str, separator: str) -> dt.date | None:
    year, month, day = (int(number) for number in written.split(separator))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_link(markup: str) -> Link | None:
    """Read a link that a line consists of; its words may hold brackets of their own, its address may hold round ones.

    Examples
    --------
    >>> read_link("[A [b] (c)](/news/2016/02/3/a.md) _Context: Mercury (planet)_")
    Link(words='A [b] (c)', address='/news/2016/02/3/a.md', rest='_Context: Mercury (planet)_')
    """
    words, mark, target = markup.rpartition("](")
    if not mark or not words.startswith("["):
        return None
    address, closing, rest = target.partition(") _")
    if closing:
        return Link(words[1:], address.strip(), f"_{rest}")
    address, closing, rest = target.rpartition(")")
    return Link(words[1:], (address if closing else rest).strip(), rest.strip() if closing else "")


def single_spaced(text: str) -> str:
    """Return the text without entities, its white space made single spaces."""
    return " ".join(decode_entities(text).split())


def plain(text: str) -> str:
    """Return the words of an event, a heading or a topic: in one spelling, without links and what is left of sources.

    Of words spelt by region the simplified spelling is taken where there is one, else the first.

    Examples
    --------
    >>> plain("A report says &quot;no&quot;. [http:--www.example.org-a-b (Example)] ")
    'A report says "no".'
    >>> plain("-{zh-tw:雪梨; zh-cn:悉尼;}-下雨")
    '悉尼下雨'
    """
    text = decode_entities(text)
    if "-{" in text:
        text = _VARIANTS.sub(lambda match: _one_spelling(match[1]), text)
    if "\"'" in text:
        text = _BOLD.sub(r"\1", text)
    if "[" in text:
        text = _without_sources(_LINK.sub(r"\1", text))
    return " ".join(text.split())


def _without_sources(text: str) -> str:
    cleaned, count = _BROKEN_SOURCE.subn(" ", text)
    if not count:
        return text
    return _LOOSE_PUNCTUATION.sub("", _EMPTY_BRACKETS.sub("", " ".join(cleaned.split())))


def has_broken_source(text: str) -> bool:
    """Tell whether an event's words hold a source whose address is lost."""
    return _BROKEN_SOURCE.search(text) is not None


def _one_spelling(variants: str) -> str:
    if not _REGION.match(variants):
        return variants
    spellings = [stripped for variant in variants.split(";") if (stripped := variant.strip())]
    wanted = (spelling for start in _SPELLINGS for spelling in spellings if spelling.startswith(start))
    return _REGION.sub("", next(wanted, spellings[0])).strip()
