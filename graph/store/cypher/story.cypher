// title: One story
// parameters: id
// columns: id, label, first, last, event_count, topics, key_events
MATCH (s:Story {id: $id})
RETURN s.id AS id, s.label AS label, s.first AS first, s.last AS last, s.event_count AS event_count,
       s.topics AS topics, s.key_events AS key_events
