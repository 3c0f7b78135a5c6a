// title: As search_events, of some dates, a topic, a category, a source's domain
// parameters: words, first, last, topic, category, domain, count
// columns: id, date, words, score, revision
OPTIONAL MATCH (m:Meta {id: 'meta'})
CALL db.index.fulltext.queryNodes('event_words', $words) YIELD node AS e, score
WITH m, e, score
WHERE ($first IS NULL OR e.date >= $first) AND ($last IS NULL OR e.date <= $last)
  AND ($category IS NULL OR e.category = $category)
  AND ($topic IS NULL OR EXISTS { (e)-[:MENTIONS|PART_OF]->(:Topic {id: $topic}) })
  AND ($domain IS NULL OR EXISTS { (e)-[:CITES]->(:Source {domain: $domain}) })
WITH m, e, score
ORDER BY score DESC, e.id LIMIT $count
RETURN e.id AS id, e.date AS date, e.words AS words, score, m.revision AS revision
ORDER BY score DESC, id
