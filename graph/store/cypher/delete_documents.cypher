// title: Remove documents, whose events are gone
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (d:Document {id: id})
DETACH DELETE d
