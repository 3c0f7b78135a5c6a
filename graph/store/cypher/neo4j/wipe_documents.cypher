// title: Remove some documents with all their events
// parameters: count
// columns: gone
MATCH (d:Document)
WITH d LIMIT $count
OPTIONAL MATCH (d)<-[:FROM]-(e:Event)
WITH d, collect(e) AS events
FOREACH (e IN events | DETACH DELETE e)
DETACH DELETE d
RETURN count(*) AS gone
