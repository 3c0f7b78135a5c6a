// title: All that is stored of topics, by id, a page at a time; outers are [id of an outer topic, number of events]
// parameters: after, count
// columns: id, label, aliases, labels, search, event_count, joined, description, outers
MATCH (t:Topic)
WHERE t.id > $after
WITH t ORDER BY t.id LIMIT $count
CALL (t) {
  MATCH (t)-[w:WITHIN]->(o:Topic)
  WITH o, w ORDER BY o.id
  RETURN collect([o.id, w.event_count]) AS outers
}
RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.labels AS labels, t.search AS search,
       t.event_count AS event_count, t.joined AS joined, t.description AS description, outers
ORDER BY id
