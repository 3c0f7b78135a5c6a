"""Timelines and turning points, printed for people."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.analysis.timeline_model import TimelineSettings
from graph.cli.chains_shown import event_cut
from graph.cli.output import console, counted, line, note
from graph.cli.spans import in_bin, length, month, span
from graph.cli.sparks import sparks
from graph.timeline_results import BurstView, GapView, TimelineResult, TurningPointList, TurningPointView

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4
Row = tuple[str, str, str, str]


def show_timeline(found: TimelineResult) -> None:
    """Print the course in a sentence, its counts, its bursts, its silences and its key events."""
    out = console()
    line(out, _title(found), style="bold")
    if not found.rows:
        note("There are no events in this time; other bounds of --from and --to may have some.")
        return
    for sentence in _reading(found):
        line(out, sentence)
    line(out, "")
    for row in sparks(found.bin, list(_counts(found)), out.width):
        out.print(row, no_wrap=True, crop=False)
    _show_bursts(out, found)
    if found.gaps:
        line(out, "\nSilences", style="bold")
        for gap in found.gaps:
            line(out, _silence(gap))
    line(out, "\nKey events", style="bold")
    for event in found.key_events:
        event_cut(out, event.date.isoformat(), event.text)


def _title(found: TimelineResult) -> str:
    kind = "" if found.subject.kind in ("topic", "events") else f"  ({found.subject.kind})"
    return f"{found.subject.label}{kind}"


def _counts(found: TimelineResult) -> Iterator[tuple[dt.date, int, int]]:
    course = found.course
    return zip(course.starts.tolist(), course.counts.tolist(), course.volume.tolist(), strict=True)


def _reading(found: TimelineResult) -> Iterator[str]:
    """Say in a sentence or two how many events there are, when, and when most."""
    first, last = found.rows[0][1], found.rows[-1][1]
    many = counted(found.event_count, "event")
    if first == last:
        yield f"{many} on {span(first, last)}."
    else:
        yield f"{many} from {span(first, last)}{_peak(found)}."
    if found.linked_count is not None and found.linked_count < found.event_count:
        named = found.event_count - found.linked_count
        links = "links" if found.linked_count == 1 else "link"
        names, them = ("names", "it") if named == 1 else ("name", "these")
        yield f"{found.linked_count:,} {links} the topic, {named:,} only {names} it; --linked leaves {them} out."


def _peak(found: TimelineResult) -> str:
    """Say in which bin most events are, if there is one that has more than any other."""
    most = int(found.course.counts.max())
    starts = [start for start, count, _ in _counts(found) if count == most]
    return f"; most {in_bin(starts[0], found.bin)} ({most:,})" if len(starts) == 1 and most > 1 else ""


def _show_bursts(out: "Console", found: TimelineResult) -> None:
    if not found.bursts:
        line(out, "\nNo bursts: never many more events in a short time than usual.")
        return
    line(out, "\nBursts, times with many more events than usual", style="bold")
    columns = ("when", "rate", "events", "about")
    _print_rows(out, [columns, *(_burst(burst) for burst in found.bursts)])
    line(out, "rate: about so many times as often as over the whole time", style="dim")


def _burst(burst: BurstView) -> Row:
    rate = TimelineSettings().scale ** burst.level
    return span(burst.start, burst.end, short=True), f"{rate:.0f}x", f"{burst.event_count:,}", burst.label


def _print_rows(out: "Console", rows: Sequence[Row]) -> None:
    """Print rows in columns; the last one is wrapped on a terminal, and in a pipe a row stays a line."""
    from rich.table import Table
    from rich.text import Text

    if out.is_terminal:
        table = Table.grid(padding=(0, 2, 0, 0))
        for place in range(4):
            table.add_column(justify="right" if place in (1, 2) else "left", no_wrap=place < 3)
        for row in rows:
            table.add_row(*map(Text, row))
        out.print(table)
        return
    when, rate, events = (max(len(row[place]) for row in rows) for place in range(3))
    for row in rows:
        line(out, f"{row[0]:{when}}  {row[1]:>{rate}}  {row[2]:>{events}}  {row[3]}".rstrip())


def _silence(gap: GapView) -> str:
    """Say how long nothing was told, and how much the archive has of that time."""
    archive = counted(gap.archive_days, "day")
    return (
        f"silent for {length(gap.days)}, {month(gap.start)} to {month(gap.end)}; "
        f"the archive has {archive} with events then"
    )


def show_turning_points(found: TurningPointList) -> None:
    """Print turning points, the strongest first: the event, what hangs on it, its story."""
    if not found.points:
        note("No turning points: nothing hangs on a single event here; `storytrail timeline` shows how things went on.")
        return
    out = console()
    line(out, "Events on which most hangs, the strongest first.")
    for place, point in enumerate(found.points, 1):
        line(out, "")
        _show_point(out, place, point)


def _show_point(out: "Console", place: int, point: TurningPointView) -> None:
    event = point.event
    line(out, f"{place:2}. {event.date.isoformat()}", style="bold")
    line(out, event.text, indent=INDENT)
    line(out, point.summary, style="italic", indent=INDENT)
    if event.story:
        line(out, f"story: {event.story.label}  ({event.story.id})", style="dim", indent=INDENT)
