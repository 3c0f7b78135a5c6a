// title: Ids of all events, as one list: a server takes long to send a row each
// parameters:
// columns: ids
MATCH (e:Event)
RETURN collect(e.id) AS ids
