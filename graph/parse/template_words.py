"""What templates say: for each kind that news pages use, the wikitext that stands in its place."""

import datetime as dt
from collections.abc import Callable

from graph.parse.dates import MONTHS
from graph.parse.template_calls import ESCAPED_BAR, Call, cite
from graph.parse.template_ships import PREFIXES, ship, ship_class

# written with a colon before what they are applied to: {{formatnum:22835}}
FUNCTIONS = frozenset({"formatnum", "lc", "uc", "lcfirst", "ucfirst"})
_UNITS = {
    "mi": "miles", "ft": "feet", "foot": "feet", "in": "inches", "m": "metres", "meter": "metres", "yd": "yards",
    "lb": "pounds", "acre": "acres", "sqmi": "square miles", "mi2": "square miles", "km2": "km²", "m3": "m³",
    "nmi": "nautical miles", "cuft/s": "cubic feet per second", "oilbbl": "barrels", "oilbbl/d": "barrels per day",
    "Moilbbl/d": "million barrels per day", "F": "°F", "C": "°C", "F-change": "°F", "C-change": "°C", "l": "litres",
    "MT": "megatonnes", "t": "tonnes", "tonne": "tonnes", "ha": "hectares", "kph": "km/h",
}  # fmt: skip
_RANGES = {"-": "–", "–": "–", "to": " to ", "and": " and ", "or": " or ", "x": " by ", "by": " by "}
_CURRENCIES = {
    "US$": "us$, usd, us dollar, $", "A$": "a$, aud", "C$": "c$, cad", "NZ$": "nz$, nzd", "HK$": "hk$, hkd",
    "£": "£, gbp, pound", "€": "€, eur, euro", "¥": "¥, jpy, yen", "CN¥": "cny, rmb, renminbi",
    "₹": "inr, inrconvert, ₹", "Rs. ": "rs, rs., indian rupee", "₩": "krw, won", "₱": "php, peso", "₽": "rub, ruble",
    "R$": "brl, r$", "₺": "try",
}  # fmt: skip
_CITED_AS = ("publisher", "work", "newspaper", "website", "agency", "journal", "magazine")


def words_of(call: Call) -> str | None:
    """Return the wikitext a template stands for: empty if it shows no words, None if it is not known.

    Examples
    --------
    >>> words_of(Call("convert", ["5", "mi"]))
    '5 miles'
    """
    if call.name in _LITERALS:
        return _LITERALS[call.name]
    if words := _WORDS.get(call.name):
        return words(call)
    if prefix := PREFIXES.get(call.name):
        return ship(Call("ship", [prefix, *call.args]))
    if is_citation(call):
        return _citation(call)
    if call.name.startswith("lang-"):
        return call.first
    silent = call.name in _SILENT or call.name.endswith((" icon", "-inline")) or call.name.startswith(_SILENT_KINDS)
    return "" if silent else None


def is_citation(call: Call) -> bool:
    """Tell whether a template cites a source."""
    return call.name.startswith(("cite", "citation")) and call.name not in _SILENT


def _citation(call: Call) -> str:
    address = next((call.named[key] for key in ("url", "archive-url", "archiveurl") if call.named.get(key)), "")
    label = next((call.named[key] for key in _CITED_AS if call.named.get(key)), "")
    return cite(address or _address_by_number(call.named), label)


def _address_by_number(named: dict[str, str]) -> str:
    """Return the address of what is cited by its number: a paper by its DOI, a short message by its own."""
    if named.get("doi"):
        return f"https://doi.org/{named['doi']}"
    return f"https://twitter.com/{named['user']}/status/{named['number']}" if {"user", "number"} <= named.keys() else ""


def _doi(call: Call) -> str:
    return cite(f"https://doi.org/{call.first}", *call.args[1:2]) if call.first else ""


def _text(call: Call) -> str:
    """Write the whole text, with a stray bar in it."""
    return "|".join(call.args) or call.named.get("1") or call.named.get("text", "")


def _first(call: Call) -> str:
    return call.first


def _last(call: Call) -> str:
    return call.last


def _second(call: Call) -> str:
    """Write the words of {{lang|fr|mairie}} and {{langx|fr|mairie}}, not what they mean or how they sound."""
    return call.args[1] if len(call.args) > 1 else call.last


