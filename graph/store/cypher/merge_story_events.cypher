// title: Put events into stories; links are [event]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (s:Story {id: row.id})
UNWIND row.links AS link
MATCH (e:Event {id: link[0]})
MERGE (e)-[:IN_STORY]->(s)
