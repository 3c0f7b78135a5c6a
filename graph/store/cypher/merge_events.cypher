// title: Write events and the documents they are from
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (e:Event {id: row.id})
SET e.date = row.date, e.month = row.month, e.text = row.text, e.words = row.words,
    e.category = row.category, e.headings = row.headings, e.position = row.position, e.excerpt = row.excerpt,
    e.cover_url = row.cover_url, e.page_url = row.page_url, e.also = row.also,
    e.given_ids = row.given_ids, e.given_texts = row.given_texts, e.given_topics = row.given_topics,
    e.revision = row.revision
WITH e, row
MATCH (d:Document {id: row.document})
CREATE (e)-[:FROM]->(d)
