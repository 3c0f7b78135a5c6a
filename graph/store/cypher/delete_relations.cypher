// title: Remove all stored relations
// parameters:
// columns:
MATCH (:Event)-[r:RELATED]->(:Event)
DELETE r
