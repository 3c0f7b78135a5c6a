// title: Write clusters
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (c:Cluster {id: row.id})
SET c.label = row.label, c.level = row.level, c.topic_count = row.topic_count, c.event_count = row.event_count,
    c.parent = row.parent
