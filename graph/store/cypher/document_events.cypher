// title: Ids of the events of some documents, in page order
// parameters: ids
// columns: id, document
UNWIND $ids AS document
MATCH (d:Document {id: document})<-[:FROM]-(e)
RETURN e.id AS id, document
ORDER BY document, e.position, id
