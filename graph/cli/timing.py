"""Commands for how things went on: timeline, turning-points."""

from enum import StrEnum
from typing import Annotated

import typer

import graph
from graph.cli.asking import Limit
from graph.cli.options import AsJson, From, Store, To


class Bin(StrEnum):
    """What events are counted by."""

    auto = "auto"
    day = "day"
    week = "week"
    month = "month"
    year = "year"


StoryName = Annotated[str | None, typer.Option("--story", metavar="ID", help="Of a story.")]


def timeline(
    topic: Annotated[str | None, typer.Argument(metavar="TOPIC", help="A title, an id or an alias.")] = None,
    store: Store = None,
    story: StoryName = None,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ID", help="Of a cluster of topics.")] = None,
    chain: Annotated[str | None, typer.Option("--chain", metavar="NAME", help="Of a saved chain.")] = None,
    bin: Annotated[Bin, typer.Option("--bin", help="Count by; auto takes what suits the span.")] = Bin.auto,  # noqa: A002
    first: From = None,
    last: To = None,
    linked: Annotated[
        bool, typer.Option("--linked", help="Of a topic only events that link it, not those whose text names it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the course of a topic, a story, a cluster or a saved chain: counts, bursts, silences, key events."""
    _refuse_all_but_one({"TOPIC": topic, "--story": story, "--cluster": cluster, "--chain": chain})
    if linked and topic is None:
        raise typer.BadParameter("--linked is for the timeline of a TOPIC.")
    from graph.cli.output import put_noted
    from graph.cli.timelines_shown import show_timeline

    with graph.EventGraph.open(store) as g:
        found = g.timeline(
            topic, story=story, cluster=cluster, chain=chain, bin=bin.value, first=first, last=last, linked=linked
        )
        status = g.status()
    kept = ["stories"] if story else ["clusters"] if cluster else []
    put_noted(found, status, show_timeline, *kept, as_json=as_json)


def _refuse_all_but_one(things: dict[str, str | None]) -> None:
    given = [name for name, value in things.items() if value is not None]
    if len(given) != 1:
        named = f"; got {' and '.join(given)}" if given else ""
        raise typer.BadParameter(f"A timeline is of one thing: a TOPIC, --story, --cluster or --chain{named}.")


def turning_points(
    store: Store = None,
    story: StoryName = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Among the events of a topic.")] = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Show events that turned the course of things, with what would fall apart without them."""
    from graph.cli.output import put_noted
    from graph.cli.timelines_shown import show_turning_points

    with graph.EventGraph.open(store) as g:
        found, status = g.turning_points(story=story, topic=topic, limit=limit), g.status()
    put_noted(found, status, show_turning_points, "stories", as_json=as_json)
