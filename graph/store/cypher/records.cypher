// title: What is remembered of some documents
// parameters: ids
// columns: id, digest, revision, origin, licence, event_count, loaded_at
UNWIND $ids AS key
MATCH (d:Document {id: key})
RETURN d.id AS id, d.digest AS digest, d.revision AS revision, d.origin AS origin, d.licence AS licence,
       d.event_count AS event_count, d.loaded_at AS loaded_at
ORDER BY id
