// title: Relate events
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.source})
MATCH (o:Event {id: row.target})
CREATE (e)-[r:RELATED]->(o)
SET r.rank = row.rank, r.score = row.score, r.days = row.days, r.reason_kinds = row.reason_kinds,
    r.reason_labels = row.reason_labels, r.reason_weights = row.reason_weights, r.reason_ids = row.reason_ids
