// title: Topics with a name that is the text (rank 0), begins with it (1) or has a word that does (2)
// parameters: text, name, start, word, count
// columns: id, label, aliases, event_count, description
MATCH (t:Topic)
WHERE t.search CONTAINS $start OR t.search CONTAINS $word
WITH t, CASE WHEN t.id = $text THEN 0 WHEN t.search CONTAINS $name THEN 1
             WHEN t.search CONTAINS $start THEN 2 ELSE 3 END AS rank
RETURN t.id AS id, t.label AS label, t.aliases AS aliases, t.event_count AS event_count,
       t.description AS description
ORDER BY rank, event_count DESC, id LIMIT $count
