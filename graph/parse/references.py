"""References and tags in a line: `<ref>` becomes a citation, other tags go and leave their words."""

import re
from collections.abc import Iterable

from graph.parse.template_calls import CITE_START, cite
from graph.parse.templates import Notes, expand

# the citations of a named reference, ready to stand in the text again
NamedReferences = dict[str, str]

_REFERENCE = re.compile(
    r"<ref\b(?P<attributes>[^<>]*?)(?:/>|>(?P<inside>(?:[^<]|<(?!/?ref\b))*+)</ref\s*>)", re.IGNORECASE
)
_UNCLOSED = re.compile(r"</?ref\b(?:[^<>]*>)?", re.IGNORECASE)
_NAME = re.compile(r"\bname\s*=\s*[\"']?([^\"'/]+)", re.IGNORECASE)
_LINK = re.compile(r"\[?((?:https?:)?//[^\s\[\]<>\"{}|\x02]++)([^\[\]\x02]*)")
_CITED = re.compile(rf"\[{CITE_START}[^\[\]]*\]")
_NOWIKI = re.compile(r"<nowiki>([^<]*+)</nowiki>", re.IGNORECASE)
_LITERAL = {ord(c): f"&#{ord(c)};" for c in "[]{}'<>|"}
_BREAK = re.compile(r"</?(?:br|p|li|hr|div)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:abbr|b|bdi|big|blockquote|caption|center|chem|cite|code|dd|del|dfn|dl|dt|em|font|gallery|h[1-6]|i|"
    r"includeonly|ins|kbd|mark|math|noinclude|nowiki|ol|onlyinclude|poem|pre|q|references|rp|rt|ruby|s|samp|score|"
    r"section|small|span|strike|strong|sub|sup|syntaxhighlight|table|tbody|td|templatestyles|th|time|tr|tt|u|ul|var|"
    r"wbr)\b[^<>]*>"
    r"|(?:'')?<<newslink missing>>(?:'')?",
    re.IGNORECASE,
)
_LINE_BREAK = "\x1e"


def read_references(markup: str, named: NamedReferences, notes: Notes) -> str:
    """Return the line with references as citations and without tags.

    Parameters
    ----------
    markup : str
        Wikitext of one line.
    named : dict
        References of the page by name so far; named ones are added, repeated ones looked up.
    notes : list
        Gets a note for each reference without an address and for one that is not closed.
    """
    if "nowiki" in markup:
        markup = _NOWIKI.sub(lambda match: match[1].translate(_LITERAL), markup)
    if "<ref" in markup or "</ref" in markup:
        markup = _REFERENCE.sub(lambda match: _citations(match, named, notes), markup)
        markup, unclosed = _UNCLOSED.subn(" ", markup)
        if unclosed:
            notes.append(("unbalanced-reference", markup))
    return _TAG.sub("", _BREAK.sub(" ", markup)) if "<" in markup else markup


def collect_named(lines: Iterable[str], named: NamedReferences) -> None:
    """Find the named references of a page before it is read, as a line may cite what a later one holds.

    Parameters
    ----------
    lines : iterable of str
        Wikitext of all lines.
    named : dict
        Gets the citations of each name, those of its first reference.
    """
    for line in lines:
        for match in _REFERENCE.finditer(line) if "<ref" in line else ():
            key = _name(match)
            if key and match["inside"] and (cited := _read_inside(match["inside"], [])):
                named.setdefault(key, cited)


def _citations(match: re.Match[str], named: NamedReferences, notes: Notes) -> str:
    key, inside = _name(match), (match["inside"] or "").strip()
    cited = _read_inside(inside, notes) if inside else named.get(key, "")
    if not cited and (inside or key):
        notes.append(("source-without-address", inside or match[0]))
    if key and inside and cited:
        named[key] = cited
    return cited


def _name(match: re.Match[str]) -> str:
    name = _NAME.search(match["attributes"])
    return name[1].strip() if name else ""


def _read_inside(inside: str, notes: Notes) -> str:
    if "{{" in inside:
        # one without an address is noted with its whole reference
        inner: Notes = []
        inside = expand(inside, inner)
        notes.extend(note for note in inner if note[0] != "source-without-address")
    if CITE_START in inside:
        return "".join(_CITED.findall(inside))
    # an address broken by a line end, and nothing else
    if inside.lstrip().startswith("http") and " " not in inside.strip():
        inside = inside.replace(_LINE_BREAK, "")
    return "".join(cite(address, label) for address, label in _LINK.findall(inside))
