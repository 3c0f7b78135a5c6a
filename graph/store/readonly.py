"""What a query of the read-only console may do: read the graph, and nothing else.

A read-only handle of the engine is not enough: both engines then still run ``LOAD CSV`` on local files and some
procedures. So the text is taken apart here, before an engine sees it, and refused unless it is one statement of
reading clauses. What is passed on has no comments, so that the engine cannot disagree about where one ends.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import ReadOnlyError

READING = (
    "MATCH, OPTIONAL MATCH, WITH, UNWIND, WHERE, RETURN, ORDER BY, SKIP, LIMIT, UNION, CALL { .. } and the procedures "
    "db.labels, db.relationshipTypes, db.propertyKeys and db.schema.*"
)
_FIRST_WORDS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE"})
_REFUSED_WORDS = frozenset(
    {"CREATE", "DELETE", "DETACH", "FOREACH", "INSERT", "MERGE", "NODETACH", "REMOVE", "SET"}
    | {"ALTER", "DENY", "DROP", "GRANT", "RENAME", "REVOKE", "SHOW", "TERMINATE"}
    | {"LOAD", "TRANSACTIONS", "USE"}
)
_PROCEDURES = frozenset(
    {
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
  | (?P<number>\d[\w]*)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>\.\.|::|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# a text that Neo4j would read as the end of a string or name before it looks for one
_ESCAPED = re.compile(r"\\u+(?:0022|0027|005c|0060|000a|000d)", re.IGNORECASE)


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
        If it is empty, holds several statements, or could do more than read the graph. The message names the
        word and says what is allowed.

    Examples
    --------
    >>> check("MATCH (e:Event) RETURN count(*) AS n; // how many")
    'MATCH (e:Event) RETURN count(*) AS n'
    """
    parts = list(_tokens(cypher))
    tokens = [token for token in parts if token.kind not in ("space", "comment")]
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    _check_shape(tokens)
    for index in range(len(tokens)):
        _check_token(tokens, index)
    return _without_comments(parts)


def _tokens(cypher: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(cypher):
        kind = match.lastgroup or ""
        token = _Token(kind, match[0])
        if kind == "sign" and (match[0] in "'\"`\\" or unicodedata.category(match[0][0]) in ("Cc", "Cf")):
            raise ReadOnlyError(f"The query has a stray character {match[0]!a} outside of a string.")
        if kind in ("string", "quoted") and _ESCAPED.search(match[0]):
            raise ReadOnlyError("The query escapes a quotation mark by its number; write the mark itself.")
        yield token


def _check_shape(tokens: Sequence[_Token]) -> None:
    if not tokens:
        raise ReadOnlyError(f"The query is empty; it may use {READING}.")
    if any(token.text == ";" for token in tokens):
        raise ReadOnlyError("The query holds several statements; ask one at a time.")
    if tokens[0].word not in _FIRST_WORDS:
        raise ReadOnlyError(f"A query cannot begin with {tokens[0].text}; it may use {READING}.")
    if [token.word for token in tokens[-2:]] == ["FORMAT", "CSV"]:
        raise ReadOnlyError("A query cannot end with FORMAT CSV; ask for another output format instead.")


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
        return owner.kind in ("word", "quoted") or owner.text in (")", "]", "}", "{", ",")
    return before in (":", "$") or (before in ("{", ",") and after == ":")


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
        raise ReadOnlyError(f"A query cannot call {name or _at(tokens, index).text}; it may use {READING}.")


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
        raise ReadOnlyError(f"A query cannot call {name}; it may use functions without a dot in their name.")


def _without_comments(parts: Sequence[_Token]) -> str:
    text = "".join(" " if token.kind == "comment" else token.text for token in parts)
    return text.rstrip().rstrip(";" + " \t\r\n").strip()
