"""A second reading of day pages, by `mwparserfromhell` and a few rules, to be compared with ours.

It shares no code with the parser: it walks the tree that the other library makes of a page, takes the lines that
begin with list marks, and calls an item an event when nothing is deeper under it or when it has a text and a source.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

import mwparserfromhell
from mwparserfromhell.nodes import Comment, ExternalLink, Node, Tag, Template, Text, Wikilink

from graph.model import ParsedDocument

_ELSEWHERE = re.compile(
    r"\s*:*\s*(?:wikt|wiktionary|n|wikinews|s|wikisource|commons|special|help|draft|category|file|image|template|wikipedia|portal|talk|wp|user|m|"
    r"[a-z]{2})\s*:",
    re.IGNORECASE,
)
_HERE = re.compile(r"\s*:*\s*(?:(?:w|en)\s*:\s*)*", re.IGNORECASE)
_CITED_BY = ("cite", "citation")


@dataclass
class Line:
    """A line that is a list item: marks, words of its text, words outside links, sources, linked titles."""

    marks: str = ""
    words: str = ""
    own: str = ""
    cited: bool = False
    titles: set[str] = field(default_factory=set)

    @property
    def is_bare(self) -> bool:
        """Whether it is links and nothing else, as headings are."""
        return bool(self.titles) and not re.search(r"\w", self.own.replace(" and ", " "))

    @property
    def tells(self) -> bool:
        """Whether it would be an event with nothing under it."""
        return bool(re.search(r"\w", self.words)) and (self.cited or not self.is_bare or self.words[-1:] == ".")


@dataclass
class Seen:
    """What is on a page: how many events, and the titles that it links, in small letters."""

    events: int
    titles: set[str]


def witnessed(text: str) -> Seen:
    """Read a page the other way."""
    lines = [line for line in _lines(_body(text)) if line.marks or line.titles]
    titles = {title for line in lines if ";" not in line.marks for title in line.titles}
    return Seen(_count([line for line in lines if line.marks]), titles)


def found(page: ParsedDocument) -> Seen:
    """Return what the parser found, in the same form."""
    mentions = [mention for event in page for mention in event.mentions]
    mentions += [mention for event in page for heading in event.headings for mention in heading.mentions]
    return Seen(len(page.events), {_folded(mention.title) for mention in mentions})


def _count(lines: list[Line]) -> int:
    merged: list[Line] = []
    for line in lines:
        if set(line.marks) == {":"} and merged and merged[-1].marks != ";" and not merged[-1].is_bare:
            merged[-1].words += f" {line.words}"
            merged[-1].cited |= line.cited
        else:
            merged.append(line)
    depths = [0 if ";" in line.marks else len(line.marks) for line in merged] + [0]
    return sum(
        line.tells if deeper <= depth else line.cited and line.tells and not line.is_bare
        for line, depth, deeper in zip(merged, depths, depths[1:], strict=False)
        if depth
    )


def _body(text: str) -> Iterable[Node]:
    code = mwparserfromhell.parse(text, skip_style_tags=True)
    for template in code.ifilter_templates(recursive=False):
        if template.has("content"):
            return list(template.get("content").value.nodes)
    return list(code.nodes)


def _lines(nodes: Iterable[Node]) -> Iterator[Line]:
    line = Line()
    for node in nodes:
        if isinstance(node, Text):
            first, *others = str(node.value).split("\n")
            _say(line, first)
            for other in others:
                yield line
                line = Line()
                _say(line, other)
        elif isinstance(node, Tag) and node.wiki_markup in ("*", "#", ":", ";"):
            if line.words.strip():
                _say(line, str(node.wiki_markup))
            else:
                line.marks += str(node.wiki_markup)
        else:
            _take(line, node)
    yield line


def _say(line: Line, words: str) -> None:
    line.words = (line.words + words).rstrip() + " " * words.endswith(" ")
    line.own += words


def _take(line: Line, node: Node) -> None:
    if isinstance(node, Wikilink):
        title = _HERE.sub("", str(node.title), count=1)
        if not _ELSEWHERE.match(title):
            line.words += str(node.text or title)
            if title := _folded(title):
                line.titles.add(title)
    elif isinstance(node, ExternalLink):
        line.cited = True
    elif isinstance(node, Template):
        line.cited |= str(node.name).strip().lower().startswith(_CITED_BY)
        for param in node.params if not line.cited else ():
            for inner in param.value.nodes:
                _take(line, inner)
    elif isinstance(node, Tag):
        if node.tag == "ref":
            line.cited = True
        elif node.contents is not None:
            for inner in node.contents.nodes:
                _take(line, inner)
    elif not isinstance(node, Comment):
        _say(line, str(node))


def _folded(title: str) -> str:
    plain = html.unescape(unquote(_HERE.sub("", title, count=1)))
    plain = re.sub(r"[\u200b-\u200f\u2060\ufeff\xad]", "", plain).partition("#")[0].replace("_", " ")
    return " ".join(plain.split()).strip(" :'\"").casefold()
