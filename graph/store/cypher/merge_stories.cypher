// title: Write stories
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (s:Story {id: row.id})
SET s.label = row.label, s.first = row.first, s.last = row.last, s.event_count = row.event_count,
    s.topics = row.topics, s.key_events = row.key_events
