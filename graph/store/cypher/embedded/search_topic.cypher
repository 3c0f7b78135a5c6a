// title: Events of a topic, of some dates, a category, a source's domain by BM25; a score of 0 is no match
// parameters: words, topic, first, last, category, domain, count
// columns: id, date, score
MATCH (:Topic {id: $topic})<-[:MENTIONS|PART_OF]-(e:Event)
WHERE ($first IS NULL OR e.date >= $first) AND ($last IS NULL OR e.date <= $last)
  AND ($category IS NULL OR e.category = $category)
  AND ($domain IS NULL OR EXISTS { (e)-[:CITES]->(:Source {domain: $domain}) })
WITH DISTINCT e
RETURN e.id AS id, e.date AS date, text_bm25(e, 'words', $words) AS score
ORDER BY score DESC, date DESC, id LIMIT $count
