// title: Ids of the events of a topic, in the text or under a heading, newest first
// parameters: id, offset, count
// columns: id, date
MATCH (t:Topic {id: $id})<-[:MENTIONS|PART_OF]-(e:Event)
WITH DISTINCT e.id AS id, e.date AS date
RETURN id, date
ORDER BY date DESC, id SKIP $offset LIMIT $count
