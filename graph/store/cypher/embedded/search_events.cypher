// title: Events with any of the words (a text of words and spaces) by BM25, of some dates, a category, a domain
// parameters: words, first, last, category, domain, count
// columns: id, date, score
CALL db.index.fulltext.queryNodes('event_words', $words) YIELD node AS e, score
WHERE ($first IS NULL OR e.date >= $first) AND ($last IS NULL OR e.date <= $last)
  AND ($category IS NULL OR e.category = $category)
  AND ($domain IS NULL OR EXISTS { (e)-[:CITES]->(:Source {domain: $domain}) })
RETURN e.id AS id, e.date AS date, score
ORDER BY score DESC, date DESC, id LIMIT $count
