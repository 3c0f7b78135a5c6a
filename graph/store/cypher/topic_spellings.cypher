// title: Topics as [id, number of events, [title, label, how often they link it] of each spelling]
// parameters: ids
// columns: topics
UNWIND $ids AS id
MATCH (t:Topic {id: id})
CALL (t) {
  MATCH (t)<-[:MENTIONS|PART_OF]-(e)
  RETURN count(DISTINCT e) AS event_count
}
CALL (t) {
  MATCH (t)<-[l:MENTIONS|PART_OF]-()
  WITH l.title AS title, l.label AS label, count(*) AS times
  RETURN collect([title, label, times]) AS spellings
}
RETURN collect([id, event_count, spellings]) AS topics
