"""Words of a text: found by Unicode rules, folded, stemmed, and kept in the form people read."""

import re
import unicodedata

# Chinese and Japanese are written without spaces: overlapping pairs of signs stand for words there.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_NUMBER = re.compile(r"\d+(?:s|st|nd|rd|th)?")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)

_STOP_WORDS = """
    a about after against all also among an and any are as at be because been before being between both but by
    can could did do does down during each for from had has have he her him his how if in into is it its itself
    more most no nor not of off on one only or other our out over own same say says said she should since so some
    such than that the their them then there these they this those through to two under until up was we were what
    when where which while who whom will with within would you your having may non
    january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def words(text: str) -> list[str]:
    """Return the words of a text as written, in order; runs of unspaced script as overlapping pairs of signs.

    Examples
    --------
    >>> words("Kyiv's port, 2014")
    ["Kyiv's", 'port', '2014']
    """
    found: list[str] = _WORD.findall(text)
    if text.isascii():
        return found
    return [part for word in found for part in (_pairs(word) if _UNSPACED_RUN.match(word) else (word,))]


def spelled(word: str) -> str:
    """Return a word without its possessive ending."""
    return _POSSESSIVE.sub("", word)


class Stemmer:
    """Brings words to their stems; every distinct word is stemmed once.

    Stems are those of the Snowball English stemmer [1]_; `STOP_WORDS`, numbers and single signs have none.

    References
    ----------
    .. [1] M. F. Porter, "Snowball: A language for stemming algorithms", 2001.

    Examples
    --------
    >>> stemmer = Stemmer()
    >>> [stemmer.stem(word) for word in words("The bombings of the city's port")]
    ['', 'bomb', '', '', 'citi', 'port']
    """

    def __init__(self) -> None:
        import snowballstemmer

        self._stemmer = snowballstemmer.stemmer("english")
        self._known = dict.fromkeys(STOP_WORDS, "")

    def stem(self, word: str) -> str:
        """Return the stem of a word, empty when it does not count."""
        folded = _fold(spelled(word))
        if len(folded) < 2 or _NUMBER.fullmatch(folded):
            return ""
        if folded not in self._known:
            self._known[folded] = str(self._stemmer.stemWord(folded))
        return self._known[folded]


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(max(len(run) - 1, 1))]


def _fold(word: str) -> str:
    """Lower case, and without diacritics."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
