// title: Link events to the topics of their headings; links are [topic, title, label, section, position, depth]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
UNWIND row.links AS link
MATCH (t:Topic {id: link[0]})
CREATE (e)-[p:PART_OF]->(t)
SET p.title = link[1], p.label = link[2], p.section = link[3], p.position = link[4], p.depth = link[5]
