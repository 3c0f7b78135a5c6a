"""Templates in a line: those that carry words yield them as wikitext, those that cite yield a citation, the rest go."""

import re

from graph.parse.template_calls import ESCAPED_BAR, Call
from graph.parse.template_words import FUNCTIONS, is_citation, words_of

# a note is the code of an issue and the text it is about
Notes = list[tuple[str, str]]

_INNERMOST = re.compile(r"\{\{([^{}]*+)\}\}")
_ARGUMENT = re.compile(r"\[\[[^\[\]]*+\]\]|\|")
_NAMED = re.compile(r"([\w-][\w -]{0,29}?)\s*=(.*)", re.DOTALL)
_MAX_NESTING = 12


def expand(markup: str, notes: Notes) -> str:
    """Return the line with its templates replaced, innermost first.

    Parameters
    ----------
    markup : str
        Wikitext of one line.
    notes : list
        Gets a note for each template that is not known and for braces without a partner.
    """
    for _ in range(_MAX_NESTING):
        markup, count = _INNERMOST.subn(lambda match: _replace(match[1], notes), markup)
        if not count:
            break
    if "{{" in markup or "}}" in markup:
        notes.append(("unbalanced-template", markup))
        markup = markup.replace("{{", " ").replace("}}", " ")
    return markup.replace(ESCAPED_BAR, "|")


def _replace(inside: str, notes: Notes) -> str:
    call = _parse(inside)
    words = words_of(call)
    if words is None:
        notes.append(("unknown-template", f"{{{{{inside}}}}}"))
    elif not words and is_citation(call):
        notes.append(("source-without-address", f"{{{{{inside}}}}}"))
    return words or ""


def _parse(inside: str) -> Call:
    pieces, start = [], 0
    for bar in _ARGUMENT.finditer(inside):
        if bar[0] == "|":
            pieces.append(inside[start : bar.start()])
            start = bar.end()
    pieces.append(inside[start:])
    name, colon, first = pieces[0].partition(":")
    if colon and name.strip().lower() in FUNCTIONS:
        pieces[:1] = [name, first]
    call = Call(" ".join(pieces[0].replace("_", " ").split()).lower(), [])
    for piece in map(str.strip, pieces[1:]):
        if named := _NAMED.match(piece):
            call.named[named[1].lower()] = named[2].strip()
        else:
            call.args.append(piece)
    return call
