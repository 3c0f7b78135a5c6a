// title: Origins of the documents whose ids begin with some text
// parameters: prefix
// columns: origin
MATCH (d:Document)
WHERE d.id STARTS WITH $prefix
RETURN DISTINCT d.origin AS origin
ORDER BY origin
