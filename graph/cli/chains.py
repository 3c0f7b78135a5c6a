"""Commands for chains: chain, and what is done with saved ones."""

import shlex
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

import graph
from graph.checks import MOST
from graph.cli.options import AsJson, EventName, From, Store, To

if TYPE_CHECKING:
    from graph.chain_results import ChainResult

chains = typer.Typer(help="Saved chains: list them, look for one again, delete it.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name it is saved under.")]
DEFAULT_COUNT = 3
# the options that mean nothing for one event alone, as a person types them
ONLY_BETWEEN = {
    "k": "-k",
    "length": "--length",
    "first": "--from",
    "last": "--to",
    "weak": "--weak",
    "save": "--save",
    "replace": "--replace",
    "format": "--format markdown",
}


class Asked(TypedDict):
    """What is asked of chains; see `EventGraph.chains`."""

    k: int
    length: int | None
    mute: Collection[str]
    exclude: Collection[str]
    first: str | None
    last: str | None
    weak: bool


class Direction(StrEnum):
    """Which steps lead to or from an event."""

    back = "back"
    forward = "forward"


class ChainFormat(StrEnum):
    """How chains are printed."""

    text = "text"
    markdown = "markdown"


def chain(
    event: EventName,
    other: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="The other end of the chain.")] = None,
    store: Store = None,
    count: Annotated[
        int | None, typer.Option("-k", "--count", min=1, max=MOST, help="At most so many chains, 3 if not given.")
    ] = None,
    length: Annotated[int | None, typer.Option("--length", help="So many events between the ends.")] = None,
    mute: Annotated[list[str] | None, typer.Option("--mute", metavar="TOPIC", help="Does not count.")] = None,
    exclude: Annotated[list[str] | None, typer.Option("--exclude", metavar="EVENT", help="Is left out.")] = None,
    direction: Annotated[
        Direction | None, typer.Option("--direction", help="Of one event: what led here (back), or what followed.")
    ] = None,
    first: From = None,
    last: To = None,
    weak: Annotated[bool, typer.Option("--weak", help="Show the best chain even if it is too weak.")] = False,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Save the strongest chain.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Save it in place of another of this name.")] = False,
    format: Annotated[ChainFormat, typer.Option("--format", help="How chains are printed.")] = ChainFormat.text,  # noqa: A002
    as_json: AsJson = False,
) -> None:
    """Show how one event led to another; of one event, what led to it or what followed."""
    asked: Asked = {
        "k": DEFAULT_COUNT if count is None else count,
        "length": length,
        "mute": mute or [],
        "exclude": exclude or [],
        "first": first,
        "last": last,
        "weak": weak,
    }
    if other is None:
        given = {**asked, "k": count, "mute": None, "exclude": None, "save": save, "replace": replace}
        _refuse_for_one({**given, "format": format is ChainFormat.markdown})
        _steps(event, store, direction or Direction.back, asked, as_json)
        return
    _refuse_for_two(direction, save, replace)
    with graph.EventGraph.open(store) as g:
        found = g.chains(event, other, **asked)
        if save is not None:
            g.save_chain(save, found.first, found.last, **asked, replace=replace)
        text = g.chain_markdown(found) if format is ChainFormat.markdown and not as_json else ""
    _print(found, text, save, as_json)


def _refuse_for_one(given: Mapping[str, object]) -> None:
    for name, value in given.items():
        if value is not None and value is not False:
            raise typer.BadParameter(f"{ONLY_BETWEEN[name]} is for a chain between two events; name the other one too.")


def _refuse_for_two(direction: Direction | None, save: str | None, replace: bool) -> None:
    if direction is not None:
        raise typer.BadParameter("--direction is for one event alone; a chain leads from the earlier to the later one.")
    if replace and save is None:
        raise typer.BadParameter("--replace goes with --save NAME.")


def _steps(event: str, store: str | None, direction: Direction, asked: Asked, as_json: bool) -> None:
    from graph.cli.chains_shown import show_steps
    from graph.cli.output import note_muted, put

    with graph.EventGraph.open(store) as g:
        found = g.steps(event, direction=direction.value, mute=asked["mute"], exclude=asked["exclude"])
    note_muted(found.muted)
    put(found, show_steps, as_json=as_json)


def _print(found: "ChainResult", markdown: str, save: str | None, as_json: bool) -> None:
    from graph.cli.chains_shown import show_chains
    from graph.cli.output import note, note_muted, put

    note_muted(found.muted)
    if markdown:
        typer.echo(markdown, nl=False)
    else:
        put(found, show_chains, as_json=as_json)
    if save is not None:
        note(f"Saved; `storytrail chains rerun {shlex.quote(save.strip())}` looks for it again.")


@chains.command("list")
def list_chains(store: Store = None, as_json: AsJson = False) -> None:
    """List the saved chains."""
    from graph.cli.chains_shown import show_saved
    from graph.cli.output import note, print_json

    with graph.EventGraph.open(store) as g:
        saved, broken = g.saved_chains(), g.unreadable_chains()
    if as_json:
        print_json({"chains": [each.to_dict() for each in saved], "unreadable": broken})
    else:
        show_saved(saved)
    for name in broken:
        note(f"The saved chain {name!r} cannot be read; `storytrail chains delete` removes it.")


@chains.command("show")
def show_chain(name: Name, store: Store = None, as_json: AsJson = False) -> None:
    """Show a saved chain as it was."""
    from graph.cli.chains_shown import show_one_saved
    from graph.cli.output import put

    with graph.EventGraph.open(store) as g:
        saved = g.saved_chain(name)
    put(saved, show_one_saved, as_json=as_json)


@chains.command("rerun")
def rerun_chain(name: Name, store: Store = None, as_json: AsJson = False) -> None:
    """Look for a saved chain again, and say what changed since."""
    from graph.cli.chains_shown import show_rerun
    from graph.cli.output import note_muted, put

    with graph.EventGraph.open(store) as g:
        found = g.rerun_chain(name)
    note_muted(found.now.muted)
    put(found, show_rerun, as_json=as_json)


@chains.command("delete")
def delete_chain(name: Name, store: Store = None, as_json: AsJson = False) -> None:
    """Delete a saved chain."""
    from graph.cli.output import print_json

    with graph.EventGraph.open(store) as g:
        g.delete_chain(name)
    if as_json:
        print_json({"name": name})
    else:
        typer.echo(f"Deleted: {name}")
