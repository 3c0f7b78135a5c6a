"""Blocks of a page: its lines as bullets of some depth and as category lines; what goes on with a bullet joins it."""

import re
from dataclasses import dataclass

from graph.parse.citations import ends_sentence, has_words
from graph.parse.headings import category_line, is_category, is_only_links
from graph.parse.issues import IssueLog
from graph.parse.wikitext import read

_PREFIX = re.compile(r"([*#:;]+(?:[ \t]+[*:]+)*+)[ \t]*")
_BOLD = re.compile(r"'''(?P<name>[^'\[\]]+)'''[\s:]*")
_FURNITURE = re.compile(r"(?:[|{}\s]|-{4,}+|__[A-Z]+__|</?(?:noinclude|includeonly|onlyinclude)>)*+")
_SOURCES = re.compile(r"(?:\[ ?(?:https?:)?//[^\[\]]*\][\s,;.]*)+")
_ADDRESS = ("http", "[//", "<ref", "{{cite")
_MIN_WORDS = 5
# no item is so long, in characters, that lines without end would go on with it
_LONG_TEXT = 4000


@dataclass(slots=True)
class Block:
    """A bullet, with its depth from 1, or a category line, which has depth 0."""

    depth: int
    line: int
    markup: str


def read_blocks(lines: list[tuple[int, str]], log: IssueLog) -> list[Block]:
    """Return bullets and category lines in page order.

    Parameters
    ----------
    lines : list of (int, str)
        Numbered lines of the page's body.
    log : IssueLog
        Gets the paragraphs that belong to no bullet.
    """
    reader = _BlockReader(log)
    for number, line in lines:
        reader.take(number, line.strip())
    reader.join()
    return reader.blocks


class _BlockReader:
    def __init__(self, log: IssueLog) -> None:
        self.blocks: list[Block] = []
        self._log = log
        self._bullet: Block | None = None  # the bullet above, in the same section
        self._stars = 1  # depth of the last bullet that is not merely indented
        self._last_line = 0  # the line it ends in
        self._more: list[str] = []  # lines that go on with it, not joined yet
        self._length = 0  # of all its markup

    def take(self, number: int, line: str) -> None:
        if line[0] in "*#:;":
            self._list_line(number, line)
        elif self._is_open_link(number, line):
            self._continue(number, line)
        elif category := category_line(line):
            self._category(number, category[0])
            if category[1]:
                self._list_line(number, category[1])
        elif not _FURNITURE.fullmatch(line):
            self._paragraph(number, line)

    def join(self) -> None:
        """Join the lines that go on with the bullet above."""
        if self._bullet is not None and self._more:
            self._bullet.markup = " ".join([self._bullet.markup, *self._more])
            self._more.clear()

    def _markup_above(self) -> str:
        """Return the markup of the bullet above; none if it is too long for a line that could have been broken."""
        if self._bullet is None or self._length > _LONG_TEXT:
            return ""
        self.join()
        return self._bullet.markup

    def _list_line(self, number: int, line: str) -> None:
        match = _PREFIX.match(line)
        prefix = "".join(match[1].split()) if match else ""
        markup = line[match.end() :] if match else line
        if ";" in prefix:
            if any(sign in markup for sign in _ADDRESS):
                self._add(1, number, markup)
            else:
                self._category(number, markup)
        elif markup[:1] == "'" and (bold := _BOLD.fullmatch(markup)) and is_category(bold["name"]):
            self._category(number, bold["name"])
        elif prefix[-1] == ":" and self._continues(prefix):
            self._continue(number, markup)
        elif prefix.strip(":"):
            self._stars = len(prefix)
            self._add(self._stars, number, markup)
        elif self._bullet is not None:
            self._add(self._stars + len(prefix), number, markup)
        else:
            self._paragraph(number, markup)

    def _continues(self, prefix: str) -> bool:
        """Tell whether an indented line goes on with the bullet above, which then is no heading."""
        above = self._bullet
        if above is None or is_only_links(self._markup_above()):
            return False
        stars = prefix.rstrip(":")
        return not stars or len(stars) == above.depth

    def _add(self, depth: int, number: int, markup: str) -> None:
        above = self._bullet
        if not has_words(markup):
            self._log.add("empty-bullet", number, markup)
            return
        if above is not None and depth > above.depth and _SOURCES.fullmatch(markup):
            self._continue(number, markup)
            return
        self.join()
        self._bullet = Block(depth, number, markup)
        self._last_line, self._length = number, len(markup)
        self.blocks.append(self._bullet)

    def _continue(self, number: int, markup: str) -> None:
        if self._bullet is not None:
            self._more.append(markup)
            self._last_line, self._length = number, self._length + len(markup) + 1

    def _category(self, number: int, markup: str) -> None:
        self.join()
        self.blocks.append(Block(0, number, markup))
        self._bullet = None

    def _is_open_link(self, number: int, line: str) -> bool:
        """Tell whether the line closes a bracket that the bullet in the line before left open."""
        if number != self._last_line + 1 or "]" not in line:
            return False
        above = self._markup_above()
        if above.count("[") <= above.count("]"):
            return False
        closing, opening = line.find("]"), line.find("[")
        return closing >= 0 and (opening < 0 or closing < opening)

    def _paragraph(self, number: int, line: str) -> None:
        above = self._bullet
        if above is not None:
            if _SOURCES.fullmatch(line) and "wikipedia.org/" not in line:
                self._continue(number, line)
                return
            if number == self._last_line + 1 and _is_unfinished(self._markup_above()):
                self._continue(number, line)
                return
        if _is_event(line):
            self._stars = 1
            self._add(self._stars, number, line)
        else:
            self._skip(number, line)

    def _skip(self, number: int, line: str) -> None:
        inline = read(line, {})
        for code, text in inline.notes:
            self._log.add(code, number, text)
        if inline.text or inline.cited:
            self._log.add("stray-paragraph", number, line)


def _is_unfinished(markup: str) -> bool:
    """Tell whether a bullet breaks off before the end of its sentence."""
    cited = any(sign in markup for sign in _ADDRESS)
    whole = ends_sentence(markup) or markup.rstrip().endswith(":") or is_only_links(markup)
    return bool(markup) and not cited and not whole


def _is_event(line: str) -> bool:
    """Tell whether a paragraph is an event that lost its bullet: linked, some words long, and complete."""
    if "[[" not in line and "http" not in line:
        return False
    inline = read(line, {})
    whole = ends_sentence(inline.text) or line.endswith(("]", "</ref>"))
    return whole and bool(inline.mentions) and len(inline.text.split()) >= _MIN_WORDS
