// title: Remove topics
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (t:Topic {id: id})
DETACH DELETE t
