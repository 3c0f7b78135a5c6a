// title: Write topics with their names and counts
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (t:Topic {id: row.id})
SET t.label = row.label, t.aliases = row.aliases, t.labels = row.labels, t.search = row.search,
    t.event_count = row.event_count, t.joined = row.joined
