// title: Whole events; topic links as [topic, its label, title, label, section, position, depth]
// parameters: ids
// columns: id, date, text, category, headings, position, excerpt, cover_url, page_url, also, given_ids, given_texts, given_topics, document, mentions, links, citations, story, story_label
UNWIND $ids AS key
MATCH (e:Event {id: key})
CALL (e) {
  MATCH (e)-[m:MENTIONS]->(t:Topic)
  WITH m, t ORDER BY m.position
  RETURN collect([t.id, t.label, m.title, m.label, m.section, m.position]) AS mentions
}
CALL (e) {
  MATCH (e)-[p:PART_OF]->(t:Topic)
  WITH p, t ORDER BY p.depth, p.position
  RETURN collect([t.id, t.label, p.title, p.label, p.section, p.position, p.depth]) AS links
}
CALL (e) {
  MATCH (e)-[c:CITES]->(s:Source)
  WITH c, s ORDER BY c.position
  RETURN collect([s.id, s.publisher, s.domain, c.label, c.position]) AS citations
}
CALL (e) {
  OPTIONAL MATCH (e)-[:IN_STORY]->(s:Story)
  RETURN s.id AS story, s.label AS story_label ORDER BY story LIMIT 1
}
MATCH (e)-[:FROM]->(d:Document)
RETURN e.id AS id, e.date AS date, e.text AS text, e.category AS category, e.headings AS headings,
       e.position AS position, e.excerpt AS excerpt, e.cover_url AS cover_url, e.page_url AS page_url,
       e.also AS also, e.given_ids AS given_ids, e.given_texts AS given_texts, e.given_topics AS given_topics,
       d.id AS document, mentions, links, citations, story, story_label
