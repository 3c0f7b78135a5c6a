// title: All days with their number of events, oldest first
// parameters:
// columns: date, events
MATCH (e:Event)
RETURN e.date AS date, count(*) AS events
ORDER BY date
