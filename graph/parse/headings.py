"""Headings: what of an item is a heading, and names of categories."""

import re

from graph.model import Heading
from graph.parse.citations import ends_sentence
from graph.parse.references import NamedReferences
from graph.parse.wikitext import Inline, plain_text, read

_LINK = r"\[\[[^\[\]]++\]\][a-z]*+"
_BETWEEN = r"(?:[\s'\"(),;/&–—-]|\band\b)*+"
_ONLY_LINKS = re.compile(rf"{_BETWEEN}(?:{_LINK}{_BETWEEN})++:?{_BETWEEN}")
# "[[Story]]: text", "[[A]] ([[B]]): text", "[[Story|Story:]] text"
_INLINE = re.compile(rf"({_BETWEEN}(?:{_LINK}{_BETWEEN})++):[\s'*]*+(?=\S)")
_INLINE_COLON_INSIDE = re.compile(r"(['\s]*+\[\[[^\[\]]++(?<=:)\]\]['\s]*+)(?=\S)")
_MAX_INLINE = 4

_CATEGORIES = (
    "Armed conflicts and attacks", "Arts and culture", "Business and economy", "Business and economics",
    "Disasters and accidents", "Health and environment", "Health and medicine", "International relations",
    "Law and crime", "Politics and elections", "Science and technology", "Sports", "Sport",
)  # fmt: skip
# slips of the pen only: "Armed conflict and attacks" is another, correct wording
_CATEGORY_NAMES = {name.casefold(): name for name in _CATEGORIES} | {
    "armed conflicts and attack": "Armed conflicts and attacks",
    "arts and cuture": "Arts and culture",
    "business and econony": "Business and economy",
    "business and economic": "Business and economics",
    "business and economies": "Business and economy",
    "businesses and economy": "Business and economy",
    "disaster and accidents": "Disasters and accidents",
    "disasters and accident": "Disasters and accidents",
    "international relation": "International relations",
    "health and enviornment": "Health and environment",
    "law and crimes": "Law and crime",
    "laws and crimes": "Law and crime",
    "politics and election": "Politics and elections",
}

# a line that is bold as a whole or a title; a bullet may follow it
_CATEGORY = re.compile(r"'''(?P<bold>(?:[^']|'(?!''))+)'''[\s:]*(?P<rest>\*.*)?|=+(?P<title>[^=]+)=+\s*")
_HALF_BOLD = re.compile(r"'{2,5}(?P<bold>[^'*]+)'{2,5}[\s:]*|'{3}(?P<open>[^'*]+)|(?P<closed>[^'*]+)'{3}[\s:]*")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:big|br|center|div|span|u)\b[^<>]*>", re.IGNORECASE)
_MAX_CATEGORY_WORDS = 6


def category_line(line: str) -> tuple[str, str] | None:
    """Return the category that a line without list marks names, and what comes after it in the line.

    Parameters
    ----------
    line : str
        Wikitext of one line.

    Returns
    -------
    (str, str) or None
        Wikitext of the name, and the bullet that follows in the same line, if any; None if it names none.
    """
    if "<" in line:
        line = _TAG.sub("", _BOLD_TAG.sub("'''", line)).strip()
    if match := _CATEGORY.fullmatch(line):
        return match["bold"] or match["title"], match["rest"] or ""
    if len(line.split()) > _MAX_CATEGORY_WORDS:
        return None
    match = _HALF_BOLD.fullmatch(line) if "'''" in line else None
    name = (match["bold"] or match["open"] or match["closed"]) if match else line
    if is_category(name) or (match and not ends_sentence(name) and "//" not in name):
        return name, ""
    return None


def is_category(markup: str) -> bool:
    """Tell whether a text is the name of one of the usual categories."""
    return category_name(markup).casefold() in _CATEGORY_NAMES


def category_name(markup: str) -> str:
    """Return the name of a category line: plain, without colon, with obvious slips put right."""
    name = plain_text(markup).strip(" :").replace("&", "and")
    return _CATEGORY_NAMES.get(name.casefold(), name)


def is_only_links(markup: str) -> bool:
    """Tell whether an item is nothing but links, as headings are: ``[[A]], [[B]]:``."""
    return "[[" in markup and _ONLY_LINKS.fullmatch(markup) is not None


def is_bare_heading(markup: str, inline: Inline) -> bool:
    """Tell whether an item without items under it is a heading all the same: links only, no source, no sentence."""
    return not inline.cited and is_only_links(markup) and not ends_sentence(inline.text)


def heading_of(inline: Inline) -> Heading:
    """Return the heading that an item is: its text as written, without a colon at the end."""
    return Heading(inline.text.rstrip(" :"), inline.mentions)


def split_inline(markup: str, named: NamedReferences) -> tuple[list[Heading], str]:
    """Take the headings off that stand before the text of an item in the same line.

    Returns
    -------
    headings : list of Heading
        Outermost first; empty when the part before the first colon is not links only.
    markup : str
        The rest.
    """
    headings: list[Heading] = []
    while len(headings) < _MAX_INLINE and "[[" in markup and ":" in markup:
        match = _INLINE.match(markup) or _INLINE_COLON_INSIDE.match(markup)
        if match is None:
            break
        headings.append(heading_of(read(match[1], named)))
        markup = markup[match.end() :]
    return headings, markup
