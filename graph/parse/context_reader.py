"""From the lines of a page of the Context to drafts of its events, with their sources and related events."""

import re
from dataclasses import dataclass, field

from graph.model import Citation, GivenRelation
from graph.parse.context_lines import (
    date_line,
    day_of_link,
    has_broken_source,
    plain,
    read_link,
    single_spaced,
)
from graph.parse.identity import slug
from graph.parse.issues import IssueLog
from graph.parse.sources import clean_url, source
from graph.parse.wikitext import LONGEST_ADDRESS

_SECTIONS = {"sources": "sources", "信息来源": "sources", "related": "related", "有关": "related", "changes": "changes"}
_COVERS = frozenset({"cover image", "封面图片", "img"})
# the picture of a source, on the Chinese site
_PICTURE = " [IMG]("
_NUMBERED = re.compile(r"[0-9]+\.(?:\s+|$)")
# "_Context: ISIL, Russia_"
_TOPICS = re.compile(r"_[^\s_:]+: (?P<topics>.*)_")
# how descriptions begin that sites give to all their pages
_BLURBS = ("your trusted source for breaking news", "news from the associated press, the definitive source")
_VISITABLE = re.compile(r"(?:https?|ftp)://[^/?#]*[^/?#.:]")


@dataclass(slots=True)
class Draft:
    """An event while it is read: it begins at `line`, `lines` make its excerpt, `topics` are lists of shared ones."""

    line: int
    text: str
    heading: str
    lines: list[str] = field(default_factory=list)
    excerpt: str = ""
    topics: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    given: list[GivenRelation] = field(default_factory=list)
    cover_url: str = ""


def read_drafts(text: str, log: IssueLog) -> list[Draft]:
    """Read the events of a page, in order; what is skipped is noted in the log."""
    reader = _Reader(text, log)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            reader.read(number, line.strip())
    drafts = [draft for draft in reader.drafts if draft.text]
    for draft in drafts:
        draft.excerpt = _excerpt(draft, log)
    return drafts


def _excerpt(draft: Draft, log: IssueLog) -> str:
    excerpt = single_spaced(" ".join(draft.lines))
    if excerpt.casefold().startswith(_BLURBS):
        log.add("cover-blurb", draft.line, excerpt)
        return ""
    return excerpt


class _Reader:
    def __init__(self, text: str, log: IssueLog) -> None:
        first = date_line(text)
        self._is_index = first is not None and first["marks"] == "##"
        self._log = log
        self.drafts: list[Draft] = []
        self._draft: Draft | None = None
        self._heading = ""
        self._section: str | None = None

    def read(self, number: int, line: str) -> None:
        """Read a line that is not blank, without the white space around it."""
        if line.startswith("## [") or date_line(line) or "[HTML](" in line:
            self._draft = self._section = None
        elif line == "#####" or line.startswith("##### "):
            self._draft, self._heading = None, plain(line[5:])
        elif self._is_index and line.startswith("### ["):
            self._begin_linked(number, line)
        elif not self._is_index and not self.drafts and (line == "#" or line.startswith("# ")):
            self._begin(number, line[2:])
        elif line.startswith("### "):
            self._open_section(number, line)
        elif self._section is not None:
            self._read_entry(number, line)
        else:
            self._read_words(number, line)

    def _begin(self, number: int, words: str) -> None:
        if has_broken_source(words):
            self._log.add("broken-address", number, words)
        self._draft = Draft(number, plain(words), self._heading)
        self.drafts.append(self._draft)
        if not self._draft.text:
            self._log.add("entry-without-text", number, words)

    def _begin_linked(self, number: int, line: str) -> None:
        self._section = None
        if link := read_link(line.removeprefix("### ")):
            self._begin(number, link.words)
        else:
            self._draft = None
            self._log.add("unknown-line", number, line)

    def _open_section(self, number: int, line: str) -> None:
        self._section = _SECTIONS.get(line.removeprefix("### ").strip(" :：").casefold(), "")
        if self._section == "changes":
            self._log.add("section-skipped", number, line)

    def _read_words(self, number: int, line: str) -> None:
        """Read a line that is in no section: shared topics, or a part of the excerpt."""
        if self._draft is None:
            self._log.add("unknown-line", number, line)
        elif topics := _TOPICS.fullmatch(line):
            self._draft.topics.append(plain(topics["topics"]))
        else:
            self._draft.lines.append(line)

    def _read_entry(self, number: int, line: str) -> None:
        if self._section == "changes":
            return
        mark = _NUMBERED.match(line)
        body = line[mark.end() :] if mark else ""
        kind = self._section or _kind_of(body)
        if self._draft is None or not mark or not kind:
            self._log.add("unknown-line", number, line)
        elif kind == "sources":
            self._add_source(self._draft, number, body)
        else:
            self._add_related(self._draft, number, body)

    def _add_source(self, draft: Draft, number: int, body: str) -> None:
        markup, _, picture = body.partition(_PICTURE)
        label, address = _label_and_address(markup)
        if label.casefold() in _COVERS:
            picture = address
        elif problem := _problem(address):
            self._log.add(problem, number, body)
        else:
            draft.citations.append(Citation(source(address), label, len(draft.citations)))
        if picture and not draft.cover_url:
            draft.cover_url = clean_url(picture.removesuffix(")"))

    def _add_related(self, draft: Draft, number: int, body: str) -> None:
        link = read_link(body)
        day = day_of_link(link.address) if link else None
        if link is None or day is None:
            self._log.add("related-without-date", number, body)
            return
        text, topics = plain(link.words), _TOPICS.fullmatch(link.rest)
        shared = plain(topics["topics"]) if topics else ""
        if shared:
            draft.topics.append(shared)
        if text:
            draft.given.append(GivenRelation(f"{day}/{slug(text)}", day, text, shared))
        else:
            self._log.add("entry-without-text", number, body)
        if link.rest and not topics:
            self._log.add("unknown-line", number, link.rest)


def _kind_of(body: str) -> str:
    """Return what an entry of a section with an unknown name is by where it leads: a source or a related event."""
    link = read_link(body)
    if link is None:
        return ""
    return "related" if link.address.startswith("/") and day_of_link(link.address) else "sources"


def _label_and_address(markup: str) -> tuple[str, str]:
    label, _, target = markup.partition("](")
    address, closing, _ = target.rpartition(")")
    return single_spaced(label.removeprefix("[")), address if closing else target


def _problem(address: str) -> str:
    """Return the code of what is wrong with an address; empty when it can be cited."""
    url = clean_url(address)
    if not _VISITABLE.match(url):
        return "source-without-address"
    return "long-address" if len(url) > LONGEST_ADDRESS else ""
