"""Targets of links: which name a topic, and what is shown when a link has no words of its own."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Ref
from graph.parse.topics import clean_title, fold_title


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# prefixes of the encyclopedia itself
_HERE = _words("w en")
_NAMESPACES = _words(
    """file image category media template user wikipedia wp project portal help special talk module mediawiki draft book
    wikiproject mos"""
)
_SISTERS = _words(
    """wikt wiktionary n wikinews s wikisource q wikiquote b wikibooks v wikiversity voy wikivoyage c commons d wikidata
    m meta species mw foundation doi"""
)
_LANGUAGES = _words(
    """ar az be bg bn bs ca ceb cs cy da de el eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko ku la lb
    lt lv mk ml mr ms mt my nds nl nn no pa pl ps pt ro ru sh simple sk sl sq sr sv sw ta te th tl tr uk ur uz vi yi
    zh"""
)
# addresses in the brackets of links; what they show is all of it
_WEB = _words("http https ftp")
_ELSEWHERE = _NAMESPACES | _SISTERS | _LANGUAGES
# a title with nothing to clean
_PLAIN_TITLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9,.()-]|'(?!')| (?! ))*+(?<![ '])")
_HINT = re.compile(r"(?P<name>.+?)(?: \([^()]*\)|, .*)")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads.

    Attributes
    ----------
    topic : Ref or None
        The topic; None for a page that is none (a file, a category, another wiki, a section of the same page).
    title, section : str
        Page title as linked and anchor.
    site : str
        Lower-case prefix that leads away ("wikt", "category", "de", "https"); empty for a topic.
    is_hidden : bool
        Whether the link files the page (a category, another language) and shows nothing in its text.
    """

    topic: Ref | None
    title: str
    section: str
    site: str
    is_hidden: bool = False

    @property
    def is_news(self) -> bool:
        """Whether it is an article of the sister project for news."""
        return self.site in ("n", "wikinews")

    def without_hint(self) -> str:
        """Return the title as ``[[Mercury (planet)|]]`` shows it."""
        match = _HINT.fullmatch(self.title)
        return match["name"] if match else self.title


@lru_cache(maxsize=1 << 17)
def link_target(target: str) -> LinkTarget:
    """Return where a link with this target, as written, leads.

    Examples
    --------
    >>> link_target("wikt:lull").topic is None
    True
    >>> link_target(":w:Aleppo#History").topic
    Ref(id='aleppo', label='Aleppo')
    """
    if _PLAIN_TITLE.fullmatch(target):
        return LinkTarget(Ref(fold_title(target), target), target, "", "")
    site, rest = _split_site(target)
    title, section = clean_title(rest)
    if site or not title or title.startswith("/"):
        files_page = site == "category" or site in _LANGUAGES
        return LinkTarget(None, title, section, site, files_page and not target.lstrip().startswith(":"))
    return LinkTarget(Ref(fold_title(title), title), title, section, "")


def _split_site(target: str) -> tuple[str, str]:
    rest = target.strip(" :") if ":" in target else target
    while ":" in rest:
        prefix, _, after = rest.partition(":")
        site = prefix.strip(" _'").lower()
        if site in _HERE:
            rest = after.lstrip(" :")
            continue
        if site in _WEB:
            return site, rest
        return (site, after) if site in _ELSEWHERE or site.endswith(" talk") else ("", rest)
    return "", rest
