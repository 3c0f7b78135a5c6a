// title: Link events to those of the related events named by their pages that are there
// parameters:
// columns:
MATCH (d:Document)
WHERE d.given_count > 0
MATCH (d)<-[:FROM]-(e:Event)
UNWIND range(0, size(e.given_ids) - 1) AS place
MATCH (o:Event {id: e.given_ids[place]})
MERGE (e)-[g:GIVEN_RELATED]->(o)
ON CREATE SET g.position = place, g.topics = e.given_topics[place]
