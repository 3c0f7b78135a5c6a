// title: One topic with the dates of its first and last event
// parameters: id
// columns: id, label, aliases, event_count, description, first, last
MATCH (t:Topic {id: $id})
CALL (t) { MATCH (t)<-[:MENTIONS|PART_OF]-(e:Event) RETURN min(e.date) AS first, max(e.date) AS last }
RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.event_count AS event_count,
       t.description AS description, first, last
