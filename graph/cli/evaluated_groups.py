"""The tables of how good stories and clusters are."""

from typing import TYPE_CHECKING

from graph.cli.figures import cell, table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from graph.evaluate.group_results import GroupEvaluation, Kept
    from graph.evaluate.peaks import PeakMethod, PeaksEvaluation

STORIES = {"precision": "precision", "recall": "recall", "f1": "F1", "ami": "AMI"}
CLUSTERS = {"themes": "themes", "regions": "regions"}
_PEAK_METHODS: "dict[PeakMethod, str]" = {
    "count": "weeks of most events",
    "share": "weeks of highest share",
    "bursts": "bursts",
}


def show(out: "Console", found: "GroupEvaluation") -> None:
    """Print what was measured, and what the figures mean."""
    columns = STORIES if found.peaks else CLUSTERS
    out.print(_figures(found, columns))
    out.print(_meaning(found))
    out.print()
    out.print(_ahead(found, columns))
    out.print("Differences are on the same events; one is sure if 0 lies outside of its interval.")
    out.print()
    out.print(_steady(found))
    out.print(_steady_meaning(found))
    if found.peaks:
        out.print()
        _show_peaks(out, found.peaks)


def _figures(found: "GroupEvaluation", columns: dict[str, str]) -> "Table":
    made = table("", *columns.values(), "ms")
    for method in found.methods:
        cells = (cell(method.figures.get(name)) for name in columns)
        made.add_row(method.name, *cells, f"{method.ms_per_query:,.0f}")
    return made


def _meaning(found: "GroupEvaluation") -> str:
    events = f"{found.queries:,} events under {found.stories:,} headings (half: {found.half})"
    if found.peaks:
        return (
            "With 95 % intervals over whole headings: how far the stories of events are headings of editors, which "
            "only the last row may see, by B-cubed (precision, recall, F1) and adjusted mutual information (AMI, 0 is "
            f"chance), judged on {events}."
        )
    return (
        "With 95 % intervals over whole headings: adjusted mutual information (0 is chance, 1 the same) between the "
        "cluster where most topics of an event lie and the heading of editors, which only the last row may see, judged "
        f"on {events}."
    )


def _ahead(found: "GroupEvaluation", columns: dict[str, str]) -> "Table":
    """Set our groups against those of networkx Louvain."""
    ours = next(method for method in found.methods if method.name == "Storytrail")
    told = {name: words for name, words in columns.items() if f"{name}_over_louvain" in ours.figures}
    made = table("Storytrail", *told.values())
    made.add_row("over networkx Louvain", *(cell(ours.figures[f"{name}_over_louvain"], "+") for name in told))
    return made


def _steady(found: "GroupEvaluation") -> "Table":
    made = table("", "groups", "seeds", "5 % fewer", "large", "ids", "labels", "anew: ids", "labels")
    for steady in found.steadiness:
        large = steady.joined.groups if steady.joined else 0
        made.add_row(
            steady.name,
            f"{steady.groups:,}",
            f"{steady.seeds:.3f}",
            f"{steady.removed:.3f}",
            f"{large:,}",
            *_kept(steady.joined),
            *_kept(steady.anew),
        )
    return made


def _kept(kept: "Kept | None") -> tuple[str, str]:
    return (f"{100 * kept.ids:.1f} %", f"{100 * kept.labels:.1f} %") if kept else ("-", "-")


def _steady_meaning(found: "GroupEvaluation") -> str:
    from graph.cli.output import counted

    alike = (
        "How much alike groups are by other seeds, and with a twentieth of the events removed (adjusted Rand index: 0 "
        "is chance, 1 the same)"
    )
    if not found.month:
        return f"{alike}. All events are of one month: what is left of groups when one is added cannot be told."
    return (
        f"{alike}; and of the groups of more than ten members (large) those that keep their ids, and their labels, "
        f"when {found.month} with {counted(found.added, 'event')} is added: if what is new joins what there is, and if "
        "all is found anew."
    )


def _show_peaks(out: "Console", peaks: "PeaksEvaluation") -> None:
    if not peaks.peaks:
        out.print("Of the topics of well-known peaks the archive has none.")
        return
    made = table("", "first", "first three")
    for method, words in _PEAK_METHODS.items():
        made.add_row(words, *(str(peaks.within(method, first)) for first in (1, 3)))
    out.print(made)
    absent = f"; the archive lacks {len(peaks.absent)} more" if peaks.absent else ""
    out.print(f"How many of {len(peaks.peaks)} well-known peaks are the first of their topic, or one of three{absent}.")
