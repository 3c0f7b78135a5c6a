"""Commands for what is a person's own: muted topics, and everything personal as one file."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

import graph
from graph.cli.options import AsJson, Store, TopicName, read_stdin

user = typer.Typer(help="Saved chains, muted topics and notes as one JSON file.", no_args_is_help=True)
File = Annotated[str, typer.Argument(metavar="FILE", help="A JSON file, or - for stdin and stdout.")]


def mute(topic: TopicName, store: Store = None, as_json: AsJson = False) -> None:
    """Leave a topic out from now on, in commands and dashboard."""
    with graph.EventGraph.open(store) as g:
        _say(g.mute(topic), "Muted", as_json)


def unmute(topic: TopicName, store: Store = None, as_json: AsJson = False) -> None:
    """Let a muted topic count again."""
    with graph.EventGraph.open(store) as g:
        _say(g.unmute(topic), "No longer muted", as_json)


def _say(topic: "graph.Ref", what: str, as_json: bool) -> None:
    from graph.cli.output import print_json

    if as_json:
        print_json({"id": topic.id, "label": topic.label})
    else:
        typer.echo(f"{what}: {topic.label}")


def muted(store: Store = None, as_json: AsJson = False) -> None:
    """List the muted topics."""
    from graph.cli.output import note, print_json

    with graph.EventGraph.open(store) as g:
        topics = g.muted()
    if as_json:
        print_json({"muted": [{"id": topic.id, "label": topic.label} for topic in topics]})
    elif not topics:
        note("No topic is muted.")
    else:
        typer.echo("\n".join(topic.label for topic in topics))


@user.command("export")
def export_user(file: File, store: Store = None, as_json: AsJson = False) -> None:
    """Write everything that is yours to one JSON file."""
    from graph.cli.output import note, print_json

    with graph.EventGraph.open(store) as g:
        data = g.export_user()
    text = json.dumps(data, ensure_ascii=False, indent=2)
    if file == "-":
        typer.echo(text)
        return
    try:
        Path(file).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise graph.InputError(f"{file} cannot be written: {error.strerror}.") from error
    if as_json:
        print_json({"file": file})
    else:
        note(f"Written to {file}.")


@user.command("import")
def import_user(file: File, store: Store = None, as_json: AsJson = False) -> None:
    """Add what such a file holds to this store."""
    from graph.cli.output import note, print_json

    data = _read(file)
    with graph.EventGraph.open(store) as g:
        count = g.import_user(data)
    if as_json:
        print_json({"imported": count})
    else:
        note(f"{count} things imported.")


def _read(file: str) -> Any:
    try:
        return json.loads(read_stdin() if file == "-" else Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise graph.InputError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise graph.InputError(f"{file} is no JSON file; `storytrail user export` writes one.") from error
