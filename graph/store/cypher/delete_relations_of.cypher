// title: Remove the stored relations from some events
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (e:Event {id: id})-[r:RELATED]->()
DELETE r
