// title: Take topics out of clusters; links are [topic]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (c:Cluster {id: row.id})
UNWIND row.links AS link
MATCH (t:Topic {id: link[0]})-[i:IN_CLUSTER]->(c)
DELETE i
