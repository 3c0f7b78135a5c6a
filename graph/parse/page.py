"""The body of a day page: what is left when comments and the template around the page are taken away.

Every line keeps its number. Spans that run over several lines (a reference, a template with one argument a line)
are joined by `LINE_BREAK`, a space that still counts as a line.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from graph.parse.issues import IssueLog

LINE_BREAK = "\x1e"

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
# from the innermost opening on, so that an unclosed comment does not swallow the page up to the next one
_COMMENT = re.compile(r"<!--([^-<]*+(?:-(?!->)[^-<]*+|<(?!!--)[^-<]*+)*+)-->")
_UNCLOSED_COMMENT = re.compile(r"<!--[^\n]*")
_ITEM = re.compile(r"^[ \t]*[*#:;].*\w.*", re.MULTILINE)
_ITEM_AHEAD = re.compile(r"\n[ \t]*[*#:;]")
_FURNITURE = re.compile(
    r"\{\{\s*(?:portal:)?cur+[ea]nts?[ _]+events?(?![ \t]*+\w*+\s*+\|[^{}]*\bcontent\s*=)"
    r"(?:[^{}\n]|\n(?=[ \t]*(?:\||\}\})))*+\}\}",
    re.IGNORECASE,
)
# by its argument, as the name may be mistyped
_WRAPPER = re.compile(r"\{\{[^{}*]*?\|\s*content\s*=", re.IGNORECASE)
_HEADER_LINE = re.compile(r"\{\{\s*(?:portal:)?cur+[ea]nts?[ _]+events?[^{}\n*]*", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}")
_MANY_LINES = (re.compile(r"\{\{[^{}\n]*\n"), re.compile(r"<ref\b[^<>]*>[^<\n]*\n", re.IGNORECASE))
_REFERENCE = re.compile(r"<ref\b(?:[^<>/]|/(?!>))*+>|</ref\s*>", re.IGNORECASE)
_FOOT = 200
_CLOSED = re.compile(
    r"above\s+this\s+line|events?[ _]+footer|\|\s*bottom\s*=\s*\w|^[ \t]*\|\}|\|\}\s*\Z", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Page:
    """The visible body of a page.

    Attributes
    ----------
    lines : list of (int, str)
        Number, from 1, and wikitext of each line that has any.
    wrapper : str
        Whether the template around the page is ``open`` or ``closed``; empty when there is none.
    """

    lines: list[tuple[int, str]]
    wrapper: str


def read_page(text: str, log: IssueLog) -> Page:
    """Take comments and the template around the page away and join spans of several lines.

    Parameters
    ----------
    text : str
        The page as stored.
    log : IssueLog
        Gets what was hidden or dropped with items in it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text) if _CONTROL.search(text) else text
    if "<!--" in text:
        text = _without_comments(text, log)
    text, wrapper = _unwrapped(_FURNITURE.sub(_line_ends, text))
    text = _HEADER_LINE.sub("", text)
    if any(span.search(text) for span in _MANY_LINES):
        text = _joined(text, log)
    return Page(_numbered(text), wrapper)


def is_closed(text: str) -> bool:
    """Tell whether a page has anything of what stands at the end of day pages: footer, table end, comment."""
    return bool(_CLOSED.search(text, max(0, len(text) - _FOOT)) or _CLOSED.search(text))


def _numbered(text: str) -> list[tuple[int, str]]:
    lines = text.split("\n")
    if LINE_BREAK not in text:
        return [(number, line) for number, line in enumerate(lines, 1) if line and not line.isspace()]
    numbered, number = [], 1
    for line in lines:
        if line.strip():
            numbered.append((number, line))
        number += 1 + line.count(LINE_BREAK)
    return numbered


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _without_comments(text: str, log: IssueLog) -> str:
    def replace(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        for item in _ITEM.finditer(match[1]):
            log.add("hidden-item", line + match[1].count("\n", 0, item.start()), item[0])
        return _line_ends(match)

    visible = _COMMENT.sub(replace, text)
    for match in _UNCLOSED_COMMENT.finditer(visible):
        log.add("unclosed-comment", visible.count("\n", 0, match.start()) + 1, match[0])
    return _UNCLOSED_COMMENT.sub("", visible) if "<!--" in visible else visible


def _unwrapped(text: str) -> tuple[str, str]:
    """Take ``{{Current events|..|content=`` and its closing braces away; say whether these are there."""
    opening = _WRAPPER.search(text)
    if opening is None:
        return text, ""
    before, body = text[: opening.start()] + _line_ends(opening), text[opening.end() :]
    depth = 1
    for braces in _BRACES.finditer(body):
        depth += 1 if braces[0] == "{{" else -1
        if depth == 0:
            return before + body[: braces.start()] + body[braces.end() :], "closed"
    # braces inside may have no partner; those of the last item do not close the page
    last_line = body.rstrip().rpartition("\n")[2]
    closed = last_line.endswith("}}") and last_line.count("}}") > last_line.count("{{")
    return before + body, "closed" if closed else "open"


def _pairs(text: str, marks: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the spans between an opening mark and the closing mark that belongs to it, inner ones first."""
    pairs, opened = [], []
    for mark in marks.finditer(text):
        if mark[0][:2] not in ("}}", "</"):
            opened.append(mark.start())
        elif opened:
            pairs.append((opened.pop(), mark.end()))
    return pairs


def _joined(text: str, log: IssueLog) -> str:
    """Join the lines of references and templates; drop templates on lines of their own that hold items."""
    chars = list(text)
    items = [item.start() for item in _ITEM_AHEAD.finditer(text)]
    done = 0  # what lies before it and in the span that ends there needs no second look
    for start, end in sorted([*_pairs(text, _REFERENCE), *_pairs(text, _BRACES)], key=lambda span: (span[0], -span[1])):
        if end <= done or text.find("\n", start, end) < 0:
            continue
        if bisect_left(items, start) == bisect_left(items, end):
            chars[start:end] = [LINE_BREAK if char == "\n" else char for char in chars[start:end]]
            done = end
        elif text.startswith("{{", start) and text[text.rfind("\n", 0, start) + 1 : start].strip() == "":
            _log_dropped(text, start, end, log)
            chars[start:end] = [char if char in ("\n", LINE_BREAK) else " " for char in chars[start:end]]
            done = end
    return "".join(chars)


def _log_dropped(text: str, start: int, end: int, log: IssueLog) -> None:
    line, counted = text.count("\n", 0, start) + 1, start
    for item in _ITEM.finditer(text, start, end):
        line += text.count("\n", counted, item.start())
        counted = item.start()
        log.add("template-dropped", line, item[0][: end - item.start()])
