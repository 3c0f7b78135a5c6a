// title: Take events out of stories; links are [event]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (s:Story {id: row.id})
UNWIND row.links AS link
MATCH (e:Event {id: link[0]})-[i:IN_STORY]->(s)
DELETE i
