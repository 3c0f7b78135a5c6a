// title: Remove clusters
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (c:Cluster {id: id})
DETACH DELETE c
