// title: Link events to their sources; links are [source, label, position]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
UNWIND row.links AS link
MATCH (s:Source {id: link[0]})
CREATE (e)-[c:CITES]->(s)
SET c.label = link[1], c.position = link[2]
