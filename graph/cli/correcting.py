"""Commands that correct topics: topic-merge, topic-split."""

from typing import Annotated

import typer

import graph
from graph.cli.options import AsJson, Store
from graph.cli.progress import progress


def topic_merge(
    into: Annotated[str, typer.Argument(metavar="A", help="The topic that stays.")],
    name: Annotated[str, typer.Argument(metavar="B", help="The topic that becomes part of it.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Make topic B part of topic A, now and for what is loaded later."""
    from graph.cli.output import put, show_correction

    with graph.EventGraph.open(store) as g, progress() as report:
        done = g.merge_topics(into, name, progress=report)
    put(done, show_correction, as_json=as_json)


def topic_split(
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="A spelling, as `storytrail topic` lists it.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Take a spelling out of its topic, so that it is a topic of its own."""
    from graph.cli.output import put, show_correction

    with graph.EventGraph.open(store) as g, progress() as report:
        done = g.split_topic(alias, progress=report)
    put(done, show_correction, as_json=as_json)
