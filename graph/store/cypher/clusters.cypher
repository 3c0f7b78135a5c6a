// title: Clusters of one level or of all, by level and id
// parameters: level
// columns: id, label, level, topic_count, event_count, parent
MATCH (c:Cluster)
WHERE ($level IS NULL OR c.level = $level)
RETURN c.id AS id, c.label AS label, c.level AS level, c.topic_count AS topic_count, c.event_count AS event_count,
       c.parent AS parent
ORDER BY level, id
