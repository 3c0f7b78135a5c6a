"""Folding of letters, dashes and quotes, shared by topic identity and slugs."""

import unicodedata

# Latin letters that no normal form takes apart
_LIGATURES = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ß": "ss",
    }
)  # fmt: skip
_APOSTROPHES = frozenset("'’‘‛ʼʻʹʿʾ`´′")
_QUOTES = frozenset('"“”„‟«»″')
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
_MINUS = "\u2212"


class FoldTable(dict[int, str]):
    """A table for `str.translate` that folds one character: it is filled when a character is first seen.

    Diacritics of Latin letters are dropped; letters of other scripts keep theirs, which are part of the letter
    (Cyrillic short i, kana with voicing marks). Every dash becomes a hyphen, every quotation mark ``"`` or ``'``,
    every space a plain one, and invisible characters vanish.
    """

    def __missing__(self, code: int) -> str:
        folded = self[code] = self.fold(chr(code))
        return folded

    def fold(self, char: str) -> str:
        """Return what stands for one character."""
        if char.isascii():
            return char if char > " " else " "
        if char in _INVISIBLE or "\u0300" <= char <= "\u036f":
            return ""
        if char in _APOSTROPHES:
            return "'"
        if char in _QUOTES:
            return '"'
        if char == _MINUS or unicodedata.category(char) == "Pd":
            return "-"
        return " " if char.isspace() else _without_diacritics(char)


def _without_diacritics(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].translate(_LIGATURES)
    return base if base.isascii() and base.isalpha() else char


_FOLDS = FoldTable()


def fold(text: str) -> str:
    """Return the text with Latin diacritics dropped and dashes, quotes and spaces made plain; case is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_FOLDS)
