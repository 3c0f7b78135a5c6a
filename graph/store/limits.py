"""What the graph takes: limits, times and values within its bounds, and sentences about those that are not."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import InputError

LARGEST = 2**63 - 1
LONGEST_S = 86_400
_DEEPEST = 60


def check_limit(value: int, what: str = "limit") -> None:
    """Raise InputError unless a limit or an offset is a whole number from 0 to `LARGEST`."""
    if not 0 <= value <= LARGEST:
        raise InputError(f"The {what} is a whole number from 0 to {LARGEST:,}; got {_shown(value)}.")


def check_timeout(timeout_s: float) -> None:
    """Raise InputError unless a time limit is above 0 and at most a day."""
    if not 0 < timeout_s <= LONGEST_S:
        raise InputError(f"The time limit is above 0 and at most {LONGEST_S:,} seconds; got {_shown(timeout_s)}.")


def unfit_value(params: Mapping[str, Any]) -> str | None:
    """Return a sentence about the first value that a graph cannot hold, or None when it can hold all."""
    return next(filter(None, (_unfit(name, value) for name, value in _values(params))), None)


def broken_text(text: str, start: int) -> str:
    """Return a sentence about a text that has half a surrogate pair at `start`."""
    around = text[max(0, start - 20) : start + 20]
    return f"The text {around!a} is no valid Unicode (it holds half a surrogate pair); write it in UTF-8."


def _values(params: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each name, and each value with the name it belongs to."""
    for name, value in params.items():
        yield name, name
        yield from ((name, part) for part in _parts(value, 0))


def _parts(value: Any, depth: int) -> Iterator[Any]:
    """Yield the values inside a value, and what is nested too deeply as it is."""
    inner = [*value.keys(), *value.values()] if isinstance(value, Mapping) else value
    if isinstance(inner, list | tuple) and depth < _DEEPEST:
        for part in inner:
            yield from _parts(part, depth + 1)
    else:
        yield value


def _unfit(name: str, value: Any) -> str | None:
    if isinstance(value, str):
        return _unfit_text(value)
    if isinstance(value, int) and not -LARGEST - 1 <= value <= LARGEST:
        return f"The value of ${name} is out of range; a whole number has at most 64 bits, got {_shown(value)}."
    if isinstance(value, list | tuple | Mapping):
        return f"The value of ${name} is nested too deeply; {_DEEPEST} levels are the most."
    return None


def _unfit_text(text: str) -> str | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return broken_text(text, error.start)
    return None


def _shown(value: float) -> str:
    """Return a number, but not its thousand digits."""
    if isinstance(value, int) and abs(value) > 10**30:
        return f"one of {value.bit_length():,} bits"
    return f"{value:,}"
