// title: Ids of the events of a date window
// parameters: first, last
// columns: id
MATCH (e:Event)
WHERE e.date >= $first AND e.date <= $last
RETURN e.id AS id
ORDER BY e.date, id
