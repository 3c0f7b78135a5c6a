// title: Remove events with all their relationships
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (e:Event {id: id})
DETACH DELETE e
