// title: How often topics are linked by each title and label
// parameters: ids
// columns: id, title, label, count
UNWIND $ids AS id
MATCH (t:Topic {id: id})<-[l:MENTIONS|PART_OF]-(:Event)
RETURN id, l.title AS title, l.label AS label, count(*) AS count
