// title: Link events to the topics in their texts
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (t:Topic {id: row.topic})
CREATE (e)-[m:MENTIONS]->(t)
SET m.title = row.title, m.label = row.label, m.section = row.section, m.position = row.position
