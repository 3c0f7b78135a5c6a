// title: Topics of each cluster and their shares, as two lists side by side
// parameters:
// columns: id, topics, shares
MATCH (c:Cluster)<-[i:IN_CLUSTER]-(t:Topic)
RETURN c.id AS id, collect(t.id) AS topics, collect(i.share) AS shares
ORDER BY id
