"""Printing: JSON documents for machines, quiet text for people, errors as one sentence."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import typer

from graph.errors import StorytrailError
from graph.model import Event, Issue, Json
from graph.results import (
    CorrectionReport,
    DayView,
    Entry,
    EventView,
    GivenRelated,
    LoadReport,
    RelatedEvents,
    SearchResult,
    Spelling,
    Status,
    TopicView,
)

if TYPE_CHECKING:
    from rich.console import Console

EXAMPLES = 2
SHOWN_TOPICS = 12
SHOWN_STORIES = 5
GROUNDS = {
    "spelling": "a spelling",
    "redirect": "a redirect",
    "person": "your correction",
    "team": "the shared graph",
}


def print_json(data: Any) -> None:
    """Print one JSON document on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2))


class Answer(Protocol):
    """An answer of the library that has a JSON shape."""

    def to_dict(self) -> Json:
        """Return the answer as JSON."""
        ...


class MutedAnswer(Answer, Protocol):
    """An answer that leaves muted topics out."""

    @property
    def muted(self) -> Sequence[str]:
        """Their labels."""
        ...


Told = TypeVar("Told", bound=Answer)
Muting = TypeVar("Muting", bound=MutedAnswer)


def put(answer: Told, show: Callable[[Told], None], *, as_json: bool) -> None:
    """Print an answer: as JSON if asked for, else the way `show` does for people."""
    if as_json:
        print_json(answer.to_dict())
    else:
        show(answer)


def print_error(error: StorytrailError, *, as_json: bool) -> None:
    """Print an error: the sentence on stderr, and its code and sentence as JSON on stdout if asked for."""
    if as_json:
        print_json({"error": {"code": error.code, "message": str(error)}})
    typer.echo(f"storytrail: {error}", err=True)


def note(message: str) -> None:
    """Print a message for people on stderr."""
    typer.echo(message, err=True)


def note_muted(labels: Sequence[str]) -> None:
    """Say on stderr which topics were left out."""
    if labels:
        note(f"Muted topics left out: {', '.join(labels)}.")


def note_stale(status: Status, *parts: str) -> None:
    """Say on stderr which of some parts, such as ``stories``, are not those of the present data."""
    for part in sorted({*parts} & {*status.stale}):
        if status.to_dict()[part]:
            note(f"{part.capitalize()} are out of date; `storytrail refresh` brings them up to date.")
        else:
            note(f"No {part} have been found yet; `storytrail refresh` finds them.")


def put_noted(found: Muting, status: Status, show: Callable[[Muting], None], *parts: str, as_json: bool) -> None:
    """Print an answer after notes on the parts of the store it rests on that are stale, and on muted topics."""
    note_stale(status, *parts)
    note_muted(found.muted)
    put(found, show, as_json=as_json)


def counted(number: int, noun: str) -> str:
    """Say how many: ``1 event``, ``1,200 events``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def console() -> "Console":
    """Return a console on stdout that takes text as it is."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def line(out: "Console", text: str, *, style: str = "", indent: int = 0) -> None:
    """Print a text; on a terminal it is wrapped below its indent."""
    from rich.padding import Padding
    from rich.text import Text

    if out.is_terminal:
        out.print(Padding(Text(text, style=style), (0, 0, 0, indent)))
    else:
        out.print(Text(" " * indent + text))  # in a pipe a line stays a line


def event_line(out: "Console", event: Event, *, lead: str = "") -> None:
    """Print an event in two lines: lead and id; text."""
    line(out, f"{lead}{event.id}", style="dim")
    line(out, event.text, indent=2)


def show_report(report: LoadReport) -> None:
    """Print what a load did, and the issues by kind."""
    out = console()
    kept = f", {report.unchanged:,} unchanged" if report.unchanged else ""
    line(out, f"{counted(report.documents, 'document')}{kept}, in {report.seconds:.1f} s")
    line(out, f"events: {report.added} added, {report.changed} changed, {report.removed} removed")
    if report.issues:
        _show_issues(out, report.issues)


def _show_issues(out: "Console", issues: Sequence[Issue]) -> None:
    kinds = Counter(issue.code for issue in issues).most_common()
    more = "" if len(issues) == 1 else "; --json lists all"
    line(out, f"{counted(len(issues), 'issue')} of {counted(len(kinds), 'kind')}{more}")
    for code, count in kinds:
        group = [issue for issue in issues if issue.code == code]
        same = len({issue.message for issue in group}) == 1
        line(out, f"{count:,} {code}{f': {group[0].message}' if same else ''}", indent=2)
        for issue in group[:EXAMPLES]:
            words = issue.text if same else f"{issue.message}  {issue.text}"
            line(out, f"{issue.document}:{issue.line} {words}".rstrip(), style="dim", indent=4)


def show_status(status: Status) -> None:
    """Print the state of a store as a small table."""
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in status.to_dict().items():
        table.add_row(name, _fact(name, value))
    console().print(table)


