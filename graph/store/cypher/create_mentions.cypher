// title: Link events to the topics in their texts; links are [topic, title, label, section, position]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
UNWIND row.links AS link
MATCH (t:Topic {id: link[0]})
CREATE (e)-[m:MENTIONS]->(t)
SET m.title = link[1], m.label = link[2], m.section = link[3], m.position = link[4]
