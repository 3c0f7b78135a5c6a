"""Values as the Neo4j driver gives them, as the plain values that all engines give."""

import math
from typing import Any

_PLAIN = (str, int, bytes, type(None))
_DURATION = ("months", "days", "seconds")


def plain(value: Any) -> Any:
    """Return a value without types of the driver.

    Temporal values become those of `datetime`, durations maps of months, days and seconds, points lists of
    coordinates, numbers that are none or infinite None; nodes, relationships and paths become maps. That is how the
    embedded engine gives them, but for the ``id`` of a node or relationship, which each engine makes its own way.

    Examples
    --------
    >>> plain((1, ["a"]))
    [1, ['a']]
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if hasattr(value, "to_native"):
        return _native(value)
    if hasattr(value, "months"):
        return {name: getattr(value, name) for name in _DURATION}
    if hasattr(value, "relationships"):
        return {"nodes": plain(list(value.nodes)), "relationships": plain(list(value.relationships))}
    if hasattr(value, "element_id"):
        return _entity(value)
    return [plain(inner) for inner in value]


def _native(value: Any) -> Any:
    """Return a temporal value of Python; years before 1 and leap seconds, which it has none for, as text."""
    try:
        return value.to_native()
    except ValueError:
        return value.iso_format()


def _entity(value: Any) -> dict[str, Any]:
    properties = {name: plain(inner) for name, inner in sorted(value.items())}
    if hasattr(value, "labels"):
        return {"id": value.element_id, "labels": sorted(value.labels), "properties": properties}
    start, end = (node.element_id for node in value.nodes)
    return {"id": value.element_id, "start": start, "end": end, "type": value.type, "properties": properties}
