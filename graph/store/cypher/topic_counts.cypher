// title: How many events topics have
// parameters: ids
// columns: id, event_count
UNWIND $ids AS id
MATCH (t:Topic {id: id})<-[:MENTIONS|PART_OF]-(e:Event)
RETURN id, count(DISTINCT e) AS event_count
