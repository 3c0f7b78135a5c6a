// title: Stored related events of one event, earlier (sign -1), later (1) or both (0)
// parameters: id, sign, count
// columns: source, target, rank, score, days, reason_kinds, reason_labels, reason_weights, reason_ids
MATCH (e:Event {id: $id})-[r:RELATED]->(o:Event)
WHERE r.days * $sign >= 0 AND ($sign = 0 OR r.days <> 0)
RETURN e.id AS source, o.id AS target, r.rank AS rank, r.score AS score, r.days AS days,
       r.reason_kinds AS reason_kinds, r.reason_labels AS reason_labels, r.reason_weights AS reason_weights,
       r.reason_ids AS reason_ids
ORDER BY rank, target LIMIT $count
