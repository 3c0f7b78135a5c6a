"""Commands that move a store to another place: copy."""

from typing import Annotated

import typer

import graph
from graph.cli.options import AsJson, Store
from graph.cli.progress import progress
from graph.results import CopyReport


def copy(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The store to copy to; it is made if need be.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Copy everything of the store to another one, such as to Neo4j or back; a stopped copy goes on."""
    from graph.cli.output import put

    with graph.EventGraph.open(store) as g, progress() as report:
        done = g.copy(to, progress=report)
    put(done, _show, as_json=as_json)


def _show(report: CopyReport) -> None:
    from graph.cli.output import counted, note

    already = f", {report.unchanged:,} of them were there" if report.unchanged else ""
    typer.echo(f"{counted(report.documents, 'document')}{already}, in {report.seconds:.1f} s")
    typer.echo(
        f"{counted(report.events, 'event')}, {counted(report.topics, 'topic')}, {counted(report.sources, 'source')}, "
        f"{counted(report.related, 'relation')}: as many as in the store that was copied"
    )
    if report.imported:
        typer.echo(f"{counted(report.imported, 'thing')} of yours came along")
    if report.not_kept:
        note(
            f"The pages of {counted(report.not_kept, 'document')} are not kept beside the store that was copied; "
            "`storytrail load` brings them, which a rebuild would need."
        )
