// title: Relate events; links are [target, rank, score, days, kinds, labels, weights and ids of the reasons]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
UNWIND row.links AS link
MATCH (o:Event {id: link[0]})
CREATE (e)-[r:RELATED]->(o)
SET r.rank = link[1], r.score = link[2], r.days = link[3], r.reason_kinds = link[4], r.reason_labels = link[5],
    r.reason_weights = link[6], r.reason_ids = link[7]
