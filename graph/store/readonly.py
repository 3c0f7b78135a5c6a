"""What a query of the read-only console may do: read the graph, and nothing else.

A read-only handle of an engine is not enough: the embedded engine still runs ``LOAD CSV`` on local files, and Neo4j
in a read transaction does that too, shows its settings and other people's queries, and ends them. So the text is
taken apart here, before an engine sees it, and refused unless it is one statement of reading clauses.

The danger is a text that is read one way here and another way there. So what is passed on has no comments and only
plain white space, and what engines are known to read differently is refused: letters that look like letters, numbers
that run into words, escaped quotation marks, dashes that are no hyphens.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from graph.errors import ReadOnlyError

READING = (
    "MATCH, OPTIONAL MATCH, WITH, UNWIND, WHERE, RETURN, ORDER BY, SKIP, LIMIT, UNION, CALL { .. } and the procedures "
    "db.labels, db.relationshipTypes, db.propertyKeys, db.schema.* and db.index.fulltext.query*"
)
LONGEST = 100_000
# Unions of hundreds of parts, and subqueries hundreds deep, bring down the embedded engine and the process with it;
# Neo4j plans subqueries in conditions in a time that doubles with each level, which no time-out ends.
DEEPEST = {"()": 20, "[]": 20, "{}": 10}
MOST_PARTS = 50
_FIRST_WORDS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
_PLANNING = frozenset({"EXPLAIN", "PROFILE"})
_JOINING = frozenset({"UNION", "INTERSECT", "EXCEPT"})
_REFUSED_WORDS = frozenset(
    {"CREATE", "DELETE", "DETACH", "FOREACH", "INSERT", "MERGE", "NODETACH", "REMOVE", "SET"}
    | {"ALTER", "DENY", "DROP", "GRANT", "RENAME", "REVOKE", "SHOW", "TERMINATE"}
    | {"LOAD", "TRANSACTIONS", "USE"}
)
_PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.labels",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
    }
)
# functions with a dot in their name; any other may come from a plugin that does as it likes
_NAMESPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time"})
_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n\r]*|/\*(?:[^*]|\*(?!/))*\*/)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<parameter>\$(?:[^\W\d]\w*|`(?:[^`]|``)*`))
  | (?P<number>(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|[0-9]+(?:[eE][+-]?[0-9]+)?)(?!\w))
  | (?P<glued>\d\w*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>/\*)
  | (?P<sign>\.\.|::|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = frozenset("()[]{}<>=+-*/%^.,:;|&!$~") | {"..", "::"}
# Neo4j puts the character in the place of such an escape before it looks for the end of a string or name
_ESCAPED_IN_STRING = re.compile(r"\\u+00(?:0[0-9a-f]|1[0-9a-f]|22|27|5c|60)", re.IGNORECASE)
_ESCAPED_IN_NAME = re.compile(r"\\u", re.IGNORECASE)
# characters of a piece of the query that a message shows
_SHOWN = 60
_BLANK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def word(self) -> str:
        """The word as an engine may read it, whatever the case or width of its letters; empty for other tokens."""
        return unicodedata.normalize("NFKC", self.text).upper() if self.kind == "word" else ""


_NOTHING = _Token("", "")


def check(cypher: str) -> str:
    """Return a query ready to be run read-only, without comments and final semicolon.

    Parameters
    ----------
    cypher : str
        What a user typed.

    Raises
    ------
    ReadOnlyError
        If it is empty, too long or too deep, holds several statements, or could do more than read the graph. The
        message names the word and says what is allowed.

    Examples
    --------
    >>> check("MATCH (e:Event) RETURN count(*) AS n; // how many")
    'MATCH (e:Event) RETURN count(*) AS n'
    """
    if len(cypher) > LONGEST:
        raise ReadOnlyError(f"The query has {len(cypher):,} characters; the most is {LONGEST:,}.")
    parts = [_checked(match) for match in _TOKEN.finditer(cypher)]
    tokens = [token for token in parts if token.kind != "space"]
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    _check_shape(tokens)
    _check_size(tokens)
    for index in range(len(tokens)):
        _check_token(tokens, index)
    return "".join(token.text for token in parts).strip().rstrip("; \n")


def _checked(match: re.Match[str]) -> _Token:
    """Return a token as an engine may see it, if there is but one way to read it."""
    kind, text = match.lastgroup or "", match[0]
    if kind == "glued":
        raise ReadOnlyError(
            f"The query has {text[:_SHOWN]!a}, where a number runs into a word; put a space between them."
        )
    if kind == "open":
        raise ReadOnlyError("The query has a comment without an end; close it by */.")
    if (kind == "sign" and text not in _SIGNS) or (kind in ("word", "parameter") and not _is_plain(text)):
        raise ReadOnlyError(
            f"The query has {text[:_SHOWN]!a} outside of a string; a name with such a sign stands in backticks."
        )
    if (kind == "string" and _ESCAPED_IN_STRING.search(text)) or (
        kind in ("quoted", "parameter") and _ESCAPED_IN_NAME.search(text)
    ):
        raise ReadOnlyError("The query has a sign by its number, which may end a string or name; write it as it is.")
    if kind == "comment":
        return _Token("space", " ")
    return _Token(kind, _BLANK.sub(" ", text) if kind == "space" else text)


def _is_plain(text: str) -> bool:
    """Tell whether all engines see one word; a name in backticks may hold anything."""
    return text.startswith("$`") or text.removeprefix("$").isidentifier()


def _check_shape(tokens: Sequence[_Token]) -> None:
    if not tokens:
        raise ReadOnlyError(f"The query is empty; it may use {READING}.")
    if any(token.text == ";" for token in tokens):
        raise ReadOnlyError("The query holds several statements; ask one at a time.")
    first = tokens[1] if tokens[0].word in _PLANNING and len(tokens) > 1 else tokens[0]
    if first.word not in _FIRST_WORDS:
        raise ReadOnlyError(f"A query cannot begin with {first.text[:_SHOWN]}; it may use {READING}.")
    if [token.word for token in tokens[-2:]] == ["FORMAT", "CSV"]:
        raise ReadOnlyError("A query cannot end with FORMAT CSV; ask for another output format instead.")


def _check_size(tokens: Sequence[_Token]) -> None:
    for pair, most in DEEPEST.items():
        if (depth := _depth(tokens, pair)) > most:
            raise ReadOnlyError(f"The query nests {pair} {depth} deep; the most is {most}.")
    parts = 1 + sum(token.word in _JOINING for token in tokens)
    if parts > MOST_PARTS:
        raise ReadOnlyError(f"The query joins {parts} parts by UNION; the most is {MOST_PARTS}.")


def _depth(tokens: Sequence[_Token], pair: str) -> int:
    steps = ((token.text == pair[0]) - (token.text == pair[1]) for token in tokens)
    return max(accumulate(steps, initial=0))


def _check_token(tokens: Sequence[_Token], index: int) -> None:
    token = tokens[index]
    if token.word == "CALL" and not _is_name(tokens, index):
        _check_call(tokens, index + 1)
    elif token.word in _REFUSED_WORDS and not _is_name(tokens, index):
        raise ReadOnlyError(
            f"A query cannot {token.text}; it may use {READING}; a name that is such a word stands in backticks."
        )
    elif token.text == "(":
        _check_function(tokens, index)


def _at(tokens: Sequence[_Token], index: int) -> _Token:
    return tokens[index] if 0 <= index < len(tokens) else _NOTHING


def _is_name(tokens: Sequence[_Token], index: int) -> bool:
    """Tell whether a word names a property, label, parameter or key, where no clause can begin."""
    before, after = _at(tokens, index - 1).text, _at(tokens, index + 1).text
    if before == ".":
        owner = _at(tokens, index - 2)
        return owner.kind in ("word", "quoted", "parameter") or owner.text in (")", "]", "}", "{", ",")
    return before == ":" or (before in ("{", ",") and after == ":")


def _check_call(tokens: Sequence[_Token], index: int) -> None:
    """Let subqueries pass, and procedures of the list; what a subquery does is looked at word by word."""
    if _at(tokens, index).text in ("{", "("):
        return
    name = ""
    while _at(tokens, index).kind in ("word", "quoted") or _at(tokens, index).text == ".":
        name += tokens[index].text.strip("`")
        index += 1
        if tokens[index - 1].kind != "sign" and _at(tokens, index).text != ".":
            break
    if name not in _PROCEDURES:
        raise ReadOnlyError(f"A query cannot call {(name or _at(tokens, index).text)[:_SHOWN]}; it may use {READING}.")


def _check_function(tokens: Sequence[_Token], index: int) -> None:
    """Refuse functions with a dot in their name, except those of the language."""
    path = []
    index -= 1
    while _at(tokens, index).kind in ("word", "quoted"):
        path.append(tokens[index].text.strip("`"))
        if _at(tokens, index - 1).text != ".":
            break
        index -= 2
    name = ".".join(reversed(path))
    if len(path) > 1 and path[-1].lower() not in _NAMESPACES and name not in _PROCEDURES:
        raise ReadOnlyError(f"A query cannot call {name[:_SHOWN]}; it may use functions without a dot in their name.")
