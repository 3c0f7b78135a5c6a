"""Commands for stories and clusters: stories, story, clusters, cluster."""

from typing import Annotated

import typer

import graph
from graph.cli.asking import Limit
from graph.cli.options import AsJson, Store


def stories(
    store: Store = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Only those under way on this day.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help="Only those that tell of it.")] = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List stories, the running affairs that events belong to: the largest, those of a day, those about a topic."""
    from graph.cli.groups_shown import show_stories
    from graph.cli.output import put_noted

    with graph.EventGraph.open(store) as g:
        found, status = g.list_stories(on=on, topic=topic, limit=limit), g.status()
    put_noted(found, status, show_stories, "stories", as_json=as_json)


def story(
    story: Annotated[str, typer.Argument(metavar="STORY", help="An id or a label, or the beginning of one.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show a story and all its events in order of time, the key events marked."""
    from graph.cli.groups_shown import show_story
    from graph.cli.output import put_noted

    with graph.EventGraph.open(store) as g:
        view, status = g.story(story), g.status()
    put_noted(view, status, show_story, "stories", as_json=as_json)


def clusters(
    store: Store = None,
    level: Annotated[int, typer.Option("--level", min=1, max=2, help="1: themes; 2: regions and story worlds.")] = 1,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="YEAR", help="Those of one year: what is new, goes on, split, merged."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List clusters: topics that are often told of together, over all time or in one year."""
    from graph.cli.groups_shown import show_clusters
    from graph.cli.output import put_noted

    with graph.EventGraph.open(store) as g:
        found, status = g.list_clusters(level=level, year=year), g.status()
    kept = ["clusters"] if year is None else []  # those of a year are found anew
    put_noted(found, status, show_clusters, *kept, as_json=as_json)


def cluster(
    cluster: Annotated[str, typer.Argument(metavar="CLUSTER", help="An id or a label, or the beginning of one.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show a cluster: its topics, the regions in it, its stories."""
    from graph.cli.groups_shown import show_cluster
    from graph.cli.output import put_noted

    with graph.EventGraph.open(store) as g:
        view, status = g.cluster(cluster), g.status()
    put_noted(view, status, show_cluster, "clusters", "stories", as_json=as_json)
