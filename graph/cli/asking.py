"""Commands that ask: search, event, topic, day, related, query."""

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

import graph
from graph.checks import MOST, as_date
from graph.cli.options import AsJson, EventName, From, Store, To, TopicName, read_stdin


class Kind(StrEnum):
    """What a search returns."""

    all = "all"
    events = "events"
    topics = "topics"


class When(StrEnum):
    """Which other days related events may be of."""

    both = "both"
    before = "before"
    after = "after"


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="At most so many.")]


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words to look for.")],
    store: Store = None,
    kind: Annotated[Kind, typer.Option("--kind", help="What to look for.")] = Kind.all,
    first: From = None,
    last: To = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only events with this topic.")] = None,
    category: Annotated[str | None, typer.Option("--category", help="Only events of this category.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="DOMAIN", help="Only events citing it.")] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Search events by their words and topics by their names, best first."""
    from graph.cli.output import note_muted, put, show_search

    with graph.EventGraph.open(store) as g:
        found = g.search(
            text,
            kind=kind.value,
            first=first,
            last=last,
            topic=topic,
            category=category,
            source=source,
            limit=limit,
        )
    note_muted(found.muted)
    put(found, show_search, as_json=as_json)


def event(event: EventName, store: Store = None, as_json: AsJson = False) -> None:
    """Show everything known about an event."""
    from graph.cli.output import put, show_event

    with graph.EventGraph.open(store) as g:
        view = g.event(event)
    put(view, show_event, as_json=as_json)


def topic(topic: TopicName, store: Store = None, limit: Limit = 50, as_json: AsJson = False) -> None:
    """Show a topic: its spellings, its clusters, its stories, its newest events."""
    from graph.cli.output import put, show_topic

    with graph.EventGraph.open(store) as g:
        view = g.topic(topic, limit=limit)
    put(view, show_topic, as_json=as_json)


def day(
    date: Annotated[str, typer.Argument(metavar="DATE", help="A day, as 2016-02-03.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show the events of a day, and the days with events before and after it."""
    from graph.cli.output import put, show_day

    with graph.EventGraph.open(store) as g:
        view = g.day(date)
    put(view, show_day, as_json=as_json)


def related(
    event: EventName,
    store: Store = None,
    limit: Limit = 10,
    when: Annotated[When, typer.Option("--when", help="Which other days.")] = When.both,
    mute: Annotated[list[str] | None, typer.Option("--mute", metavar="TOPIC", help="Does not count.")] = None,
    far: Annotated[int, typer.Option("--far", metavar="DAYS", min=0, help="Only events further away.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Show the events related to an event, strongest first, each with its reasons."""
    from graph.cli.output import note_muted, put, show_related

    with graph.EventGraph.open(store) as g:
        answer = g.related(event, limit=limit, when=when.value, mute=mute or (), far=far)
    note_muted(answer.muted)
    put(answer, show_related, as_json=as_json)


def query(
    cypher: Annotated[str, typer.Argument(metavar="CYPHER", help="One statement that reads; - for stdin.")],
    store: Store = None,
    param: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="NAME=VALUE", help="A value for $NAME: JSON, a date, or text."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST, help="At most so many rows.")] = 1000,
    timeout: Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Time limit.")] = 30.0,
    format: Annotated[Format, typer.Option("--format", help="How rows are printed.")] = Format.table,  # noqa: A002
    as_json: AsJson = False,
) -> None:
    """Run a read-only Cypher query."""
    from graph.cli.output import note, print_json
    from graph.cli.rows import print_csv, print_table

    text = read_stdin() if cypher == "-" else cypher
    params = dict(_parameter(item) for item in param or ())
    with graph.EventGraph.open(store) as g:
        result = g.query_rows(text, params, limit=limit, timeout_s=timeout)
    if as_json or format is Format.json:
        print_json(result.to_dict())
    elif format is Format.csv:
        print_csv(result)
    else:
        print_table(result)
    if result.truncated:
        note(f"Only the first {limit} rows are shown; --limit shows more.")


def _parameter(item: str) -> tuple[str, Any]:
    """Read ``NAME=VALUE``; the value is an ISO date, JSON, or plain text."""
    name, sign, value = item.partition("=")
    if not sign or not name.isidentifier():
        raise graph.InputError(f"A parameter is given as NAME=VALUE; got {item!r}.")
    return name, _value(value)


def _value(text: str) -> Any:
    for read in (as_date, json.loads):
        try:
            return read(text)
        except (graph.InputError, ValueError, RecursionError):
            continue
    return text
