// title: Link events to the topics of their headings
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (t:Topic {id: row.topic})
CREATE (e)-[p:PART_OF]->(t)
SET p.title = row.title, p.label = row.label, p.section = row.section, p.position = row.position,
    p.depth = row.depth
