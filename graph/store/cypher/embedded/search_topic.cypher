// title: Events of a topic by BM25 on the text, of some dates, a category, a source's domain
// parameters: text, topic, first, last, category, domain, count
// columns: id, score
MATCH (:Topic {id: $topic})<-[:MENTIONS|PART_OF]-(e:Event)
WHERE ($first IS NULL OR e.date >= $first) AND ($last IS NULL OR e.date <= $last)
  AND ($category IS NULL OR e.category = $category)
  AND ($domain IS NULL OR EXISTS { (e)-[:CITES]->(:Source {domain: $domain}) })
WITH DISTINCT e
RETURN e.id AS id, text_bm25(e, 'text', $text) AS score
ORDER BY score DESC LIMIT $count
