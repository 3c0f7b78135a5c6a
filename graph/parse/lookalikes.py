"""Titles that look like spellings of one topic and name two: they keep their capitals or their diacritics.

Three kinds are known by their shape or by name. A short word all in capitals may be an acronym ("WHO", "ISIS") or
the name of a thing in itself; it keeps them unless it is known to be written small as well ("Nato"). A very short
word with diacritics is mostly another word without them ("Malé", the capital, and "Male"). And some longer titles are
known to be proper names of something that the same words name in general ("Foreign Policy", the magazine).
"""

import re
import unicodedata

from graph.parse.letters import fold

_ACRONYM = re.compile(r"(?=[A-Z]*[AEIOUY])[A-Z]{2,5}")
_SHORT = 4


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# capitals that are one thing with the capitalised word
_WRITTEN_SMALL = _words(
    """ABBA ACLU AFLAC AIG AOL APEC ASEAN AXA BASF BRICS CEO CERN CFO CIA CNET COVID COVAX DNA ESPN EU EUFOR EULEX
    FAA FARC FATAH FBI FIBA FIFA GIF HAMAS HBO HIV IAAF IAEA IBM IKEA IMF IOC ISAF ISIL ISP LASER LIBOR LUAS
    MICEX MOOC NASA NATO NBA NCAA NGO OECD OFCOM OFSTED OFGEM OPEC PEMEX PSY RADAR RENFE RNA SCUBA SONAR
    TASER TEPCO TOPIX UAE UBS UEFA UFO UK UN URL USA USAF USAID USB VOIP YAMAM YUKOS"""
)
_SAME_WITHOUT_DIACRITICS = _words("café dáil győr iași kōbe lomé łódź ōita ōtsu pāli rāma tết")
_PROPER = frozenset(
    title
    for line in """
    App Store|Best Buy|Big Brother|Black Swan|Blood Diamond|Blue Velvet|Body Heat|Cold Case|Cold Mountain|Deep Impact
    Deep Purple|Eagle Eye|Fair Game|Fight Club|Foreign Affairs|Foreign Policy|Friendly Fire|Great White|Green Day
    Heavy Metal|House of Cards|Ice Cube|Iron Maiden|Law and Order|Lost in Translation|Massive Attack|Minority Report
    Mountain Dew|Old Navy|Order of Merit|Panic Room|Prime Time|Private Eye|Public Enemy|Red Bull|Red Meat|Rolling Stone
    Sea Change|Sudden Death|Take That|Tea Party|Three Links|Too Big to Fail|Top Gun|Vanity Fair|Whole Foods
    MESSENGER|STEREO|INTEGRAL|ENCODE|SELENE|SPHERES|PATRIOT|VIKING
    Åland|Bünde|Cañada|Chloé|Colón|Coupé|Exposé|Fürth|Hermès|Kōchi|Limón|Löhne|Mölln|Morón|Münster|Öland|Résumé
    """.splitlines()
    for title in line.strip().split("|")
    if title
)
_LONGEST = max(map(len, _PROPER))


def kept_form(title: str) -> str:
    """Return the normal form of a title that must not be folded as others are; empty for all others.

    Parameters
    ----------
    title : str
        A clean title.

    Returns
    -------
    str
        With the capitals or the diacritics that tell it apart, and a form of itself.

    Examples
    --------
    >>> kept_form("WHO"), kept_form("iOS"), kept_form("NATO"), kept_form("Malé"), kept_form("Bogotá")
    ('WHO', 'IOS', '', 'malé', '')
    """
    if len(title) > _LONGEST:
        return ""
    text = title if title.isascii() else unicodedata.normalize("NFC", title)
    # the wiki capitalises the first letter of every title
    text = text[:1].upper() + text[1:]
    if text in _PROPER:
        return text
    if _ACRONYM.fullmatch(text):
        return "" if text in _WRITTEN_SMALL or text == "US" else text
    return "" if text.isascii() else _short_form(text)


def _short_form(text: str) -> str:
    """Return a very short word with its diacritics, if it has any."""
    short = unicodedata.normalize("NFC", text.casefold())
    if len(short) > _SHORT or not short.isalpha() or short in _SAME_WITHOUT_DIACRITICS:
        return ""
    return short if fold(short) != short else ""
