// title: Remove stories
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (s:Story {id: id})
DETACH DELETE s
