// title: Stories with the most events that link any topic of a cluster, and how many
// parameters: id, count
// columns: id, label, first, last, event_count, topics, key_events, shared
MATCH (:Cluster {id: $id})<-[:IN_CLUSTER]-(t:Topic)
MATCH (t)<-[:MENTIONS|PART_OF]-(e:Event)
WITH DISTINCT e
MATCH (e)-[:IN_STORY]->(s:Story)
WITH s, count(e) AS shared
RETURN s.id AS id, s.label AS label, s.first AS first, s.last AS last, s.event_count AS event_count,
       s.topics AS topics, s.key_events AS key_events, shared
ORDER BY shared DESC, id LIMIT $count
