// title: What the analysis needs of some events
// parameters: ids
// columns: id, date, text, category, headings, topics, heading_topics
UNWIND $ids AS key
MATCH (e:Event {id: key})
CALL (e) {
  MATCH (e)-[m:MENTIONS]->(t:Topic)
  WITH m, t ORDER BY m.position
  RETURN collect(t.id) AS topics
}
CALL (e) {
  MATCH (e)-[p:PART_OF]->(t:Topic)
  WITH p, t ORDER BY p.depth, p.position
  RETURN collect(t.id) AS heading_topics
}
RETURN e.id AS id, e.date AS date, e.text AS text, e.category AS category, e.headings AS headings, topics,
       heading_topics
ORDER BY date, id
