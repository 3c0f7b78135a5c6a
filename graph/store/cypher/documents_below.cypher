// title: Documents whose ids begin with some text, and the day of each
// parameters: prefix
// columns: id, date
MATCH (d:Document)
WHERE d.id STARTS WITH $prefix
RETURN d.id AS id, d.date AS date
ORDER BY id
