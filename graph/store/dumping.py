"""The whole graph as a stream of tables, for exports."""

from collections.abc import Iterator, Mapping, Sequence

from graph.model import Event
from graph.store.access import Access, rows, state, steady
from graph.store.base import EdgeTable, NodeTable, Row, Runner
from graph.store.clusters import cluster_tables, read_clusters, read_co_occurrences, read_memberships
from graph.store.reading import date_windows, read_events
from graph.store.relations import read_relations, relation_table
from graph.store.rows import TOPIC
from graph.store.state import meta_table
from graph.store.stories import read_stories, read_story_members, story_tables
from graph.store.tables import event_table, given_table, link_tables

# rows of a page; a page of events has some ten relationships a row
_PAGE = 2000
Table = NodeTable | EdgeTable


class Dumping(Access):
    """Everything that is in the graph."""

    def tables(self) -> Iterator[Table]:
        """Stream all nodes and relationships as tables of some thousand rows, one state of the graph throughout.

        Several tables are of one label or type. An engine's own nodes, such as a lock, are left out.

        Raises
        ------
        StoreChangedError
            If another process changes the graph meanwhile, and the engine holds no state still.
        """
        with self._backend.reading() as runner:
            yield from steady(runner, _pages(runner))


def _pages(runner: Runner) -> Iterator[Sequence[Table]]:
    yield [meta_table(state(runner))]
    yield from ([_nodes("Document", page)] for page in _paged(runner, "dump_documents"))
    yield from ([_nodes("Source", page)] for page in _paged(runner, "dump_sources"))
    yield from map(_topics, _paged(runner, "dump_topics"))
    for first, last in date_windows(runner, _PAGE):
        revisions = {row["id"]: row["revision"] for row in rows(runner, "dump_event_ids", first=first, last=last)}
        yield _events(read_events(runner, list(revisions)), revisions)
        yield [
            relation_table(read_relations(runner, first, last)),
            _given(rows(runner, "given", first=first, last=last)),
        ]
    yield story_tables(read_stories(runner), read_story_members(runner))
    yield cluster_tables(read_clusters(runner), read_memberships(runner), read_co_occurrences(runner))


def _paged(runner: Runner, name: str) -> Iterator[list[Row]]:
    after = ""
    while page := rows(runner, name, after=after, count=_PAGE):
        yield page
        after = page[-1]["id"]


def _nodes(label: str, page: Sequence[Row]) -> NodeTable:
    return NodeTable(label, {name: [row[name] for row in page] for name in page[0]})


def _topics(page: Sequence[Row]) -> list[Table]:
    pairs = [(row["id"], *outer) for row in page for outer in row["outers"]]
    counts = {"event_count": [count for _, _, count in pairs]}
    inner, outer = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    plain = [{name: row[name] for name in (*TOPIC, "description")} for row in page]
    return [_nodes("Topic", plain), EdgeTable("WITHIN", "Topic", "Topic", inner, outer, counts)]


def _given(found: Sequence[Row]) -> EdgeTable:
    return given_table({name: [row[name] for row in found] for name in ("source", "target", "position", "topics")})


def _events(events: Sequence[Event], revisions: Mapping[str, int]) -> list[Table]:
    origins = EdgeTable(
        "FROM", "Event", "Document", [event.id for event in events], [event.document for event in events]
    )
    return [event_table(events, [revisions[event.id] for event in events]), *link_tables(events), origins]
