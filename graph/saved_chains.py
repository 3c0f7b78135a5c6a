"""Saved chains as values: made of what was found, named, and read back from JSON of any origin."""

import datetime as dt
import math
import unicodedata
from collections.abc import Collection
from typing import Any

from graph.chain_results import ChainResult, SavedChain
from graph.chaining import ChainRequest
from graph.checks import as_span, as_text
from graph.errors import InputError
from graph.model import Json, Ref

LONGEST_NAME = 100


def kept(name: str, found: ChainResult, request: ChainRequest, muted: Collection[Ref], revision: int) -> SavedChain:
    """Return the strongest chain that was found as it is kept.

    Parameters
    ----------
    name : str
        Its name.
    found : ChainResult
        An answer with a chain.
    request : ChainRequest
        What was asked, without the topics muted for good.
    muted : collection of Ref
        The topics muted for good.
    revision : int
        Of the data it was found in.
    """
    best = found.chains[0]
    settings: Json = {
        "k": request.count,
        "length": request.length,
        "mute": [_topic(topic) for topic in request.muted],
        "muted": [_topic(topic) for topic in muted],
        "exclude": list(request.exclude),
        "from": request.first.isoformat() if request.first else None,
        "to": request.last.isoformat() if request.last else None,
        "weak": request.weak,
    }
    events = tuple((event.id, event.text) for event in best.events)
    strengths = tuple(link.strength for link in best.links)
    return SavedChain(name, found.first.id, found.last.id, _today(), revision, settings, events, strengths)


def _topic(topic: Ref) -> Json:
    return {"id": topic.id, "label": topic.label}


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def as_name(name: str) -> str:
    """Return a name as it is kept: composed letters, no white space around it.

    Raises
    ------
    InputError
        If it is empty, too long, or has signs that cannot be seen.
    """
    clean = unicodedata.normalize("NFC", as_text(name, "The name of a chain"))
    if not clean:
        raise InputError("A chain is saved under a name; got none.")
    if len(clean) > LONGEST_NAME:
        raise InputError(f"The name of a chain has at most {LONGEST_NAME} characters; got {len(clean):,}.")
    if clean.startswith("-"):
        raise InputError(f"The name of a chain does not begin with a dash, as options do; got {clean!r}.")
    if not clean.isprintable():
        raise InputError(f"The name of a chain is one line of letters and signs that can be seen; got {clean!r}.")
    return clean


def read(name: str, value: Any) -> SavedChain:
    """Return a saved chain from its JSON; what `user import` brought in may have any shape.

    Raises
    ------
    InputError
        If it has another shape than `SavedChain.to_dict` gives.
    """
    try:
        events = tuple((_text(event["id"]), _text(event["text"])) for event in value["events"])
        strengths = tuple(_number(strength) for strength in value["strengths"])
        ends = _text(value["from"]), _text(value["to"])
        if (events[0][0], events[-1][0]) != ends or not strengths or len(events) != len(strengths) + 1:
            raise ValueError
        saved = dt.date.fromisoformat(_text(value["saved"]))
        return SavedChain(name, *ends, saved, int(value["revision"]), _settings(value["settings"]), events, strengths)
    except (InputError, LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InputError(
            f"The saved chain {name!r} has a shape that cannot be read; remove it with `storytrail chains delete`, "
            "and save it anew."
        ) from error


def _settings(value: Any) -> Json:
    """Return what was asked, of the right types; what is not there is asked as if nothing was said of it."""
    first, last = as_span(value.get("from"), value.get("to"))
    request = ChainRequest(_count(value.get("k", 3)), _count(value.get("length")), first=first, last=last)
    return {
        "k": request.count,
        "length": request.length,
        "mute": [{key: _text(topic[key]) for key in ("id", "label")} for topic in value.get("mute", [])],
        "muted": [{key: _text(topic[key]) for key in ("id", "label")} for topic in value.get("muted", [])],
        "exclude": [_text(event) for event in value.get("exclude", [])],
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "weak": bool(value.get("weak", False)),
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> float:
    if not math.isfinite(value):
        raise ValueError
    return float(value)


def _count(value: Any) -> Any:
    if not (value is None or (isinstance(value, int) and not isinstance(value, bool))):
        raise TypeError
    return value
