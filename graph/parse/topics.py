"""Identity of topics: one topic through its spellings and renames."""

import html
import re
from functools import lru_cache
from urllib.parse import unquote

from graph.parse.letters import fold
from graph.parse.lookalikes import kept_form

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
# upper case only: "us" is also a pronoun
_US = re.compile(r"\bUS\b(?!\.)")
_US_DOTTED = re.compile(r"(?<![\w.])u\. ?s(?:\.(?!\w)|(?![\w.]))")
_ELECTION = re.compile(
    r"(?P<name>.+\b(?:elections?|by-elections?|referendums?|primar(?:y|ies)|caucus(?:es)?|plebiscite)"
    r"(?: in [^,]+)?),"
    r" (?P<year>(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?"
    r"\d{4}(?:-\d{2,4})?)"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))


def decode_entities(text: str) -> str:
    """Return the text with HTML entities decoded, those only that end with a semicolon.

    The lenient rule of browsers would turn the ``&sect`` of an address into a section sign.
    """
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def clean_title(target: str) -> tuple[str, str]:
    """Take the target of a link apart into a page title as people read it and a section.

    Parameters
    ----------
    target : str
        The target as written between ``[[`` and ``|`` or ``]]``.

    Returns
    -------
    title : str
        Without entities, ``%xx``, underscores, surrounding quotes, a leading colon; empty for a bare ``#anchor``.
    section : str
        The anchor without its sign; empty when there is none.

    Examples
    --------
    >>> clean_title("Dhanush_(missile)#Naval_variant")
    ('Dhanush (missile)', 'Naval variant')
    """
    text = _decoded(target)
    title, _, section = text.partition("#")
    title = " ".join(title.split()).lstrip(": ")
    return _without_quotes(title), " ".join(section.replace("#", " ").split())


def _without_quotes(title: str) -> str:
    """Drop marks of italics, and quotes around the whole title."""
    while "''" in title or (len(title) > 1 and title[0] == title[-1] == "'"):
        title = title.replace("''", "") if "''" in title else title[1:-1]
        title = " ".join(title.split())
    return title


def _decoded(target: str) -> str:
    text = target.replace("_", " ")
    while "&" in text or "%" in text:
        once = _unquoted(decode_entities(text)).replace("_", " ")
        if once == text:
            break
        text = once
    return text if text.isascii() else text.translate(_INVISIBLE)


def _unquoted(text: str) -> str:
    if not _PERCENT.search(text):
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


@lru_cache(maxsize=1 << 17)
def normal_form(title: str) -> str:
    """Return the identity of the topic that a title names.

    Titles that differ only in entities, ``%xx``, underscores, white space, letter case, dashes, quotes or Latin
    diacritics have one normal form; so have ``X election, 2016`` and ``2016 X election``, and ``U.S.``, ``US``
    and ``United States``. Not so titles of which case or diacritics are known to tell two topics apart ("ISIS" and
    "Isis", "Malé" and "Male"; see `graph.parse.lookalikes`). A link's label never makes a merge ("Barcelona" is
    often a club).

    Parameters
    ----------
    title : str
        A title, or the target of a link; a section is ignored.

    Returns
    -------
    str
        Case folded but for such titles; the normal form of a normal form is itself.

    Examples
    --------
    >>> normal_form("Irish_general election,&nbsp;2016") == normal_form("2016 Irish general election")
    True
    """
    return fold_title(clean_title(title)[0])


def fold_title(title: str) -> str:
    """Return the normal form of a title that `clean_title` gave."""
    return kept_form(title) or _folded(title)


@lru_cache(maxsize=1 << 17)
def search_form(title: str) -> str:
    """Return a title as a search looks for it: as `normal_form`, but nothing keeps its capitals or diacritics.

    Examples
    --------
    >>> search_form("ISIS") == search_form("isis")
    True
    """
    return _folded(clean_title(title)[0])


def _folded(title: str) -> str:
    text = fold(title)
    # the wiki takes the first letter for a capital
    if "US" in text or text.startswith("uS"):
        text = _US.sub("United States", text[:1].upper() + text[1:])
    text = _without_quotes(" ".join(fold(text.casefold()).split())).lstrip(": ")
    if "u." in text:
        text = _US_DOTTED.sub("united states", text)
    if ", " in text and (election := _ELECTION.fullmatch(text)):
        return f"{election['year']} {election['name']}"
    return text
