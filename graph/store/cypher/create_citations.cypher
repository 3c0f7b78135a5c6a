// title: Link events to their sources
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (s:Source {id: row.source})
CREATE (e)-[c:CITES]->(s)
SET c.label = row.label, c.position = row.position
