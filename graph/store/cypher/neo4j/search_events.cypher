// title: Events with any of the words (a text of words and spaces) that Lucene finds best, and the graph's revision
// parameters: words, count
// columns: id, date, words, score, revision
OPTIONAL MATCH (m:Meta {id: 'meta'})
CALL db.index.fulltext.queryNodes('event_words', $words, {limit: $count}) YIELD node AS e, score
RETURN e.id AS id, e.date AS date, e.words AS words, score, m.revision AS revision
ORDER BY score DESC, id
