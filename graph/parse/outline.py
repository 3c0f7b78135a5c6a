"""Outline of a page: which bullets are events and which are headings, and what stands above each event."""

from dataclasses import dataclass

from graph.model import Heading
from graph.parse.blocks import Block
from graph.parse.citations import has_words
from graph.parse.headings import category_name, heading_of, is_bare_heading, is_only_links, split_inline
from graph.parse.issues import IssueLog
from graph.parse.references import NamedReferences, collect_named
from graph.parse.wikitext import Inline, read

# "Opening of the new Congress:" is a heading, a longer text before a colon tells an event
_SENTENCE_WORDS = 10


@dataclass(slots=True)
class Item:
    """An event in the outline: its text, what stands above it, and the line with its links and sources."""

    text: str
    category: str
    headings: tuple[Heading, ...]
    inline: Inline


def read_outline(blocks: list[Block], log: IssueLog) -> list[Item]:
    """Return the events of a page, in page order.

    Parameters
    ----------
    blocks : list of Block
        Bullets and category lines in page order.
    log : IssueLog
        Gets the bullets that are neither event nor heading.
    """
    named: NamedReferences = {}
    if any("/>" in block.markup for block in blocks):
        collect_named((block.markup for block in blocks), named)
    outline = _Outline(log, named)
    depths = [block.depth for block in blocks[1:]]
    for block, next_depth in zip(blocks, [*depths, 0], strict=False):
        if block.depth == 0:
            outline.open_category(block)
        else:
            outline.take(block, has_items=next_depth > block.depth)
    outline.close(0)
    return outline.items


@dataclass(slots=True)
class _OpenBullet:
    """A bullet with bullets under it: the headings that these have, and the number of events before it."""

    block: Block
    headings: tuple[Heading, ...]
    events_before: int


class _Outline:
    def __init__(self, log: IssueLog, named: NamedReferences) -> None:
        self.items: list[Item] = []
        self._log = log
        self._category = ""
        self._named = named
        self._open: list[_OpenBullet] = []
        self._known: dict[str, Heading] = {}

    def open_category(self, block: Block) -> None:
        self._category = category_name(block.markup)
        self.close(0)

    def close(self, depth: int) -> None:
        """Close the bullets from a depth on, and note those that no event came under."""
        while self._open and self._open[-1].block.depth >= depth:
            bullet = self._open.pop()
            if len(self.items) == bullet.events_before:
                self._log.add("heading-without-events", bullet.block.line, bullet.block.markup)

    def take(self, block: Block, has_items: bool) -> None:
        self.close(block.depth)
        outer = self._open[-1].headings if self._open else ()
        above, inline = self._read(block)
        told = has_words(inline.text)
        if not told:
            self._log.add("source-without-text" if inline.cited else "empty-bullet", block.line, block.markup)
        headings = outer + above
        if has_items:
            own = (self._heading(inline),) if told else ()
            self._open.append(_OpenBullet(block, headings + own, len(self.items)))
        if told and self._is_event(block, above, inline, has_items):
            self.items.append(Item(inline.text.rstrip(" :"), self._category, headings, inline))

    def _read(self, block: Block) -> tuple[tuple[Heading, ...], Inline]:
        """Read a bullet as the headings in its own line and what comes after them."""
        headings, rest = split_inline(block.markup, self._named)
        inline = read(rest, self._named)
        if headings and not has_words(inline.text):
            headings, inline = [], read(block.markup, self._named)
        for code, text in inline.notes:
            self._log.add(code, block.line, text)
        for heading in headings:
            self._known.setdefault(heading.text.casefold(), heading)
        if not headings and ": " in inline.text:
            headings = self._unlinked_heading(inline)
        return tuple(headings), inline

    def _unlinked_heading(self, inline: Inline) -> list[Heading]:
        """Take a story's name off that the page has linked as a heading before."""
        name, _, rest = inline.text.partition(": ")
        heading = self._known.get(name.casefold())
        if heading is None or not has_words(rest):
            return []
        inline.text = rest
        return [heading]

    def _heading(self, inline: Inline) -> Heading:
        heading = heading_of(inline)
        self._known.setdefault(heading.text.casefold(), heading)
        return heading

    def _is_event(self, block: Block, above: tuple[Heading, ...], inline: Inline, has_items: bool) -> bool:
        introduces = inline.text.endswith(":") and len(inline.text.split()) < _SENTENCE_WORDS
        if not has_items:
            lonely = is_bare_heading(block.markup, inline) or (introduces and not inline.cited)
            if above or not lonely:
                return True
            self._log.add("heading-without-events", block.line, block.markup)
            return False
        if not inline.cited:
            return False
        if introduces or (not above and not _has_own_words(block.markup)):
            self._log.add("heading-source", block.line, block.markup)
            return False
        return True


def _has_own_words(markup: str) -> bool:
    """Tell whether there is more to a bullet than links and, after them, sources."""
    links = markup.partition("[http")[0].partition("<ref")[0]
    return not is_only_links(links)
