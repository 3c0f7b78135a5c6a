// title: Nearest days with events
// parameters: date
// columns: previous, next
CALL () { MATCH (e:Event) WHERE e.date < $date RETURN max(e.date) AS previous }
CALL () { MATCH (e:Event) WHERE e.date > $date RETURN min(e.date) AS next }
RETURN previous, next
