// title: Ids and revisions of the events of a date window
// parameters: first, last
// columns: id, revision
MATCH (e:Event)
WHERE e.date >= $first AND e.date <= $last
RETURN e.id AS id, e.revision AS revision
ORDER BY e.date, id
