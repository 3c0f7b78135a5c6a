// title: Digests of those of some documents that are loaded, as [id, digest]
// parameters: ids
// columns: digests
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN collect([d.id, d.digest]) AS digests
