// title: Ids of all events
// parameters:
// columns: id
MATCH (e:Event)
RETURN e.id AS id
