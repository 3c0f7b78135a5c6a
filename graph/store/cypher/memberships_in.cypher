// title: Topics of one cluster and their shares, as two lists side by side
// parameters: id
// columns: id, topics, shares
MATCH (c:Cluster {id: $id})<-[i:IN_CLUSTER]-(t:Topic)
RETURN c.id AS id, collect(t.id) AS topics, collect(i.share) AS shares
