// title: Ids of the events of one day, in page order
// parameters: date
// columns: id
MATCH (e:Event {date: $date})-[:FROM]->(d:Document)
RETURN e.id AS id
ORDER BY d.id, e.position, id
