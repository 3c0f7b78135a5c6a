// title: All that is stored of documents, by id, a page at a time
// parameters: after, count
// columns: id, date, digest, revision, origin, licence, event_count, given_count, loaded_at
MATCH (d:Document)
WHERE d.id > $after
RETURN d.id AS id, d.date AS date, d.digest AS digest, d.revision AS revision, d.origin AS origin, d.licence AS licence,
       d.event_count AS event_count, d.given_count AS given_count, d.loaded_at AS loaded_at
ORDER BY id LIMIT $count
