// title: Give back the lists that files cannot hold, empty ones and those of one empty text; to be run one by one
// parameters:
// columns:
MATCH (e:Event)
WHERE e.headings IS NULL OR e.headings = ['\uFDEF']
CALL (e) {
  SET e.headings = [x IN coalesce(e.headings, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (e:Event)
WHERE e.also IS NULL OR e.given_ids IS NULL
CALL (e) {
  SET e.also = coalesce(e.also, []), e.given_ids = coalesce(e.given_ids, []),
      e.given_texts = coalesce(e.given_texts, []), e.given_topics = coalesce(e.given_topics, [])
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (e:Event)
WHERE e.given_topics = ['\uFDEF']
CALL (e) {
  SET e.given_topics = ['']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (t:Topic)
WHERE t.labels IS NULL OR t.labels = ['\uFDEF']
CALL (t) {
  SET t.labels = [x IN coalesce(t.labels, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (t:Topic)
WHERE t.joined IS NULL OR t.joined = ['\uFDEF']
CALL (t) {
  SET t.joined = [x IN coalesce(t.joined, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (t:Topic)
WHERE t.aliases IS NULL OR t.aliases = ['\uFDEF']
CALL (t) {
  SET t.aliases = [x IN coalesce(t.aliases, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (s:Story)
WHERE s.topics IS NULL OR s.topics = ['\uFDEF']
CALL (s) {
  SET s.topics = [x IN coalesce(s.topics, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (s:Story)
WHERE s.key_events IS NULL OR s.key_events = ['\uFDEF']
CALL (s) {
  SET s.key_events = [x IN coalesce(s.key_events, []) | '']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (:Event)-[r:RELATED]->(:Event)
WHERE r.reason_kinds IS NULL
CALL (r) {
  SET r.reason_kinds = [], r.reason_labels = [], r.reason_weights = [], r.reason_ids = []
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (:Event)-[r:RELATED]->(:Event)
WHERE r.reason_labels = ['\uFDEF']
CALL (r) {
  SET r.reason_labels = ['']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (:Event)-[r:RELATED]->(:Event)
WHERE r.reason_ids = ['\uFDEF']
CALL (r) {
  SET r.reason_ids = ['']
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (m:Meta {id: 'meta'})
SET m.stale = coalesce(m.stale, []), m.store = replace(randomUUID(), '-', ''), m.engine = 'Neo4j 5.26';
