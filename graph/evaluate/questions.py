"""What may be asked of a measurement."""

from typing import get_args

from graph.errors import InputError
from graph.evaluate.truth import Half

LEAST_QUERIES = 20


def check(half: str, queries: int, seed: int) -> None:
    """Make sure that a measurement can be asked for.

    Raises
    ------
    InputError
        For an unknown half or a negative number.
    """
    if half not in get_args(Half):
        raise InputError(f"{half!r} is no half of the stories; use {', '.join(get_args(Half))}.")
    if queries < 0 or seed < 0:
        raise InputError(f"Queries and seed are numbers from 0; got {queries} and {seed}.")


def way_out(half: Half) -> str:
    """Say what helps where a half has too few stories to measure anything."""
    return "Load more events with headings" + ("" if half == "all" else ", or take all stories with `--half all`")
