// title: Ids of the events of each story that has any
// parameters:
// columns: id, events
MATCH (s:Story)<-[:IN_STORY]-(e:Event)
RETURN s.id AS id, collect(e.id) AS events
ORDER BY id
