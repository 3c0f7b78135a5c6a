// title: One cluster
// parameters: id
// columns: id, label, level, topic_count, event_count, parent
MATCH (c:Cluster {id: $id})
RETURN c.id AS id, c.label AS label, c.level AS level, c.topic_count AS topic_count, c.event_count AS event_count,
       c.parent AS parent
