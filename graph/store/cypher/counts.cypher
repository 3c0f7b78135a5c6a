// title: How many of each
// parameters:
// columns: documents, events, topics, sources, stories, clusters, related
CALL () { MATCH (n:Document) RETURN count(n) AS documents }
CALL () { MATCH (n:Event) RETURN count(n) AS events }
CALL () { MATCH (n:Topic) RETURN count(n) AS topics }
CALL () { MATCH (n:Source) RETURN count(n) AS sources }
CALL () { MATCH (n:Story) RETURN count(n) AS stories }
CALL () { MATCH (n:Cluster) RETURN count(n) AS clusters }
CALL () { MATCH (:Event)-[r:RELATED]->(:Event) RETURN count(r) AS related }
RETURN documents, events, topics, sources, stories, clusters, related
