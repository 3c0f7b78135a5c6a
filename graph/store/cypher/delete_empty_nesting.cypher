// title: Remove nestings without events
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (:Topic {id: row.inner})-[w:WITHIN]->(:Topic {id: row.outer})
WHERE w.event_count <= 0
DELETE w
