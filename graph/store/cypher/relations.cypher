// title: Stored relations from the events of a date window
// parameters: first, last
// columns: source, target, rank, score, days, reason_kinds, reason_labels, reason_weights, reason_ids
MATCH (e:Event)-[r:RELATED]->(o:Event)
WHERE e.date >= $first AND e.date <= $last
RETURN e.id AS source, o.id AS target, r.rank AS rank, r.score AS score, r.days AS days,
       r.reason_kinds AS reason_kinds, r.reason_labels AS reason_labels, r.reason_weights AS reason_weights,
       r.reason_ids AS reason_ids
ORDER BY e.date, source, rank, target
