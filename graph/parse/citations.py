"""Citations inside a line: which links are sources and which are words, and the text without them.

While a line is read, a citation stands in its text as the mark `CITED`, and an external link that may be either as
`UNSURE`. A document never holds these control characters.
"""

import re

from graph.parse.topics import decode_entities

CITED, UNSURE = "\x01", "\x05"

_SENTENCE_END = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”", ".'", ".’", ".)", CITED)
_TAIL = 8
# what may stand between a citation and the text that follows
_LEFT_OUT = f" {CITED}{UNSURE},;"
_WORD = re.compile(r"[^\W_]")
_BETWEEN = f" \t\n\x1e{CITED},;.()–—-|"
_OPEN_GROUP = re.compile(r"\((?:[^()]{0,40}:)?\s*$")
_GROUP = re.compile(r"\(([^()]*+)\)")
_NAMED_ITEM = re.compile(r"[^\x01,;:]{0,40}:")
_MARKS = re.compile(rf"{CITED}(?:[\s,;]*+{CITED})*+")
# "[A], and [B]"
_AND = re.compile(rf"(?<={CITED})[\s,;]*+(?:and|&)\s++(?={CITED})")
_LINK_DEAD = re.compile(r"\(Link dead as of [^()]*(?:\([^()]*\)[^()]*)?\)")


def is_bracketed(words: str) -> bool:
    """Tell whether the words of an external link are a source's name by their shape: none, or "(BBC)"."""
    core = words.lstrip(" \t'[")
    return not core or core[0] == "(" or (core.rstrip(" '.,")[-1:] == ")" and "(" not in core)


def has_words(text: str) -> bool:
    """Tell whether a text has any letter or digit."""
    return _WORD.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do, quotation marks and brackets aside."""
    return text.rstrip("\"'”’) ")[-1:] in (".", "!", "?", "…")


def settle(text: str, words: list[str]) -> str:
    """Decide about each `UNSURE` mark by what stands around it.

    A link whose name is not in brackets is a citation at the end of the item or after a whole sentence, and words
    of the text elsewhere ("releases a [report] on ..").

    Parameters
    ----------
    text : str
        The line with its marks.
    words : list of str
        Words of the unsure links, in order.
    """
    first, *others = text.split(UNSURE)
    following = _following(others)
    settled, tail = [first], _tail("", first)
    for shown, other, (after, has_more) in zip(words, others, following, strict=True):
        cited = _is_citation(shown.strip(), tail, after, has_more)
        settled += [CITED if cited else shown, other]
        tail = _tail(tail, settled[-2] + other)
    return "".join(settled)


def _tail(before: str, piece: str) -> str:
    """Return what of a growing text tells how it ends: a word, if it has any, and its last characters."""
    text = before + piece
    return ("w" if has_words(text) else "") + text.rstrip(" ,;")[-_TAIL:]


def _following(pieces: list[str]) -> list[tuple[str, bool]]:
    """Return for each piece the first character that follows from there on, and whether any word does."""
    following, first, has_more = [], "", False
    for piece in reversed(pieces):
        first = piece.lstrip(_LEFT_OUT)[:1] or first
        has_more = has_more or has_words(piece)
        following.append((first, has_more))
    return following[::-1]


def _is_citation(words: str, before: str, after: str, has_more: bool) -> bool:
    if before.endswith("(") and after == ")":
        return True
    if not has_words(before):
        return False
    if not has_more:
        return before.endswith(_SENTENCE_END) or not words[0].islower() or "." in words
    return before.endswith(_SENTENCE_END) and not after.islower()


def without_citations(text: str) -> str:
    """Return the text of a line without its citations and the punctuation that belonged to them."""
    if "ink dead as of" in text:
        text = _LINK_DEAD.sub(CITED, text)
    if f" {CITED}" in text:
        text = _AND.sub(" ", text)
    head, _, tail = text.partition(CITED)
    if not tail.strip(_BETWEEN):
        return _ended(head, tail)
    text = _GROUP.sub(_without_names, text)
    return _MARKS.sub(" ", text)


def _ended(head: str, tail: str) -> str:
    if ")" in tail and (group := _OPEN_GROUP.search(head)):
        head = head[: group.start()]
    if "&" in head:
        head = decode_entities(head)  # their semicolons are none of the sentence
    text = head.rstrip(" \t\n\x1e\xa0,;(–—|")
    return f"{text}." if "." in tail and text and not text.endswith(_SENTENCE_END) else text


def _without_names(group: re.Match[str]) -> str:
    """Drop brackets that hold citations and at most names before them: "(Reuters: 1, 2)"."""
    if CITED not in group[1]:
        return group[0]
    rest = _NAMED_ITEM.sub("", group[1])
    return group[0] if has_words(rest) else CITED


def clean_label(words: str) -> str:
    """Return the name of a source as written, without brackets and italics: "AFP via Yahoo! News".

    Examples
    --------
    >>> clean_label(" (AFP via ''The Times'')")
    'AFP via The Times'
    """
    label = words.replace("''", "").strip(" \t\n\x1e'\"[],;:")
    while label[:1] == "(" and label[-1:] == ")" and label.count("(") == label.count(")"):
        label = label[1:-1].strip(" ,;:")
    if label.count("(") > label.count(")"):
        label = label.removeprefix("(").rstrip("}")
    elif label.count(")") > label.count("("):
        label = label.removesuffix(")")
    return " ".join(label.split())
