// title: What only the server has: the lock's constraint, indexes, to be run one by one
// parameters:
// columns:
CREATE CONSTRAINT storytrail_lock_id IF NOT EXISTS FOR (n:StorytrailLock) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX event_revision IF NOT EXISTS FOR (n:Event) ON (n.revision);
CREATE TEXT INDEX topic_search IF NOT EXISTS FOR (n:Topic) ON (n.search);
CREATE FULLTEXT INDEX event_words IF NOT EXISTS FOR (n:Event) ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}
