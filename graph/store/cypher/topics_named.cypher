// title: Topics of some ids
// parameters: ids
// columns: id, label, aliases, event_count, description
UNWIND $ids AS key
MATCH (t:Topic {id: key})
RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.event_count AS event_count,
       t.description AS description
ORDER BY id
