"""Inline wikitext: the plain text of a line, its links and its citations."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Citation, Mention
from graph.parse.citations import CITED, UNSURE, clean_label, is_bracketed, settle, without_citations
from graph.parse.references import NamedReferences, read_references
from graph.parse.sources import source
from graph.parse.template_calls import CITE_START
from graph.parse.templates import Notes, expand
from graph.parse.titles import LinkTarget, link_target
from graph.parse.topics import decode_entities

# [[target|label]]trail or [address words]; labels may hold words in brackets ("[sic]"), words may hold links, both may
# hold citations. The one literal bracket in front lets the pattern run from bracket to bracket.
_NESTED = r"[^\[\]]*+(?:\[(?!https?:|//)[^\[\]]*+\][^\[\]]*+)*+"
_TOKEN = re.compile(
    rf"\[(?:\[([^\[\]|]*+)(?:\|({_NESTED}))?\]\]([a-z]*+)"
    r"| ?(\x02?(?:[Hh]ttps?:|ftp:)?//[^\s\[\]<>\"]++)"
    r"([^\[\]]*+(?:\[(?:\[[^\[\]]*+\]|\x02[^\[\]]*+)\][^\[\]]*+)*+)\])"
)
_GROUPS = 5
# characters: a graph on a server looks up at most 8,000 bytes
LONGEST_ADDRESS = 2000
_BARE = re.compile(r"(?<![\w/])https?://[^\s\[\]<>\"|{}\x01-\x05]++")
# an address in the brackets of a link, often an article of another language: [[https://de.wikipedia.org/wiki/X de]]
_ADDRESS_LINK = re.compile(r"\[\[ ?((?:https?:)?//[^\s\[\]|]++)[ |]*+([^\[\]]*+)\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*+\|)?([^\[\]]*+)\]\]")
_CITE = re.compile(r"\[\x02([^\s\[\]]*+) ([^\[\]]*+)\]")
_MARK = re.compile(r"[\x01-\x05]")
_QUOTE_RUN = re.compile("'{2,}")
# italics closed before an apostrophe: ''Columbia'''s
_ITALIC_POSSESSIVE = re.compile(r"(?<!')''([^']++)'''(?=s\b)")
_HALF_CLOSED = re.compile(r"\[\[([^\[\]]+)\](?!\])")
_OPEN_TARGET = re.compile(r"\[\[[^\[\]|]{1,60}\|(?=[^\[\]]*+(?:\[|$))")
_UNCLOSED_ADDRESS = re.compile(r"\[((?:[Hh]ttps?:|ftp:)?//[^\s\[\]]+)[ \t]*\[?(\([^()\[\]]*\)?)?\]{0,2}")
_MEDIA = re.compile(r"\[\[\s*+(?::\s*+)?(?:file|image)\s*+:", re.IGNORECASE)
_BRACKETS = re.compile(r"\[\[|\]\]")
_SPACED = re.compile(r" ([,;!?](?=[\s\"')]|$)|[.:](?=\s|$)|\))")
_OPENED = re.compile(r"\( +|\(\)|\[\]")
# ", ,", ". ,", ". .", and the full stop after "U.S."
_DOUBLED = re.compile(r"[,;](?: ?[,;])++|[,;](?: ?[,;.]){1,9}(?= |$)|\.(?: [,;.]){1,9}(?= |$)|(?<=\w)\.\.(?= |$)")
# any of these in a text calls for a closer look
_ODD = re.compile(r" [,.;:!?)]|\( |\(\)|\[\]|,[,;.]|;[,;]|\.\.")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))


@dataclass(slots=True)
class Inline:
    """What a line of wikitext says.

    Attributes
    ----------
    text : str
        Plain text, without citations.
    mentions : tuple of Mention
        Links to topics, in order.
    cited : list of (str, str)
        Address and name of each citation, as written.
    notes : list of (str, str)
        Code of an issue and what it is about.
    """

    text: str
    mentions: tuple[Mention, ...]
    cited: list[tuple[str, str]]
    notes: Notes

    def citations(self) -> tuple[Citation, ...]:
        """Return the citations with their sources."""
        return tuple(
            Citation(source(address), _source_label(words), position)
            for position, (address, words) in enumerate(self.cited)
        )


def read(markup: str, named: NamedReferences) -> Inline:
    """Read a line of wikitext.

    Parameters
    ----------
    markup : str
        The line, without bullets.
    named : dict
        Named references of the page, shared by its lines.
    """
    notes: Notes = []
    if "<" in markup:
        markup = read_references(markup, named, notes)
    if "{{" in markup or "}}" in markup:
        markup = expand(markup, notes)
    if "mage:" in markup or "ile:" in markup:
        markup = _without_media(markup, notes)
    if "[[http" in markup or "[[//" in markup:
        markup = _ADDRESS_LINK.sub(_address_link, markup)
    if "''" in markup:
        markup = _without_quotes(markup)
    scan = _Scan(markup)
    if "[[" in scan.text or "]]" in scan.text or "[http" in scan.text or "[//" in scan.text:
        notes.append(("unbalanced-link", markup))
        scan = _Scan(_repaired(markup))
        scan.text = _BRACKETS.sub("", scan.text)
    text = settle(scan.text, scan.unsure) if scan.unsure else scan.text
    if scan.cited:
        text = without_citations(text)
        notes.extend(("long-address", address) for address, _ in scan.cited if len(address) > LONGEST_ADDRESS)
    cited = [(address, words) for address, words in scan.cited if len(address) <= LONGEST_ADDRESS]
    return Inline(_plain(text), scan.mentions(), cited, notes)


def plain_text(markup: str) -> str:
    """Return the plain text of a line of wikitext, without citations."""
    return read(markup, {}).text


class _Scan:
    """One pass over the tokens of a line: text with marks, links and citations."""

    __slots__ = ("cited", "links", "text", "unsure")

    def __init__(self, markup: str) -> None:
        self.links: list[tuple[LinkTarget, str]] = []
        self.cited: list[tuple[str, str]] = []
        self.unsure: list[str] = []
        pieces = _TOKEN.split(markup)
        parts = [pieces[0]]
        for start in range(1, len(pieces), _GROUPS + 1):
            target, label, trail, url, words, after = pieces[start : start + _GROUPS + 1]
            parts.append(self._external(url, words) if target is None else self._link(target, label, trail))
            parts.append(after)
        text = "".join(parts)
        # what is left of an address is a bare one, or one in a bracket that is never closed
        self.text = _BARE.sub(self._bare, text) if "http" in text and "[http" not in text else text

    def mentions(self) -> tuple[Mention, ...]:
        """Return the links to topics."""
        return tuple(
            Mention(link.topic, link.title, label, link.section, position)
            for position, (link, label) in enumerate(self.links)
            if link.topic is not None
        )

    def _link(self, target: str, label: str | None, trail: str) -> str:
        if label is not None and CITE_START in label:
            label = _CITE.sub(self._cite, label)
        link, shown, plain = _shown_link(target, label, trail)
        if link.topic is not None:
            self.links.append((link, plain))
        elif link.is_news:
            address = f"https://en.wikinews.org/wiki/{link.title.replace(' ', '_')}"
            return self._external(address, shown if label else "")
        return shown

    def _cite(self, match: re.Match[str]) -> str:
        self.cited.append((match[1], match[2]))
        return ""

    def _external(self, url: str, words: str) -> str:
        if url[0] == CITE_START:
            self.cited.append((url[1:], words[1:]))
            return CITED
        if CITE_START in words:
            words = _CITE.sub("", words)
        if "[[" in words:
            words = _LINK.sub(r"\1", words)
        self.cited.append((url, words))
        if is_bracketed(words):
            return CITED
        self.unsure.append(words.strip())
        return UNSURE

    def _bare(self, match: re.Match[str]) -> str:
        address = match[0].rstrip(".,;:!?'" if "(" in match[0] else ".,;:!?')")
        self.cited.append((address, ""))
        return CITED + match[0][len(address) :]


def _address_link(match: re.Match[str]) -> str:
    address, words = match.groups()
    if ".wikipedia.org/" not in address:
        return f"[{address} {words}]"
    return words if len(words) > len("xx") else ""


def _without_quotes(markup: str) -> str:
    if "'''" not in markup:
        return markup.replace("''", "")
    return _QUOTE_RUN.sub(_quotes, _ITALIC_POSSESSIVE.sub(r"\1'", markup))


def _quotes(run: re.Match[str]) -> str:
    """Drop the marks of bold and italics; four quotes are an apostrophe and bold, more than five leave the rest."""
    count = len(run[0])
    return "'" if count == 4 else "'" * max(0, count - 5)


def _without_media(markup: str, notes: Notes) -> str:
    """Drop pictures with their captions, which hold links of their own."""
    while match := _MEDIA.search(markup):
        depth, end = 0, len(markup)
        for bracket in _BRACKETS.finditer(markup, match.start()):
            depth += 1 if bracket[0] == "[[" else -1
            if depth == 0:
                end = bracket.end()
                break
        notes.append(("media-skipped", markup[match.start() : end]))
        markup = f"{markup[: match.start()]} {markup[end:]}"
    return markup


def _repaired(markup: str) -> str:
    """Close what was left open between the tokens that could be read."""
    parts, end = [], 0
    for match in _TOKEN.finditer(markup):
        parts += [_repaired_gap(markup[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _repaired_gap(markup[end:])])


def _repaired_gap(gap: str) -> str:
    gap = _HALF_CLOSED.sub(r"[[\1]]", _OPEN_TARGET.sub("", gap))
    return _UNCLOSED_ADDRESS.sub(r"[\1 \2]", gap)


@lru_cache(maxsize=1 << 17)
def _shown_link(target: str, label: str | None, trail: str) -> tuple[LinkTarget, str, str]:
    """Return where a link leads, the words it shows in the line, and these words as plain text."""
    link = link_target(target)
    if label is None:
        shown = "" if link.is_hidden else link.title or f"#{link.section}"
    else:
        # a label with a pipe of its own is a slip: what is after it was meant
        shown = label.rpartition("|")[2] or link.without_hint()
    return link, shown + trail, " ".join(decode_entities(shown + trail).split())


@lru_cache(maxsize=1 << 14)
def _source_label(words: str) -> str:
    return clean_label(decode_entities(words)) if words else ""


def _plain(text: str) -> str:
    """Return text with entities decoded and spacing as a reader expects it."""
    if "&" in text:
        text = decode_entities(text)
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    if ("[" in text) != ("]" in text):
        text = text.replace("[", " ").replace("]", " ")
    text = " ".join(text.split())
    if not text.isprintable():
        text = _MARK.sub("", text)
    if _ODD.search(text):
        text = _OPENED.sub(lambda match: "(" if match[0][-1] == " " else "", text)
        text = _DOUBLED.sub(_once, text)
        text = " ".join(_SPACED.sub(r"\1", text).split())
    return text.strip(" ,;").removesuffix(" -").removesuffix(" –").rstrip(" ,;")


def _once(doubled: re.Match[str]) -> str:
    marks = doubled[0].replace(" ", "")
    return "." if marks[0] == "." or marks[-1] == "." else marks[0]
