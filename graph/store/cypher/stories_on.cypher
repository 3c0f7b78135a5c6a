// title: Stories that have begun and not ended on a date, those with the most events between two dates first
// parameters: date, first, last
// columns: id, label, first, last, event_count, topics, key_events, shared
MATCH (s:Story)
WHERE s.first <= $date AND s.last >= $date
CALL (s) {
  MATCH (s)<-[:IN_STORY]-(e:Event)
  WHERE e.date >= $first AND e.date <= $last
  RETURN count(e) AS shared
}
RETURN s.id AS id, s.label AS label, s.first AS first, s.last AS last, s.event_count AS event_count,
       s.topics AS topics, s.key_events AS key_events, shared
ORDER BY shared DESC, id
