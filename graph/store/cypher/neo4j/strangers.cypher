// title: Labels of a node that no writer's lock is, if there is any
// parameters:
// columns: labels
MATCH (n)
WHERE NOT n:StorytrailLock
RETURN labels(n) AS labels LIMIT 1
