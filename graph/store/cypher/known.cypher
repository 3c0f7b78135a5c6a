// title: Ids, texts and documents of the events of some days
// parameters: dates
// columns: date, id, text, document
UNWIND $dates AS day
MATCH (e:Event {date: day})-[:FROM]->(d:Document)
RETURN day AS date, e.id AS id, e.text AS text, d.id AS document
ORDER BY date, document, e.position, id
