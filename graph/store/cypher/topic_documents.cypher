// title: Documents with events that link some topics
// parameters: ids
// columns: id
UNWIND $ids AS topic
MATCH (t:Topic {id: topic})<-[:MENTIONS|PART_OF]-(e:Event)-[:FROM]->(d:Document)
RETURN DISTINCT d.id AS id
ORDER BY id
