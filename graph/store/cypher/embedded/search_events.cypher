// title: Events by BM25 on the text; a score of 0 is no match
// parameters: text, count
// columns: id, score
MATCH (e:Event)
RETURN e.id AS id, text_bm25(e, 'text', $text) AS score
ORDER BY score DESC LIMIT $count
