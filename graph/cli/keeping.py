"""Commands that fill a store, keep it, and show it: demo, load, refresh, rebuild, unload, status, dashboard."""

from typing import Annotated

import typer

import graph
from graph import settings
from graph.cli.options import AsJson, From, Store, To
from graph.cli.progress import progress

Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port of the dashboard.")]
FORMAT_HELP = "auto (by name and content), portal, context, dump, jsonl, csv or parquet."
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


def demo(
    store: Store = None,
    port: Port = None,
    no_browser: NoBrowser = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Print the summary and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load the bundled sample into its own store, analyse it, and open the dashboard."""
    from graph.cli.output import note, print_json, show_status

    place = store or settings.sample_url()
    try:
        status = _load_sample(place)
    except (graph.StoreVersionError, graph.StoreDamagedError):
        if store:
            raise
        with progress() as report:  # the sample's own store is ours to make anew
            graph.rebuild(place, progress=report)
        status = _load_sample(place)
    if as_json:
        print_json(status.to_dict())
    elif no_serve:
        show_status(status)
    note(
        f"The sample is ready: {status.events} events and {status.topics} topics, "
        f"{status.first} to {status.last}.\nAsk it from the command line with --store {place}"
    )
    if not no_serve:
        _serve(place, port, no_browser)


def _load_sample(place: str) -> graph.Status:
    with graph.EventGraph.open(place, create=True) as g:
        with progress() as report:
            g.load_sample(progress=report)
        return g.status()


def load(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH..", help="Folders, files, archives, dumps, or - for stdin.")
    ],
    store: Store = None,
    format: Annotated[str, typer.Option("--format", help=FORMAT_HELP)] = "auto",  # noqa: A002
    first: From = None,
    last: To = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when anything was skipped.")] = False,
    no_refresh: Annotated[bool, typer.Option("--no-refresh", help="Leave related events for later.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load pages and events into the store; what it already has unchanged costs nothing.

    Reads day and month pages of the portal, pages of the Context, dumps of a wiki (.xml, .gz, .bz2), events of your
    own (JSONL, CSV, Parquet), and archives of them (.zip, .tar, .tar.gz).
    """
    from graph.cli.output import note, put, show_report
    from graph.ingest.files import LoadRequest
    from graph.ingest.parsing import REFUSED_CODES
    from graph.ingest.readers import UNREAD_CODES

    LoadRequest.of(paths, format, first, last)  # a slip of the pen must not leave an empty store behind
    with graph.EventGraph.open(store, create=True) as g, progress() as report:
        done = g.load(
            paths, format=format, first=first, last=last, refresh=not no_refresh, recheck=strict, progress=report
        )
    put(done, show_report, as_json=as_json)
    refused = [issue for issue in done.issues if issue.code in REFUSED_CODES | UNREAD_CODES]
    if refused:
        more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
        rest = " The rest is loaded." if done.documents > len(refused) or done.added else ""
        note(f"storytrail: {refused[0].document}{more} was not loaded: {refused[0].message}{rest}")
    elif strict and done.issues:
        note(f"storytrail: {len(done.issues)} issues, and --strict asks for none.")
    if refused or (strict and done.issues):
        raise typer.Exit(1)


def refresh(
    store: Store = None,
    full: Annotated[bool, typer.Option("--full", help="Compute everything again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring related events up to date with the loaded data."""
    from graph.cli.output import print_json

    with graph.EventGraph.open(store) as g, progress() as report:
        done = g.refresh(full=full, progress=report)
    if as_json:
        print_json(done.to_dict())
    elif done.refreshed:
        typer.echo(f"{done.relations:,} relations, in {done.seconds:.1f} s")
    else:
        typer.echo("Nothing was stale.")


def rebuild(store: Store = None, as_json: AsJson = False) -> None:
    """Make the graph anew from the kept documents; what is yours stays."""
    from graph.cli.output import put, show_report

    with progress() as report:
        done = graph.rebuild(store, progress=report)
    put(done, show_report, as_json=as_json)


def unload(
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="Such as portal/2016-02-03.")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="All documents of this file or folder.")] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Take loaded documents out again."""
    from graph.cli.output import put, show_report

    with graph.EventGraph.open(store) as g, progress() as report:
        done = g.unload(document, origin=origin, progress=report)
    put(done, show_report, as_json=as_json)


def status(store: Store = None, as_json: AsJson = False) -> None:
    """Show where the store is, how much it holds, and what is stale."""
    from graph.cli.output import put, show_status

    with graph.EventGraph.open(store) as g:
        state = g.status()
    put(state, show_status, as_json=as_json)


def dashboard(store: Store = None, port: Port = None, no_browser: NoBrowser = False) -> None:
    """Open the dashboard on the store."""
    _serve(store or settings.store_url(), port, no_browser)


def _serve(place: str, port: int | None, no_browser: bool) -> None:
    """Start the dashboard, found by its entry point: the library does not import it."""
    from importlib.metadata import entry_points

    found = tuple(entry_points(group="storytrail.dashboard", name="serve"))
    if not found:
        raise graph.StorytrailError("The dashboard is not installed; install storytrail again.")
    from graph.store.address import absolute

    found[0].load()(absolute(place), port=port, open_browser=not no_browser)
