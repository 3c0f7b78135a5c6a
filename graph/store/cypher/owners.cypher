// title: Documents that already hold events of these ids
// parameters: ids
// columns: id, document
UNWIND $ids AS id
MATCH (e:Event {id: id})-[:FROM]->(d:Document)
RETURN id, d.id AS document
ORDER BY id
