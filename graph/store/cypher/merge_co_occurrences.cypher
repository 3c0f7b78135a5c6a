// title: Write which topics are told of together; links are [other topic, number of events, weight]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (t:Topic {id: row.id})
UNWIND row.links AS link
MATCH (o:Topic {id: link[0]})
MERGE (t)-[c:CO_OCCURS]->(o)
SET c.event_count = link[1], c.weight = link[2]
