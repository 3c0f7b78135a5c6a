// title: Make topics that are not there yet
// parameters: ids
// columns:
UNWIND $ids AS id
MERGE (t:Topic {id: id})
