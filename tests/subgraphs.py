"""Questions in Cypher about parts of an archive, whose rows are the same on every engine, in the same order."""

from collections.abc import Mapping
from typing import Any

from graph import EventGraph

AROUND_EVENTS = {
    "topics of an event": """
        UNWIND $ids AS id MATCH (e:Event {id: id})-[m:MENTIONS]->(t:Topic)
        RETURN e.id AS event, t.id AS topic, m.title AS title, m.label AS label, m.section AS section,
               m.position AS position ORDER BY event, position, topic""",
    "headings of an event": """
        UNWIND $ids AS id MATCH (e:Event {id: id})-[p:PART_OF]->(t:Topic)
        RETURN e.id AS event, e.headings AS headings, t.id AS topic, p.title AS title, p.depth AS depth
        ORDER BY event, depth, topic""",
    "sources and document": """
        UNWIND $ids AS id MATCH (d:Document)<-[:FROM]-(e:Event {id: id})-[c:CITES]->(s:Source)
        RETURN e.id AS event, e.date AS date, d.id AS document, d.digest AS digest, s.id AS source,
               s.publisher AS publisher, s.domain AS domain, c.label AS label, c.position AS position
        ORDER BY event, position, source""",
    "two steps of relations": """
        UNWIND $ids AS id MATCH (e:Event {id: id})-[r:RELATED]->(o:Event)-[q:RELATED]->(p:Event)
        WHERE r.rank <= 3 AND q.rank <= 3
        RETURN e.id AS event, o.id AS other, p.id AS third, r.score AS score, r.days AS days,
               r.reason_kinds AS kinds, r.reason_labels AS labels, r.reason_weights AS weights, r.reason_ids AS ids
        ORDER BY event, other, third""",
    "events that share topics": """
        UNWIND $ids AS id MATCH (e:Event {id: id})-[:MENTIONS]->(t:Topic)<-[:MENTIONS]-(o:Event)
        WHERE o.id <> e.id
        WITH e, o, count(DISTINCT t) AS shared
        RETURN e.id AS event, o.id AS other, shared ORDER BY event, shared DESC, other""",
    "whom it is related to, mutually": """
        UNWIND $ids AS id MATCH (e:Event {id: id})-[r:RELATED]->(o:Event)-[:RELATED]->(e)
        RETURN e.id AS event, o.id AS other, r.rank AS rank ORDER BY event, rank""",
}
AROUND_TOPICS = {
    "events of a topic": """
        UNWIND $ids AS id MATCH (t:Topic {id: id})<-[:MENTIONS|PART_OF]-(e:Event)
        WITH DISTINCT t, e
        RETURN t.id AS topic, e.id AS event, e.date AS date, e.category AS category, e.month AS month
        ORDER BY topic, event""",
    "co-occurring topics": """
        UNWIND $ids AS id MATCH (t:Topic {id: id})<-[:MENTIONS]-(e:Event)-[:MENTIONS]->(o:Topic)
        WHERE o.id <> t.id
        WITH t, o, count(DISTINCT e) AS events
        RETURN t.id AS topic, o.id AS other, o.label AS label, events ORDER BY topic, events DESC, other""",
    "nested headings": """
        UNWIND $ids AS id MATCH (t:Topic {id: id})-[w:WITHIN]-(o:Topic)
        RETURN t.id AS topic, o.id AS other, startNode(w).id AS inner_id, w.event_count AS events
        ORDER BY topic, other, inner_id""",
    "months of a topic": """
        UNWIND $ids AS id MATCH (t:Topic {id: id})<-[:MENTIONS]-(e:Event)
        RETURN t.id AS topic, e.month AS month, count(DISTINCT e) AS events ORDER BY topic, month""",
    "publishers of a topic": """
        UNWIND $ids AS id MATCH (t:Topic {id: id})<-[:MENTIONS]-(e:Event)-[:CITES]->(s:Source)
        RETURN t.id AS topic, s.publisher AS publisher, count(DISTINCT e) AS events
        ORDER BY topic, events DESC, publisher""",
}
WHOLE = {
    "all nested headings": """
        MATCH (i:Topic)-[w:WITHIN]->(o:Topic)
        RETURN i.id AS inner_id, o.id AS outer_id, w.event_count AS events ORDER BY inner_id, outer_id""",
    "three levels of headings": """
        MATCH (a:Topic)-[:WITHIN]->(b:Topic)-[:WITHIN]->(c:Topic)
        RETURN a.id AS first, b.id AS second, c.id AS third ORDER BY first, second, third""",
    "spellings of all topics": """
        MATCH (t:Topic) RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.event_count AS events
        ORDER BY id""",
    "reasons by kind": """
        MATCH (:Event)-[r:RELATED]->(:Event) UNWIND r.reason_kinds AS kind
        RETURN kind, count(*) AS relations ORDER BY kind""",
    "documents": """
        MATCH (d:Document) RETURN d.id AS id, d.digest AS digest, d.licence AS licence, d.event_count AS events
        ORDER BY id""",
}


def rows(graph: EventGraph, cypher: str, params: Mapping[str, Any] | None = None) -> list[list[Any]]:
    """Return all rows of a query."""
    found = graph.query_rows(cypher, params, limit=100_000, timeout_s=120)
    assert not found.truncated
    return [list(row) for row in found.rows]
