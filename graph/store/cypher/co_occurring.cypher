// title: Topics that share the most events with a topic
// parameters: id, count
// columns: id, label, event_count
MATCH (:Topic {id: $id})<-[:MENTIONS|PART_OF]-(e:Event)
WITH DISTINCT e
MATCH (e)-[:MENTIONS|PART_OF]->(t:Topic)
WHERE t.id <> $id
RETURN t.id AS id, t.label AS label, count(DISTINCT e) AS event_count
ORDER BY event_count DESC, id LIMIT $count
