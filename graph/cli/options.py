"""Options that every command shares."""

from typing import Annotated

import typer

_JSON = "storytrail.json"


def _remember_json(ctx: typer.Context, value: bool) -> bool:
    ctx.meta[_JSON] = value
    return value


def wants_json(ctx: typer.Context) -> bool:
    """Tell whether the running command was asked for JSON."""
    return bool(ctx.meta.get(_JSON, False))


Store = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="The graph store: a folder. [env: STORYTRAIL_STORE]"),
]
AsJson = Annotated[
    bool, typer.Option("--json", is_eager=True, callback=_remember_json, help="Print one JSON document.")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, as 2016-02-03.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")]
EventName = Annotated[str, typer.Argument(metavar="EVENT", help="An id, the beginning of one, or words of the text.")]
TopicName = Annotated[str, typer.Argument(metavar="TOPIC", help="A title, an id or an alias.")]
