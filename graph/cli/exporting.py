"""Commands that write what the store holds for other programs: export graph."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import graph
from graph.cli.options import AsJson, Store

if TYPE_CHECKING:
    from graph.export import GraphFiles

export = typer.Typer(help="Write what the store holds for other programs.", no_args_is_help=True)


@export.callback()
def _group() -> None:
    """Write what the store holds for other programs."""


@export.command("graph")
def export_graph(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The folder to write into.")],
    store: Store = None,
    format: Annotated[str, typer.Option("--format", help="neo4j-admin.")] = "neo4j-admin",  # noqa: A002
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the files of an earlier export in the folder.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the whole graph as files from which neo4j-admin makes a database, and show how."""
    from graph.cli.output import put

    with graph.EventGraph.open(store) as g:
        done = g.export_graph(output, format=format, force=force)
    put(done, _show, as_json=as_json)


def _show(files: "GraphFiles") -> None:
    from graph.cli.output import counted, note

    note(
        f"{counted(files.nodes, 'node')} and {counted(files.relationships, 'relationship')} are in {files.folder}. "
        "Stop the server or the database, import, start it, finish:"
    )
    typer.echo(f"cd {shlex.quote(str(files.folder))}")
    typer.echo(shlex.join(files.command()))
    typer.echo(shlex.join(files.finish()))
    note("To replace a database that is there, add --overwrite-destination=true to the import.")
