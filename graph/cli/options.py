"""What every command shares: its options, and standard input."""

import sys
from typing import Annotated

import typer

from graph.errors import InputError

_JSON = "storytrail.json"


def _remember_json(ctx: typer.Context, value: bool) -> bool:
    ctx.meta[_JSON] = value
    return value


def wants_json(ctx: typer.Context) -> bool:
    """Tell whether the running command was asked for JSON."""
    return bool(ctx.meta.get(_JSON, False))


def read_stdin() -> str:
    """Return what stands on standard input.

    Raises
    ------
    InputError
        If it is closed.
    """
    if sys.stdin is None:
        raise InputError("There is no standard input to read.")
    return sys.stdin.read()


Store = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="The graph store: a folder, or neo4j://host. [env: STORYTRAIL_STORE]"),
]
AsJson = Annotated[
    bool, typer.Option("--json", is_eager=True, callback=_remember_json, help="Print one JSON document.")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, as 2016-02-03.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")]
EventName = Annotated[str, typer.Argument(metavar="EVENT", help="An id, the beginning of one, or words of the text.")]
TopicName = Annotated[str, typer.Argument(metavar="TOPIC", help="A title, an id or an alias.")]
