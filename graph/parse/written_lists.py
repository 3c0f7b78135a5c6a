"""Lists that are written as one text, as cells of a table are: with separators, as JSON, or as Python shows them."""

import ast
import io
import json
import re
import tokenize
import warnings
from itertools import pairwise

from graph.errors import InputError

# characters; a longer text in brackets is taken for a text
_LONGEST_LIST = 200_000
_LISTED = re.compile(r"\s*\[\s*(?:['\"{\[].*)?\]\s*", re.DOTALL)
_TWO_IN_A_ROW = re.compile(r"['\"]\s+['\"]")
_LAYOUT = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT})


def read_list(text: str, separator: re.Pattern[str]) -> list[object]:
    """Return the items of a list that is written as one text.

    Parameters
    ----------
    text : str
        ``A; B``, or a list as JSON (``["A", "B"]``) or as Python shows it (``['A', 'B']``), which is how pandas
        writes lists into CSV.
    separator : re.Pattern
        What stands between items, where it is no list in brackets.

    Returns
    -------
    list
        Whatever the items are; texts are not yet cleaned.

    Raises
    ------
    InputError
        If it is a list without commas, as numpy shows it: that cannot be told from one text in two pieces.

    Examples
    --------
    >>> read_list("Aleppo; Homs", re.compile(";"))
    ['Aleppo', ' Homs']
    >>> read_list("['Aleppo', 'Homs']", re.compile(";"))
    ['Aleppo', 'Homs']
    """
    items = _in_brackets(text) if len(text) <= _LONGEST_LIST and _LISTED.fullmatch(text) else None
    return list(separator.split(text)) if items is None else items


def _in_brackets(text: str) -> list[object] | None:
    """Read a list in brackets; None if it is none after all, as ``[[Aleppo]]``."""
    for read in (json.loads, _python_list):
        try:
            items = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return items if isinstance(items, list) else None
    return None


def _python_list(text: str) -> object:
    with warnings.catch_warnings():
        # of escapes that Python does not know, in texts that Python did not write
        warnings.simplefilter("ignore")
        items: object = ast.literal_eval(text.strip())
    if _TWO_IN_A_ROW.search(text) and _has_glued_texts(text):
        raise InputError(f"the list {text[:60]} has no commas; write it as JSON, or save lists with .tolist()")
    return items


def _has_glued_texts(text: str) -> bool:
    """Tell whether two texts follow one another without a comma, which Python would make one text of."""
    tokens = tokenize.generate_tokens(io.StringIO(text.strip()).readline)
    kinds = [token.type for token in tokens if token.type not in _LAYOUT]
    return any(one == other == tokenize.STRING for one, other in pairwise(kinds))
