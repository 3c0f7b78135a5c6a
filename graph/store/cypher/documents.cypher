// title: Digests of all documents
// parameters:
// columns: id, digest
MATCH (d:Document)
RETURN d.id AS id, d.digest AS digest
ORDER BY id
