// title: Given relations between events, from those of a date window
// parameters: first, last
// columns: source, target, position, topics
MATCH (e:Event)-[g:GIVEN_RELATED]->(o:Event)
WHERE e.date >= $first AND e.date <= $last
RETURN e.id AS source, o.id AS target, g.position AS position, g.topics AS topics
ORDER BY source, position, target
