"""Templates that link ships: ``{{USS|Cole|DDG-67|6}}``, ``{{ship|FV|Athena||2}}``, ``{{sclass|Skua|gunboat}}``."""

from graph.parse.template_calls import Call

_PREFIXES = """
    ARA BAP BNS BRP CCGS CSS FS FV GTS HDMS HMAS HMCS HMNZS HMS HMT HNLMS HNoMS HSwMS HTMS INS IRIS JDS JS KD KRI LÉ
    MF MS MSC MT MTS MV MY NRP ORP PNS RFA RFS RMS ROKS RRS RV SAS SMS SS SSV SY TCG TS TSS USAT USCGC USNS USRC USS
"""
# by the lower-case name of its template
PREFIXES = {prefix.lower(): prefix for prefix in _PREFIXES.split()}


def ship(call: Call) -> str:
    """Link a ship as its template does: shown without what comes before its name (2) or without its number (6).

    Examples
    --------
    >>> ship(Call("ship", ["USS", "Cole", "DDG-67", "6"]))
    '[[USS Cole (DDG-67)|USS Cole]]'
    """
    prefix, name, number, style = (*call.args, "", "", "", "")[:4]
    full = f"{prefix} {name}".strip()
    title = f"{full} ({number})" if number else full
    return f"[[{title}|{ {'2': name, '6': full}.get(style, title) }]]"


def ship_class(call: Call) -> str:
    """Link a class of ships and, unless its style says otherwise, their kind.

    Examples
    --------
    >>> ship_class(Call("sclass", ["Skua", "gunboat", "1"]))
    '[[Skua-class gunboat|Skua-class]] gunboat'
    """
    name, kind, style = (*call.args, "", "", "")[:3]
    if not kind:
        return name
    shown = f"[[{kind}]]" if style in ("", "0") else kind
    return f"[[{name}-class {kind}|{name}-class]] {shown}"
