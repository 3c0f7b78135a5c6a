// title: Remove sources that no event cites
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (s:Source {id: id})
WHERE NOT EXISTS { (s)<-[:CITES]-(:Event) }
DETACH DELETE s
