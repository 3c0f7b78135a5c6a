"""Tables and graphs out: pandas frames with stable columns, networkx graphs with attributes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.model import EventOutline, Relation, Topic
from graph.results import QueryResult

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


EVENT_COLUMNS = ("id", "date", "text", "category", "headings", "topics")
TOPIC_COLUMNS = ("id", "label", "aliases", "event_count")


def event_frame(outlines: Iterable[EventOutline], labels: dict[str, str]) -> "pd.DataFrame":
    """Return events as a table.

    Parameters
    ----------
    outlines : iterable of EventOutline
        The events.
    labels : dict
        Topic labels by id.

    Returns
    -------
    pandas.DataFrame
        One row an event, columns `EVENT_COLUMNS`; `date` is ``datetime64``, `headings` and `topics` are lists.
    """
    import pandas as pd

    rows = [
        (
            outline.id,
            outline.date,
            outline.text,
            outline.category,
            list(outline.headings),
            [labels[topic] for topic in dict.fromkeys(outline.heading_ids + outline.topic_ids)],
        )
        for outline in outlines
    ]
    frame = pd.DataFrame(rows, columns=list(EVENT_COLUMNS))
    return frame.assign(date=pd.to_datetime(frame["date"]))


def topic_frame(topics: Iterable[Topic]) -> "pd.DataFrame":
    """Return topics as a table, most frequent first, columns `TOPIC_COLUMNS`."""
    import pandas as pd

    rows = [(topic.id, topic.label, list(topic.aliases), topic.event_count) for topic in topics]
    rows.sort(key=lambda row: (-row[3], row[0]))
    return pd.DataFrame(rows, columns=list(TOPIC_COLUMNS))


def query_frame(result: QueryResult) -> "pd.DataFrame":
    """Return the rows of a query as a table; ``attrs`` tell whether it was truncated, and the time it took."""
    import pandas as pd

    frame = pd.DataFrame([list(row) for row in result.rows], columns=list(result.columns))
    frame.attrs.update(truncated=result.truncated, elapsed_ms=result.elapsed_ms)
    return frame


def event_graph(
    outlines: Iterable[EventOutline], relations: Iterable[Relation], stories: Mapping[str, str]
) -> "nx.DiGraph":
    """Return events and their stored relations as a directed graph.

    Parameters
    ----------
    outlines : iterable of EventOutline
        Nodes, with the attributes `date` (ISO text), `text`, `category` and `story` (an id, or empty).
    relations : iterable of Relation
        Edges from an event to those related to it, with `rank`, `score`, `days` and `reasons` (labels); those from
        or to other events are left out.
    stories : mapping of str to str
        Ids of stories by those of their events.

    Returns
    -------
    networkx.DiGraph
        The graph.
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((outline.id, _node_attributes(outline, stories)) for outline in outlines)
    inside = (relation for relation in relations if relation.source in graph and relation.target in graph)
    graph.add_edges_from((relation.source, relation.target, _edge_attributes(relation)) for relation in inside)
    return graph


def _node_attributes(outline: EventOutline, stories: Mapping[str, str]) -> dict[str, object]:
    told = {"date": outline.date.isoformat(), "text": outline.text, "category": outline.category}
    return {**told, "story": stories.get(outline.id, "")}


def _edge_attributes(relation: Relation) -> dict[str, object]:
    reasons = "; ".join(reason.label for reason in relation.reasons)
    return {"rank": relation.rank, "score": relation.score, "days": relation.days, "reasons": reasons}
