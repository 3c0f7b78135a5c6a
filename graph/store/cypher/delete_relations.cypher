// title: Remove the stored relations from the events of a date window
// parameters: first, last
// columns:
MATCH (e:Event)
WHERE e.date >= $first AND e.date <= $last
MATCH (e)-[r:RELATED]->()
DELETE r
