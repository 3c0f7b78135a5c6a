// title: The topics that each topic is most often told of with, as lists side by side
// parameters:
// columns: id, others, counts, weights
MATCH (t:Topic)-[c:CO_OCCURS]->(o:Topic)
RETURN t.id AS id, collect(o.id) AS others, collect(c.event_count) AS counts, collect(c.weight) AS weights
ORDER BY id
