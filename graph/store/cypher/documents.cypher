// title: Digests and origins of all documents
// parameters:
// columns: id, digest, origin
MATCH (d:Document)
RETURN d.id AS id, d.digest AS digest, d.origin AS origin
ORDER BY id
