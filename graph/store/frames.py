"""Columns of values as the data frames that the embedded engine loads natively."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from graph.store.base import EdgeTable

if TYPE_CHECKING:
    import pandas as pd

# first match wins: a datetime is a date, a bool an int
_TYPES: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (str, "string"),
    ((list, tuple), "list"),
    (dt.datetime, "timestamp"),
    (dt.date, "datetime"),
    (int, "integer"),
    (float, "float"),
)


def frame(columns: Mapping[str, list[Any]]) -> "pd.DataFrame":
    """Return the columns as a frame of plain objects, which spares guessing and converting types twice.

    Raises
    ------
    UnicodeEncodeError
        If a text holds half a surrogate pair, for which the engine would put other characters without a word.
    """
    import pandas as pd

    for values in columns.values():
        _all_text(values).encode()
    return pd.DataFrame(dict(columns), dtype=object)


def _all_text(values: list[Any]) -> str:
    """Return the texts of a column, or of the lists in it, as one."""
    first = _first(values)
    if isinstance(first, str):
        return "".join(filter(None, values))
    if isinstance(first, list) and isinstance(_first(chain.from_iterable(values)), str):
        return "".join(map("".join, values))
    return ""


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def column_types(columns: Mapping[str, list[Any]]) -> dict[str, str]:
    """Return the engine's type for each column that has a value.

    Left to guess, the engine would take whole days for dates and integers with gaps for floats.
    """
    firsts = {name: _first(values) for name, values in columns.items()}
    return {name: _type(value) for name, value in firsts.items() if value is not None}


def add_edges(graph: Any, edges: EdgeTable) -> None:
    """Add relationships to a graph of the engine; both ends of each are there."""
    columns = {"__source": edges.sources, "__target": edges.targets, **edges.columns}
    if edges.sources:
        graph.add_relationships(
            frame(columns), edges.type, edges.source_label, "__source", edges.target_label, "__target",
            column_types=column_types(edges.columns),
        )  # fmt: skip


def _type(value: Any) -> str:
    for types, name in _TYPES:
        if isinstance(value, types):
            return name
    raise TypeError(f"A graph cannot hold {type(value).__name__} values: {value!r:.60}.")
