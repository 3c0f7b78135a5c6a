// title: Add to the number of events under which an inner topic stands within an outer one
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (inner:Topic {id: row.inner})
MATCH (outer:Topic {id: row.outer})
MERGE (inner)-[w:WITHIN]->(outer)
SET w.event_count = coalesce(w.event_count, 0) + row.change
