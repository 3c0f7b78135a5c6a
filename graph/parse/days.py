"""Several days in one text: month pages, as those of 1994-2001 are, cut into the day pages they hold.

A day begins at a header template with a date, or, on a page named by a month, at a line that is a date: a section
title, a term (``; January 5``) or a line in bold.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.parse.dates import HEADER, header_date, headers, line_date, title_date, title_month
from graph.parse.headings import is_category
from graph.parse.page import is_closed
from graph.parse.wikitext import plain_text

# what stands before a header in its line and belongs to its day; the mark of an end belongs to the day before
_BEFORE_HEADER = re.compile(r"(?:<!--(?:(?!-->|above)[^\n])*-->|[ \t])*\Z")
_NEAR = 300
_COMMENT_MARK = re.compile(r"<!--|-->")
_DATE_LINE = re.compile(r"^[ \t]*(?:(=++)([^\n]*[^=\n])=+[ \t]*$|;([^\n]+)|'''([^\n]+))", re.MULTILINE)
_LONGEST_DATE = 100
_FOOTER = "\n{{Current events footer}}"
# characters; so much may be spent on empty lines that keep the numbers of the lines
_MAX_PADDING = 10_000_000


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a day begins, or, without a date, a section of no day; the text of either follows its title."""

    start: int
    text_start: int
    date: dt.date | None


@dataclass(slots=True)
class _Part:
    """A day of the text: pieces, each with the number of lines before it that are not the day's, and the last line."""

    pieces: list[tuple[int, str]] = field(default_factory=list)
    line: int = 0

    def add(self, line: int, piece: str) -> None:
        """Add a piece of the text that begins in a line, counted from 0."""
        self.pieces.append((line - self.line, piece))
        self.line = line + piece.count("\n")

    def text(self, padded: bool) -> str:
        """Return the text of the day, with empty lines for those of other days if `padded`."""
        return "".join("\n" * (gap if padded else 1) + piece for gap, piece in self.pieces)


def split_days(text: str, name: str) -> list[tuple[dt.date, str]]:
    r"""Cut a text into the days it holds.

    Parameters
    ----------
    text : str
        Wikitext of a day page, a month page, or of several pages joined.
    name : str
        File name, path or title. If it is that of a day page it names the one day of the text, whatever headers are
        in it; if it is that of a month page (``January 1995``, ``1995_January.txt``), titles with dates begin days.

    Returns
    -------
    list of (datetime.date, str)
        Day and wikitext of each, every day once, in the order in which they begin. Lines keep the numbers they have
        in the whole (in a text of very many days, those within the day). What belongs to no day is put in a comment,
        so that a parser notes its items. Empty if the text is no day page.

    Examples
    --------
    >>> days = split_days("==January 5==\n*A dam is opened.\n==January 6==\n*It breaks.", "January 1995")
    >>> [(day.isoformat(), text.strip()) for day, text in days]
    [('1995-01-05', '*A dam is opened.'), ('1995-01-06', '*It breaks.')]
    """
    if day := title_date(name):
        return [(day, text)]
    visible = _without_comments(text)
    marks = _by_headers(text, visible)
    month = title_month(name)
    titles = list(_by_titles(visible, month)) if month else []
    if titles and len(_dates(titles)) >= len(_dates(marks)):
        return _cut(text, titles)
    if len(_dates(marks)) > 1:
        return _cut(text, marks)
    return [(day, text) for day in [header_date(text)] if day]


def _dates(marks: list[_Mark]) -> set[dt.date]:
    return {mark.date for mark in marks if mark.date}


def _without_comments(text: str) -> str:
    """Return the text with its comments blank, each character in its place."""
    parts, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (closing := text.find("-->", start)) >= 0:
        parts += [text[end:start], re.sub(r"[^\n]", " ", text[start : closing + 3])]
        end = closing + 3
    return "".join([*parts, text[end:]])


def _by_headers(text: str, visible: str) -> list[_Mark]:
    marks = []
    for place, date in headers(visible):
        near = max(0, place - _NEAR)
        line_start = max(text.rfind("\n", near, place) + 1, near)
        before = _BEFORE_HEADER.search(text, line_start, place)
        start = before.start() if before else place
        marks.append(_Mark(start, start, date))
    return marks


def _by_titles(visible: str, month: dt.date) -> Iterator[_Mark]:
    """Yield the titles that are dates, and those of the same rank that are none and so end a day."""
    rank = 0
    for match in _DATE_LINE.finditer(visible):
        level, *words = match.groups(default="")
        shown = plain_text("".join(words)) if len(match[0]) < _LONGEST_DATE else ""
        if date := line_date(shown, month):
            rank = len(level)
            yield _Mark(match.start(), match.end(), date)
        elif 0 < len(level) <= rank and not is_category(shown):
            yield _Mark(match.start(), match.end(), None)


def _cut(text: str, marks: list[_Mark]) -> list[tuple[dt.date, str]]:
    """Cut the text at its marks, the first of which has a date."""
    parts: dict[dt.date, _Part] = {}
    date, line, counted = marks[0].date or dt.date.min, 0, 0
    pieces = [_Mark(0, 0, None), *marks]
    for mark, end in zip(pieces, [*(mark.start for mark in marks), len(text)], strict=True):
        line += text.count("\n", counted, mark.text_start)
        counted = mark.text_start
        date = mark.date or date
        if mark.start < end:
            piece = text[mark.text_start : end]
            parts.setdefault(date, _Part()).add(line, piece if mark.date else _hidden(piece))
    padded = sum(gap for part in parts.values() for gap, _ in part.pieces) <= _MAX_PADDING
    return _closed([(day, part.text(padded)) for day, part in parts.items()])


def _hidden(piece: str) -> str:
    """Return what belongs to no day as a comment."""
    return f"<!--{_COMMENT_MARK.sub('', piece)}-->" if piece.strip() else piece


def _closed(days: list[tuple[dt.date, str]]) -> list[tuple[dt.date, str]]:
    """Give each day with a header an end, so that it is not taken for a cut page, unless only the last has none."""
    lacking = [HEADER.search(text) is not None and not is_closed(text) for _, text in days]
    if not all(lacking):
        lacking[-1] = False
    return [(day, text + _FOOTER if lacks else text) for (day, text), lacks in zip(days, lacking, strict=True)]
