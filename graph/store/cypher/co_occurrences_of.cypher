// title: The topics that some topics are most often told of with, as lists side by side
// parameters: ids
// columns: id, others, counts, weights
UNWIND $ids AS key
MATCH (t:Topic {id: key})-[c:CO_OCCURS]->(o:Topic)
RETURN t.id AS id, collect(o.id) AS others, collect(c.event_count) AS counts, collect(c.weight) AS weights
ORDER BY id
