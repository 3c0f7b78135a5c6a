"""The tables of how good chains are."""

from typing import TYPE_CHECKING

from graph.cli.figures import cell, percent, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from graph.evaluate.results import ChainEvaluation

RIVALS = {
    "over the shortest path": "judged_over_shortest",
    "over the widest path": "judged_over_widest",
    "over the spanning tree": "judged_over_tree",
}


def show(out: "Console", found: "ChainEvaluation") -> None:
    """Print what was measured, and what the figures mean."""
    out.print(_figures(found))
    out.print(
        "With 95 % intervals over whole stories: the share of the inner events under any heading of a story that are "
        "under the one of both ends (judged), the median of the weakest links (weakest), the number of inner events "
        "out of 5 (inner), and the share of the time between the ends that the longest link takes (largest gap); "
        f"{found.queries:,} pairs of events of {found.stories:,} stories (half: {found.half}), headings hidden."
    )
    out.print()
    out.print(_shares(found))
    out.print(
        "Of the pairs those with any chain (found), of all inner events asked for those known to be of the story (in "
        "story), of the chains those whose weakest link is .04 or more (strong) and those with each event on a later "
        "day (in order), of the links those with reasons; the mean and the 95th of 100 times. The spanning tree is "
        "that of Narrative Trails (2025)."
    )
    out.print()
    out.print(_ahead(found))
    out.print("Differences are of the same pairs; one is sure if 0 lies outside of its interval.")


def _figures(found: "ChainEvaluation") -> "Table":
    made = table("", "judged", "weakest", "inner", "largest gap")
    for method in found.methods:
        figures = method.figures
        length = cell(figures.get("length"), digits=2)
        gap = cell(figures.get("largest_gap"))
        made.add_row(method.name, cell(figures.get("judged")), cell(figures.get("weakest")), length, gap)
    return made


def _shares(found: "ChainEvaluation") -> "Table":
    made = table("", "found", "in story", "strong", "in order", "reasons", "ms", "p95")
    for method in found.methods:
        names = ("found", "in_story", "strong", "in_order", "explained")
        shares = (percent(method.figures.get(name)) for name in names)
        made.add_row(method.name, *shares, f"{method.ms_per_query:.1f}", f"{method.figures['ms_p95'].value:.1f}")
    return made


def _ahead(found: "ChainEvaluation") -> "Table":
    made = table("Storytrail", "judged")
    ours = next(method for method in found.methods if method.name == "Storytrail")
    for words, figure in RIVALS.items():
        made.add_row(words, cell(ours.figures.get(figure), "+"))
    return made
