// title: Events of these ids that other documents hold
// parameters: ids, documents
// columns: id, document
UNWIND $ids AS id
MATCH (e:Event {id: id})
WITH collect(e) AS found
UNWIND found AS e
MATCH (e)-[:FROM]->(d)
WHERE NOT d.id IN $documents
RETURN e.id AS id, d.id AS document
ORDER BY id
