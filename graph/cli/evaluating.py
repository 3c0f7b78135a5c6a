"""The command that measures how good the answers are: evaluate."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import graph
from graph.cli.evaluated_chains import show as show_chains
from graph.cli.evaluated_groups import show as show_groups
from graph.cli.figures import cell, table
from graph.cli.options import AsJson, Store
from graph.cli.progress import progress
from graph.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from graph.evaluate.group_results import Evaluation, WholeEvaluation
    from graph.evaluate.results import ListQuality, RelatedEvaluation
    from graph.facets.evaluating import Question

VIEWS = ("full", "cond", "far")
PIPE_WIDTH = 120
NEXT = "\n\n"


class What(StrEnum):
    """Whose quality is measured."""

    related = "related"
    chains = "chains"
    clusters = "clusters"
    stories = "stories"
    all = "all"


class Half(StrEnum):
    """Which headings, and of related events which years, are asked about."""

    held = "held"
    dev = "dev"
    all = "all"


def evaluate(
    what: Annotated[
        What, typer.Argument(metavar="WHAT", help="Whose quality: related, chains, clusters, stories or all.")
    ],
    store: Store = None,
    half: Annotated[
        Half, typer.Option("--half", help="Headings no setting was tuned on, those it may be tuned on, or all.")
    ] = Half.held,
    queries: Annotated[
        int | None,
        typer.Option(
            "--queries",
            metavar="N",
            min=0,
            help="Events (1,000; 0: all) or pairs for chains (200; 0: one of each story) to ask about; not for groups.",
        ),
    ] = None,
    events: Annotated[
        str | None, typer.Option("--events", metavar="FILE", help="Events of a file instead of a store.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="What queries are drawn by.")] = 0,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="Measure related events by meaning as well; needs storytrail[semantic].")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are, on the events of the store or of a file, beside simpler methods."""
    from graph.cli.output import counted, note, put

    with progress() as report:
        asked: Question = {
            "half": half.value,
            "queries": queries,
            "seed": seed,
            "semantic": semantic,
            "progress": report,
        }
        if events is not None:
            found = graph.evaluate_events(events, what.value, **asked)
        else:
            with graph.EventGraph.open(store) as g:
                found = g.evaluate(what.value, **asked)
    put(found, _show, as_json=as_json)
    if found.issues:
        note(f"Reading the events met {counted(found.issues, 'issue')}; `storytrail load --json` lists them.")


def _show(found: "Evaluation | WholeEvaluation") -> None:
    from graph.cli.output import console
    from graph.evaluate.group_results import WholeEvaluation

    out = console()
    if not out.is_terminal:
        out.width = PIPE_WIDTH  # in a pipe a row stays a line
    if not isinstance(found, WholeEvaluation):
        _show_part(out, found)
        return
    for number, (name, part) in enumerate(found.parts.items()):
        out.print(f"{NEXT if number else ''}{name.capitalize()}", style="bold")
        out.print(str(part)) if isinstance(part, InputError) else _show_part(out, part)


def _show_part(out: "Console", found: "Evaluation") -> None:
    from graph.evaluate.results import ChainEvaluation, RelatedEvaluation

    if isinstance(found, RelatedEvaluation):
        _show_related(out, found)
    elif isinstance(found, ChainEvaluation):
        show_chains(out, found)
    else:
        show_groups(out, found)


def _show_related(out: "Console", found: "RelatedEvaluation") -> None:
    out.print(_figures(found))
    out.print(
        f"nDCG@10 with 95 % intervals: 1 is a list of ten that begins with all events under the same heading, which "
        f"only the last row may see; {found.queries:,} events of {found.stories:,} stories (half: {found.half}) were "
        "asked about among all events of other days (full), those with a heading (cond), and those more than 30 days "
        "away (far)."
    )
    out.print()
    out.print(_differences(found))
    out.print("Differences are of the same queries; one is sure if 0 lies outside of its interval.")
    out.print()
    out.print(_quality(found.lists))


def _figures(found: "RelatedEvaluation") -> "Table":
    made = table("", *VIEWS, "ms")
    for method in found.methods:
        cells = (cell(method.figures.get(view)) for view in VIEWS)
        made.add_row(method.name, *cells, f"{method.ms_per_query:.1f}")
    return made


def _differences(found: "RelatedEvaluation") -> "Table":
    """Set our method against those it has to beat."""
    made = table("Storytrail", *VIEWS)
    ours = next(method for method in found.methods if method.name == "Storytrail")
    bases = {
        "over (BM25 + IDF) x decay": "over_plain",
        "over shared topics": "over_seed",
        "times shared topics": "times_seed",
    }
    for words, suffix in bases.items():
        sign = "" if suffix == "times_seed" else "+"
        made.add_row(words, *(cell(ours.figures.get(f"{view}_{suffix}"), sign) for view in VIEWS))
    return made


def _quality(lists: "ListQuality") -> str:
    from graph.cli.output import counted

    shares: Iterable[tuple[float, str]] = (
        (lists.explained, f"of {counted(lists.entries, 'entry').replace('entrys', 'entries')} have a reason"),
        (lists.vague, "name nothing shared"),
        (lists.hub_only, "rest on hub topics only"),
        (lists.near_duplicates, "of the lists say something twice"),
        (lists.empty, "of the events have no list"),
    )
    told = ", ".join(f"{share:.1%} {words}".replace("%", " %") for share, words in shares)
    return f"Lists of {counted(lists.events, 'event')} as they are served: {told}."
