"""The words of a text, as the full-text index of every engine keeps them and as a search asks for them.

Engines cut texts into words in ways of their own: to one ``Syria's`` is a word, to another two, and ``Erdoğan`` and
``Erdogan`` are strangers to both. So the store cuts them itself and keeps the result in `Event.words`, one word after
another with a space between. All that is left to an engine is to split at spaces, on which all agree.
"""

import re

from graph.parse.letters import fold

LONGEST_WORD = 64
MOST_WORDS = 32
_WORD = re.compile(r"[^\W_]+")
# what is written inside a word and no part of it: the dots of U.S.A., the commas of 3,000, the 's of Syria's
_INSIDE = re.compile(r"\.(?<=\b[^\W\d_]\.)(?=[^\W\d_]\b)|,(?<=\d,)(?=\d{3}\b)|'(?<=[^\W_]')s\b")
# the stop words of Lucene's English analyzer
_STOP_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not"),
        *("of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was"),
        *("will", "with"),
    )
)


def words(text: str) -> list[str]:
    """Return the words of a text in order: letters and digits of any script, lower case, Latin diacritics dropped.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        Words of at most `LONGEST_WORD` characters, of which longer ones keep the beginning.

    Examples
    --------
    >>> words("Turkey’s Erdoğan, 3,000 U.S. troops")
    ['turkey', 'erdogan', '3000', 'us', 'troops']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(_INSIDE.sub("", fold(text).casefold()))]


def event_words(text: str) -> str:
    """Return the words of a text as `Event.words` holds them."""
    return " ".join(words(text))


def query_words(text: str) -> list[str]:
    """Return the words to search for: each once, at most `MOST_WORDS`, and stop words only where there are no others.

    Nearly all events hold stop words, so that they say nothing of which event is meant, and cost the most to find.
    """
    asked = list(dict.fromkeys(words(text)))
    telling = [word for word in asked if word not in _STOP_WORDS]
    return (telling or asked)[:MOST_WORDS]
