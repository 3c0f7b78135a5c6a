// title: Clusters of one topic, by level and id
// parameters: id
// columns: id, label, level, topic_count, event_count, parent
MATCH (:Topic {id: $id})-[:IN_CLUSTER]->(c:Cluster)
RETURN c.id AS id, c.label AS label, c.level AS level, c.topic_count AS topic_count, c.event_count AS event_count,
       c.parent AS parent
ORDER BY level, id