def _link(call: Call) -> str:
    return f"[[{call.first}]]" if call.first else ""


def _date(call: Call) -> str:
    """Write {{start date|2020|5|4}} as 2020-05-04, and a date in words as it is."""
    numbers = [arg for arg in call.args if arg.isdecimal()]
    return "-".join(number.zfill(2) for number in numbers[:3]) if len(numbers) > 1 else call.first


def _joined(call: Call) -> str:
    return "".join(call.args)


def _fraction(call: Call) -> str:
    """Write {{frac|3|1|2}} as 3 1/2; the space keeps a number before the template apart."""
    whole, parts = (call.args[:1], call.args[1:]) if len(call.args) == 3 else ([], call.args)
    return f" {' '.join([*whole, '/'.join(parts)])}"


def _number(call: Call) -> str:
    """Write {{formatnum:22835}} as 22,835."""
    return f"{int(call.first):,}" if call.first.isdecimal() else call.first


def _value(call: Call) -> str:
    """Write {{val|5|u=km}} as 5 km."""
    unit = call.named.get("u") or call.named.get("ul", "")
    return f"{call.first} {unit}".strip()


def _convert(call: Call) -> str:
    """Write the measure as given, without the conversion: {{convert|265|-|300|km/h}} is 265–300 km/h."""
    value, rest = call.first, call.args[1:]
    while len(rest) > 1 and rest[0] in _RANGES:
        value, rest = f"{value}{_RANGES[rest[0]]}{rest[1]}", rest[2:]
    unit = _UNITS.get(rest[0], rest[0]) if rest else ""
    measure = f"{value}{unit}" if unit.startswith("°") else f"{value} {unit}".strip()
    # two units of one measure: {{convert|5|ft|8|in}}
    return f"{measure} {_convert(Call(call.name, rest[1:3]))}" if len(rest) > 2 and rest[2] in _UNITS else measure


def _foreign_link(call: Call) -> str:
    """Link as {{ill|Title|de|Titel|lt=words}} does: an article that this wiki may not have yet."""
    shown = call.named.get("lt") or call.named.get("display")
    return f"[[{call.first}|{shown}]]" if shown else f"[[{call.first}]]"


def _as_of(call: Call) -> str:
    start = "as" if call.named.get("lc", "").startswith(("y", "on")) else "As"
    year, month, day = (*call.args, "", "", "")[:3]
    name = MONTHS[int(month) - 1].capitalize() if month.isdecimal() and 1 <= int(month) <= 12 else month
    return f"{start} of {' '.join(part for part in (day, name, year) if part)}"


def _age(call: Call) -> str:
    """Write {{age in years and days|1984|12|30|2018|1|23}} as 33 years, 24 days."""
    numbers = [int(arg) for arg in call.args if arg.isdecimal() and len(arg) <= 4]
    if len(numbers) != 6:
        return ""
    try:
        born, then = dt.date(*numbers[:3]), dt.date(*numbers[3:])
        years = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
        return f"{years} years, {(then - born.replace(year=born.year + years)).days} days"
    except ValueError:  # no such day
        return ""


def _prefixed(prefix: str) -> Callable[[Call], str]:
    return lambda call: f"{prefix}{call.first}"


def _names(listed: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in listed.split(","))


