// title: Labels of all topics
// parameters:
// columns: id, label
MATCH (t:Topic)
RETURN t.id AS id, t.label AS label
ORDER BY id
