"""The command that measures how good the answers are: evaluate."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import graph
from graph.cli.options import AsJson, Store
from graph.cli.progress import progress

if TYPE_CHECKING:
    from rich.table import Table

    from graph.evaluate.results import Estimate, ListQuality, RelatedEvaluation

VIEWS = ("full", "cond", "far")
PIPE_WIDTH = 120


class What(StrEnum):
    """Whose quality is measured."""

    related = "related"


class Half(StrEnum):
    """Which stories and years are asked about."""

    held = "held"
    dev = "dev"
    all = "all"


def evaluate(
    what: Annotated[What, typer.Argument(metavar="WHAT", help="Whose quality: related.")],
    store: Store = None,
    half: Annotated[
        Half, typer.Option("--half", help="Stories no setting was tuned on, those it may be tuned on, or all.")
    ] = Half.held,
    queries: Annotated[int, typer.Option("--queries", metavar="N", min=0, help="Events to ask about; 0: all.")] = 1000,
    events: Annotated[
        str | None, typer.Option("--events", metavar="FILE", help="Events of a file instead of a store.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="What queries are drawn by.")] = 0,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="Measure meanings as well; needs storytrail[semantic].")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are, on the events of the store or of a file, beside simpler methods."""
    from graph.cli.output import counted, note, put

    with progress() as report:
        asked = {"half": half.value, "queries": queries, "seed": seed, "semantic": semantic, "progress": report}
        if events is not None:
            found = graph.evaluate_events(events, what.value, **asked)  # type: ignore[arg-type]
        else:
            with graph.EventGraph.open(store) as g:
                found = g.evaluate(what.value, **asked)  # type: ignore[arg-type]
    put(found, _show, as_json=as_json)
    if found.issues:
        note(f"Reading the events met {counted(found.issues, 'issue')}; `storytrail load --json` lists them.")


def _show(found: "RelatedEvaluation") -> None:
    from graph.cli.output import console

    out = console()
    if not out.is_terminal:
        out.width = PIPE_WIDTH  # in a pipe a row stays a line
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
    table = _table("", *VIEWS, "ms")
    for method in found.methods:
        cells = (_cell(method.figures.get(view)) for view in VIEWS)
        table.add_row(method.name, *cells, f"{method.ms_per_query:.1f}")
    return table


def _differences(found: "RelatedEvaluation") -> "Table":
    """Set our method against those it has to beat."""
    table = _table("Storytrail", *VIEWS)
    ours = next(method for method in found.methods if method.name == "Storytrail")
    bases = {
        "over (BM25 + IDF) x decay": "over_plain",
        "over shared topics": "over_seed",
        "times shared topics": "times_seed",
    }
    for words, suffix in bases.items():
        sign = "" if suffix == "times_seed" else "+"
        table.add_row(words, *(_cell(ours.figures.get(f"{view}_{suffix}"), sign) for view in VIEWS))
    return table


def _table(name: str, *columns: str) -> "Table":
    """Return a table with a name and figures in each row; where it is narrow an interval goes below its value."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(name, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _cell(figure: "Estimate | None", sign: str = "") -> str:
    if figure is None:
        return "-"
    value, low, high = (f"{number:{sign}.3f}" for number in (figure.value, figure.low, figure.high))
    return f"{value} {low}..{high}"


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