_WORDS: dict[str, Callable[[Call], str]] = {
    **dict.fromkeys(
        _names(
            """nowrap, no wrap, nobr, small, smaller, big, larger, smallcaps, sc, em, strong, bold, italic, noitalic,
            nobold, quote, text, resize, larger, mono, code, math, mvar, typo, as written, sic?, not a typo, interp,
            bracket, tq, talk quote inline, unbulleted list"""
        ),
        _text,
    ),
    **dict.fromkeys(
        _names("""abbr, tooltip, tt, abbrlink, dp, f1, mlby, nfly, nhly, nbay, bhofy, subatomic particle, nihongo, zh,
            format price, number, ordinal, sup, sub, url, official url, keypress, key,
            visible anchor, va, vanchor, date, dts, flagu, flagathlete, flagmedalist, sortname, nws, trim, ucfirst,
            lcfirst, lc, uc, proper name, linktext"""),
        _first,
    ),
    **dict.fromkeys(_names("flag, flagcountry, flagg, flagdeco, w, link, section link, slink, no redirect, nr"), _link),
    **dict.fromkeys(_names("color, colour, font color, transl, transliteration, twitter, hover title"), _last),
    **dict.fromkeys(_names("lang, langx"), _second),
    **dict.fromkeys(_names("formatnum, num"), _number),
    "val": _value,
    **dict.fromkeys(_names("mp, mpl, mp-, mpl-, chem, chem2"), _joined),
    **dict.fromkeys(_names("frac, fraction, sfrac"), _fraction),
    **dict.fromkeys(_names("convert, cvt, conv"), _convert),
    **dict.fromkeys(_names("sclass, sclass-, sclass2, sclass2-, sclass/core"), ship_class),
    **dict.fromkeys(
        _names("""ill, ill2, illm, iwl, interlanguage link, interlanguage link multi, interlanguage link forced,
            link-interwiki"""),
        _foreign_link,
    ),
    **dict.fromkeys(_names("doi, doi-inline"), _doi),
    **dict.fromkeys(_names("circa, c., ca, ca."), _prefixed("c. ")),
    **{name: _prefixed(sign) for sign, listed in _CURRENCIES.items() for name in _names(listed)},
    "us patent": _prefixed("U.S. Patent "),
    **dict.fromkeys(_names("10^, e"), _prefixed("×10^")),
    **dict.fromkeys(_names("ship, warship"), ship),
    **dict.fromkeys(_names("as of, asof"), _as_of),
    "age in years and days": _age,
    **dict.fromkeys(_names("start date, end date, start date and age, film date"), _date),
    "currency": lambda call: " ".join(call.args),
    "m": lambda call: f"M{call.first}",
}
_LITERALS = {
    **dict.fromkeys(_names("spaced ndash, spaced en dash, snd, spnd, snds, spnds, dash, spaced mdash"), " – "),
    **dict.fromkeys(_names("ndash, en dash"), "–"),
    **dict.fromkeys(_names("mdash, em dash"), "—"),
    **dict.fromkeys(_names("nbsp, br, break, space, sp, thinsp, thin space, hsp, hair space, hairsp, pad, clear"), " "),
    **dict.fromkeys(_names("wbr, shy, zwj, zwnj, zwsp, nowrap begin, nowrap end, nobr begin, nobr end, wrap"), ""),
    **dict.fromkeys(_names("', apostrophe, `"), "&#39;"),
    **dict.fromkeys(_names("'s, apos-s"), "&#39;s"),
    **dict.fromkeys(_names('", -", "-'), '"'),
    **dict.fromkeys(_names("'\", '-\", \"', \"-'"), '&#39;"'),
    **dict.fromkeys(_names("·, dot, middot, •, bull, bullet"), " · "),
    "okina": "ʻ",
    "co2": "CO2",
    "h2o": "H2O",
    "!": ESCAPED_BAR,
    "=": "&#61;",
    "*": "*",
}
# clean-up notices and marks that show no words of the page
_SILENT = _names(
    """-, clr, fact, cn, fcn, cite needed, citation needed, citation needed span, dead link, deadlink, broken link,
    link rot, webarchive, wayback, cbignore, clarify, dn, disambiguation needed, which, which?, what, what?, rs?, who,
    who?, when, when?, where, where?, why, why?, how, how?, by whom, by whom?, see also, sic, flagicon, flag icon,
    dubious, disputed, subscription, subscription required, paywall, registration required, closed access, in lang,
    full, full citation needed, page needed, update after, update inline, update, anchor, anchors, refn, efn, sfn, rp,
    ref, better source, better source needed, bsn, verify, verify source, verification needed, failed verification,
    vs, fv, nbsn, unreliable source, unreliable source?, vague, specify, according to whom, according to whom?,
    attribution needed, weasel inline, undue weight inline, pov statement, not in source, primary source needed,
    third-party inline, self-published inline, original research, or, current events, protected, reflist, notelist,
    references, portal bar, expand section, unsourced, more citations needed, copy edit, in use, under construction,
    ongoing, current, short description, toclimit, toc limit, notoc, clear left, clear right, hoax,
    hatnote, div col, div col end, notice, selfref"""
)
_SILENT_KINDS = (
    "pp-", "db-", "use ", "current events", "cleanup", "clean up", "refimprove", "unreferenced", "user:",
)  # fmt: skip
