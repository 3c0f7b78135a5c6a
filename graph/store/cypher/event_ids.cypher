// title: Ids of events that begin with a text
// parameters: prefix, count
// columns: id
MATCH (e:Event)
WHERE e.id STARTS WITH $prefix
RETURN e.id AS id
ORDER BY id LIMIT $count
