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
    "law and crimes": "Law and crime",
    "laws and crimes": "Law and crime",
    "politics and election": "Politics and elections",
}


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
