// title: Forget which topics are told of together; links are [other topic]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (t:Topic {id: row.id})
UNWIND row.links AS link
MATCH (t)-[c:CO_OCCURS]->(o:Topic {id: link[0]})
DELETE c