def _fact(name: str, value: Any) -> str:
    """Say one fact of the status; counts get a comma, a revision is a name."""
    if isinstance(value, int):
        return str(value) if name in ("revision", "version") else f"{value:,}"
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    return str(value or "none")


def show_search(result: SearchResult) -> None:
    """Print topics, then events, best first."""
    out = console()
    for topic in result.topics:
        line(out, f"{topic.label}  ({counted(topic.event_count, 'event')})", style="bold")
    for event, score in result.events:
        event_line(out, event, lead=f"{score:6.2f}  ")
    if not result.topics and not result.events:
        note("Nothing found; try fewer or other words.")


def show_event(view: EventView) -> None:
    """Print everything about an event."""
    out, event = console(), view.event
    line(out, event.id, style="dim")
    line(out, event.text, style="bold")
    path = " > ".join(heading.text for heading in event.headings)
    facts = {
        "date": event.date.isoformat(),
        "story": f"{event.story.label}  ({event.story.id})" if event.story else "",
        "category": event.category,
        "headings": path,
        "topics": ", ".join(topic.label for topic in event.topics),
        "excerpt": event.excerpt,
        "picture": event.cover_url,
        "document": f"{view.document_id} ({view.licence}), from {view.origin}",
        "also in": ", ".join(f"{other.id} ({other.licence}), from {other.origin}" for other in view.also),
        "page": event.page_url,
    }
    for name, value in facts.items():
        if value:
            line(out, f"{name}: {value}")
    for citation in event.citations:
        line(out, f"source: {citation.label or citation.source.publisher}  {citation.source.url}")
    for other in view.given_related:
        line(out, f"its page relates: {other.given.id} ({_place(other)})")


def _place(other: GivenRelated) -> str:
    if not other.loaded:
        return "not loaded"
    return f"number {other.rank} of ours" if other.rank else "not among our ten"


def show_topic(view: TopicView) -> None:
    """Print a topic: spellings, clusters, partners, stories, newest events."""
    out, topic = console(), view.topic
    line(out, f"{topic.label}{'  (muted)' if view.muted else ''}", style="bold")
    line(out, f"{counted(topic.event_count, 'event')}, {topic.first} to {topic.last}")
    others = [_spelling(spelling) for spelling in view.spellings if spelling.by != "label"]
    if others:
        line(out, f"also: {', '.join(others)}")
    if view.clusters:
        line(out, f"in the clusters: {'; '.join(f'{each.label} ({each.id})' for each in view.clusters)}")
    if view.co_occurring:
        partners = [f"{partner.label} ({partner.event_count})" for partner in view.co_occurring[:SHOWN_TOPICS]]
        line(out, f"often with: {', '.join(partners)}")
    for story, shared in view.stories[:SHOWN_STORIES]:
        line(
            out,
            f"story: {story.label}, {story.first} to {story.last}, {shared} of {counted(story.event_count, 'event')}",
        )
    for event in view.events:
        event_line(out, event)


def _spelling(spelling: Spelling) -> str:
    """Say why a title is one of a topic: ``Burma (a redirect, 2026-11-01)``."""
    why = [GROUNDS[spelling.by], *([spelling.since.isoformat()] if spelling.since else [])]
    return f"{spelling.title} ({', '.join(why)})"


def show_correction(report: CorrectionReport) -> None:
    """Print what a correction of topics did."""
    topic = report.topic
    titles = f", linked as {', '.join(topic.aliases)}" if len(topic.aliases) > 1 else ""
    facts = f"{counted(topic.event_count, 'event')}, {report.moved:,} moved"
    line(console(), f"The topic is called {topic.label} now{titles}: {facts}.")
    if report.stale:
        note("Related events are as they were before; `storytrail refresh` brings them up to date.")


def show_day(view: DayView) -> None:
    """Print the events of a day by category."""
    out = console()
    line(out, f"{view.date}: {counted(len(view.events), 'event')}", style="bold")
    for category, events in _by_category(view.events):
        line(out, category or "Without a category", style="underline")
        for event in events:
            event_line(out, event)
    line(out, f"before: {view.previous or 'none'}   after: {view.next or 'none'}", style="dim")


def _by_category(events: Iterable[Event]) -> Iterable[tuple[str, list[Event]]]:
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.category, []).append(event)
    return groups.items()


def show_related(answer: RelatedEvents) -> None:
    """Print an event, its related events of other days, and those of the same day, with reasons."""
    out = console()
    event_line(out, answer.event)
    _show_entries(out, "Related, other days", answer.related)
    _show_entries(out, "Same day", answer.same_day)
    if not answer.related and not answer.same_day:
        note("No event shares anything with this one.")


def _show_entries(out: "Console", title: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    line(out, f"\n{title}", style="bold")
    for place, entry in enumerate(entries, 1):
        event_line(out, entry.event, lead=f"{place:2}. {entry.score:.2f}  ")
        line(out, entry.summary, style="italic", indent=4)
