// title: First and last date
// parameters:
// columns: first, last
MATCH (e:Event)
RETURN min(e.date) AS first, max(e.date) AS last
