"""What groups of topics and events are called: a few names that do not say the same."""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.analysis.tokens import STOP_WORDS, spelled, words

_ADDITION = re.compile(r"(?<=\S) \([^()]*\)$")
_ROOT = 4
"""Words that have fewer letters in common at the beginning are different ones."""
_OFFICE = re.compile(
    r"(?:Vice |Deputy )?(?:President|Prime Minister|Premier|Chancellor|Government|Parliament|Politics|Minister"
    r"|Secretary|Cabinet|Military|Police|Governor|Speaker) (?:of|for)\b"
)


def distinctive(names: Iterable[str], most: int, told: Iterable[str] = ()) -> list[str]:
    """Return up to so many names that do not say the same, without additions in brackets.

    Names that repeat a word of one before are passed over; offices and dates, which say little, come last.

    Parameters
    ----------
    names : iterable of str
        Foremost first.
    most : int
    told : iterable of str, optional
        Names that are told beside these.

    Examples
    --------
    >>> distinctive(["President of Turkey", "Syrian Civil War", "Syria", "Aleppo (city)"], 3)
    ['Syrian Civil War', 'Aleppo', 'President of Turkey']
    """
    plain = [without_addition(name) for name in names]
    chosen: list[str] = []
    known = {word for name in told for word in _telling(name)}
    for name in sorted(plain, key=_says_little):
        own = _telling(name)
        if len(chosen) < most and not any(_same(word, other) for word in own for other in known):
            chosen.append(name)
            known |= own
    return chosen


def without_addition(name: str) -> str:
    """Return a name without the addition in brackets that tells it from its namesakes."""
    return _ADDITION.sub("", name)


def is_named(name: str, label: str) -> bool:
    """Tell whether a label names something, in whole words and any case.

    Examples
    --------
    >>> is_named("Niger", "Nigeria, Lagos"), is_named("lagos", "Nigeria, Lagos")
    (False, True)
    """
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", label, re.IGNORECASE) is not None


def capital(label: str) -> str:
    """Return a label that begins with a capital.

    Examples
    --------
    >>> capital("association football")
    'Association football'
    """
    return label[:1].upper() + label[1:]


def _says_little(name: str) -> bool:
    return bool(_OFFICE.match(name)) or not any(map(_tells, words(name)))


@lru_cache(maxsize=50_000)
def _telling(name: str) -> frozenset[str]:
    """Return the words of a name that tell something; all where none does."""
    found = {spelled(word).lower() for word in words(without_addition(name))}
    return frozenset(word for word in found if _tells(word)) or frozenset(found)


def _tells(word: str) -> bool:
    return word.lower() not in STOP_WORDS and not word.isdigit()


def _same(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, as Greek and Greece: alike but for the last letter of the shorter."""
    alike = max(_ROOT, min(len(one), len(other)) - 1)
    return one == other or (len(one) >= alike <= len(other) and one[:alike] == other[:alike])
