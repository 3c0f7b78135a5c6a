// title: Put topics into clusters; links are [topic, share]
// parameters: rows
// columns:
UNWIND $rows AS row
MATCH (c:Cluster {id: row.id})
UNWIND row.links AS link
MATCH (t:Topic {id: link[0]})
MERGE (t)-[i:IN_CLUSTER]->(c)
SET i.share = link[1]
