// title: Write sources
// parameters: rows
// columns:
UNWIND $rows AS row
MERGE (s:Source {id: row.id})
SET s.publisher = row.publisher, s.domain = row.domain
