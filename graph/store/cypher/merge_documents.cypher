// title: Write documents
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (d:Document {id: row.id})
SET d.date = row.date, d.digest = row.digest, d.revision = row.revision, d.origin = row.origin, d.licence = row.licence,
    d.event_count = row.event_count, d.given_count = row.given_count, d.loaded_at = row.loaded_at
