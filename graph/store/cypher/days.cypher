// title: Days with their number of events, newest first
// parameters: before, count
// columns: date, events
MATCH (e:Event)
WHERE ($before IS NULL OR e.date < $before)
RETURN e.date AS date, count(*) AS events
ORDER BY date DESC LIMIT $count
