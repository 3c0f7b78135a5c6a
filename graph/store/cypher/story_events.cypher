// title: Ids of the events of one story, by date and id, as one list
// parameters: id
// columns: events
MATCH (:Story {id: $id})<-[:IN_STORY]-(e:Event)
WITH e ORDER BY e.date, e.id
RETURN collect(e.id) AS events
