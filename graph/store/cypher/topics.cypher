// title: Topics by id, a page at a time
// parameters: after, count
// columns: id, label, aliases, event_count, description
MATCH (t:Topic)
WHERE t.id > $after
RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.event_count AS event_count,
       t.description AS description
ORDER BY id LIMIT $count
