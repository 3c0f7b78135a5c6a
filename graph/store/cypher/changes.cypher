// title: Number of all events, and ids of those written after a revision
// parameters: revision
// columns: events, written
CALL () { MATCH (e:Event) RETURN count(e) AS events }
CALL () { MATCH (e:Event) WHERE e.revision > $revision RETURN collect(e.id) AS written }
RETURN events, written
