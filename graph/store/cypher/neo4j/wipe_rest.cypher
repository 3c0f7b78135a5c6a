// title: Remove some of what is left when all documents are gone
// parameters: count
// columns: gone
MATCH (n)
WHERE n:Event OR n:Topic OR n:Source OR n:Story OR n:Cluster
WITH n LIMIT $count
DETACH DELETE n
RETURN count(*) AS gone
