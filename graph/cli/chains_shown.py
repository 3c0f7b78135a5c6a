"""Chains and trees of steps, printed for people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.chain_results import ChainLink, ChainResult, ChainTree, EventChain, RerunResult, SavedChain, StepsResult
from graph.cli.output import console, counted, line, note

if TYPE_CHECKING:
    from rich.console import Console

DATE = 12  # an ISO date and two blanks
INDENT = 4


def show_chains(result: ChainResult) -> None:
    """Print what was found, then the chains, the strongest first, each in order of time."""
    out = console()
    line(out, result.message)
    for number, chain in enumerate(result.chains):
        line(out, f"\nAnother way, weakest link {chain.strength:.2f}" if number else "", style="bold")
        _show_chain(out, chain)


def _show_chain(out: "Console", chain: EventChain) -> None:
    for place, event in enumerate(chain.events):
        event_cut(out, event.date.isoformat(), event.text)
        if place < len(chain.links):
            _link(out, chain.links[place], weakest=place == chain.weakest, indent=DATE)


def event_cut(out: "Console", date: str, text: str, *, indent: int = 0) -> None:
    """Print an event on one line; on a terminal it is cut to the width."""
    from rich.padding import Padding
    from rich.text import Text

    told = Text.assemble((date.ljust(DATE), "bold"), " ".join(text.split()), no_wrap=True, overflow="ellipsis")
    out.print(Padding(told, (0, 0, 0, indent)) if out.is_terminal else Text(" " * indent + told.plain))


def _link(out: "Console", link: ChainLink, *, weakest: bool = False, indent: int = 0) -> None:
    mark = "weakest, " if weakest else ""
    told = f"{link.strength:.2f}  {mark}{counted(link.days, 'day')}: {link.summary}"
    line(out, told, style="bold italic" if weakest else "italic", indent=indent)


def show_steps(result: StepsResult) -> None:
    """Print an event, and indented below it the steps that led to it or followed, each with its link."""
    out = console()
    line(out, result.message)
    line(out, "")
    event_cut(out, result.tree.event.date.isoformat(), result.tree.event.text)
    _show_below(out, result.tree, INDENT)


def _show_below(out: "Console", tree: ChainTree, indent: int) -> None:
    for link, node in tree.steps:
        event_cut(out, node.event.date.isoformat(), node.event.text, indent=indent)
        _link(out, link, indent=indent + DATE)
        _show_below(out, node, indent + INDENT)


def show_saved(chains: Sequence[SavedChain]) -> None:
    """Print the names of saved chains, with what they lead from and to."""
    out = console()
    for chain in chains:
        line(out, f"{chain.name}  (saved {chain.saved})", style="bold")
        event_cut(out, "from", chain.events[0][1], indent=INDENT)
        event_cut(out, "to", chain.events[-1][1], indent=INDENT)
    if not chains:
        note("No chain is saved; `storytrail chain EVENT EVENT --save NAME` saves one.")


def show_one_saved(chain: SavedChain) -> None:
    """Print a saved chain as it was, and what was asked."""
    out = console()
    line(out, f"{chain.name}, saved {chain.saved}, revision {chain.revision} of the data", style="bold")
    for asked in _asked(chain):
        line(out, asked, style="dim")
    weakest = min(chain.strengths)
    for place, (event_id, text) in enumerate(chain.events):
        line(out, event_id, style="dim")
        line(out, text, indent=2)
        if place < len(chain.strengths):
            strength = chain.strengths[place]
            line(out, f"{strength:.2f}{'  weakest' if strength == weakest else ''}", style="italic", indent=INDENT)


def _asked(chain: SavedChain) -> Iterable[str]:
    settings = chain.settings
    told = {
        "events between": settings["length"],
        "muted": ", ".join(topic["label"] for topic in settings["mute"]),
        "left out": ", ".join(settings["exclude"]),
        "from": settings["from"],
        "to": settings["to"],
        "however weak": "yes" if settings["weak"] else "",
    }
    return (f"{name}: {value}" for name, value in told.items() if value)


def show_rerun(result: RerunResult) -> None:
    """Print what changed since a chain was saved, then what is found now."""
    out, saved = console(), result.saved
    line(out, f"{saved.name}, saved {saved.saved}", style="bold")
    for sentence in result.changed or ("Nothing has changed since.",):
        line(out, f"- {sentence}" if result.changed else sentence)
    line(out, "")
    show_chains(result.now)
