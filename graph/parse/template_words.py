"""What templates say: for each kind that news pages use, the wikitext that stands in its place."""

import datetime as dt
from collections.abc import Callable

from graph.parse.template_calls import Call, cite

_UNITS = {
    "mi": "miles", "ft": "feet", "foot": "feet", "in": "inches", "m": "metres", "meter": "metres", "yd": "yards",
    "lb": "pounds", "acre": "acres", "sqmi": "square miles", "mi2": "square miles", "km2": "km²", "m3": "m³",
    "nmi": "nautical miles", "cuft/s": "cubic feet per second", "oilbbl": "barrels", "oilbbl/d": "barrels per day",
    "Moilbbl/d": "million barrels per day", "F": "°F", "C": "°C", "F-change": "°F", "C-change": "°C", "l": "litres",
    "MT": "megatonnes", "t": "tonnes", "tonne": "tonnes", "ha": "hectares", "kph": "km/h",
}  # fmt: skip
_RANGES = {"-": "–", "–": "–", "to": " to ", "and": " and ", "or": " or ", "x": " by ", "by": " by "}
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
    if call.name in _SHIPS:
        return _ship(Call("ship", [call.name.upper(), *call.args]))
    if call.name.startswith(("cite", "citation")) and call.name not in _SILENT:
        return _citation(call)
    if call.name.startswith("lang-"):
        return call.last
    silent = call.name in _SILENT or call.name.endswith((" icon", "-inline")) or call.name.startswith(_SILENT_KINDS)
    return "" if silent else None


def _citation(call: Call) -> str:
    address = next((call.named[key] for key in ("url", "archive-url", "archiveurl") if call.named.get(key)), "")
    label = next((call.named[key] for key in _CITED_AS if call.named.get(key)), "")
    return cite(address, label)


def _doi(call: Call) -> str:
    return cite(f"https://doi.org/{call.first}", *call.args[1:2]) if call.first else ""


def _text(call: Call) -> str:
    """Write the whole text, with a stray bar in it."""
    return "|".join(call.args) or call.first


def _first(call: Call) -> str:
    return call.first


def _last(call: Call) -> str:
    return call.last


def _joined(call: Call) -> str:
    return "".join(call.args)


def _fraction(call: Call) -> str:
    """Write {{frac|3|1|2}} as 3 1/2; the space keeps a number before the template apart."""
    whole, parts = (call.args[:1], call.args[1:]) if len(call.args) == 3 else ([], call.args)
    return f" {' '.join([*whole, '/'.join(parts)])}"


def _convert(call: Call) -> str:
    """Write the measure as given, without the conversion: {{convert|265|-|300|km/h}} is 265–300 km/h."""
    value, rest = call.first, call.args[1:]
    while len(rest) > 1 and rest[0] in _RANGES:
        value, rest = f"{value}{_RANGES[rest[0]]}{rest[1]}", rest[2:]
    unit = _UNITS.get(rest[0], rest[0]) if rest else ""
    return f"{value}{unit}" if unit.startswith("°") else f"{value} {unit}".strip()


def _ship(call: Call) -> str:
    """Link a ship as {{USS|Cole|DDG-67|6}} does: shown without what comes before its name (2) or its number (6)."""
    prefix, name, number, style = (*call.args, "", "", "", "")[:4]
    full = f"{prefix} {name}"
    title = f"{full} ({number})" if number else full
    return f"[[{title}|{ {'2': name, '6': full}.get(style, title) }]]"


def _ship_class(call: Call) -> str:
    return f"[[{call.args[0]}-class {call.args[1]}]]" if len(call.args) > 1 else call.first


def _foreign_link(call: Call) -> str:
    """Link as {{ill|Title|de|Titel|lt=words}} does: an article that this wiki may not have yet."""
    shown = call.named.get("lt") or call.named.get("display")
    return f"[[{call.first}|{shown}]]" if shown else f"[[{call.first}]]"


def _as_of(call: Call) -> str:
    start = "as" if call.named.get("lc", "").startswith(("y", "on")) else "As"
    return f"{start} of {' '.join(call.args)}"


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
            "nowrap, no wrap, nobr, small, smaller, big, larger, smallcaps, em, strong, bold, italic, noitalic, quote"
        ),
        _text,
    ),
    **dict.fromkeys(
        _names("""abbr, tooltip, dp, f1, mlby, nfly, nhly, nbay, bhofy, subatomic particle, nihongo, flag, flagcountry,
            formatnum, sup, sub, w, url, val, keypress, visible anchor"""),
        _first,
    ),
    **dict.fromkeys(_names("lang, transl, transliteration, twitter, hover title"), _last),
    **dict.fromkeys(_names("mp, mpl, mp-, mpl-, chem, chem2"), _joined),
    **dict.fromkeys(_names("frac, fraction, sfrac"), _fraction),
    **dict.fromkeys(_names("convert, cvt, conv"), _convert),
    **dict.fromkeys(_names("sclass, sclass-, sclass2, sclass2-"), _ship_class),
    **dict.fromkeys(_names("ill, ill2, interlanguage link, interlanguage link multi, link-interwiki"), _foreign_link),
    **dict.fromkeys(_names("doi, doi-inline"), _doi),
    **dict.fromkeys(_names("circa, c."), _prefixed("c. ")),
    **dict.fromkeys(_names("us$, usd"), _prefixed("US$")),
    **dict.fromkeys(_names("inr, inrconvert"), _prefixed("₹")),
    "gbp": _prefixed("£"),
    "us patent": _prefixed("U.S. Patent "),
    "ship": _ship,
    "as of": _as_of,
    "age in years and days": _age,
    "currency": lambda call: " ".join(call.args),
}
_LITERALS = {
    **dict.fromkeys(_names("spaced ndash, spaced en dash, snd, spnd, dash"), " – "),
    **dict.fromkeys(_names("ndash, en dash"), "–"),
    **dict.fromkeys(_names("mdash, em dash"), "—"),
    **dict.fromkeys(_names("nbsp, br, break"), " "),
    **dict.fromkeys(_names("', apostrophe"), "&#39;"),
    "okina": "ʻ",
    "!": "|",
    "=": "=",
}
_SHIPS = _names(
    """uss, hms, hmcs, hmas, hmnzs, ins, rms, rrs, ss, ms, mv, mt, mts, sms, usns, uscgc, usat, ara, rv, fv, gts, tss,
    css, hmt"""
)
# clean-up notices and marks that show no words of the page
_SILENT = _names(
    """-, clear, fact, cn, fcn, citation needed, dead link, deadlink, broken link, link rot, webarchive, wayback,
    cbignore, clarify, dn, disambiguation needed, which, which?, what?, rs?, who, who?, when, when?, where, where?,
    why?, how?, by whom, by whom?, see also, sic, flagicon, dubious, subscription, subscription required, paywall,
    in lang, registration required, full, page needed, update after, update inline, anchor, refn, efn, ref,
    better source, better source needed, verify, verify source, verification needed, failed verification,
    unreliable source, unreliable source?, vague, specify, according to whom, attribution needed, weasel inline,
    undue weight inline, current events, protected, reflist, references, portal bar"""
)
_SILENT_KINDS = ("pp-", "db-", "use ", "current events", "cleanup", "clean up", "refimprove", "unreferenced")
